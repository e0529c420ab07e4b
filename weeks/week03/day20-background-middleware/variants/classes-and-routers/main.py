import asyncio
import logging
from contextlib import asynccontextmanager

from emails import send_welcome_email
from fastapi import APIRouter, FastAPI, status
from fastapi.responses import JSONResponse
from pydantic import BaseModel, EmailStr, field_validator
from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from timing import AddHeaders, LogRequests

router = APIRouter()
users = []


class NewUser(BaseModel):
    name: str
    email: EmailStr

    @field_validator("name")
    @classmethod
    def not_empty(cls, name):
        if not name.strip():
            raise ValueError("The name is empty.")
        return name


async def deliver(email):
    try:
        await send_welcome_email(email)
    except Exception as error:
        logging.getLogger("app").error("no mail for %s: %r", email, error)


@router.post("/users")
async def register(body: NewUser):
    user = {"id": len(users), "name": body.name, "email": body.email}
    users.append(user)
    return JSONResponse(user, status.HTTP_201_CREATED, background=BackgroundTask(deliver, body.email))


@router.get("/slow")
async def wait():
    await asyncio.sleep(0.25)


@router.get("/broken")
async def fail():
    raise ValueError("on purpose")


@asynccontextmanager
async def lifespan(_):
    handler = logging.FileHandler("requests.log")
    handler.setFormatter(logging.Formatter("[%(asctime)s] %(levelname)s: %(message)s"))
    logger = logging.getLogger("app")
    logger.addHandler(handler)
    logger.setLevel("DEBUG")
    yield
    handler.close()


app = FastAPI(lifespan=lifespan, middleware=[Middleware(AddHeaders), Middleware(LogRequests)])
app.include_router(router)

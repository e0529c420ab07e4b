import uuid

from fastapi import APIRouter, FastAPI, status
from models import Person, UserCreate, UserResponse

router = APIRouter()


@router.post("/people", response_model=Person, status_code=status.HTTP_201_CREATED)
async def people(person: Person):
    return {"name": person.name, "age": person.age}


users = APIRouter(prefix="/users")


@users.post("", response_model=UserResponse, status_code=status.HTTP_201_CREATED)
async def new_user(user: UserCreate):
    return {"id": str(uuid.uuid4()), **user.model_dump()}


app = FastAPI()
app.include_router(router)
app.include_router(users)

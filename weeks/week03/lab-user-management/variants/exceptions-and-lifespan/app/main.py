from contextlib import asynccontextmanager
from typing import Annotated

from app import schemas
from app.routers.users import router
from app.store import Problem, Users
from fastapi import FastAPI, Query
from fastapi.responses import JSONResponse


@asynccontextmanager
async def lifespan(_):
    yield {"users": Users()}


async def on_problem(_, problem):
    return JSONResponse({"detail": str(problem)}, status_code=problem.status)


async def health():
    return {"status": "ok"}


async def hello(query: Annotated[schemas.Hello, Query()]):
    return {"message": f"Hello, {query.name}!"}


def create_app():
    app = FastAPI(lifespan=lifespan)
    app.add_exception_handler(Problem, on_problem)
    app.add_api_route("/health", health)
    app.add_api_route("/hello", hello)
    app.include_router(router, prefix="/users")
    return app


app = create_app()

from typing import Annotated

from fastapi import Depends, FastAPI

from .routers import users
from .schemas import HelloQuery


def create_app():
    app = FastAPI()
    kept, last = {}, [0]
    app.dependency_overrides[users.get_users] = lambda: kept
    app.dependency_overrides[users.get_last] = lambda: last
    app.include_router(users.router, tags=["people"])

    @app.get("/health")
    def health():
        return {"status": "ok"}

    @app.get("/hello")
    def hello(query: Annotated[HelloQuery, Depends()]):
        return {"message": "Hello, " + query.name + "!"}

    return app


app = create_app()

"""The application: it puts the routers together."""

from fastapi import FastAPI

from app.routers import general, users
from app.store import UserStore


def create_app() -> FastAPI:
    """A new application, with users of its own."""
    application = FastAPI(title="User management")
    application.state.users = UserStore()
    application.include_router(general.router)
    application.include_router(users.router)
    return application


app = create_app()

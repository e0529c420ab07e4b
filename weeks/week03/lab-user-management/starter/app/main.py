"""The application: it puts the routers together."""

from fastapi import FastAPI

app = FastAPI(title="User management")

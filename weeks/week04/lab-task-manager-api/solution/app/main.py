"""A task manager over HTTP, kept in PostgreSQL. Its tables are made by migrations, not here."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError

from app import tasks

app = FastAPI(title="Task manager")
app.include_router(tasks.router)


@app.exception_handler(OperationalError)
async def database_away(_request: Request, _error: Exception) -> JSONResponse:
    """What is answered while the database cannot be reached."""
    return JSONResponse({"detail": "The database cannot be reached. Try again later."}, status_code=503)

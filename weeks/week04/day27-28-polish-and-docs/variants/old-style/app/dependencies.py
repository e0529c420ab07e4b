"""Dependencies."""

from app.config import settings
from app.database import SessionLocal
from fastapi import Query

MAX_INT = 2147483647


def get_db():
    """One session per request."""
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def error(text):
    """An error in the documentation, as plain OpenAPI."""
    schema = {"type": "object", "properties": {"detail": {"type": "string"}}, "required": ["detail"]}
    return {"description": text, "content": {"application/json": {"schema": schema, "example": {"detail": text}}}}


def pagination(
    skip: int = Query(0, ge=0, le=MAX_INT, description="Number of records to skip"),
    limit: int = Query(settings["PAGE_SIZE"], ge=1, le=100, description="Maximum number of records"),
):
    """Pagination parameters."""
    return {"skip": skip, "limit": limit}

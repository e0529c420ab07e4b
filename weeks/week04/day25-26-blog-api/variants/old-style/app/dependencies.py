from app.database import SessionLocal
from fastapi import HTTPException

MAX_INT = 2147483647


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def pagination(skip: int = 0, limit: int = 10):
    if skip < 0 or skip > MAX_INT or limit < 1 or limit > 100:
        raise HTTPException(status_code=422, detail="skip or limit out of range")
    return {"skip": skip, "limit": limit}

import asyncio

from pydantic import BaseModel, EmailStr, Field

store: dict[int, dict] = {}
lock = asyncio.Lock()


class UserBody(BaseModel):
    name: str = Field(..., min_length=1, max_length=50)
    email: EmailStr
    age: int = Field(..., ge=1)


class UserOut(UserBody):
    id: int

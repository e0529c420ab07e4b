from pydantic import BaseModel, EmailStr, Field


class User(BaseModel):
    email: EmailStr
    name: str = Field(max_length=50, pattern=r"\S")

from pydantic import BaseModel, ConfigDict, EmailStr, Field


class Person(BaseModel):
    name: str = Field(min_length=1, max_length=50, pattern=r"\S")
    email: EmailStr
    age: int = Field(strict=True, ge=1, le=130)


class PersonWithId(Person):
    model_config = ConfigDict(from_attributes=True)

    id: int


class PersonPatch(Person):
    name: str = Field("-", min_length=1, max_length=50, pattern=r"\S")
    email: EmailStr = "nobody@example.com"
    age: int = Field(1, strict=True, ge=1, le=130)

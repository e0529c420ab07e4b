"""Module."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, EmailStr, Field, field_validator


class UserBase(BaseModel):
    """UserBase"""

    email: EmailStr
    name: str = Field(min_length=1, max_length=50)

    @field_validator("name")
    @classmethod
    def name_not_blank(cls, value):
        """name_not_blank"""
        if value.isspace():
            raise ValueError("name must not be blank")
        return value.strip()


class UserCreate(UserBase):
    """UserCreate"""


class UserResponse(UserBase):
    """UserResponse"""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "example": {"id": 1, "name": "Chen", "email": "chen@example.com", "created_at": "2026-01-01T00:00:00"}
        },
    )
    id: int
    created_at: datetime
    updated_at: datetime

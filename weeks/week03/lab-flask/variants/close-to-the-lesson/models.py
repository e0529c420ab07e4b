from pydantic import BaseModel, Field, field_validator


class NewSighting(BaseModel):
    bird: str = Field(min_length=1, max_length=60)
    place: str = Field(min_length=1, max_length=60)
    count: int = Field(ge=1)

    @field_validator("bird", "place")
    @classmethod
    def check(cls, v: str) -> str:
        v = v.strip()
        if v == "":
            raise ValueError("empty")
        return v


class Sighting(NewSighting):
    id: int


class Filters(BaseModel):
    place: str = ""
    limit: int = Field(default=100, ge=1, le=100)

from fastapi import APIRouter, FastAPI, HTTPException, status
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, ValidationError, field_validator

database = []
last_id = 0
router = APIRouter(prefix="/users", tags=["users"])


class UserBody(BaseModel):
    name: str = Field(max_length=50)
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    age: int = Field(gt=0)

    @field_validator("name")
    @classmethod
    def not_blank(cls, value):
        if value.strip() == "":
            raise ValueError("name must not be blank")
        return value


def position(user_id):
    for index, user in enumerate(database):
        if user["id"] == user_id:
            return index
    raise HTTPException(status_code=status.HTTP_404_NOT_FOUND, detail="User not found")


def email_in_use(email, but=None):
    owners = []
    for user in database:
        if user["email"].lower() == email.lower():
            owners.append(user["id"])
    return owners not in ([], [but])


@router.post("", status_code=status.HTTP_201_CREATED)
async def create(body: UserBody):
    global last_id
    if email_in_use(body.email):
        raise HTTPException(status_code=status.HTTP_409_CONFLICT, detail={"email": "already registered"})
    last_id += 1
    user = {"id": last_id, "name": body.name, "email": body.email, "age": body.age}
    database.append(user)
    return JSONResponse(user, 201, {"Location": f"http://127.0.0.1:8000/users/{last_id}"})


@router.get("")
async def get_all():
    return database


@router.get("/{user_id}")
async def get_one(user_id: int):
    return database[position(user_id)]


@router.put("/{user_id}")
async def update(user_id: int, body: UserBody):
    index = position(user_id)
    if email_in_use(body.email, but=user_id):
        raise HTTPException(status_code=status.HTTP_409_CONFLICT, detail={"email": "already registered"})
    database[index] = {"id": user_id} | body.model_dump()
    return database[index]


@router.patch("/{user_id}")
async def patch(user_id: int, changes: dict):
    index = position(user_id)
    try:
        body = UserBody(**{**database[index], **changes})
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
    if email_in_use(body.email, but=user_id):
        raise HTTPException(status_code=409, detail="already registered")
    database[index].update(body.model_dump())
    return database[index]


@router.delete("/{user_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete(user_id: int):
    del database[position(user_id)]


app = FastAPI()
app.include_router(router)

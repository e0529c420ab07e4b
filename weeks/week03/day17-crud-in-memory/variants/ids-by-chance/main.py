import dataclasses
from dataclasses import dataclass
from typing import Annotated
from uuid import uuid4

from fastapi import Body, FastAPI, HTTPException, Path
from fastapi.responses import JSONResponse
from models import Name
from pydantic import EmailStr, PositiveInt

app = FastAPI()
Id = Annotated[int, Path(ge=1)]


@dataclass
class Account:
    id: int
    name: str
    email: str
    age: int


accounts: list[Account] = []


@app.post("/users")
def create(
    name: Annotated[Name, Body()],
    email: Annotated[EmailStr, Body()],
    age: Annotated[PositiveInt, Body()],
):
    if email in {account.email for account in accounts}:
        return JSONResponse({"detail": "taken"}, 409)
    account = Account(1 + uuid4().int % 2**52, name, email, age)
    accounts.append(account)
    return JSONResponse(dataclasses.asdict(account), 201, {"location": f"/users/{account.id}"})


@app.get("/users")
def listed() -> list[Account]:
    return accounts


@app.get("/users/{user_id}")
def one(user_id: Id) -> Account:
    found = [account for account in accounts if account.id == user_id]
    if not found:
        raise HTTPException(404)
    return found[0]


@app.put("/users/{user_id}")
def put(
    user_id: Id,
    name: Annotated[Name, Body()],
    email: Annotated[EmailStr, Body()],
    age: Annotated[PositiveInt, Body()],
) -> Account:
    account = one(user_id)
    if any(other is not account and other.email == email for other in accounts):
        raise HTTPException(409)
    account.name, account.email, account.age = name, email, age
    return account


@app.patch("/users/{user_id}")
def patch(
    user_id: Id,
    name: Annotated[Name | None, Body()] = None,
    email: Annotated[EmailStr | None, Body()] = None,
    age: Annotated[PositiveInt | None, Body()] = None,
) -> Account:
    account = one(user_id)
    return put(user_id, name or account.name, email or account.email, age or account.age)


@app.delete("/users/{user_id}", status_code=204)
def delete(user_id: Id) -> None:
    gone = one(user_id)
    accounts[:] = [account for account in accounts if account is not gone]

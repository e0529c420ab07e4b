from typing import Annotated

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from schemas import Person, PersonPatch, PersonWithId
from store import AddressTaken, People, Unknown

app = FastAPI()
people = People()


def store():
    return people


Store = Annotated[People, Depends(store)]


@app.exception_handler(Unknown)
@app.exception_handler(AddressTaken)
def refused(request: Request, error: Unknown | AddressTaken):
    return JSONResponse({"detail": f"{error} ({request.url.path})"}, status_code=error.status)


@app.post("/users", response_model=PersonWithId, status_code=201)
def create(body: Person, response: Response, people: Store):
    number = people.add(body)
    response.headers["location"] = app.url_path_for("read", number=number)
    return people.shown(number)


@app.get("/users", response_model=list[PersonWithId])
def read_all(people: Store):
    return [people.shown(number) for number in people.kept]


@app.get("/users/{number}", response_model=PersonWithId)
def read(number: int, people: Store):
    return people.shown(number)


@app.put("/users/{number}", response_model=PersonWithId)
def write(number: int, body: Person, people: Store):
    people.replace(number, body)
    return people.shown(number)


@app.patch("/users/{number}", response_model=PersonWithId)
def patch(number: int, body: PersonPatch, people: Store):
    old = people.shown(number)
    people.replace(number, Person(**{**old, **body.model_dump(exclude_unset=True)}))
    return people.shown(number)


@app.delete("/users/{number}")
def remove(number: int, people: Store):
    people.remove(number)
    return Response(status_code=204)

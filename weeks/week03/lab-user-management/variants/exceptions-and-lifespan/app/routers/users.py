from app.schemas import Fields, Shown, Some
from fastapi import APIRouter, Request, Response

router = APIRouter()


@router.api_route("", methods=["POST"], status_code=201)
async def create(fields: Fields, request: Request):
    store = request.state.users
    store.check(fields.email)
    store.users.append(Shown(id=store.next(), **fields.model_dump()))
    return store.users[-1]


@router.get("", response_model=list[Shown])
async def everyone(request: Request):
    return request.state.users.users


@router.get("/{number}")
async def one(number: int, request: Request):
    store = request.state.users
    return store.users[store.place(number)]


@router.put("/{number}")
async def put(number: int, fields: Fields, request: Request):
    return save(request.state.users, number, fields.model_dump())


@router.patch("/{number}")
async def patch(number: int, some: Some, request: Request):
    store = request.state.users
    old = store.users[store.place(number)].model_dump(exclude={"id"})
    return save(store, number, old | some.model_dump(exclude_unset=True))


def save(store, number, fields):
    place = store.place(number)
    store.check(fields["email"], number)
    store.users[place] = Shown(id=number, **fields)
    return store.users[place]


@router.delete("/{number}")
async def delete(number: int, request: Request):
    store = request.state.users
    del store.users[store.place(number)]
    return Response(status_code=204)

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import HTTPException
from fastapi.params import Query

NAMES = ["Tea", "Milk", "Bread", "Rice", "Tomatoes", "Green tea"]
router = APIRouter()


@router.get("/")
async def root():
    return {"message": "Hello"}


@router.get("/items/{item_id}")
async def read_item(item_id: int):
    for number, name in enumerate(NAMES, start=1):
        if number == item_id:
            return {"name": name, "item_id": number}
    raise HTTPException(status_code=404, detail="Item not found")


@router.get("/search")
async def search(q: str, limit: int = Query(default=3, gt=0, lt=51)):
    results = []
    for number, name in enumerate(NAMES, start=1):
        if q.casefold() in name.casefold():
            results.append({"item_id": number, "name": name})
    return results[0:limit]


app = FastAPI()
app.include_router(router)

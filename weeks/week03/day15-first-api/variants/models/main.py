from dataclasses import dataclass
from itertools import islice
from typing import Annotated

import fastapi
from fastapi import Path, Query
from pydantic import BaseModel

app = fastapi.FastAPI()


class Item(BaseModel):
    item_id: int
    name: str


@dataclass
class Hello:
    message: str = "Hello"


SHOP = [
    Item(item_id=1, name="Tea"),
    Item(item_id=2, name="Milk"),
    Item(item_id=3, name="Bread"),
    Item(item_id=4, name="Rice"),
    Item(item_id=5, name="Tomatoes"),
    Item(item_id=6, name="Green tea"),
]


@app.get("/", response_model=Hello)
def home():
    return Hello()


@app.get("/items/{item_id}", response_model=Item)
def get_item(item_id: Annotated[int, Path(description="which item")]):
    item = next((item for item in SHOP if item.item_id == item_id), None)
    if item is None:
        return fastapi.responses.JSONResponse({"detail": f"no item {item_id}"}, status_code=404)
    return item


@app.get("/search", response_model=list[Item])
def find(query: Annotated[str, Query(alias="q")], limit: Annotated[int, Query(ge=1, le=50)] = 3):
    return list(islice((item for item in SHOP if query.upper() in item.name.upper()), limit))

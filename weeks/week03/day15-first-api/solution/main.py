"""A first API: a greeting, items by their id, and a search."""

from typing import Annotated

from fastapi import FastAPI, HTTPException, Query

ITEMS = {1: "Tea", 2: "Milk", 3: "Bread", 4: "Rice", 5: "Tomatoes", 6: "Green tea"}

app = FastAPI(title="A small shop")


@app.get("/")
def hello() -> dict[str, str]:
    """Greet whoever asks."""
    return {"message": "Hello"}


@app.get("/items/{item_id}")
def item(item_id: int) -> dict[str, int | str]:
    """Answer with one item, found by its id."""
    if item_id not in ITEMS:
        raise HTTPException(404, f"There is no item {item_id}.")
    return {"item_id": item_id, "name": ITEMS[item_id]}


@app.get("/search")
def search(q: str, limit: Annotated[int, Query(ge=1, le=50)] = 3) -> list[dict[str, int | str]]:
    """Answer with the items that have a text in their name."""
    found: list[dict[str, int | str]] = [
        {"item_id": item_id, "name": name} for item_id, name in ITEMS.items() if q.lower() in name.lower()
    ]
    return found[:limit]

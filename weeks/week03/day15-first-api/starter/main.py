"""A first API: a greeting, items by their id, and a search."""

from fastapi import FastAPI

ITEMS = {1: "Tea", 2: "Milk", 3: "Bread", 4: "Rice", 5: "Tomatoes", 6: "Green tea"}

app = FastAPI(title="A small shop")


# A line above each function makes it a route.
def hello() -> dict[str, str]:
    """Greet whoever asks."""
    return {}


def item(item_id: int) -> dict[str, int | str]:
    """Answer with one item, found by its id."""
    return {}


def search() -> list[dict[str, int | str]]:
    """Answer with the items that have a text in their name."""
    return []

"""A photo club: tags, albums and orders, and which photos stay in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Photo:
    """A photo. Two photos are equal when their names and tags are. This class is complete."""

    name: str
    tags: list[str] = field(default_factory=list)


def with_tag(tags: list[str], tag: str) -> list[str]:
    """Return a new list: the tags, and one more at its end."""
    return tags


def add_photo(photo: Photo, album: list[Photo] | None = None) -> list[Photo]:
    """Put a photo at the end of an album and return the album; without one, begin a new one."""
    return []


def contact_sheet(rows: int, columns: int) -> list[list[str]]:
    """Return a table of empty texts, in which every row is a list of its own."""
    return []


def copy_album(album: list[Photo]) -> list[Photo]:
    """Return a second list with the very same photos."""
    return album


def order_from(template: dict[str, Any], customer: str) -> dict[str, Any]:
    """Return an order that shares nothing with its template."""
    return template


def place_of(photo: Photo, photos: list[Photo]) -> int | None:
    """Return where this very photo stands, or None if it is not there."""
    return None


class Size:
    """The size of a print. It cannot be changed, so it can be a key."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height

    def scaled(self, factor: int) -> "Size":
        """Return a new size that is this many times as wide and as high."""
        return self


def count_names(box: list[Any]) -> int:
    """Return how many texts are in a box and in all boxes inside it, however deep."""
    return -1


class Shelf:
    """Finds the photos that somebody holds, and loads the others. It keeps none of them alive."""

    def __init__(self, load: Callable[[str], Photo]) -> None:
        self._load = load

    def photo(self, name: str) -> Photo:
        """Return the photo of this name that somebody holds, or load it."""
        return self._load(name)


class Folder:
    """A folder holds its children. A child knows its parent, and does not keep it alive."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.children: list[Folder] = []

    def add(self, child: "Folder") -> None:
        """Put a folder into this one."""

    @property
    def parent(self) -> "Folder | None":
        """The folder that this one was put into, as long as it lives."""
        return None


def note_when_gone(photo: Photo, gone: list[str]) -> None:
    """When nobody holds the photo any more, put its name into the list."""


class Mark:
    """A place on a photo. There are thousands of them, so each takes as little memory as it can."""

    def __init__(self, x: int, y: int) -> None:
        self.x = x
        self.y = y

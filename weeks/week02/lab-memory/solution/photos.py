"""A photo club: tags, albums and orders, and which photos stay in memory."""

import copy
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Photo:
    """A photo. Two photos are equal when their names and tags are."""

    name: str
    tags: list[str] = field(default_factory=list)


def with_tag(tags: list[str], tag: str) -> list[str]:
    """Return a new list: the tags, and one more at its end."""
    return [*tags, tag]


def add_photo(photo: Photo, album: list[Photo] | None = None) -> list[Photo]:
    """Put a photo at the end of an album and return the album; without one, begin a new one."""
    if album is None:
        album = []
    album.append(photo)
    return album


def contact_sheet(rows: int, columns: int) -> list[list[str]]:
    """Return a table of empty texts, in which every row is a list of its own."""
    return [[""] * columns for _ in range(rows)]


def copy_album(album: list[Photo]) -> list[Photo]:
    """Return a second list with the very same photos."""
    return album.copy()


def order_from(template: dict[str, Any], customer: str) -> dict[str, Any]:
    """Return an order that shares nothing with its template."""
    order = copy.deepcopy(template)
    order["customer"] = customer
    return order


def place_of(photo: Photo, photos: list[Photo]) -> int | None:
    """Return where this very photo stands, or None if it is not there."""
    for place, other in enumerate(photos):
        if other is photo:
            return place
    return None


@dataclass(frozen=True)
class Size:
    """The size of a print. It cannot be changed, so it can be a key."""

    width: int
    height: int

    def scaled(self, factor: int) -> "Size":
        """Return a new size that is this many times as wide and as high."""
        return Size(self.width * factor, self.height * factor)


def count_names(box: list[Any]) -> int:
    """Return how many texts are in a box and in all boxes inside it, however deep."""
    count = 0
    waiting = [box]
    while waiting:
        for item in waiting.pop():
            if isinstance(item, list):
                waiting.append(item)
            else:
                count += 1
    return count


class Shelf:
    """Finds the photos that somebody holds, and loads the others. It keeps none of them alive."""

    def __init__(self, load: Callable[[str], Photo]) -> None:
        self._load = load
        self._held: weakref.WeakValueDictionary[str, Photo] = weakref.WeakValueDictionary()

    def photo(self, name: str) -> Photo:
        """Return the photo of this name that somebody holds, or load it."""
        found = self._held.get(name)
        if found is None:
            found = self._load(name)
            self._held[name] = found
        return found


class Folder:
    """A folder holds its children. A child knows its parent, and does not keep it alive."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.children: list[Folder] = []
        self._parent: weakref.ref[Folder] | None = None

    def add(self, child: "Folder") -> None:
        """Put a folder into this one."""
        self.children.append(child)
        child._parent = weakref.ref(self)

    @property
    def parent(self) -> "Folder | None":
        """The folder that this one was put into, as long as it lives."""
        if self._parent is None:
            return None
        return self._parent()


def note_when_gone(photo: Photo, gone: list[str]) -> None:
    """When nobody holds the photo any more, put its name into the list."""
    weakref.finalize(photo, gone.append, photo.name)


class Mark:
    """A place on a photo. There are thousands of them, so each takes as little memory as it can."""

    __slots__ = ("x", "y")

    def __init__(self, x: int, y: int) -> None:
        self.x = x
        self.y = y

"""A photo club, with loops and plain weak references."""

import weakref
from dataclasses import dataclass, field


@dataclass
class Photo:
    name: str
    tags: list = field(default_factory=list)


def with_tag(tags, tag):
    longer = []
    for one in tags:
        longer.append(one)
    longer.append(tag)
    return longer


def add_photo(photo, album=None):
    if album is None:
        return [photo]
    album += [photo]
    return album


def contact_sheet(rows, columns):
    sheet = []
    for _ in range(rows):
        row = []
        for _ in range(columns):
            row.append("")
        sheet.append(row)
    return sheet


def copy_album(album):
    second = []
    for photo in album:
        second.append(photo)
    return second


def copy_of(value):
    if isinstance(value, dict):
        return {key: copy_of(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [copy_of(inner) for inner in value]
    return value


def order_from(template, customer):
    order = copy_of(template)
    order["customer"] = customer
    return order


def place_of(photo, photos):
    place = 0
    while place < len(photos):
        if id(photos[place]) == id(photo):
            return place
        place += 1
    return None


class Size:
    def __init__(self, width, height):
        self._width = width
        self._height = height

    @property
    def width(self):
        return self._width

    @property
    def height(self):
        return self._height

    def __eq__(self, other):
        if not isinstance(other, Size):
            return NotImplemented
        return (self._width, self._height) == (other._width, other._height)

    def __hash__(self):
        return hash((self._width, self._height))

    def scaled(self, factor):
        return Size(factor * self._width, factor * self._height)


def count_names(box):
    count = 0
    level = list(box)
    while level:
        below = []
        for item in level:
            if isinstance(item, str):
                count += 1
            else:
                below.extend(item)
        level = below
    return count


class Shelf:
    def __init__(self, load):
        self.load = load
        self.watches = {}

    def photo(self, name):
        if name in self.watches:
            alive = self.watches[name]()
            if alive is not None:
                return alive
        fresh = self.load(name)
        self.watches[name] = weakref.ref(fresh)
        return fresh


def nobody():
    return None


class Folder:
    def __init__(self, name):
        self.name = name
        self.children = []
        self.find_parent = nobody

    def add(self, child):
        child.find_parent = weakref.ref(self)
        self.children.append(child)

    @property
    def parent(self):
        return self.find_parent()


watches = set()


def note_when_gone(photo, gone):
    name = photo.name

    def note(watch):
        watches.discard(watch)
        gone.append(name)

    class Watch(weakref.ref):
        __hash__ = object.__hash__

    watches.add(Watch(photo, note))


class Mark:
    __slots__ = ["x", "y"]

    def __init__(self, x, y):
        self.x, self.y = x, y

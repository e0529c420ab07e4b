from dataclasses import dataclass, field
from uuid import uuid4


class Problem(Exception):
    status = 422


class Unknown(Problem):
    status = 404


@dataclass
class Entry:
    bird: str
    place: str
    count: int
    id: int = field(default_factory=lambda: uuid4().int % 2**52)

    def __post_init__(self):
        for text in (self.bird, self.place):
            if type(text) is not str or not 0 < len(text.strip()) <= len(text) <= 60:
                raise Problem("bird and place are texts of 1 to 60 characters")
        if type(self.count) is not int or self.count <= 0:
            raise Problem("count is a whole number above 0")


class Journal:
    def __init__(self):
        self.entries = {}

    def write(self, body):
        try:
            entry = Entry(body["bird"], body["place"], body["count"])
        except (KeyError, TypeError) as error:
            raise Problem(f"this is no sighting: {error}") from None
        self.entries[entry.id] = entry
        return entry

    def read(self, number):
        try:
            return self.entries[number]
        except KeyError:
            raise Unknown(f"no sighting {number}") from None

    def strike_out(self, number):
        del self.entries[self.read(number).id]

    def chosen(self, place=None, limit="100", **_):
        try:
            limit = int(limit)
        except ValueError:
            raise Problem("limit is no number") from None
        if not 0 < limit < 101:
            raise Problem("limit is out of bounds")
        return [one for one in self.entries.values() if not place or one.place == place][:limit]

"""Where the sightings are kept. No framework stands in here: both applications use it."""

from itertools import count

from models import NewSighting, Sighting


class Logbook:
    """Sightings in the order in which they came. They live as long as the server runs."""

    def __init__(self) -> None:
        self._sightings: dict[int, Sighting] = {}
        self._ids = count(1)

    def add(self, new: NewSighting) -> Sighting:
        """Keep a sighting under an id that was never given before."""
        sighting = Sighting(id=next(self._ids), **new.model_dump())
        self._sightings[sighting.id] = sighting
        return sighting

    def find(self, number: int) -> Sighting | None:
        """The sighting with this id, or None."""
        return self._sightings.get(number)

    def remove(self, number: int) -> bool:
        """Remove a sighting; the answer tells whether there was one."""
        return self._sightings.pop(number, None) is not None

    def select(self, place: str | None = None, limit: int | None = None) -> list[Sighting]:
        """All sightings. To come: or those at one place; with a limit, only the first of them."""
        result = []
        for s in self._sightings.values():
            if place and s.place != place:
                continue
            result.append(s)
            if limit and len(result) == limit:
                break
        return result

"""Where parcels are kept. A second of waiting stands for the database."""

import asyncio
from itertools import count

from models import Parcel, ParcelChanges, ParcelIn


class ParcelRepository:
    """Parcels by their ids. Each method is a question to the database.

    Each waits first. After that there is no `await`, so nobody comes between a look and a change.
    """

    def __init__(self) -> None:
        self._parcels: dict[int, Parcel] = {}
        self._ids = count(1)

    async def add(self, new: ParcelIn) -> Parcel:
        """Keep a new parcel under the next id."""
        await asyncio.sleep(1)
        parcel = Parcel(id=next(self._ids), **new.model_dump())
        self._parcels[parcel.id] = parcel
        return parcel

    async def all(self) -> list[Parcel]:
        """All parcels, in the order in which they came."""
        await asyncio.sleep(1)
        return list(self._parcels.values())

    async def find(self, parcel_id: int) -> Parcel | None:
        """The parcel with this id."""
        await asyncio.sleep(1)
        return self._parcels.get(parcel_id)

    async def change(self, parcel_id: int, changes: ParcelChanges) -> Parcel | None:
        """The parcel with this id, changed."""
        await asyncio.sleep(1)
        parcel = self._parcels.get(parcel_id)
        if parcel is not None:
            parcel = parcel.model_copy(update=changes.model_dump(exclude_none=True))
            self._parcels[parcel_id] = parcel
        return parcel

    async def remove(self, parcel_id: int) -> Parcel | None:
        """The parcel with this id, which is gone now."""
        await asyncio.sleep(1)
        return self._parcels.pop(parcel_id, None)

from asyncio import sleep

from models import Parcel


class Missing(Exception):
    pass


class ParcelRepository:
    parcels: list[Parcel] = []
    given = 0

    async def create(self, recipient, grams):
        self.given += 1
        parcel = Parcel(id=self.given, recipient=recipient, grams=grams)
        await sleep(1)
        self.parcels.append(parcel)
        return parcel

    async def read(self, number=None):
        await sleep(1)
        found = [parcel for parcel in self.parcels if number in (None, parcel.id)]
        if number and not found:
            raise Missing(f"{number} is missing")
        return found

    async def update(self, number, **fields):
        (parcel,) = await self.read(number)
        for field, value in fields.items():
            setattr(parcel, field, value)
        return parcel

    async def delete(self, number):
        self.parcels.remove((await self.read(number))[0])


async def get_parcels():
    return parcels


parcels = ParcelRepository()

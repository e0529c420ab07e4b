import asyncio
from collections import defaultdict


class ParcelRepository:
    def __init__(self):
        self.rows = {}
        self.last = -1
        self.locks = defaultdict(asyncio.Lock)

    async def _ask(self):
        await asyncio.sleep(1)

    async def insert(self, row):
        self.last += 1
        row = {"id": self.last} | row
        await self._ask()
        self.rows[row["id"]] = row
        return row

    async def load(self, number):
        await self._ask()
        return self.rows.get(number)

    async def load_all(self):
        await self._ask()
        return [self.rows[number] for number in sorted(self.rows)]

    async def store(self, row):
        await self._ask()
        self.rows[row["id"]] = row

    async def drop(self, number):
        await self._ask()
        del self.rows[number]

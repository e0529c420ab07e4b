"""Three carriers. Each takes a second to say its price. Given: nothing is missing here."""

import asyncio
import time

TARIFFS = {"North": (300, 4), "Harbour": (250, 6), "Swift": (420, 2)}  # cents for a parcel, and for each 100 g begun
CARRIERS = list(TARIFFS)


def price(carrier: str, grams: int) -> int:
    """What a carrier takes, in cents. This only computes."""
    parcel, hundred = TARIFFS[carrier]
    return parcel + hundred * ((grams + 99) // 100)


def ask(carrier: str, grams: int) -> int:
    """Ask a carrier, and stand still until it answers."""
    time.sleep(1)
    return price(carrier, grams)


async def ask_async(carrier: str, grams: int) -> int:
    """Ask a carrier, and let others go on until it answers."""
    await asyncio.sleep(1)
    return price(carrier, grams)

"""A weather station far away. It takes its time. This file stays as it is."""

import asyncio

SKIES = ("clear sky", "some clouds", "light rain", "fog")


async def weather_at(place: str) -> str:
    """The weather at a place, after a second."""
    await asyncio.sleep(1)
    return SKIES[len(place) % len(SKIES)]

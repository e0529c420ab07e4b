import asyncio
import logging

waiting = asyncio.Queue()


def note(text):
    waiting.put_nowait(text)


async def write_for_ever():
    while True:
        text, left = await waiting.get(), 3
        while left:
            try:
                await asyncio.sleep(2)
                with open("activity.log", "a") as file:
                    print("[ok]", text, "-", file=file)
                break
            except Exception:
                left -= 1
        else:
            logging.exception("lost: %s", text)

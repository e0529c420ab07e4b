"""Companies that listen for applications. PostgreSQL carries the news to all processes."""

import asyncio
import json
import logging
import threading
from typing import Any

import psycopg

from app.repositories.applications import CHANNEL
from app.settings import get_database_url

log = logging.getLogger(__name__)
News = dict[str, Any]


class Listener:
    """One connection that wants to be told."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._news: asyncio.Queue[News] = asyncio.Queue(1_000)

    async def next(self) -> News:
        """What is new."""
        return await self._news.get()

    def tell(self, news: News) -> None:
        """From any thread; never waits."""
        try:
            self._loop.call_soon_threadsafe(self._keep, news)
        except RuntimeError:
            log.debug("a listener has gone")

    def _keep(self, news: News) -> None:
        if not self._news.full():
            self._news.put_nowait(news)


class Hub:
    """All listeners of this process, and the thread that hears for them. It begins with the first one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: dict[int, set[Listener]] = {}
        self._thread: threading.Thread | None = None
        self._hears, self._stop = threading.Event(), threading.Event()

    def add(self, company_id: int, listener: Listener) -> bool:
        """Whether news will come from now on."""
        with self._lock:
            self._listeners.setdefault(company_id, set()).add(listener)
            if self._thread is None:
                self._stop.clear()
                self._thread = threading.Thread(target=self._run, name="live", daemon=True)
                self._thread.start()
        return self._hears.wait(timeout=5)

    def remove(self, company_id: int, listener: Listener) -> None:
        """No news any more."""
        with self._lock:
            listeners = self._listeners.get(company_id, set())
            listeners.discard(listener)
            if not listeners:
                self._listeners.pop(company_id, None)

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=3)
            self._thread = None

    def _run(self) -> None:
        url = get_database_url().set(drivername="postgresql").render_as_string(hide_password=False)
        while not self._stop.is_set():
            try:
                with psycopg.connect(url, autocommit=True, connect_timeout=3) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    self._hears.set()
                    while not self._stop.is_set():
                        for note in connection.notifies(timeout=0.5):
                            self._deliver(note.payload)
            except psycopg.Error as error:
                log.warning("nothing is heard (%s)", type(error).__name__)
                self._stop.wait(1)
            finally:
                self._hears.clear()

    def _deliver(self, payload: str) -> None:
        news = json.loads(payload)
        with self._lock:
            listeners = list(self._listeners.get(news.pop("company_id"), ()))
        for listener in listeners:
            listener.tell({"type": "application", **news})


hub = Hub()

"""Work that nobody waits for: a queue, and a thread that empties it."""

import logging
import queue
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
log = logging.getLogger(__name__)


class Worker(Generic[T]):
    """What is put in is handled a little later. If there is no room, it is lost."""

    def __init__(self, name: str, handle: Callable[[list[T]], None], *, room: int = 10_000, batch: int = 500) -> None:
        self._name, self._handle, self._batch = name, handle, batch
        self._queue: queue.Queue[T | None] = queue.Queue(room)
        self._thread: threading.Thread | None = None

    def put(self, item: T) -> None:
        """Hand something over, without waiting."""
        try:
            self._queue.put_nowait(item)
        except queue.Full:
            log.debug("%s: no room", self._name)

    def start(self) -> None:
        """Begin to work."""
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is there, if that does not take long."""
        if self._thread is None:
            return
        try:
            self._queue.put(None, timeout=1)
        except queue.Full:
            return
        self._thread.join(timeout=3)

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            items, is_last = [first], False
            while len(items) < self._batch and not is_last:
                try:
                    item = self._queue.get_nowait()
                except queue.Empty:
                    break
                if item is None:
                    is_last = True
                else:
                    items.append(item)
            try:
                self._handle(items)
            except Exception as error:  # the thread has to live on, whatever happens
                log.warning("%s: %d lost (%s)", self._name, len(items), type(error).__name__)
            if is_last:
                return

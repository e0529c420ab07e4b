"""A client that asks nothing and a page of one line: what these libraries load late is loaded before any fork."""

import contextlib
import importlib
import sys

_CLIENTS = {"httpx": "httpcore", "httpx2": "httpcore2"}
_done: set[str] = set()


def rehearse() -> None:
    for name, below in _CLIENTS.items():
        if _is_new(name):
            sys.modules[name].AsyncClient()
            for part in ("h11", "anyio._backends._asyncio", f"{below}._backends.anyio", f"{below}._backends.sync"):
                with contextlib.suppress(ImportError):
                    importlib.import_module(part)
    if _is_new("bs4"):
        sys.modules["bs4"].BeautifulSoup("<p>tea</p>", "html.parser").select("p")


def _is_new(name: str) -> bool:
    """Whether it is loaded, and was not rehearsed yet."""
    if name not in sys.modules or name in _done:
        return False
    _done.add(name)
    return True

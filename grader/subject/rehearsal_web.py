"""A client that asks nothing and a page of one line: what these libraries load late is loaded before any fork."""

import contextlib
import functools
import importlib
import os
import sys
from typing import Any

_CLIENTS = {"httpx": "httpcore", "httpx2": "httpcore2"}
_done: set[str] = set()


def rehearse() -> None:
    for name, below in _CLIENTS.items():
        if _is_new(name):
            sys.modules[name].AsyncClient()
            if name == "httpx":
                _make_ahead("ssl", "create_default_context", cafile=sys.modules["certifi"].where())
            else:
                _make_ahead("httpcore2", "default_ssl_context", _trust_env=True)
            for part in ("h11", "anyio._backends._asyncio", f"{below}._backends.anyio", f"{below}._backends.sync"):
                with contextlib.suppress(ImportError):
                    importlib.import_module(part)
    if _is_new("bs4"):
        sys.modules["bs4"].BeautifulSoup("<p>tea</p>", "html.parser").select("p")


def _make_ahead(module: str, name: str, **keywords: Any) -> None:
    """Who calls this function first, with these keywords, finds the answer made: reading certificates takes long."""
    make = getattr(sys.modules[module], name)
    waiting = [make(**keywords)]

    @functools.wraps(make)
    def made(*arguments: Any, **given: Any) -> Any:
        elsewhere = os.environ.keys() & {"SSL_CERT_FILE", "SSL_CERT_DIR"}
        if waiting and given == keywords and not arguments and not elsewhere:
            return waiting.pop()
        return make(*arguments, **given)

    setattr(sys.modules[module], name, made)


def _is_new(name: str) -> bool:
    """Whether it is loaded, and was not rehearsed yet."""
    if name not in sys.modules or name in _done:
        return False
    _done.add(name)
    return True

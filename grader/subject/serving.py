"""Serves the learner's application from inside the cage, on a socket that was handed in."""

from __future__ import annotations

import functools
import inspect
import os
import socket
import sys
import types
from collections.abc import Callable
from typing import Any, NoReturn

Serve = Callable[[socket.socket], None]


def set_up_log() -> None:
    """What uvicorn does before it imports an application; afterwards, it would close the application's own log."""
    if "uvicorn" in sys.modules:
        import logging.config

        from uvicorn.config import LOGGING_CONFIG

        logging.config.dictConfig(LOGGING_CONFIG)


def serve(run: Serve, listener: socket.socket) -> NoReturn:
    """Serve until told to stop, and end as the server ends."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    status = 1
    try:
        run(listener)
        status = 0
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(status)


def prepared(app: Any) -> Serve:
    """A server of this application that waits for its socket: copies of this process need not make it again."""
    return _asgi_server(app) if is_asgi(app) else functools.partial(_serve_wsgi, app)


def is_asgi(app: Any) -> bool:
    """Whether it is called with a scope and two functions, and awaited."""
    called = app if inspect.isfunction(app) or inspect.ismethod(app) else getattr(app, "__call__", None)  # noqa: B004
    return inspect.iscoroutinefunction(called)


def _asgi_server(app: Any) -> Serve:
    import uvicorn

    config = uvicorn.Config(
        app, http="h11", ws="websockets-sansio", loop="asyncio", access_log=False, log_config=None, log_level="error"
    )
    config.load()
    server = uvicorn.Server(config)

    def run(listener: socket.socket) -> None:
        server.run(sockets=[listener])
        if not server.started:
            raise SystemExit(3)

    return run


def _serve_wsgi(app: Any, listener: socket.socket) -> None:
    import logging
    import socketserver

    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    # It makes a socket, closes it and takes the one that it is given. The cage allows no new ones but in pairs.
    pairs = {**vars(socket), "socket": lambda *_: socket.socketpair()[0]}
    socketserver.socket = types.SimpleNamespace(**pairs)  # type: ignore[attr-defined]
    host, port = listener.getsockname()
    make_server(host, port, app, threaded=True, fd=listener.fileno()).serve_forever()


def set_apart() -> None:
    """What a check puts in the place of `asyncio.sleep` is for the learner's code: the server keeps the real one."""
    import asyncio

    import uvicorn.server

    vars(uvicorn.server)["asyncio"] = types.SimpleNamespace(**vars(asyncio))

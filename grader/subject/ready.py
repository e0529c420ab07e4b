"""What frameworks put off until it is needed, done once for all copies of a process."""

from __future__ import annotations

import contextlib
import sys
import types
from typing import Any


def make_ready(module: types.ModuleType) -> bool:
    """Whether that went well. If not, no copy is to be made: the error comes where it would come without us."""
    for value in list(vars(module).values()):
        if type(value).__module__.startswith("fastapi."):
            _gather_routes(value)
            _find_sources(value)
    return _connect_models()


def _gather_routes(app: Any) -> None:
    """FastAPI looks at the parameters of included routes when it is first asked for one: ask for none of them."""
    scope = {"type": "http", "method": "GET", "path": "\0", "root_path": "", "headers": []}
    for route in getattr(app, "routes", ()):
        if type(route).__module__.startswith("fastapi."):
            with contextlib.suppress(Exception):
                route.matches(scope)


def _find_sources(router: Any) -> None:
    """FastAPI reads where an endpoint is written when it first answers there, for its messages."""
    for route in getattr(router, "routes", ()):
        if hasattr(route, "endpoint"):
            with contextlib.suppress(Exception):
                sys.modules["fastapi.routing"]._extract_endpoint_context(route.endpoint)
        elif hasattr(route, "original_router"):
            _find_sources(route.original_router)


def _connect_models() -> bool:
    """SQLAlchemy looks at relationships when the first model is used."""
    orm = sys.modules.get("sqlalchemy.orm")
    if orm is None:
        return True
    try:
        orm.configure_mappers()
    except Exception:
        return False
    return True

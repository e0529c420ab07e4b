"""Adds to each statement of SQLAlchemy the line of the learner's that caused it, as a comment for the server's log."""

from __future__ import annotations

import os
import sys
from types import FrameType
from typing import Any

from sqlalchemy import Engine, event


def install() -> None:
    event.listen(Engine, "before_cursor_execute", _with_place, retval=True)


def _with_place(
    _connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool
) -> tuple[str, Any]:
    place = _place(sys._getframe(1))
    return (f"{statement} /*@ {place} */" if place else statement), parameters


def _place(frame: FrameType | None) -> str:
    """The nearest line that is in the learner's folder."""
    root = os.getcwd() + os.sep
    greenlet: Any = None
    while True:
        while frame is not None:
            if frame.f_code.co_filename.startswith(root):
                return f"{frame.f_code.co_filename.removeprefix(root)}:{frame.f_lineno}"
            frame = frame.f_back
        greenlet = _parent_of(greenlet)  # async engines run their statements in a greenlet of its own
        if greenlet is None:
            return ""
        frame = greenlet.gr_frame


def _parent_of(greenlet: Any) -> Any:
    module = sys.modules.get("greenlet")
    if module is None:
        return None
    return (module.getcurrent() if greenlet is None else greenlet).parent

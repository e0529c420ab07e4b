"""What the tasks of asyncio wait for, written as Python writes where threads are."""

from __future__ import annotations

import gc
import re
import sys
import types
from typing import Any

_MOST_TASKS, _MOST_FRAMES = 50, 60
_NUMBER = re.compile(r"Task-(\d+)")
_SUSPENDED = (types.CoroutineType, types.GeneratorType, types.AsyncGeneratorType)


def stacks() -> str:
    """Where each task of this thread waits, the newest last; nothing if one of them is at work."""
    asyncio: Any = sys.modules.get("asyncio")
    if asyncio is None or asyncio._get_running_loop() is None or asyncio.current_task() is not None:
        return ""
    tasks = sorted(asyncio.all_tasks(), key=_age)[-_MOST_TASKS:]
    return "\n".join(_stack(task.get_coro()) for task in tasks)


def _age(task: Any) -> tuple[float, str]:
    """Python numbers tasks; libraries that name theirs make new ones for each request."""
    name = task.get_name()
    numbered = _NUMBER.fullmatch(name)
    return (float(numbered[1]) if numbered else float("inf"), name)


def _stack(awaited: Any) -> str:
    lines: list[str] = []
    while awaited is not None and len(lines) < _MOST_FRAMES:
        if not isinstance(awaited, _SUSPENDED):  # it may hold what is waited for
            awaited = next((held for held in gc.get_referents(awaited) if isinstance(held, _SUSPENDED)), None)
            continue
        frame, awaited = _suspended(awaited)
        if frame is not None:
            lines.append(f'  File "{frame.f_code.co_filename}", line {frame.f_lineno} in {frame.f_code.co_name}\n')
    return "".join(["Thread 0x0 (most recent call first):\n", *reversed(lines)])


def _suspended(one: Any) -> tuple[types.FrameType | None, Any]:
    """The frame of something that is suspended, and what it waits for."""
    if isinstance(one, types.CoroutineType):
        return one.cr_frame, one.cr_await
    if isinstance(one, types.GeneratorType):
        return one.gi_frame, one.gi_yieldfrom
    return one.ag_frame, one.ag_await

"""What went wrong with a request, as a sentence and an exit status."""

from __future__ import annotations

import tempfile
import traceback
from pathlib import Path

from grader.names import UnknownName
from grader.subject.scratch import Unusable
from grader.submission import NotStarted
from grader.tomlfile import BadFile

NO_SENSE, GRADER_FAILED = 2, 3
WHERE_TO_REPORT = "Please open an issue of this project and attach that file. Your work is not at fault."


def describe(error: Exception) -> tuple[str, int]:
    if isinstance(error, UnknownName | NotStarted | Unusable):
        return f"journey: {error}", NO_SENSE
    if isinstance(error, BadFile):
        return f"journey: a file of the course is broken.\n  {error}", GRADER_FAILED
    return grader_fault("".join(traceback.format_exception(error))), GRADER_FAILED


def grader_fault(details: str) -> str:
    """Keep the details in a file and say what to do with it."""
    with tempfile.NamedTemporaryFile("w", prefix="journey-fault-", suffix=".txt", delete=False) as file:
        file.write(details)
    last = details.strip().splitlines()[-1] if details.strip() else "no details"
    return f"journey: the grader itself failed: {last}\n  The details are in {Path(file.name)}.\n  {WHERE_TO_REPORT}"

"""What keeps a server from being started, told in a sentence."""

from __future__ import annotations

import os
from pathlib import Path

from grader.services.postgres_server import must_enter

_NOBODY = 65534


def _told(folder: Path) -> str:
    """What somebody who is not root is told; a process of its own, because nobody becomes root again."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(_NOBODY)
            must_enter(folder)
        except SystemExit as told:
            os.write(writing, str(told).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as told:
        return told.read()


def test_a_folder_that_others_may_not_enter_is_named_with_its_mend(open_folder: Path) -> None:
    closed, data = open_folder / "closed", open_folder / "closed" / "course" / "data"
    data.mkdir(parents=True)
    assert _told(data) == ""
    closed.chmod(0)
    assert f"chmod o+x {closed}." in _told(data)
    closed.chmod(0o755)

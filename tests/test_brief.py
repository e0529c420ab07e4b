"""The examples of a brief run as a learner would run them."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest

from grader.brief import run_blocks

_BRIEF = """
```python
# file: shop/greeting.py
def greet(name):
    return f"Hello {name}"
```

```pycon
>>> from shop.greeting import greet
>>> greet("Amina")
'Hello ANSWER'
```
"""


@pytest.mark.parametrize(("answer", "problems"), [("Amina", 0), ("Boris", 1)])
def test_a_session_says_what_the_files_above_it_say(tmp_path: Path, answer: str, problems: int) -> None:
    brief = tmp_path / "README.md"
    brief.write_text(_BRIEF.replace("ANSWER", answer))
    assert len(run_blocks(brief)) == problems
    assert "shop.greeting" not in sys.modules


def test_a_module_of_the_same_name_is_not_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    another = types.ModuleType("shop")
    monkeypatch.setitem(sys.modules, "shop", another)
    brief = tmp_path / "README.md"
    brief.write_text(_BRIEF.replace("ANSWER", "Amina"))
    assert run_blocks(brief) == []
    assert sys.modules["shop"] is another

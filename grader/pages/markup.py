"""Pages from templates. Whatever is not marked as ours is escaped."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from grader.pages import plain, words

HERE = Path(__file__).parent
STATIC = HERE / "static"
_BESIDES = [HERE.parent / "report.py", HERE.parent / "render" / "text.py", HERE.parent / "render" / "story.py"]
_STRICT = "base-uri 'none'; form-action 'none'"
_SAME_IN_A_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@functools.cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "plain": plain.text,
        "line": plain.line,
        "name": plain.name,
        "lines": plain.lines,
        "href": href,
        "day": lambda at: at[:10],
        "minute": minute,
        "share": share,
    }
    made.globals |= {
        "TIERS": words.TIERS,
        "SIGNS": words.SIGNS,
        "OUTCOMES": words.OUTCOMES,
        "because": words.because,
        "count": words.count,
    }
    return made


def page(template: str, **values: Any) -> str:
    return environment().get_template(template).render(**values)


def policy(scripts: bool = False) -> str:
    """For pages in a folder: files beside them, and nothing else."""
    own = "script-src 'self'; require-trusted-types-for 'script'; " if scripts else ""
    return f"default-src 'none'; style-src 'self'; {own}{_STRICT}"


def policy_for(style: str) -> str:
    """For a page of its own: this one style sheet, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; {_STRICT}"


@functools.cache
def style() -> Markup:
    return Markup((STATIC / "pages.css").read_text(encoding="utf-8"))


def script(name: str, value: object) -> str:
    """Data as a script: a page that is opened as a file may load nothing else."""
    text = json.dumps(value, separators=(",", ":")).translate(_SAME_IN_A_SCRIPT)
    return f"globalThis.{name}={text};\n"


def href(name: str) -> str:
    """A name as a part of an address. It names a file and can never be a scheme."""
    return quote(name, safe="") or "%"


def minute(at: str) -> str:
    """2026-11-21T20:38:48.088662Z, for people."""
    return f"{at[:10]} {at[11:16]} UTC" if len(at) > 16 and at[10] == "T" else at


def share(part: int, whole: int) -> int:
    """In percent. All is not said before it is all, and none only of none."""
    if not whole:
        return 0
    return min(99, max(1, round(100 * part / whole))) if 0 < part < whole else 100 * part // whole


@functools.cache
def version() -> str:
    """Whatever a page depends on beside its data."""
    digest = hashlib.sha256()
    for path in sorted([*HERE.rglob("*"), *_BESIDES]):
        if path.suffix in (".py", ".html", ".css", ".js"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]

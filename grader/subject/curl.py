"""Requests ready to be sent, and the `curl` lines that send the same."""

from __future__ import annotations

import json as jsonlib
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from grader.subject.shellwords import quoted

_NOTHING: Any = object()
SHOWN_PORT = 8000  # where a learner's own server listens, so that a line can be pasted
_MOST_SHOWN = 2_000
_SECRET = {"authorization": "$TOKEN", "x-api-key": "$API_KEY"}
Params = Mapping[str, Any] | Iterable[tuple[str, Any]]


class Call(NamedTuple):
    """A request, ready to be sent."""

    method: str
    target: str
    headers: dict[str, str]
    content: bytes
    shown: str


def call(
    method: str,
    path: str,
    *,
    params: Params | None = None,
    json: Any = _NOTHING,
    data: Mapping[str, Any] | None = None,
    files: Mapping[str, tuple[str, bytes, str]] | None = None,
    content: bytes | str = b"",
    headers: Mapping[str, str] | None = None,
) -> Call:
    """A request and the `curl` line that sends the same."""
    target = target_of(path, params)
    own: dict[str, str] = {"User-Agent": "journey", "Accept": "*/*"}
    body, parts = content.encode() if isinstance(content, str) else content, []
    if json is not _NOTHING:
        body = jsonlib.dumps(json, ensure_ascii=False).encode()
        own["Content-Type"] = "application/json"
    elif files is not None:
        body, own["Content-Type"] = _multipart(data or {}, files)
        parts = [f"-F {quoted(f'{name}={value}')}" for name, value in (data or {}).items()]
        parts += [f"-F {quoted(_file(name, *file))}" for name, file in files.items()]
    elif data is not None:
        body = urlencode(data, doseq=True).encode()
        own["Content-Type"] = "application/x-www-form-urlencoded"
        parts = [f"-d {quoted(body.decode())}"]
    given = dict(headers or {})
    own = {name: value for name, value in own.items() if name.lower() not in {key.lower() for key in given}} | given
    if body and not parts and files is None:
        parts = [f"-d {quoted(body.decode('utf-8', 'replace'))}"]
        if json is not _NOTHING:
            given = {"Content-Type": own["Content-Type"], **given}
    url = f"http://127.0.0.1:{SHOWN_PORT}{target}"
    words = ["curl -i", *([] if method == "GET" else [f"-X {method}"]), quoted(url)]
    words += [f"-H {header(name, value)}" for name, value in given.items()]
    return Call(method, target, own, body, " ".join([*words, *(_cut(part) for part in parts)]))


def target_of(path: str, params: Params | None) -> str:
    query = urlencode(params if isinstance(params, Mapping) else list(params), doseq=True) if params else ""
    return quote(path, safe="/%?&=:@!$'()*+,;~-._") + (f"?{query}" if query else "")


def header(name: str, value: str) -> str:
    """A header as an argument for a shell, without what is secret."""
    secret = _SECRET.get(name.lower())
    if secret is None:
        return quoted(f"{name}: {value}")
    scheme = f"{value.split(' ')[0]} " if " " in value else ""
    return f'"{name}: {scheme}{secret}"'


def _file(name: str, filename: str, _body: bytes, kind: str) -> str:
    """A file as `curl -F` sends it; one whose name is a path lies here under its last part."""
    last = filename.replace("\\", "/").rpartition("/")[2]
    return f"{name}=@{last};type={kind}" + (f";filename={filename}" if last != filename else "")


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}… ({len(text):,} characters)"


def _multipart(data: Mapping[str, Any], files: Mapping[str, tuple[str, bytes, str]]) -> tuple[bytes, str]:
    border = secrets.token_hex(16)
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in data.items()
    ]
    for name, (filename, body, kind) in files.items():
        head = f'--{border}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts.append(f"{head}Content-Type: {kind}\r\n\r\n".encode() + body + b"\r\n")
    return b"".join([*parts, f"--{border}--\r\n".encode()]), f"multipart/form-data; boundary={border}"

"""Page marks: signed, so that only our own come back."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.errors import Senseless

Position = tuple[Any, ...]


@dataclass(frozen=True)
class Cursors:
    """Makes and reads the marks. A mark is good for the list that it was made for."""

    secret: str

    def _signature(self, body: str) -> str:
        key = b"cursor:" + self.secret.encode()
        return hmac.new(key, body.encode(), hashlib.sha256).hexdigest()[:32]

    def write(self, kind: str, position: Position) -> str:
        """The mark for the row at this position."""
        values = [value.isoformat() if isinstance(value, datetime) else value for value in position]
        body = base64.urlsafe_b64encode(json.dumps([kind, *values]).encode()).decode().rstrip("=")
        return f"{body}.{self._signature(body)}"

    def read(self, kind: str, mark: str | None) -> Position | None:
        """The position that a mark stands for."""
        if mark is None:
            return None
        body, _, signature = mark.rpartition(".")
        if not hmac.compare_digest(self._signature(body).encode(), signature.encode()):
            raise Senseless("This is no cursor of this list.", "query", "cursor")
        made_for, *values = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        if made_for != kind:
            raise Senseless("This is no cursor of this list.", "query", "cursor")
        return tuple(datetime.fromisoformat(value) if isinstance(value, str) else value for value in values)

"""Lets plain pytest run the checks of day 17 in its own process, with FastAPI's TestClient: no cage, no server."""

from __future__ import annotations

import importlib
import random
import sys
import types

import pytest
from fastapi.testclient import TestClient


class Client(TestClient):
    """A client that has nothing to tell of what a server prints."""

    def output(self) -> str:
        return ""


@pytest.fixture
def subject() -> types.SimpleNamespace:
    """The application, imported anew for each check."""

    def app(_target: str) -> Client:
        for name in ("main", "models"):
            sys.modules.pop(name, None)
        return Client(importlib.import_module("main").app)

    return types.SimpleNamespace(app=app)


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.node.name)

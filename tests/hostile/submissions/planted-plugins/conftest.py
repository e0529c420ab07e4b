"""Turns every failure into a success, if a pytest loads it."""

import pytest

pytest_plugins = ["planted"]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport():
    outcome = yield
    outcome.get_result().outcome = "passed"


@pytest.fixture
def subject():
    return planted


class planted:  # noqa: N801
    pass

"""Checks of the settings: where they come from, and what happens if they are missing or wrong."""

import re

import pytest

from grader.toolbox import Mismatch

START = "from fastapi.testclient import TestClient\nfrom app.main import app\nwith TestClient(app): pass"


@pytest.fixture
def refuses_to_start(subject, database):
    """Start the program without a setting, or with a wrong one: it must end, name it, and show no secret."""

    def refuses_to_start(name, value=None, secrets=()):
        lines = START if value is not None else f"import os; del os.environ['{name}']\n{START}"
        env = {name: value} if value is not None else {}
        shown = [*([] if env else ["env", "-u", name]), "uvicorn", "app.main:app"]
        finished = subject.program("python", "-c", lines, env=env, shown=shown)
        if finished.exit_code == 0 or name not in finished.stderr:
            last = finished.stderr.strip().splitlines()[-1:] or ["nothing"]
            raise Mismatch(
                f"The program should end at its start, with an error that names {name}.",
                expected=f"an error with {name} in it",
                actual="a good start" if finished.exit_code == 0 else last[0],
            )
        for secret in [*secrets, re.search(r":([^:@/]+)@", database.url)[1]]:
            if secret in finished.output:
                raise Mismatch(
                    "The error at the start shows a password or a key.",
                    expected=f"the name {name}, and no value",
                    actual=next(line for line in finished.output.splitlines() if secret in line),
                )

    return refuses_to_start


@pytest.mark.criterion("settings-from-environment")
def test_without_database_or_key_nothing_starts(refuses_to_start, tokens):
    refuses_to_start("DATABASE_URL", secrets=[tokens.secret])
    refuses_to_start("JWT_SECRET")


@pytest.mark.criterion("settings-from-environment")
def test_a_short_key_starts_nothing(refuses_to_start, rng):
    short = "".join(rng.choices("abcdefghkmnpqrstuvwxyz23456789", k=31))
    refuses_to_start("JWT_SECRET", short, secrets=[short])


@pytest.mark.criterion("settings-from-environment")
@pytest.mark.parametrize("name, values", [("ACCESS_MINUTES", ["0", "1441"]), ("REFRESH_DAYS", ["366", "many"])])
def test_a_wrong_number_starts_nothing(refuses_to_start, tokens, name, values):
    for value in values:
        refuses_to_start(name, value, secrets=[tokens.secret])


@pytest.mark.criterion("settings-from-environment")
def test_the_environment_says_how_long_tokens_live(serve, board_at, rng):
    minutes = rng.randint(2, 1439)
    board = board_at(serve(ACCESS_MINUTES=str(minutes), NOBODY_KNOWS_THIS="colour"))
    assert board.log_in(board.seeker()).json()["expires_in"] == 60 * minutes


ADDRESS = re.compile(r"\w+://[^\s:/@\"'{}$<]+:(?![A-Z]+@|\.+@|\*+@)[^\s@\"'{}$<]+@")  # PASSWORD is no password


@pytest.mark.criterion("settings-from-environment")
def test_no_password_stands_in_the_program(subject):
    for name, content in subject.snapshot.files.items():
        text = content.decode("utf-8", "replace")
        if re.match(r"(app|migrations)/.*\.py$|alembic\.ini$", name) and (found := ADDRESS.search(text)):
            raise Mismatch(
                f"There is an address with a password in {name}.",
                expected="no address in your files: the environment has it",
                actual=f"line {text[: found.start()].count(chr(10)) + 1}: ...{found[0]}...",
            )

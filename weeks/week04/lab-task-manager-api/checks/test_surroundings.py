"""Checks of what is around the routes: settings, layers, connections, a database that is away."""

import ast
import re

import pytest

from grader.toolbox import Mismatch

START = "import app.main"
WITHOUT = f"import os; del os.environ['DATABASE_URL']; {START}"
PASSWORD = re.compile(r"://[^\s:/@\"']+:[^\s@\"']+@")
LAYERS = {
    "app/settings.py": ["fastapi", "sqlalchemy"],
    "app/database.py": ["fastapi", "app.models", "app.schemas"],
    "app/models.py": ["fastapi"],
    "app/schemas.py": ["fastapi", "sqlalchemy"],
    "app/main.py": ["app.models"],
}


def refuses_to_start(subject, name, lines, **env):
    shown = [*(["env", "-u", name] if not env else []), "python", "-c", START]
    finished = subject.program("python", "-c", lines, env=env, shown=shown)
    if finished.exit_code == 0 or name not in finished.stderr:
        raise Mismatch(
            f"The program should end at its start, with an error that names {name}.",
            expected=f"an error with {name} in it",
            actual=finished.stderr.strip().splitlines()[-1] if finished.stderr.strip() else "a good start",
        )


@pytest.mark.criterion("settings-from-environment")
def test_the_size_of_a_page_is_a_setting(subject, tasks, words, rng):
    size = rng.randint(2, 6)
    for word in words[:7]:
        tasks.add(word)
    api = subject.app("app.main:app", env={"PAGE_SIZE": str(size)})
    assert [len(api.get(path).json()["items"]) for path in ("/tasks", "/tasks?limit=7")] == [size, 7]


@pytest.mark.criterion("settings-from-environment")
def test_a_bad_environment_stops_the_program(subject):
    refuses_to_start(subject, "DATABASE_URL", WITHOUT)
    for size in ("many", "0", "101"):
        refuses_to_start(subject, "PAGE_SIZE", START, PAGE_SIZE=size)
    for size in ("1", "100"):
        assert subject.program("python", "-c", START, env={"PAGE_SIZE": size}).exit_code == 0


@pytest.mark.criterion("settings-from-environment")
def test_no_password_stands_in_a_file(subject):
    for name, content in subject.snapshot.files.items():
        if name.endswith((".py", ".ini")) and (found := PASSWORD.search(content.decode("utf-8", "replace"))):
            raise Mismatch(
                f"There is an address with a password in {name}.",
                expected="no address in your files: the environment has it",
                actual=f"...{found[0]}...",
            )


def imports_of(source):
    """The names of all modules that a file may import; a leading dot stands for app."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = ".".join([*["app"] * bool(node.level), *[node.module] * bool(node.module)])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.criterion("layers-kept")
def test_each_file_has_its_own_work(subject):
    for name, strange in LAYERS.items():
        for module in imports_of(subject.submitted_text(name)):
            if any(module == wrong or module.startswith(f"{wrong}.") for wrong in strange):
                raise Mismatch(
                    f"{name} imports {module}, which is the work of another file.",
                    expected=f"no import of {' or '.join(strange)}",
                    actual=f"an import of {module}",
                )


@pytest.mark.criterion("layers-kept")
def test_the_environment_is_read_in_one_place(subject):
    found = [
        name
        for name, content in sorted(subject.snapshot.files.items())
        if name.endswith(".py") and re.search(rb"\b(environb?|getenv)\b", content) and name != "app/settings.py"
    ]
    if found:
        raise Mismatch(
            "The environment is read in more than one place.", expected="app/settings.py", actual=", ".join(found)
        )


@pytest.mark.criterion("connections-returned")
def test_no_connection_stays_in_use(tasks, database):
    ids = [tasks.add(f"task {number}")["id"] for number in range(6)]
    for number in range(18):
        path = f"/tasks/{ids[0] + number}"
        tasks.api.post("/tasks", json={"title": f"task {number % 6}"})
        tasks.api.patch(path, json={"status": "done", "title": f"task {number}"})
        tasks.api.delete(path) if number > 3 else tasks.api.get(path)
    assert tasks.api.get("/tasks").status_code == 200
    database.expect_nobody_at_work()


@pytest.mark.criterion("database-away-503")
def test_a_database_that_is_away(subject):
    api = subject.app("app.main:app", env={"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"})
    for answer in (api.get("/tasks"), api.get("/tasks/1"), api.post("/tasks", json={"title": "wait"})):
        assert answer.status_code == 503
        assert "detail" in answer.json()

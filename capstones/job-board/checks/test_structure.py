"""Checks of how the program is built, and of how it uses the database."""

import ast
import itertools
import re

import pytest

from grader.toolbox import Mismatch

WEB, SQL = ["fastapi", "starlette"], ["sqlalchemy"]
# What a folder, or a file, does not import.
STRANGE = {
    "models": [*WEB, "app.services", "app.routers"],
    "repositories": [*WEB, "app.services", "app.routers"],
    "services": [*WEB, "app.routers"],
    "schemas": SQL,
    "routers": SQL,
    "rules.py": [*WEB, *SQL, "psycopg"],
}
JOB_MOVES = {
    "pending": {"edit": "pending", "close": "closed", "approve": "approved", "reject": "rejected"},
    "approved": {"edit": "pending", "close": "closed", "reject": "rejected"},
    "rejected": {"edit": "pending", "close": "closed"},
}
APPLICATION_MOVES = {"sent": {"withdraw": "withdrawn", "accept": "accepted", "decline": "declined"}}


def imports_of(path, tree):
    """All modules that a file may import, and where; a dot at the beginning stands for its own folder."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = path.split("/")[: -node.level] if node.level else []
            module = ".".join([*above, *[node.module] * bool(node.module)])
            yield from ((name, node.lineno) for name in [module, *(f"{module}.{one.name}" for one in node.names)])


@pytest.fixture
def modules(subject):
    """The files of the application, read as Python."""
    return {name: ast.parse(subject.submitted_text(name)) for name in sorted(subject.snapshot.files) if is_module(name)}


def is_module(name):
    return re.match(r"app/.*\.py$", name) is not None


@pytest.mark.criterion("layers-kept")
def test_each_folder_has_its_own_work(modules):
    for path, tree in modules.items():
        strange = STRANGE.get(path.split("/")[1], [])
        for module, line in imports_of(path, tree):
            if any(module == wrong or module.startswith(f"{wrong}.") for wrong in strange):
                raise Mismatch(
                    f"{path} imports {module}, which is the work of another part.",
                    expected=f"no import of {' or '.join(strange)}",
                    actual=f"{path}, line {line}: an import of {module}",
                )


@pytest.mark.criterion("layers-kept")
def test_each_folder_has_a_module_with_code(modules):
    kinds = (ast.Import, ast.ImportFrom, ast.Expr, ast.Pass)
    for folder in ("models", "schemas", "repositories", "services", "routers"):
        trees = [tree for path, tree in modules.items() if path.startswith(f"app/{folder}/")]
        if not any(not isinstance(node, kinds) for tree in trees for node in tree.body):
            raise Mismatch(f"There is no code in app/{folder}.", expected="a module", actual=f"{len(trees)} files")


@pytest.mark.criterion("layers-kept")
def test_the_environment_is_read_in_one_place(modules):
    for path, tree in modules.items():
        for node in ast.walk(tree):
            name = getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "name", None)
            if name in ("environ", "environb", "getenv") and path != "app/settings.py":
                raise Mismatch(
                    "The environment is read in more than one place.",
                    expected="app/settings.py, alone",
                    actual=f"{path}, line {node.lineno}: {name}",
                )


@pytest.mark.criterion("rules-pure")
@pytest.mark.parametrize("function, moves", [("job", JOB_MOVES), ("application", APPLICATION_MOVES)])
def test_each_move_leads_somewhere_or_nowhere(subject, function, moves):
    after = getattr(subject.module("app.rules"), f"{function}_status_after")
    statuses = ["pending", "approved", "rejected", "closed", "sent", "withdrawn", "accepted", "declined", "perhaps", ""]
    actions = ["edit", "close", "approve", "reject", "withdraw", "accept", "decline", "sell", ""]
    for status, action in itertools.product(statuses, actions):
        assert after(status, action) == moves.get(status, {}).get(action)


@pytest.mark.criterion("rules-pure")
def test_the_rules_need_nothing(modules):
    wrong = [(name, line) for name, line in imports_of("app/rules.py", modules["app/rules.py"]) if is_heavy(name)]
    assert wrong == []


def is_heavy(name):
    return name.partition(".")[0] in STRANGE["rules.py"]


@pytest.mark.criterion("asked-once")
def test_a_long_list_asks_no_more(board, database):
    admin, companies = board.admin(), [board.company() for _ in range(4)]
    jobs = [board.open_jobs(companies[0], {"title": "Baker"})[0]]
    board.open_jobs(companies[0], *[{"title": "Baker", "status": "pending"}] * 2)
    for company in companies:
        board.open_jobs(company, *[{"title": "Baker", "status": "pending"}] * 4)
        jobs += board.open_jobs(company, {"title": "Baker"}, {"title": "Baker"})
    seekers = [board.seeker() for _ in range(4)]
    for job, seeker in itertools.product(jobs, seekers):
        database.execute("INSERT INTO applications (job_id, user_id, message) VALUES (%s, %s, 'Me')", job, seeker.id)
    lists = {
        "/jobs": seekers[0],
        "/me/jobs": companies[0],
        "/me/applications": seekers[0],
        f"/jobs/{jobs[0]}/applications": companies[0],
        "/admin/jobs": admin,
        "/admin/users": admin,
    }
    for path, person in lists.items():
        counts = []
        for limit in (2, 4, 20):
            with board.api.in_passing(), database.queries() as asked:
                assert len(person.get(path, limit=limit).json()["items"]) >= min(limit, 4)
            counts.append(len(asked))
        if max(counts[1:]) > counts[0]:
            raise Mismatch(
                f"GET {path} asks the database more often for a longer page.",
                expected=f"{counts[0]} statements, as for two rows",
                actual=f"{max(counts)} statements",
            )


@pytest.mark.criterion("connections-returned")
def test_no_connection_stays_in_use(board, database):
    company, seeker, admin = board.company(), board.seeker(), board.admin()
    job = board.approve(admin, board.job(company))
    with board.api.in_passing():
        for number in range(12):
            assert board.api.get("/api/v1/jobs", params={"q": f"tree {number}"}).status_code == 200
            assert seeker.get(f"/jobs/{job['id'] + 100 + number}").status_code == 404
            assert company.post("/jobs", {"title": f"Baker {number}"}).status_code == 422
            assert seeker.post(f"/jobs/{job['id']}/close").status_code == 403
            answer = seeker.post(f"/jobs/{job['id']}/applications", {"message": "Me."})
            assert answer.status_code == (409 if number else 201)
    database.expect_nobody_at_work()
    assert board.api.get("/health").status_code == 200

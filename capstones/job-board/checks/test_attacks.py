"""Checks of what must fail: scripts in texts, and bodies without bounds."""

import json

import pytest

V1 = "/api/v1"
LARGEST = 65_536
SCRIPTS = [
    "<script>alert({})</script>",
    '"><img src=x onerror=alert({})>',
    "&lt;b&gt; {} &amp;",
    "{{{{7 * {}}}}} ${{7}}",
    "'; DROP TABLE users; -- {}",
    "%3Cscript%3E {} \\u003c \\",
]
UNANNOUNCED = """
import starlette.applications

real = starlette.applications.Starlette.__call__

async def unannounced(self, scope, receive, send):
    if scope["type"] == "http":
        scope = {**scope, "headers": [one for one in scope["headers"] if one[0] != b"content-length"]}
    await real(self, scope, receive, send)

starlette.applications.Starlette.__call__ = unannounced
"""


@pytest.fixture
def raw(api):
    """POST a body as it is, with a token or without."""

    def raw(path, content, person=None):
        headers = {"Content-Type": "application/json"}
        headers |= {"Authorization": f"Bearer {person.token}"} if person else {}
        return api.post(f"{V1}{path}", content=content, headers=headers)

    return raw


@pytest.mark.criterion("text-harmless")
def test_a_script_comes_back_as_it_was(board, api):
    texts = [text.format(board.rng.randint(2, 99)) for text in board.rng.sample(SCRIPTS, 4)]
    written = dict(zip(("title", "description", "place"), texts, strict=False))
    company, admin = board.company(), board.admin()
    assert company.patch("/me", {"name": texts[3]}).status_code == 200
    job = board.approve(admin, board.job(company, **written))
    one, found = api.get(f"{V1}/jobs/{job['id']}"), api.get(f"{V1}/jobs", params={"place": texts[2]})
    for shown in (one.json(), found.json()["items"][0]):
        assert {name: shown[name] for name in written} == written
        assert shown["company"] == texts[3]


@pytest.mark.criterion("text-harmless")
def test_no_browser_takes_an_answer_for_a_page(board, api):
    person, title = board.company(), "<script>alert(1)</script>"
    job = board.job(person, title=title)
    answers = [
        *(person.get("/me"), person.get("/me/jobs"), person.get(f"/jobs/{job['id']}"), api.get("/health")),
        *(
            api.get(f"{V1}/{title}"),
            api.get(f"/{title}"),
            person.get(f"/jobs/{title}"),
            api.get(f"{V1}/jobs/{job['id']}"),
        ),
        *(api.get(f"{V1}/me"), api.get(f"{V1}/me", headers={"Authorization": f"Bearer {title}"})),
        *(person.post("/jobs", {"title": title}), person.patch("/me", {title: title}), person.post("/jobs", [title])),
        *(person.get("/jobs", kind=title), api.delete(f"{V1}/auth/log-in"), person.get("/admin/jobs")),
        *(board.log_in(person), board.log_in(person, title), api.get(f"{V1}/jobs", params={"q": title})),
    ]
    for answer in answers:
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        assert (kind, answer.headers.get("X-Content-Type-Options")) == ("application/json", "nosniff")


@pytest.mark.criterion("text-harmless")
def test_empty_answers_and_refused_bodies_are_harmless_too(board, api, raw):
    token = board.log_in(board.seeker()).json()["refresh_token"]
    answers = [
        api.post(f"{V1}/auth/log-out", json={"refresh_token": token}),
        raw("/auth/sign-up", b" " * (LARGEST + 1)),
        raw("/auth/sign-up", b"<script>alert(1)</script>"),
    ]
    for answer in answers:
        assert answer.headers.get("X-Content-Type-Options") == "nosniff"
        assert answer.content == b"" or answer.headers["Content-Type"] == "application/json"


@pytest.mark.criterion("payload-bounded")
def test_a_body_may_have_so_many_bytes_and_no_more(board, raw, example_job, database):
    company = board.company()
    text = json.dumps(example_job).encode()
    assert raw("/jobs", text.ljust(LARGEST), company).status_code == 201
    for size in (LARGEST + 1, board.rng.randint(LARGEST, 2 * LARGEST) + 1, 40 * LARGEST):
        assert raw("/jobs", text.ljust(size), company).status_code == 413
        assert raw("/auth/sign-up", b"x" * size).status_code == 413
        assert raw("/jobs", text.ljust(size)).status_code in (401, 413)
    assert len(database.rows("jobs")) == 1


@pytest.mark.criterion("payload-bounded")
def test_a_body_that_does_not_say_how_long_it_is_has_the_same_bounds(serve, board_at, example_job, database):
    board = board_at(serve(before=UNANNOUNCED))
    company, text = board.company(), json.dumps(example_job).encode()
    headers = {
        "Authorization": f"Bearer {company.token}",
        "Content-Type": "application/json",
        "Transfer-Encoding": "chunked",
    }
    for size, status in ((LARGEST, 201), (LARGEST + 1, 413), (40 * LARGEST, 413)):
        assert board.api.post(f"{V1}/jobs", content=text.ljust(size), headers=headers).status_code == status
    assert len(database.rows("jobs")) == 1


@pytest.mark.criterion("payload-bounded")
def test_brackets_without_end_are_refused(board, raw):
    company = board.company()
    count = board.rng.randint(20_000, 30_000)
    for body in (b"[" * count, b"[" * count + b"]" * count, b'{"title": ' * 6000, b'{"title": ' + b"[" * count):
        assert raw("/jobs", body, company).status_code in (400, 413, 422)
        assert raw("/auth/log-in", body).status_code in (400, 413, 422)


@pytest.mark.criterion("payload-bounded")
def test_what_is_no_json_or_no_utf_8_is_refused(board, raw, database):
    company = board.company()
    for body in (
        b"",
        b"{",
        b"not json",
        b'{"title": }',
        b"'title'",
        b'{"title": "\xff"}',
        b'{"\xc3\x28": 1}',
        b"\xed\xa0\xbd",
    ):
        assert raw("/jobs", body, company).status_code in (400, 422)
        assert raw("/auth/sign-up", body).status_code in (400, 422)
    assert database.rows("jobs") == []


@pytest.mark.criterion("payload-bounded")
def test_a_body_is_an_object(board, raw):
    company = board.company()
    for body in (b"[]", b"{}", b"null", b"7", b'"title"', b"true", b'[["title", "x"]]'):
        assert [raw(path, body, company).status_code for path in ("/jobs", "/auth/sign-up", "/auth/refresh")] == [
            422
        ] * 3


@pytest.mark.criterion("payload-bounded")
def test_strange_values_are_no_error_of_the_server(board, raw, example_job, database):
    company = board.company()
    good = json.dumps(example_job)
    for number in ("9" * 4000, "9" * 5000, "-" + "9" * 5000, "1e400", "NaN", "Infinity", "-Infinity", "2147483648"):
        body = good.replace(f'"salary_max": {example_job["salary_max"]}', f'"salary_max": {number}')
        assert body != good
        assert raw("/jobs", body, company).status_code in (400, 422)
    for half in ("\\ud83d", "\\ude00", "\\u0000"):
        assert raw("/jobs", good.replace(example_job["title"], f"A {half} B"), company).status_code == 422
        assert raw("/jobs", good.replace('"title"', f'"{half}": 1, "title"'), company).status_code == 422
        assert raw("/auth/log-in", f'{{"email": "{half}@example.com", "password": "x"}}').status_code in (401, 422)
        assert raw("/auth/log-in", f'{{"email": "amina@example.com", "password": "{half}"}}').status_code in (401, 422)
        assert raw("/auth/refresh", f'{{"refresh_token": "{half}"}}').status_code in (401, 422)
    assert database.rows("jobs") == []

"""The learner's board, and people who use it."""

import base64
import hmac
import itertools
import json
import time
from types import SimpleNamespace

import pytest

from grader.toolbox import Mismatch

SECRET = "the-key-with-which-the-checks-sign-their-tokens"
PASSWORD = "a long password of theirs"
V1 = "/api/v1"
CROWD = [("Imani", "seeker"), ("Jonas", "company"), ("Kenji", "seeker"), ("Laila", "company"), ("Marek", "seeker")]
NAMES = ["Amina", "Boris", "Chen", "Dilnoza", "Emeka", "Farida", "Goran", "Hana"]
JOB = {
    "title": "Gardener",
    "description": "You plant trees.",
    "place": "Lisbon",
    "kind": "full_time",
    "salary_min": 30_000,
    "salary_max": 40_000,
}


def signed(claims, key=SECRET, algorithm="HS256"):
    """A token, right or wrong."""
    digests = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}
    text = b".".join(_part(part) for part in ({"alg": algorithm, "typ": "JWT"}, claims))
    proof = hmac.digest(key.encode(), text, digests[algorithm]) if algorithm in digests else b""
    return (text + b"." + base64.urlsafe_b64encode(proof).rstrip(b"=")).decode()


def claims_of(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def _part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")


def access(user_id, **changes):
    now = int(time.time())
    return signed(
        {
            "sub": str(user_id),
            "type": "access",
            "jti": f"{user_id}-{time.time_ns()}",
            "iat": now,
            "exp": now + 600,
            **changes,
        }
    )


class Person:
    """Somebody with a token."""

    def __init__(self, board, user, password=PASSWORD):
        self.board, self.user, self.id, self.email, self.password = board, user, user["id"], user["email"], password
        self.token = access(self.id)  # a log-in costs a hash; checks of log-in use board.log_in

    def ask(self, method, path, **options):
        headers = {"Authorization": f"Bearer {self.token}"}
        return self.board.api.request(method, f"{V1}{path}", headers=headers, **options)

    def get(self, path, **params):
        return self.ask("GET", path, params=params)

    def post(self, path, json=None):
        return self.ask("POST", path, **({} if json is None else {"json": json}))

    def patch(self, path, json):
        return self.ask("PATCH", path, json=json)


class Board:
    """Makes people, jobs and applications."""

    def __init__(self, api, rng, database, crowd=()):
        self.api, self.rng, self.database, self._crowd = api, rng, database, list(crowd)
        self._names = (f"{name} {n}" for n in itertools.count(rng.randint(10, 90)) for name in rng.sample(NAMES, 8))

    def sign_up(self, role, **changes):
        name = next(self._names)
        body = {
            "email": f"{name.lower().replace(' ', '.')}@example.com",
            "password": PASSWORD,
            "name": name,
            "role": role,
            **changes,
        }
        return body, self.api.post(f"{V1}/auth/sign-up", json=body)

    def person(self, role):
        """Somebody of the crowd who has signed up already, or else somebody new."""
        for user in self._crowd:
            if user["role"] == role:
                self._crowd.remove(user)
                return Person(self, user)
        _, answer = self.sign_up(role)
        expect(answer, 201, f"POST {V1}/auth/sign-up")
        return Person(self, answer.json())

    def seeker(self):
        return self.person("seeker")

    def company(self):
        return self.person("company")

    def admin(self):
        """By the learner's own command in the check of `admin-made`; elsewhere by SQL, which costs nothing."""
        person = self.seeker()
        self.database.execute("UPDATE users SET role = 'admin' WHERE id = %s", person.id)
        return person

    def log_in(self, person, password=None):
        body = {"email": person.email, "password": password or person.password}
        return self.api.post(f"{V1}/auth/log-in", json=body)

    def job(self, company, **changes):
        """A pending job, over HTTP."""
        answer = company.post("/jobs", {**JOB, **changes})
        expect(answer, 201, f"POST {V1}/jobs")
        return answer.json()

    def approve(self, admin, job):
        answer = admin.post(f"/admin/jobs/{job['id']}/approve", {"version": job["version"]})
        expect(answer, 200, f"POST {V1}/admin/jobs/{job['id']}/approve")
        return answer.json()

    def open_jobs(self, company, *changes):
        """Approved jobs by SQL, for checks of search and paging: no hash, no moderation. Ids in this order."""
        fields = ("company_id", "title", "description", "place", "remote", "kind", "salary_min", "salary_max", "status")
        rows = [{"company_id": company.id, "remote": False, "status": "approved", **JOB, **one} for one in changes]
        marks = ", ".join(["%s"] * len(fields))
        statement = f"INSERT INTO jobs ({', '.join(fields)}) VALUES ({marks}) RETURNING id"
        return [self.database.query(statement, *(row[name] for name in fields))[0]["id"] for row in rows]

    def found(self, **params):
        """The titles that the public finds."""
        answer = self.api.get(f"{V1}/jobs", params=params)
        expect(answer, 200, f"GET {V1}/jobs")
        return [job["title"] for job in answer.json()["items"]]

    def applied(self, seeker, job, message="I like trees."):
        answer = seeker.post(f"/jobs/{job['id']}/applications", {"message": message})
        expect(answer, 201, f"POST {V1}/jobs/{job['id']}/applications")
        return answer.json()


def expect(answer, status, what):
    if answer.status_code != status:
        raise Mismatch(
            f"{what} is not answered as the brief says.", expected=f"status {status}", actual=answer.status_code
        )


def followed(ask, **params):
    """All pages of a list, by its cursors: `followed(company.get, path="/me/jobs", limit=2)`."""
    pages, cursor = [], None
    while cursor or not pages:
        body = ask(**params, **({"cursor": cursor} if cursor else {})).json()
        pages.append(body["items"])
        cursor = body["next_cursor"]
        assert len(pages) < 50
    return pages


@pytest.fixture
def alembic(subject):
    """Run a command of Alembic's to its end."""

    def run(*words):
        return subject.program("python", "-m", "alembic", *words, shown=["alembic", *words])

    return run


@pytest.fixture
def migrated(database, alembic):
    """The learner's tables are in the database. Their migrations run once, and each check gets a copy."""

    def migrate():
        assert alembic("upgrade", "head").exit_code == 0

    return database.once("tables", migrate)


@pytest.fixture
def crowd(subject, database, documents, cache, alembic):
    """Tables, and people who have signed up: hashing their passwords once is enough."""

    def sign_up():
        assert alembic("upgrade", "head").exit_code == 0
        people = []
        with subject.app("app.main:app") as api:
            for name, role in CROWD:
                body = {"email": f"{name.lower()}@example.com", "password": PASSWORD, "name": name, "role": role}
                answer = api.post(f"{V1}/auth/sign-up", json=body)
                expect(answer, 201, f"POST {V1}/auth/sign-up")
                people.append(answer.json())
        documents.clear()
        cache.clear()
        return people

    return database.once("crowd", sign_up)


@pytest.fixture
def prepared(crowd):
    """What is in the database before the server starts. Some modules have a fixture of this name of their own."""
    return crowd


@pytest.fixture
def api(subject, prepared):
    """A server with tables in its database, and with people who have signed up."""
    return subject.app("app.main:app")


@pytest.fixture
def board(api, rng, database, prepared):
    return Board(api, rng, database, prepared or ())


@pytest.fixture
def tokens():
    """What makes and reads tokens: `tokens.access(7)`, `tokens.signed({...}, key=...)`, `tokens.claims_of(token)`."""
    return SimpleNamespace(signed=signed, access=access, claims_of=claims_of, secret=SECRET)


@pytest.fixture
def pages():
    """All pages of a list: `pages(company.get, path="/me/jobs", limit=2)`."""
    return followed


@pytest.fixture
def expected():
    """Compare the status of an answer: `expected(answer, 201, "POST /jobs")`."""
    return expect


@pytest.fixture
def example_job():
    """The body of a good POST /jobs."""
    return dict(JOB)


@pytest.fixture
def serve(subject, prepared):
    """A server like `api`, with more in its environment: `serve(RATE_LIMIT="5")`."""

    def serve(before="", **env):
        return subject.app("app.main:app", before=before, env=env)

    return serve


@pytest.fixture
def board_at(rng, database, prepared):
    """People at a server that is not like all others: `board_at(serve(RATE_LIMIT="5"))`."""
    return lambda api: Board(api, rng, database, prepared or ())


@pytest.fixture
def hidden(api):
    """What is there is answered like what is not: `hidden(person, "GET", "/jobs/{}", 7)`; None is a stranger."""

    def hidden(person, method, path, number, **options):
        ask = person.ask if person else lambda method, path, **options: api.request(method, f"{V1}{path}", **options)
        there, unknown = (ask(method, path.format(one), **options) for one in (number, 2_000_000_000))
        expect(unknown, 404, f"{method} {V1}{path.format(2_000_000_000)}")
        if (there.status_code, there.content) != (404, unknown.content):
            raise Mismatch(
                f"{method} {V1}{path.format(number)} tells that there is such a thing to somebody who may not know.",
                expected=f"404 {unknown.text}",
                actual=f"{there.status_code} {there.text[:200]}",
                help="What is not theirs to see is answered like what does not exist, to the letter.",
            )

    return hidden

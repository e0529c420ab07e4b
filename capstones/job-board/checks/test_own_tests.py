"""Checks of the learner's own tests: they pass, and they notice what is broken from outside (see breaking.py)."""

import json
import xml.etree.ElementTree
from pathlib import Path

import pytest

from grader.toolbox import Mismatch

SECONDS = 60
PLUGIN = Path(__file__).with_name("breaking.py")
RULES = [
    "any move of a job is allowed",
    "an edited job stays what it was",
    "any move of an application is allowed",
    "any password is right",
    "no password is right",
]
ACCOUNTS = [
    "a log-in with a wrong password is answered with 200",
    "a used refresh token is answered with 200",
    "GET /admin/jobs answers 200 for anybody",
]
JOBS = [
    "GET /jobs/1 answers 200 to somebody who may not see this job",
    "PATCH /jobs/1 of another company answers 200",
    "a new job comes back as approved",
    "q gets lost",
]
APPLICATIONS = ["a second application is answered with 201", "GET /applications/1 answers 200 for anybody"]


@pytest.fixture
def passing(subject):
    """Run a folder of tests, which must pass; how many there were."""

    def passing(folder, **env):
        command = ["python", "-m", "pytest", folder]
        finished = subject.program(*command, "--junitxml=ran.xml", env=env, seconds=SECONDS, shown=["pytest", folder])
        if finished.exit_code:
            raise Mismatch(
                f"The tests in {folder} do not pass.",
                expected="exit status 0",
                actual=f"exit status {finished.exit_code}",
                help="exit status 5 means that there is none" if finished.exit_code == 5 else None,
            )
        (suite,) = xml.etree.ElementTree.fromstring(subject.read_text("ran.xml"))
        return int(suite.get("tests")) - int(suite.get("skipped"))

    return passing


@pytest.fixture
def noticed(subject):
    """Run a folder of tests once more for each thing that is broken; nothing may escape all of them."""

    def noticed(folder, breakages):
        subject.write_text("breaking.py", PLUGIN.read_text(encoding="utf-8"))
        subject.transcript.entries.pop()  # the file is long, and the message below says what it does
        command = ["python", "-m", "pytest", "-p", "breaking", "-q", "--tb=no", folder]
        subject.program(*command, env={"BREAK": json.dumps(breakages)}, seconds=SECONDS, shown=["pytest", folder])
        if not subject.exists("unnoticed.json"):
            raise Mismatch(f"The tests in {folder} did not come to their end.", expected="an end", actual="none")
        unnoticed = json.loads(subject.read_text("unnoticed.json"))
        if unnoticed:
            raise Mismatch(
                f"The program was broken, and no test in {folder} has failed.",
                expected="a test that passes, and fails when this is so",
                actual="; ".join(unnoticed),
                help="A test counts if it passes a second time, too: what it makes is new, or is gone afterwards.",
            )

    return noticed


@pytest.mark.criterion("unit-tests")
def test_the_unit_tests_need_no_service(passing, nobody):
    away = f"{nobody.host}:{nobody.port}"
    database = f"postgresql://nobody:nothing@{away}/none"
    count = passing(
        "tests/unit", DATABASE_URL=database, MONGO_URL=f"mongodb://{away}/none", REDIS_URL=f"redis://{away}"
    )
    assert count >= 5


@pytest.mark.criterion("unit-tests-catch")
def test_the_unit_tests_notice_wrong_rules(noticed):
    noticed("tests/unit", RULES)


@pytest.mark.criterion("integration-tests")
def test_the_integration_tests_pass_twice(passing):
    assert passing("tests/integration") >= 10
    passing("tests/integration")


@pytest.mark.criterion("tests-catch-accounts")
def test_the_integration_tests_notice_open_doors(noticed):
    noticed("tests/integration", ACCOUNTS)


@pytest.mark.criterion("tests-catch-jobs")
def test_the_integration_tests_notice_what_is_wrong_with_jobs(noticed):
    noticed("tests/integration", JOBS)


@pytest.mark.criterion("tests-catch-applications")
def test_the_integration_tests_notice_what_is_wrong_with_applications(noticed):
    noticed("tests/integration", APPLICATIONS)

"""The workflows are valid, run what is pinned, and give nothing away to a pull request."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from grader.curriculum import COURSE

SCHEMA = json.loads((Path(__file__).parent / "schema" / "github-workflow.json").read_text())
WORKFLOWS = sorted((COURSE / ".github" / "workflows").glob("*.y*ml"))
# What whoever opens a pull request may choose freely. In a script it would be run.
FROM_OUTSIDE = re.compile(r"\$\{\{[^}]*(github\.(event|head_ref|base_ref|ref_name|actor)|inputs\.|steps\.)[^}]*\}\}")


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.name)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def workflow(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.read_text())
    return {"on" if key is True else key: value for key, value in found.items()}  # YAML 1.1 reads `on` as true


def test_there_are_workflows() -> None:
    assert {path.name for path in WORKFLOWS} >= {"ci.yml", "pull-request.yml"}


def test_it_keeps_to_the_published_schema(workflow: dict[str, Any]) -> None:
    found = [f"{error.instance_path}: {error.message}" for error in jsonschema_rs.iter_errors(SCHEMA, workflow)]
    assert not found


def test_the_schema_notices_a_mistake(workflow: dict[str, Any]) -> None:
    next(steps(workflow))["user"] = "actions/checkout@v4"
    assert not jsonschema_rs.is_valid(SCHEMA, workflow)


def test_every_action_is_pinned_by_commit_and_says_its_version(path: Path) -> None:
    used = [line.strip() for line in path.read_text().splitlines() if "uses:" in line]
    assert used
    for line in used:
        assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_it_may_read_and_nothing_else(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    assert not [name for name, job in workflow["jobs"].items() if "permissions" in job]


def test_strangers_run_nothing_with_the_rights_of_the_base(path: Path, workflow: dict[str, Any]) -> None:
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(workflow["on"])
    assert "secrets." not in path.read_text()


def test_no_script_is_put_together_from_what_strangers_write(workflow: dict[str, Any]) -> None:
    for step in steps(workflow):
        assert not FROM_OUTSIDE.search(step.get("run", "")), step["run"]


def test_no_token_is_left_on_the_disk(workflow: dict[str, Any]) -> None:
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_every_job_ends(workflow: dict[str, Any]) -> None:
    assert all(job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())


def test_a_pull_request_is_graded_by_the_base() -> None:
    workflow = yaml.safe_load((COURSE / ".github/workflows/pull-request.yml").read_text())
    (checkout,) = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout["with"]["ref"] == "${{ github.base_ref }}"
    scripts = "\n".join(step.get("run", "") for step in steps(workflow))
    assert not re.search(r"git (checkout|switch|merge|reset|pull|worktree)", scripts)

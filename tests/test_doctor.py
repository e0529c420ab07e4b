"""What the doctor makes of a lock file: a line counts where its marker holds, on this machine and this Python."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from shutil import which

import pytest

from grader.commands import doctor

PYTEST = metadata.version("pytest")


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "COURSE", tmp_path)

    def found(*lines: str) -> tuple[bool | None, str, str]:
        (tmp_path / "requirements.lock").write_text("".join(f"{line} \\\n    --hash=sha256:0\n" for line in lines))
        return doctor._packages()

    return found


def test_one_package_locked_twice_for_two_pythons_is_looked_at_once(found) -> None:
    holds, said, _ = found(
        "pytest==0.1 ; python_full_version < '3.11'", f"pytest=={PYTEST} ; python_full_version >= '3.11'"
    )
    assert holds, said


def test_a_package_for_another_system_is_not_missed(found) -> None:
    holds, said, _ = found(f"pytest=={PYTEST}", "no-such-package==1.0 ; sys_platform == 'emscripten'")
    assert holds, said


def test_an_older_package_is_named_with_the_version_that_is_wanted(found) -> None:
    holds, said, mend = found("pytest==0.1", "no-such-package==1.0 ; python_version >= '3.11'")
    assert not holds
    assert said == f"packages: pytest {PYTEST}, not 0.1; no-such-package missing, not 1.0"
    assert mend == "Remove the folder .venv and run make again."


def test_a_missing_lock_file_is_said(found, tmp_path: Path) -> None:
    assert not (tmp_path / "requirements.lock").exists()
    holds, said, _ = doctor._packages()
    assert not holds
    assert said == "requirements.lock is missing"


def test_what_few_need_is_told_and_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.services.mongo._PACKAGE", "no_such_package")
    monkeypatch.setattr("shutil.which", lambda name: None if name == "mongod" else which(name))
    monkeypatch.delenv("MONGO_URL", raising=False)
    found = {said.split(":")[0].split()[0]: (holds, said) for holds, said, _ in doctor._services()}
    assert found["MongoDB"][0] is None
    assert "make mongo" in found["MongoDB"][1]
    assert found["Redis"][0]

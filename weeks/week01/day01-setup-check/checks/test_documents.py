"""Checks of day 1: what Git leaves alone, and the steps that are written down."""

import re

import pytest

from grader.toolbox import Mismatch

_NO_CONFIGURATION = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null"}


@pytest.fixture
def is_ignored(subject):
    """Asks Git itself, in a new repository with the learner's .gitignore."""
    subject.submitted_text(".gitignore")
    begun = subject.program("git", "init", "-q", env=_NO_CONFIGURATION)
    if begun.exit_code:
        raise Mismatch("Git could not be started.", expected="Git is installed", actual=begun.output.strip())

    def is_ignored(path):
        shown = subject.program("git", "check-ignore", "-v", path, env=_NO_CONFIGURATION)
        pattern = shown.stdout.split(":", 2)[-1]
        return shown.exit_code == 0 and not pattern.startswith("!")

    return is_ignored


@pytest.fixture
def readme(subject):
    """The learner's README.md, with lines that go on after a backslash put together."""
    return subject.submitted_text("README.md").replace("\\\n", " ")


@pytest.mark.criterion("gitignore-works")
def test_the_environment_is_left_out(is_ignored):
    if not any(is_ignored(f"{folder}/pyvenv.cfg") for folder in ("venv", ".venv")):
        raise Mismatch(
            "Git would take in the virtual environment.",
            expected="a line in .gitignore for the folder venv/",
            actual="no line that fits venv/pyvenv.cfg",
            help="Nothing may stand behind a pattern, not even a comment.",
        )


@pytest.mark.criterion("gitignore-works")
@pytest.mark.parametrize(
    "path, pattern", [("__pycache__/setup_check.cpython-312.pyc", "__pycache__/"), ("old/setup_check.pyc", "*.pyc")]
)
def test_what_python_makes_is_left_out(is_ignored, path, pattern):
    if not is_ignored(path):
        raise Mismatch(
            f"Git would take in {path}.",
            expected=f"a line in .gitignore for {pattern}",
            actual=f"no line that fits {path}",
            help="Nothing may stand behind a pattern, not even a comment.",
        )


@pytest.mark.criterion("gitignore-works")
@pytest.mark.parametrize("path", ["setup_check.py", "README.md", ".gitignore"])
def test_your_own_files_are_kept(is_ignored, path):
    if is_ignored(path):
        raise Mismatch(
            f"Git would leave out {path}, which is your own work.",
            expected=f"no line in .gitignore that fits {path}",
            actual="the line that Git shows above",
        )


@pytest.mark.criterion("readme-documents")
def test_the_readme_creates_the_environment(readme):
    if not re.search(r"-m\s+venv\s+\S|\bvirtualenv\s+\S|\buv\s+venv\b", readme):
        raise Mismatch(
            "README.md does not say how the virtual environment is created.",
            expected="the command with -m venv and the name of the folder",
            actual="a text without it",
        )


@pytest.mark.criterion("readme-documents")
def test_the_readme_activates_the_environment(readme):
    if not re.search(r"(bin|scripts)[/\\]activate", readme, re.IGNORECASE):
        raise Mismatch(
            "README.md does not say how the virtual environment is activated.",
            expected="the command with bin/activate in it",
            actual="a text without it",
        )


@pytest.mark.criterion("readme-documents")
def test_the_readme_installs_the_libraries(subject, readme):
    installed = "\n".join(re.findall(r"\bpip[\d.]*\s+install\b.*", readme))
    if re.search(r"(-r|--requirement)[ =]*requirements\.txt", installed):
        installed += "\n" + subject.submitted_text("requirements.txt")
    missing = [library for library in ("requests", "rich") if not re.search(rf"\b{library}\b", installed)]
    if missing:
        raise Mismatch(
            f"README.md does not say how {' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} installed.",
            expected="the command with pip install and the names of both libraries",
            actual=", ".join(installed.split("\n")) if installed else "a text without pip install",
        )

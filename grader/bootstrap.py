"""Installs what the course needs into .venv; `mongo` or `cluster` after it, what only some need.

Run by make, with whatever python3 the machine has.

Written for old Pythons too, so that they can say what is missing instead of showing a syntax error.
No build step: a .pth file and a five-line script make the project known, so nothing but the locked packages
is fetched, and start-up stays short.
"""

from __future__ import print_function

import hashlib
import os
import shutil
import subprocess
import sys

COURSE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(COURSE, ".venv")
LOCK = os.path.join(COURSE, "requirements.lock")
READY = os.path.join(VENV, "ready")
GUARD = os.path.join(COURSE, ".setup.lock")  # held by whoever sets up; names what was asked for besides
PYTHON = os.path.join(VENV, "bin", "python")
# Whoever has activated .venv runs this with the Python in it, which is about to be made anew.
OUTSIDE = getattr(sys, "_base_executable", sys.executable)
NEEDED = (3, 11)
KNOWN = (3, 14)  # the newest for which every package comes ready: `make wheels`
FAILED = 3

SCRIPT = """#!%s
from grader.cli import run

run()
"""


def main(extras):
    if not NEEDED <= sys.version_info[:2] <= KNOWN:
        other = find_fitting_python()
        if other:
            return subprocess.call([other, os.path.abspath(__file__)] + extras)
        if sys.version_info[:2] < NEEDED:
            return ask_for_a_newer_python()
    import fcntl

    with open(GUARD, "a+") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)  # a second run waits here, then finds everything done
        guard.seek(0)
        had = guard.read().split()
        try:
            if not is_ready():
                install()
                had = [extra for extra in had if extra in extras or is_fetched_again(extra)]
            for extra in extras:
                fetch_extra(extra)
            guard.truncate(0)
            guard.write("\n".join(sorted(set(had + extras)) + [""]))
            write(READY, fingerprint() + "\n")
        except Problem as problem:
            print("\njourney: %s" % problem, file=sys.stderr)
            return FAILED
        except KeyboardInterrupt:
            print("\njourney: stopped. The next run sets up what is missing.", file=sys.stderr)
            return 130
    return 0


def is_ready():
    return read(READY) == fingerprint() + "\n" and os.path.exists(PYTHON)


def fingerprint():
    """What an installation depends on: the lock file, this Python, and where the course lies."""
    with open(LOCK, "rb") as file:
        lock = hashlib.sha256(file.read()).hexdigest()
    return "\n".join([COURSE, "%d.%d" % sys.version_info[:2], lock])


def install():
    say("Setting up Python %d.%d in .venv. This happens once." % sys.version_info[:2])
    if not os.path.exists(PYTHON) or read(READY) == "":
        shutil.rmtree(VENV, ignore_errors=True)  # half an installation is none
    make_environment()
    fetch(LOCK)
    make_known()
    say("Ready.\n")


def fetch_extra(extra):
    fetch(os.path.join(COURSE, "requirements-%s.lock" % extra))
    say("Ready: what %s needs." % extra)


def is_fetched_again(extra):
    """The old environment is gone, with what was in it. The new one is of use without, too."""
    try:
        fetch_extra(extra)
    except Problem as problem:
        say("Without what %s needs, for now: make %s. %s" % (extra, extra, problem))
        return False
    return True


class Problem(Exception):
    """Something that the person at the machine can mend."""


def make_environment():
    if find_uv():
        run([find_uv(), "venv", "-q", "--clear", "--python", OUTSIDE, VENV], "making .venv")
        return
    try:
        run([OUTSIDE, "-m", "venv", "--clear", VENV], "making .venv")
    except Problem as problem:
        advice = "On Debian and Ubuntu: sudo apt install python3-venv. Then run make again."
        raise Problem("this Python cannot make a virtual environment. %s\n%s" % (advice, problem))


def fetch(lock):
    """Install the locked packages; every file must have a hash that the lock file names."""
    count = len([line for line in read(lock).splitlines() if "==" in line and not line.startswith(" ")])
    if find_uv():
        command = [
            find_uv(),
            "pip",
            "install",
            "-q",
            "--compile-bytecode",
            "--python",
            PYTHON,
            "--require-hashes",
            "-r",
            lock,
        ]
        say("Installing %d packages with uv." % count)
        run(command, "installing the packages", too_new())
        return
    if not os.path.exists(os.path.join(VENV, "bin", "pip3")):  # uv has made .venv
        run([PYTHON, "-m", "ensurepip"], "installing pip")
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    process = subprocess.Popen(
        command + ["--require-hashes", "-r", lock],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        cwd=COURSE,
    )
    tail = []
    seen = 0
    try:
        for line in process.stdout:
            tail = (tail + [line.rstrip()])[-12:]
            if line.startswith("Collecting") or "already satisfied" in line:
                seen += 1
                progress(seen, count, line.split()[1].split("=")[0])
            elif line.startswith("Installing collected"):
                progress(count, count, "unpacking")
    finally:
        if process.poll() is None and sys.exc_info()[0] is not None:
            process.terminate()
        process.wait()
    end_progress()
    if process.returncode != 0:
        raise Problem(
            "the packages could not be installed. Is there a connection to the internet? "
            "Run the same command again; what has arrived is kept.\n  " + "\n  ".join(tail) + too_new()
        )


def too_new():
    """What may be the reason too: some packages are not made for the newest Python at once."""
    if sys.version_info[:2] <= KNOWN:
        return ""
    return "\nPython %d.%d is newer than what the course was tried with. Install Python %d.%d beside it." % (
        sys.version_info[:2] + KNOWN
    )


def progress(done, count, name):
    if not sys.stderr.isatty():
        return
    width = min(shutil.get_terminal_size((60, 20)).columns, 70)
    cells = max(width - 34, 8)
    filled = cells * min(done, count) // max(count, 1)
    bar = "#" * filled + "." * (cells - filled)
    text = "  [%s] %2d/%d %s" % (bar, min(done, count), count, name)
    print("\r" + text[: width - 1].ljust(width - 1), end="", file=sys.stderr)
    sys.stderr.flush()


def end_progress():
    if sys.stderr.isatty():
        print("", file=sys.stderr)


def make_known():
    """Let this environment find the course, and give it the command `journey`."""
    folder = subprocess.check_output(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], universal_newlines=True
    ).strip()
    write(os.path.join(folder, "journey.pth"), COURSE + "\n")
    command = os.path.join(VENV, "bin", "journey")
    write(command, SCRIPT % PYTHON)
    os.chmod(command, 0o755)


def run(command, doing, advice=""):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    output = process.communicate()[0]
    if process.returncode != 0:
        raise Problem("%s failed:\n  %s%s" % (doing, "\n  ".join(output.strip().splitlines()[-12:]), advice))


def find_uv():
    return shutil.which("uv")


def find_fitting_python():
    """The newest that is known to fit; one that may be too new, if this one is too old for certain."""
    known = list(range(KNOWN[1], NEEDED[1] - 1, -1))
    newer = list(range(KNOWN[1] + 1, 20)) if sys.version_info[:2] < NEEDED else []
    for minor in known + newer:
        other = find_program("python3.%d" % minor)
        if other:
            return other
    return None


def ask_for_a_newer_python():
    print(
        "journey: Python 3.11 or newer is needed; this is Python %d.%d.\n" % sys.version_info[:2]
        + "  Debian, Ubuntu, WSL: sudo apt install python3.11 python3.11-venv\n"
        + "  Fedora: sudo dnf install python3.12    macOS: brew install python@3.12\n"
        + "  Then run the same command again.",
        file=sys.stderr,
    )
    return FAILED


def find_program(name):
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        path = os.path.join(folder, name)
        if os.access(path, os.X_OK):
            return path
    return None


def say(text):
    print("  " + text, file=sys.stderr)
    sys.stderr.flush()


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except (IOError, OSError):
        return ""


def write(path, text):
    """Write a file whole or not at all."""
    with open(path + ".new", "w") as file:
        file.write(text)
    os.rename(path + ".new", path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

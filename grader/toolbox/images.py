"""A learner's image, built and started by the Docker of this machine. It runs outside of the cage: only on request."""

from __future__ import annotations

import contextlib
import json
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.subject.faults import SubjectFault
from grader.subject.shellwords import joined
from grader.subject.subject import HOST, Subject
from grader.subject.transcript import Entry, call_site
from grader.toolbox.expectations import Mismatch

_SECONDS_TO_ANSWER = 30
_SECONDS_TO_BUILD = 1800
_LINES = 15  # of what Docker says


class Container:
    """An image of the learner's at work, in the network of this machine."""

    def __init__(self, name: str, config: dict[str, Any], entry: Entry, times: tuple[float, float]) -> None:
        self.config = config
        self._name = name
        self._entry = entry
        self._times = times

    def becomes_healthy(self) -> bool:
        """Wait until its own health check has decided, or it has ended; then show what it has printed."""
        told = ["--format", "{{.Status}}", "--filter", f"container={self._name}", "--filter", "type=container"]
        told += [f"--{end}={seconds:.3f}" for end, seconds in zip(("since", "until"), self._times, strict=True)]
        with subprocess.Popen(["docker", "events", *told], stdout=subprocess.PIPE, text=True) as events:
            try:
                for line in events.stdout or ():
                    if line.strip() == "health_status: healthy":
                        return True
                    if line.startswith(("health_status", "die")):
                        break
            finally:
                events.kill()
        log = _docker("logs", "--tail", str(_LINES), self._name)
        self._entry.errors = _last(log.stdout + log.stderr)
        return False

    def users(self) -> set[str]:
        """The numbers of the users whose processes run in it, as this machine sees them."""
        lines = _docker("top", self._name, "-eo", "pid,uid").stdout.splitlines()
        return {line.split()[1] for line in lines[1:]}


def missing(port: int) -> str:
    """Why no image can be built or started here; nothing if one can."""
    try:
        answer = _docker("version", "--format", "{{.Server.Os}} {{.Server.Platform.Name}}")
    except (OSError, SubjectFault):
        return "needs Docker"
    if answer.returncode:
        return "needs Docker, which does not answer: docker version"
    if sys.platform != "linux" or not answer.stdout.startswith("linux") or "Desktop" in answer.stdout:
        return "needs a Docker Engine on Linux itself: Docker Desktop has a network of its own"
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError:
            return f"needs port {port}, where another program of this machine listens"
    return ""


@contextlib.contextmanager
def started(subject: Subject, seconds: int = 180) -> Iterator[Container]:
    """Build the image of what was handed in, and start it with the services of this check; both are gone afterwards."""
    name = f"journey-{secrets.token_hex(6)}"
    entry = subject.transcript.add(Entry("docker build --tag mine .", kind="shell", site=call_site()))
    try:
        with tempfile.TemporaryDirectory() as folder:
            subject.snapshot.write_to(Path(folder))
            command = ["build", "--force-rm", "--network=host", "--tag", name, folder]
            built = _docker(*command, seconds=_SECONDS_TO_BUILD)
        if built.returncode:
            entry.errors = _last(built.stdout + built.stderr)
            raise Mismatch("The image cannot be built.", expected="exit status 0", actual=f"{built.returncode}")
        (image,) = json.loads(_docker("image", "inspect", name).stdout)
        options = [word for one in subject.environment for word in ("--env", one)]
        shown = joined(["docker", "run", "--network=host", *options, "mine"])
        entry = subject.transcript.add(Entry(shown, kind="shell", site=call_site()))
        limits = ["--memory=1g", "--pids-limit=256", "--security-opt=no-new-privileges"]
        options = [word for one, value in subject.environment.items() for word in ("--env", f"{one}={value}")]
        since = time.time()
        running = _docker("run", "--detach", "--network=host", *limits, "--name", name, *options, name)
        if running.returncode:
            entry.errors = _last(running.stderr)
            raise Mismatch("The image cannot be started.", expected="exit status 0", actual=f"{running.returncode}")
        yield Container(name, image["Config"], entry, (since, since + seconds))
    finally:
        for removal in (["rm", "--force", "--volumes", name], ["rmi", "--force", name]):
            with contextlib.suppress(SubjectFault):  # Docker is slow; what came of the check counts
                _docker(*removal)


def _docker(*words: str, seconds: int = _SECONDS_TO_ANSWER) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            ["docker", *words], capture_output=True, text=True, errors="replace", timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise SubjectFault(f"`docker {words[0]}` did not end within {seconds} seconds.") from None


def _last(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-_LINES:]) + "\n"

"""Files out of a git repository, read from its objects: nothing is checked out, and nothing in it is run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from grader.subject.scratch import LEFT_OUT, MAX_BYTES, MAX_FILES, Snapshot, Unusable

_LINK, _SUBMODULE = "120000", "160000"


def snapshot(repository: Path, commit: str, folder: str) -> Snapshot | None:
    """What a commit holds in a folder; None if it holds nothing there."""
    listed = _git(repository, "ls-tree", "-r", "-z", "--long", "--full-tree", commit, "--", f"{folder}/")
    wanted: dict[str, str] = {}
    links: dict[str, str] = {}
    notes: list[str] = []
    size = 0
    for line in filter(None, listed.split(b"\0")):
        described, _, path = line.partition(b"\t")
        mode, _kind, name_of_object, length = described.decode().split()
        name = os.fsdecode(path).removeprefix(f"{folder}/")
        parts = name.split("/")
        if LEFT_OUT & set(parts[:-1]):
            continue
        if {"", ".", ".."} & set(parts):
            raise Unusable(f"{folder} holds a file with the name {name!r}, which leads out of it.")
        if mode == _SUBMODULE:
            notes.append(f"{name} is a repository of its own (a submodule); it was left out. Add its files instead.")
            continue
        size += int(length)
        (links if mode == _LINK else wanted)[name] = name_of_object
        if size > MAX_BYTES or len(wanted) > MAX_FILES:
            raise Unusable(f"{folder} has more than {MAX_FILES:,} files or {MAX_BYTES // 2**20} MB, last {name}.")
    if not (wanted or links or notes):
        return None
    contents = _contents(repository, [*wanted.values(), *links.values()])
    kept, told = _inner_links({name: os.fsdecode(contents[link]) for name, link in links.items()}, set(wanted))
    files = {name: contents[name_of_object] for name, name_of_object in wanted.items()}
    return Snapshot(repository, files, kept, (*notes, *told), folder)


def _inner_links(links: dict[str, str], files: set[str]) -> tuple[dict[str, str], list[str]]:
    """Links to files of the same folder; of the others, a sentence each."""
    kept, told = {}, []
    for name, target in links.items():
        if os.path.normpath(os.path.join(os.path.dirname(name), target)) in files:
            kept[name] = target
        else:
            told.append(f"{name} is a link that leads to no file of the folder; it was left out.")
    return kept, told


def _contents(repository: Path, objects: list[str]) -> dict[str, bytes]:
    """Several objects in one call."""
    output = _git(repository, "cat-file", "--batch", given="\n".join(objects).encode() + b"\n")
    found, at = {}, 0
    for name in objects:
        end = output.index(b"\n", at)
        length = int(output[at:end].split()[-1])
        found[name] = output[end + 1 : end + 1 + length]
        at = end + 2 + length
    return found


def _git(repository: Path, *words: str, given: bytes = b"") -> bytes:
    done = subprocess.run(
        ["git", "-c", "core.quotePath=false", *words], cwd=repository, input=given, capture_output=True, check=False
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise Unusable(f"{repository}: git {words[0]}: {said[-1] if said else 'failed'}")
    return done.stdout

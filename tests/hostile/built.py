"""What a repository cannot hold, or should not: made when the tests run, by functions named like their cases."""

from __future__ import annotations

import os
import re
from pathlib import Path

_NUMBER = len('"0123456789abcdef"')  # of a question, as it stands in a message
_STAND_FOR = {
    "{byte}": "\udcff",
    "{long}": "x" * 8_300_000,
    "{digits}": "9" * 5_000,
    "{deep}": "[" * 200_000 + "]" * 200_000,
    "{lists}": '{"list":[' * 90 + "]}" * 90,
    "{objects}": '{"ref":1,"plain":' * 300 + "1" + "}" * 300,
}


def message(text: str) -> bytes:
    """A forged message as it goes over the wire, but for the number of the question."""
    for sign, meaning in _STAND_FOR.items():
        text = text.replace(sign, meaning)
    body = os.fsencode(text)
    length = len(body) + (_NUMBER - len("{id}")) * body.count(b"{id}")
    return length.to_bytes(4, "big") + body


def not_utf8(folder: Path) -> None:
    text = (folder / "person.py").read_text(encoding="utf-8").replace("Hello", "¡Olé")
    (folder / "person.py").write_bytes(text.encode("latin-1"))


def not_utf8_program(folder: Path) -> None:
    text = (folder / "bank_system.py").read_text(encoding="utf-8").replace("starts with", "empieza así con")
    (folder / "bank_system.py").write_bytes(text.encode("latin-1"))


def not_text(folder: Path) -> None:
    (folder / "person.py").write_bytes(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)))


def written_by_notepad(folder: Path) -> None:
    for path in folder.glob("*.py"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


def written_as_utf16(folder: Path) -> None:
    path = folder / "person.py"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16")


def syntax_error(folder: Path) -> None:
    path = folder / "person.py"
    path.write_text(path.read_text(encoding="utf-8").replace("def greet(self) -> None:", "def greet(self) -> None"))


def indentation_error(folder: Path) -> None:
    path = folder / "person.py"
    path.write_text(path.read_text(encoding="utf-8").replace("        self.age", "      self.age"))


def missing_file(folder: Path) -> None:
    (folder / "person.py").unlink()


def missing_everything(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def misnamed_file(folder: Path) -> None:
    (folder / "person.py").rename(folder / "Person.py")


def misplaced_file(folder: Path) -> None:
    (folder / "src").mkdir()
    (folder / "person.py").rename(folder / "src" / "person.py")


def folder_for_a_file(folder: Path) -> None:
    (folder / "person.py").unlink()
    (folder / "person.py").mkdir()


def empty_file(folder: Path) -> None:
    (folder / "person.py").write_bytes(b"")


def pipe_for_a_file(folder: Path) -> None:
    (folder / "person.py").unlink()
    os.mkfifo(folder / "person.py")


def link_out(folder: Path) -> None:
    """The file is a link to our own solution."""
    from .cases import EXERCISE

    (folder / "person.py").unlink()
    (folder / "person.py").symlink_to(EXERCISE.path / "solution" / "person.py")


def link_out_of_a_folder(folder: Path) -> None:
    """All the work is in a folder that is a link to our own solution."""
    from .cases import EXERCISE

    (folder / "work").symlink_to(EXERCISE.path / "solution")
    for name in ("person.py", "bank_system.py"):
        (folder / name).unlink()
        (folder / name).symlink_to(f"work/{name}")


def links_in_circles(folder: Path) -> None:
    """Right, with links that stay inside, go round and lead nowhere."""
    (folder / "kept.py").write_bytes((folder / "person.py").read_bytes())
    (folder / "person.py").unlink()
    (folder / "person.py").symlink_to("kept.py")
    (folder / "again").symlink_to(".")
    (folder / "one").symlink_to("other")
    (folder / "other").symlink_to("one")
    (folder / "nothing").symlink_to("nowhere")


def odd_names(folder: Path) -> None:
    """Right, beside files whose names are not text, or would be obeyed by a terminal."""
    for name in (b"caf\xe9.txt", b"two\nlines.txt", b"\x1b[2J::error::.txt", b"-rf", b" "):
        (Path(os.fsdecode(os.path.join(os.fsencode(folder), name)))).write_bytes(b"")
    os.mkfifo(folder / "::error::\x1b[2J\n::error::forged")


def large_file(folder: Path) -> None:
    """Right, beside a file larger than the program itself may write."""
    (folder / "data.bin").write_bytes(bytes(8 << 20))


def long_line(folder: Path) -> None:
    """A million signs on the line that is wrong."""
    path = folder / "person.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"print\(.*\)", f"self.say('{'ha' * 500_000}')", text, count=1), encoding="utf-8")

"""Folders are removed whole, whatever a program has made of them, and nothing else is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.subject.removal import remove_folder


def test_a_folder_without_permissions_is_removed_with_all_in_it(tmp_path: Path) -> None:
    (tmp_path / "gone" / "deep" / "er").mkdir(parents=True)
    (tmp_path / "gone" / "deep" / "er" / "file.txt").write_text("text")
    (tmp_path / "gone" / "deep" / "er").chmod(0)
    (tmp_path / "gone" / "deep").chmod(0)
    remove_folder(tmp_path / "gone")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_nested_beyond_every_limit_is_removed(tmp_path: Path) -> None:
    root = tmp_path / "gone"
    root.mkdir()
    handle = os.open(root, os.O_RDONLY)
    name = "deeper" * 20
    for _ in range(50):
        os.mkdir(name, dir_fd=handle)
        below = os.open(name, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = below
    os.close(handle)
    with pytest.raises(OSError, match="File name too long"):
        os.stat(root.joinpath(*[name] * 50))
    remove_folder(root)
    assert not root.exists()


def test_what_links_lead_to_is_not_removed(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file.txt").write_text("text")
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "link").symlink_to("../kept")
    (tmp_path / "gone" / "file").symlink_to("../kept/file.txt")
    remove_folder(tmp_path / "gone")
    assert (tmp_path / "kept" / "file.txt").exists()
    assert not (tmp_path / "gone").exists()


def test_removing_what_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    remove_folder(tmp_path / "nothing")
    assert list(tmp_path.iterdir()) == []

"""Which files of folders are taken."""

from __future__ import annotations

import os
from pathlib import Path

from interview_coder.importing import FORMATS, find_files


def make(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("I: hoi", encoding="utf-8")
    return paths


def test_folder(tmp_path: Path) -> None:
    wanted = make(tmp_path, "A.TXT", "b.docx", "sub/c.vtt", "sub/deeper/d.md")
    make(tmp_path, ".e.txt", "~$b.docx", "f.pdf", "g.txt.part", ".git/h.txt", "i.tmp", "j", "k.txt~", "audio.mp3")
    found, failed = find_files([tmp_path])
    assert sorted(found) == sorted(wanted)
    assert failed == []


def test_every_format(tmp_path: Path) -> None:
    wanted = make(tmp_path, *(f"x{suffix}" for suffix in FORMATS))
    assert sorted(find_files([tmp_path])[0]) == sorted(wanted)


def test_named_files_are_accounted_for(tmp_path: Path) -> None:
    good, word, page, other = make(tmp_path, "a.txt", "b.doc", "c.pdf", "d.xyz")
    missing = tmp_path / "missing.txt"
    found, failed = find_files([good, word, page, other, missing])
    assert found == [good]
    assert [path for path, _sentence in failed] == [word, page, other, missing]
    assert all(".docx" in sentence for _path, sentence in failed[:3])
    assert all(sentence.endswith(".") for _path, sentence in failed)


def test_nothing_comes_twice(tmp_path: Path) -> None:
    (path,) = make(tmp_path, "a.txt")
    link = tmp_path / "b.txt"
    link.symlink_to(path)
    found, failed = find_files([path, tmp_path, path, link])
    assert (found, failed) == ([path], [])


def test_empty_folder(tmp_path: Path) -> None:
    found, failed = find_files([tmp_path])
    assert found == []
    assert [path for path, _sentence in failed] == [tmp_path]


def test_very_deep_folders(tmp_path: Path) -> None:
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _depth in range(60):
            Path("d").mkdir()
            os.chdir("d")
        Path("a.txt").write_text("I: hoi", encoding="utf-8")
    finally:
        os.chdir(here)
    found, failed = find_files([tmp_path])
    assert found == []
    assert len(failed) == 1

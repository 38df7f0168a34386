"""Captions: WebVTT and SubRip, read leniently; each line of a cue becomes a line with its time and its voice."""

from __future__ import annotations

import html
import re
from typing import Final

from interview_coder.importing.lines import Document, Line, tidy
from interview_coder.importing.stamps import seconds

_TIME: Final = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING: Final = re.compile(rf"[ ]{{0,9}}({_TIME})[ ]{{0,9}}-{{1,2}}>[ ]{{0,9}}{_TIME}(?:[ ].{{0,500}})?")
_VOICE: Final = re.compile(r"<v(?:\.[^ >\t]{0,80})?[ \t]+([^>]{1,120})>")
_TAG: Final = re.compile(
    r"</?(?:[a-z]{1,4}(?:\.[^ >]{0,80})?(?: [^<>]{0,120})?|\d[\d:.]{3,15})>|\{\\[a-z0-9]{1,12}\}", re.IGNORECASE
)
_BLOCKS: Final = ("NOTE", "STYLE", "REGION")


def is_captions(text: str) -> bool:
    """Whether a text is a caption file, whatever it is called."""
    head = text[:3000].lstrip("\ufeff \r\n")
    return head.startswith("WEBVTT") or any(_TIMING.fullmatch(line.strip()) for line in head.splitlines()[:4])


def read_captions(text: str) -> Document:
    """The lines of a caption file; comments, styles and settings are left out."""
    rows = tidy(text).split("\n")
    lines: list[Line] = []
    when: float | None = None
    skipping = rows[0].lstrip().startswith("WEBVTT")
    fresh = True
    voice: str | None = None
    for index, row in enumerate(rows):
        plain = row.strip()
        if not plain:
            skipping, fresh, voice = False, True, None
            continue
        if timing := _TIMING.fullmatch(plain):
            when, skipping, fresh, voice = seconds(timing[1]), False, False, None
        elif skipping or (fresh and plain.split(" ", 1)[0].rstrip(":") in _BLOCKS and when is None):
            skipping = True
        elif fresh and _identifier(rows, index):
            continue
        elif fresh and plain.split(" ", 1)[0] in _BLOCKS:
            skipping = True
        else:
            fresh = False
            for speaker, words in _voices(row):
                voice = speaker or voice
                lines.append(Line(words, seconds=when, speaker=voice, cue=True))
    return Document(lines)


def _identifier(rows: list[str], index: int) -> bool:
    """Whether a row names the cue below it."""
    return index + 1 < len(rows) and _TIMING.fullmatch(rows[index + 1].strip()) is not None


def _voices(row: str) -> list[tuple[str | None, str]]:
    """The pieces of a row, each with the voice that its tag names."""
    pieces: list[tuple[str | None, str]] = []
    start, speaker = 0, None
    for match in (*_VOICE.finditer(row), None):
        words = _plain(row[start : match.start() if match else len(row)])
        if words:
            pieces.append((speaker, words))
        if match:
            speaker, start = _plain(match[1]), match.end()
    return pieces


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).strip()

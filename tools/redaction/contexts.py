"""Sentences that others wrote, to train the detector on: marked excerpts with other names put in, and treebanks.

A marked excerpt (see `evaluation/redaction/README.md`) is a frame: each of its names is replaced by an invented one of
the same kind and shape, so that the detector learns from company and not by heart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from interview_coder.redaction.classes import vocabulary

if TYPE_CHECKING:
    from synthesize import Inventor

MARKED = re.compile(r"\[\[(.+?)\]\]")
_GOLD = re.compile(r"\{([PLOCKG]):([^{}\n]+)\}")
_DEMONYM = re.compile(r"\w{3,}(?:er|ers|se|naar|naren|s)")
_SIGNS = re.compile(r"[.,;:?!“”\"()…]")
KEEP_NAME = 0.25
"""How often a name stays as its writer gave it: words as names belong to their sentences."""


def marked_texts(folder: Path, last: int) -> list[str]:
    """The excerpts of a folder up to a number, with their marks, without the lines that hold contact data."""
    texts: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        if int(path.name.partition("_")[0]) > last:
            continue
        lines = path.read_text(encoding="utf-8").split("\n")
        body = [line for line in lines if not line.startswith("# ") and "{C:" not in line]
        texts.append("\n".join(body).strip())
    return [text for text in texts if text]


def renamed(text: str, inventor: Inventor) -> tuple[str, list[tuple[int, int]]]:
    """A marked excerpt with other names, at times in lower case without signs, and the spans of its names."""
    rng = inventor.rng
    speech = text == text.lower()
    given: dict[str, str] = {}

    def fresh(match: re.Match[str]) -> str:
        kind, old = match[1], match[2]
        if kind in "KG":
            return old
        before = re.findall(r"[\w.]+", _GOLD.sub(r" \2 ", text[max(0, match.start() - 40) : match.start()]))
        new = given.get(old, "")
        if not new:
            new = (
                old if rng.random() < KEEP_NAME else _instead(kind, old, before[-1].lower() if before else "", inventor)
            )
            given[old] = new
            if kind == "P" and " " in old and " " in new:
                # Who is called by one name later keeps it.
                (first, _, last), (fresh_first, _, fresh_last) = old.partition(" "), new.partition(" ")
                given.setdefault(first, fresh_first)
                given.setdefault(last, fresh_last)
                given.setdefault(last[:1].upper() + last[1:], fresh_last[:1].upper() + fresh_last[1:])
        if rng.random() < 0.07:
            new = inventor.heard(new)
        return f"[[{new.lower() if old == old.lower() else new}]]"

    filled = _GOLD.sub(fresh, text)
    if not speech and rng.random() < 0.35:
        filled = _SIGNS.sub("", re.sub(r"\n(?:\w{1,12}:)?", " ", filled)).lower()
    return unmark(filled)


def _instead(kind: str, old: str, before: str, inventor: Inventor) -> str:
    """An invented name of the kind and the shape of another."""
    rng, single = inventor.rng, " " not in old
    if kind == "P":
        if before.rstrip(".") in vocabulary()["titles"]:
            return inventor.family() if rng.random() < 0.8 else f"{inventor.given()} {inventor.family()}"
        if single:
            return inventor.given() if rng.random() < 0.75 else inventor.family()
        return MARKED.sub(r"\1", inventor.full())
    if kind == "L":
        if old[-1].isdigit() or re.search(r"(?:straat|laan|weg|plein|kade|gracht|singel)$", old.lower()):
            return inventor.street().strip("[]")
        if single and _DEMONYM.fullmatch(old.lower()) and before in ("een", "de", "die", "echte", "", "bij", "hun"):
            return inventor.title(rng.choice(inventor.demonym))
        return inventor.town().strip("[]")
    if not single and old.split()[0].lower() in ("de", "het", "'t") and rng.random() < 0.7:
        article = old.split()[0]
        return f"{article} {inventor.word() if rng.random() < 0.7 else inventor.core()}"
    return inventor.core()


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its marks, and the spans that were marked."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    behind = length = 0
    for match in MARKED.finditer(text):
        parts += (text[behind : match.start()], match[1])
        length += match.start() - behind
        spans.append((length, length + len(match[1])))
        length += len(match[1])
        behind = match.end()
    parts.append(text[behind:])
    return "".join(parts), spans


def treebank(folder: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The sentences of the treebanks as texts, with their proper nouns (by the tag N(eigen)) as spans."""
    for path in sorted(folder.glob("*.conllu")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            text, spans = "", []
            for row in block.split("\n"):
                cells = row.split("\t")
                if len(cells) < 10 or not cells[0].isdigit():
                    continue
                start = len(text)
                text += cells[1]
                if "eigen" in cells[4]:
                    spans.append((start, len(text)))
                if "SpaceAfter=No" not in cells[9]:
                    text += " "
            if text.strip():
                yield text.rstrip(), spans

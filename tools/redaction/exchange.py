"""Score the redactor on excerpts of `dev` with their names exchanged: `python tools/redaction/exchange.py [--seed N]`.

Each place and organisation is put where another stood that has the same beside it (an article, a word of kind) and the
same look; persons get other first and family names, the same ones throughout an excerpt. What is missed then shows how
far rules and detector know the sentences and not the names; some sentences make little sense. Training does the like
with invented names (`contexts.py`).
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Hashable, Sequence

from evaluate import MARK, ROOT, Score, lines, parse, score

from interview_coder.redaction import Redactor

_ARTICLES = ("de", "het", "een", "'t", "deze", "die")
_PARTICLES = ("van", "de", "der", "den", "ter", "ten", "te", "el", "al", "ben")
_ADDRESS = re.compile(r"\d|(?:straat|weg|laan|plein|kade|gracht|singel|dijk|park|wijk)$")
_TITLE = re.compile(r"(?:mevrouw|meneer|juffrouw|heer|mw\.|dhr\.)\s$", re.IGNORECASE)


def shape(mark: re.Match[str]) -> Hashable:
    """What a place or organisation needs to stand in another's place: what stands beside it, and how it looks."""
    text, kind, name = mark.string, mark[1], mark[2]
    before = re.search(r"([\w']+) $", text[: mark.start()][-10:])
    return (
        kind,
        before is not None and before[1].lower() in _ARTICLES,
        name.split()[0].lower() in _ARTICLES,
        name[0].islower(),
        bool(re.search(r"\{G:[^}]*\}.?$", text[: mark.start()][-40:])),
        text.startswith("{G:", mark.end() + 1),
        (name.isupper() and len(name) < 6) if kind == "O" else name.endswith(("er", "ers", "se")),
        kind == "L" and _ADDRESS.search(name) is not None,
    )


def whole(name: str) -> tuple[str, str] | None:
    """The first name of a person and what follows it; ``None`` for a name that is not both."""
    first, _blank, family = name.partition(" ")
    opens = first[0].isupper() and not first.endswith(".") and first.lower() not in _PARTICLES
    return (first, family) if family and opens else None


class Exchange:
    """The names of many marked excerpts, to be put into each other's places."""

    def __init__(self, excerpts: Sequence[str], seed: int) -> None:
        self._random = random.Random(seed)
        self._names: dict[Hashable, list[str]] = defaultdict(list)
        marks = [mark for text in excerpts for mark in MARK.finditer(text)]
        for mark in marks:
            if mark[1] in "LO":
                self._names[shape(mark)].append(mark[2])
        people = [both for mark in marks if mark[1] == "P" and (both := whole(mark[2]))]
        self._first, self._family = zip(*people, strict=True)

    def exchanged(self, marked: str) -> str:
        """A marked excerpt with other names, the same one wherever one name stood."""
        new: dict[tuple[str, str], str] = {}
        for mark in MARK.finditer(marked):
            if mark[1] == "P" and (both := whole(mark[2])):
                first = new.setdefault(("P", both[0]), self._random.choice(self._first))
                family = new.setdefault(("P", both[1]), self._random.choice(self._family))
                new.setdefault(("P", both[1].split()[-1]), family.split()[-1])
                new["P", mark[2]] = f"{first} {family}"

        def put(mark: re.Match[str]) -> str:
            kind, name = mark[1], mark[2]
            if (kind, name) not in new:
                if kind in "LO":
                    new[kind, name] = self._random.choice(self._names[shape(mark)])
                elif kind == "P" and " " not in name and name[0].isupper():
                    titled = _TITLE.search(marked, max(0, mark.start() - 12), mark.start())
                    new[kind, name] = self._random.choice(self._family if titled else self._first)
            return f"{{{kind}:{new.get((kind, name), name)}}}"

        return MARK.sub(put, marked)


def main() -> None:
    """Exchange the names, run the redactor, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=1, help="which exchange")
    parser.add_argument("--style", default="plain", help="the style of the excerpts")
    parser.add_argument("--misses", action="store_true", help="print every leak and every wrong find")
    options = parser.parse_args()
    folder = ROOT / "evaluation" / "redaction" / "dev"
    excerpts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"*_{options.style}.txt"))}
    exchange, redactor = Exchange(list(excerpts.values()), options.seed), Redactor()
    group = Score()
    misses: list[str] = []
    for name, marked in excerpts.items():
        excerpt, found = parse(name, exchange.exchanged(marked)), list[str]()
        score(excerpt, redactor.find(excerpt.text), (group,), found)
        misses += [name, *found] if found else []
    if options.misses:
        sys.stdout.write("\n".join(misses) + "\n\n")
    sys.stdout.write("\n".join(lines({options.style: group})) + "\n")


if __name__ == "__main__":
    main()

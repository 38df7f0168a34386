"""Score the redactor on excerpts of `dev` with their names exchanged: `python tools/redaction/exchange.py [--seed N]`.

Each place and organisation is put where another stood that has the same beside it (an article, a word of kind) and the
same look; persons get other first and family names, the same ones throughout an excerpt. What is missed then shows how
far rules and detector know the sentences and not the names; some sentences make little sense.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Hashable, Sequence

from evaluate import ROOT, Excerpt, Score, lines, read, score

from interview_coder.redaction import Redactor

_ARTICLES = ("de", "het", "een", "'t", "deze", "die")
_PARTICLES = ("van", "de", "der", "den", "ter", "ten", "te", "el", "al", "ben")
_ROAD = re.compile(r"(?:straat|weg|laan|plein|kade|gracht|singel|dijk|park|wijk)(?: \d.*)?$")
_TITLE = re.compile(r"(?:mevrouw|meneer|juffrouw|heer|mw\.|dhr\.)\s*$", re.IGNORECASE)

Gold = list[tuple[int, int, str]]


def shape(excerpt: Excerpt, start: int, end: int, kind: str) -> Hashable:
    """What a name needs to stand in the place of another: what stands beside it, and how it looks."""
    text, name = excerpt.text, excerpt.text[start:end]
    before = re.search(r"([\w']+)\W?\s*$", text[max(0, start - 15) : start])
    article = before is not None and before[1].lower() in _ARTICLES
    sorts = [(first, last) for first, last, other in excerpt.gold if other == "G"]
    return (
        kind,
        article,
        name.split()[0].lower() in _ARTICLES,
        name[0].islower(),
        any(start - 2 <= last <= start for _first, last in sorts),
        any(end <= first <= end + 2 for first, _last in sorts),
        (name.isupper() and len(name) < 6) if kind == "O" else name.endswith(("er", "ers", "se")),
        bool(_ROAD.search(name)) or bool(re.search(r"\d", name)) if kind == "L" else False,
    )


class Exchange:
    """The names of many excerpts by their shapes, to be put into each other's places."""

    def __init__(self, excerpts: Sequence[Excerpt], seed: int) -> None:
        self._random = random.Random(seed)
        self._names: dict[Hashable, list[str]] = defaultdict(list)
        self._first: list[str] = []
        self._family: list[str] = []
        for excerpt in excerpts:
            for start, end, kind in excerpt.gold:
                name = excerpt.text[start:end]
                if kind in "LO":
                    self._names[shape(excerpt, start, end, kind)].append(name)
                elif kind == "P" and _is_whole(name):
                    first, family = name.split(maxsplit=1)
                    self._first.append(first)
                    self._family.append(family)

    def exchanged(self, excerpt: Excerpt) -> Excerpt:
        """The excerpt with other names, the same one wherever one name stood."""
        new: dict[tuple[str, str], str] = {}
        for start, end, kind in excerpt.gold:
            name = excerpt.text[start:end]
            if kind == "P" and _is_whole(name):
                first, family = name.split(maxsplit=1)
                given = new.setdefault(("P", first), self._random.choice(self._first))
                other = new.setdefault(("P", family), self._random.choice(self._family))
                new.setdefault(("P", family.split()[-1]), other.split()[-1])
                new["P", name] = f"{given} {other}"
        parts: list[str] = []
        gold: Gold = []
        behind = length = 0
        for start, end, kind in sorted(excerpt.gold):
            name = excerpt.text[start:end]
            if kind in "LO":
                known = self._names[shape(excerpt, start, end, kind)]
                name = new.setdefault((kind, name), self._random.choice(known))
            elif kind == "P" and (kind, name) in new:
                name = new[kind, name]
            elif kind == "P" and " " not in name and name[0].isupper():
                titled = _TITLE.search(excerpt.text[max(0, start - 12) : start])
                name = new.setdefault((kind, name), self._random.choice(self._family if titled else self._first))
            parts += (excerpt.text[behind:start], name)
            length += start - behind
            gold.append((length, length + len(name), kind))
            length += len(name)
            behind = end
        parts.append(excerpt.text[behind:])
        return Excerpt(excerpt.name, excerpt.style, excerpt.hand, "".join(parts), gold, excerpt.registry)


def _is_whole(name: str) -> bool:
    """Whether a person's name begins with a first name and goes on."""
    first = name.split()[0]
    return " " in name and name[0].isupper() and not first.endswith(".") and first.lower() not in _PARTICLES


def main() -> None:
    """Exchange the names, run the redactor, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=1, help="which exchange")
    parser.add_argument("--style", default="plain", help="the style of the excerpts")
    parser.add_argument("--misses", action="store_true", help="print every leak and every wrong find")
    options = parser.parse_args()
    folder = ROOT / "evaluation" / "redaction" / "dev"
    excerpts = [read(path) for path in sorted(folder.glob(f"*_{options.style}.txt"))]
    exchange, redactor = Exchange(excerpts, options.seed), Redactor()
    group = Score()
    misses: list[str] = []
    for excerpt in map(exchange.exchanged, excerpts):
        found: list[str] = []
        score(excerpt, redactor.find(excerpt.text), (group,), found)
        misses += [excerpt.name, *found] if found else []
    if options.misses:
        sys.stdout.write("\n".join(misses) + "\n\n")
    sys.stdout.write("\n".join(lines({options.style: group})) + "\n")


if __name__ == "__main__":
    main()

"""Score the redactor on an evaluation set and print the table: `evaluate.py [dev|short|holdout]`.

A file of the set is an excerpt, or several that lines of `---` part, in which names are marked: `{P:person}`,
`{L:place}`, `{O:organisation}`, `{C:contact}`, `{K:must stay}`, `{G:word of kind}`. The first line holds
`# style: ...  hand: ...`; files of lower-case speech have a second line, `# registry: ...`, with the names of the
study.

leak: names not wholly covered by finds, of all; in part: those of which a piece is covered. precision: words redacted
that belong to a name (words of kind do not count). must-stay: words that must stay and were hit. kept: words of kind
left in the text.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from interview_coder.domain.model import DOUBTFUL, Find, NameKind
from interview_coder.redaction import NameRegistry, Redactor

ROOT = Path(__file__).resolve().parents[2]
MARK = re.compile(r"\{([PLOCKG]):([^{}\n]+)\}")
HEAD = re.compile(r"# style: ([a-z-]+)\s+hand: (.*)")
WORD = re.compile(r"\w+(?:[-'’.@]\w+)*")
COLUMNS = ("leak", "in part", "persons", "places", "organis.", "contact", "precision", "must-stay", "kept", "doubtful")


@dataclass
class Excerpt:
    """One excerpt: its plain text, what is marked in it, and the names of its key file."""

    name: str
    style: str
    hand: str
    text: str
    gold: list[tuple[int, int, str]]
    registry: list[str]


@dataclass
class Score:
    """Counts of one group of excerpts: for each kind of mark how many, and how many were missed (or hit)."""

    total: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    bad: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    redacted: int = 0
    wrong: int = 0
    doubtful: int = 0
    finds: int = 0
    partly: int = 0

    def rate(self, kinds: str) -> float | None:
        """The share of marks of these kinds that went wrong, in per cent."""
        total = sum(self.total[kind] for kind in kinds)
        return 100 * sum(self.bad[kind] for kind in kinds) / total if total else None

    def row(self) -> list[float | None]:
        """The numbers of the table, in per cent."""
        kept, names = self.rate("G"), sum(self.total[kind] for kind in "PLO")
        return [
            self.rate("PLO"),
            100 * self.partly / names if names else None,
            self.rate("P"),
            self.rate("L"),
            self.rate("O"),
            self.rate("C"),
            100 * (self.redacted - self.wrong) / self.redacted if self.redacted else None,
            self.rate("K"),
            None if kept is None else 100 - kept,
            100 * self.doubtful / self.finds if self.finds else None,
        ]


def read_all(path: Path) -> list[Excerpt]:
    """The excerpts of a file that lines of ``---`` part, all of its style and hand; their names are numbered."""
    head, _line, body = path.read_text(encoding="utf-8").partition("\n")
    parts = body.split("\n---\n")
    if len(parts) == 1:
        return [read(path)]
    return [parse(f"{path.name} {number}", f"{head}\n{part}") for number, part in enumerate(parts, 1)]


def read(path: Path) -> Excerpt:
    """A file that is one excerpt, its marks taken out and remembered."""
    return parse(path.name, path.read_text(encoding="utf-8"))


def parse(name: str, marked: str) -> Excerpt:
    """An excerpt by its name and its text with head and marks."""
    lines = marked.split("\n")
    head = HEAD.match(lines[0])
    style, hand = (head[1], head[2].strip()) if head else ("?", "?")
    registry: list[str] = []
    start = 1
    if len(lines) > 1 and lines[1].startswith("# registry:"):
        registry = [name.strip() for name in lines[1].split(":", 1)[1].split(";") if name.strip()]
        start = 2
    body = "\n".join(lines[start:]).rstrip("\n")
    parts: list[str] = []
    gold: list[tuple[int, int, str]] = []
    behind = length = 0
    for match in MARK.finditer(body):
        parts += (body[behind : match.start()], match[2])
        length += match.start() - behind
        gold.append((length, length + len(match[2]), match[1]))
        length += len(match[2])
        behind = match.end()
    parts.append(body[behind:])
    return Excerpt(name, style, hand, "".join(parts), gold, registry)


def covered(text: str, start: int, end: int, taken: set[int]) -> bool:
    """Whether every letter and digit of a span is redacted."""
    return all(index in taken for index in range(start, end) if text[index].isalnum())


def score(excerpt: Excerpt, finds: Iterable[Find], into: Iterable[Score], misses: list[str] | None = None) -> None:
    """Count one excerpt."""
    text, found = excerpt.text, list(finds)
    taken = {index for find in found for index in range(find.start, find.end)}
    named = {i for start, end, kind in excerpt.gold if kind in "PLOC" for i in range(start, end)}
    neutral = {i for start, end, kind in excerpt.gold if kind == "G" for i in range(start, end)}
    redacted = wrong = 0
    for match in WORD.finditer(text):
        span = range(*match.span())
        if any(i in taken for i in span) and not any(i in neutral for i in span):
            redacted += 1
            if not any(i in named for i in span):
                wrong += 1
                if misses is not None:
                    why = next(
                        (find.reason for find in found if find.start < match.end() and match.start() < find.end), ""
                    )
                    misses.append(f"  extra   {match[0]!r} ({why}) in {around(text, *match.span())}")
    bad: dict[str, int] = defaultdict(int)
    partly = 0
    for start, end, kind in excerpt.gold:
        hit = any(index in taken for index in range(start, end))
        failed = hit if kind in "KG" else not covered(text, start, end, taken)
        bad[kind] += failed
        partly += failed and hit and kind in "PLO"
        if failed and misses is not None:
            word = {"K": "stays", "G": "generic"}.get(kind, f"leak {kind}")
            misses.append(f"  {word:7} {text[start:end]!r} in {around(text, start, end)}")
    for total in into:
        total.redacted += redacted
        total.wrong += wrong
        total.partly += partly
        total.finds += len(found)
        total.doubtful += sum(find.confidence < DOUBTFUL for find in found)
        for _start, _end, kind in excerpt.gold:
            total.total[kind] += 1
        for kind, count in bad.items():
            total.bad[kind] += count


def around(text: str, start: int, end: int) -> str:
    """The words around a span, on one line."""
    return repr(text[max(0, start - 40) : end + 30].replace("\n", " / "))


def registry_of(excerpt: Excerpt) -> NameRegistry:
    """A key file in memory that holds the names, each with the kind that the marks give it, else a person."""
    registry = NameRegistry()
    kinds = {"P": NameKind.PERSON, "L": NameKind.PLACE, "O": NameKind.ORGANISATION}
    marked = [(excerpt.text[start:end].lower(), kind) for start, end, kind in excerpt.gold if kind in kinds]
    for name in excerpt.registry:
        words = set(name.lower().split())
        fitting = [kind for text, kind in marked if text == name.lower()] or [
            kind for text, kind in marked if words & set(text.split())
        ]
        registry.add(name, kinds[fitting[0]] if fitting else NameKind.PERSON)
    return registry


def cold_start() -> float:
    """Seconds from a fresh interpreter to the first finds, the median of three; compiled code is kept."""
    text = "Ik sprak met mevrouw De Vries in Zwolle."
    code = f"from interview_coder.redaction import find_names; print(find_names({text!r}), flush=True)"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _try in range(3):
        begin = time.perf_counter()
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) as process:
            assert process.stdout is not None
            assert process.stdout.readline()
            times.append(time.perf_counter() - begin)
    return statistics.median(times)


def lines(groups: dict[str, Score]) -> Iterator[str]:
    """The table as lines."""
    yield f"{'':26}" + "".join(f"{column:>11}" for column in COLUMNS) + f"{'names':>8}"
    for name, group in groups.items():
        cells = "".join(f"{'-':>11}" if value is None else f"{value:>10.1f}%" for value in group.row())
        yield f"{name:26}{cells}{sum(group.total[kind] for kind in 'PLOC'):>8}"


def main() -> None:
    """Read the set, run the redactor over it, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("part", nargs="?", default="dev", help="dev, short, holdout, or a folder of excerpts")
    parser.add_argument("--misses", action="store_true", help="print every leak and every wrong find")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    parser.add_argument("--quick", action="store_true", help="leave speed and start out")
    options = parser.parse_args()
    folder = ROOT / "evaluation" / "redaction" / options.part
    folder = folder if folder.is_dir() else Path(options.part)
    excerpts = [excerpt for path in sorted(folder.glob("*.txt")) for excerpt in read_all(path)]
    if not excerpts:
        sys.exit(f"No excerpts in {options.part}.")
    groups: dict[str, Score] = defaultdict(Score)
    redactor = Redactor()
    misses: list[str] = []
    for excerpt in excerpts:
        found: list[str] = []
        finds = redactor.find(excerpt.text)
        score(excerpt, finds, (groups["all"], groups[excerpt.style]), found)
        if excerpt.registry:
            with_names = Redactor(registry_of(excerpt)).find(excerpt.text)
            known: list[str] = []
            score(excerpt, with_names, (groups[excerpt.style + " + registry"],), known)
            found += [f"{line} [with the key file]" for line in known if line not in found]
        if found:
            misses += [excerpt.name, *found]
    ordered = {name: groups[name] for name in ["all", *sorted(set(groups) - {"all"})]}
    if options.json:
        rows = {name: dict(zip(COLUMNS, group.row(), strict=True)) for name, group in ordered.items()}
        sys.stdout.write(json.dumps(rows, indent=1) + "\n")
        return
    if options.misses:
        sys.stdout.write("\n".join(misses) + "\n\n")
    sys.stdout.write("\n".join(lines(ordered)) + "\n")
    if not options.quick:
        text = "\n".join(excerpt.text for excerpt in excerpts)
        redactor.find(text)
        begin = time.process_time()
        for excerpt in excerpts:
            redactor.find(excerpt.text)
        speed = sum(len(excerpt.text) for excerpt in excerpts) / (time.process_time() - begin)
        data = sum(
            path.stat().st_size for path in (ROOT / "src/interview_coder/redaction/data").rglob("*") if path.is_file()
        )
        sys.stdout.write(
            f"{speed:,.0f} characters/s on one core; cold start {cold_start():.2f} s; data {data / 1e6:.2f} MB\n"
        )


if __name__ == "__main__":
    main()

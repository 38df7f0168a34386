"""Tables: a transcript in two or more columns, a header block, or a frame around ordinary lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import fmean

from interview_coder.domain.model import Role
from interview_coder.importing import header, labels, stamps
from interview_coder.importing.labels import fold
from interview_coder.importing.lines import SAME_SPEAKER, Line
from interview_coder.importing.vocabulary import words

_TIME = words("tijd tijdcode time timecode timestamp begin start van tot einde end duur")
_SPEAKER = words("spreker speaker wie who naam name persoon rol role spreekster")
_TEXT = words("tekst text inhoud uitspraak uiting transcript transcriptie content utterance wat fragment")
_COUNT = words("nr nummer no number # regel line id")
_TITLES = _TIME | _SPEAKER | _TEXT | _COUNT


def flatten(lines: Sequence[Line]) -> list[Line]:
    """The lines with every table turned into lines: its turns with their speakers, its keys as ``Key: value``."""
    flat: list[Line] = []
    for table, lines_of in groupby(lines, key=lambda line: line.table):
        group = list(lines_of)
        flat += _table([line.cells for line in group]) if table else group
    return flat


def _table(rows: list[tuple[str, ...]]) -> list[Line]:
    width = max(len(row) for row in rows)
    padded = [tuple(cell.strip() for cell in row) + ("",) * (width - len(row)) for row in rows]
    # Columns that are empty throughout, and repeated cells of merged ones, say nothing.
    filled = [index for index in range(width) if any(row[index] for row in padded)]
    grid = [tuple(row[index] for index in filled) for row in padded if any(row)]
    if not grid:
        return []
    if len(grid[0]) == 2 and header.is_block(grid):
        return [Line(f"{key.rstrip(' :')}: {' ; '.join(value.split(chr(10)))}") for key, value in grid]
    if len(grid[0]) >= 2 and (turns := _side_by_side(grid) or _columns(grid)):
        return turns
    return [Line(part.strip()) for row in grid for cell in row if cell for part in cell.split("\n")]


def _side_by_side(grid: list[tuple[str, ...]]) -> list[Line]:
    """A column for each speaker, named in the first row."""
    voices = [labels.voice(cell) for cell in grid[0]]
    roles = [voice.role for voice in voices]
    if len(grid) < 2 or len({voice.key for voice in voices}) < len(voices) or Role.INTERVIEWER not in roles:
        return []
    if any(role is None or voice.weak for role, voice in zip(roles, voices, strict=True)):
        return []
    if any(labels.voice(cell).known for row in grid[1:] for cell in row):
        return []
    return [
        Line(_flow(cell), speaker=label) for row in grid[1:] for label, cell in zip(grid[0], row, strict=True) if cell
    ]


def _columns(grid: list[tuple[str, ...]]) -> list[Line]:
    """Columns for time, speaker and text, in any order; empty if the table is something else."""
    titled = all(not cell or fold(cell).rstrip(":") in _TITLES for cell in grid[0]) and len(grid) > 1
    body = grid[1:] if titled else grid
    columns = [[row[index] for row in body] for index in range(len(grid[0]))]
    titles = [fold(cell).rstrip(":") if titled else "" for cell in grid[0]]
    times = [
        i for i, column in enumerate(columns) if titles[i] in _TIME or _mostly(map(_is_time, filter(None, column)))
    ]
    counts = [i for i, column in enumerate(columns) if titles[i] in _COUNT or (i == 0 and _counts(column))]
    rest = [i for i in range(len(columns)) if i not in times and i not in counts]
    if not rest:
        return []
    named = [i for i in rest if titles[i] in _TEXT]
    text = named[0] if named else max(rest, key=lambda i: fmean(len(cell) for cell in columns[i]))
    others = [i for i in rest if i != text]
    speaker = next((i for i in others if titles[i] in _SPEAKER or _speakers(columns[i])), None)
    if speaker is None and not times:
        return []
    lines: list[Line] = []
    for row in body:
        when = next((stamps.leading(row[i], short=True)[0] for i in times if row[i]), None)
        said = "\n".join(row[i] for i in range(len(row)) if i == text or (i in others and i != speaker and row[i]))
        who = (row[speaker].replace("\n", " ").rstrip(" :") or SAME_SPEAKER) if speaker is not None else None
        if who is None:
            parts = said.split("\n")
            lines += (Line(part, seconds=when if index == 0 else None) for index, part in enumerate(parts))
        else:
            seconds, label = stamps.leading(who, short=True)
            if seconds is None and (match := stamps.ANY_STAMP.search(who[:100])):
                seconds, label = stamps.value(match), who[: match.start()].strip()
            lines.append(Line(_flow(said), speaker=label or who, seconds=when if when is not None else seconds))
    return lines


def _flow(cell: str) -> str:
    return cell.replace("\n", " ")


def _is_time(cell: str) -> bool:
    when, rest = stamps.leading(cell, short=True)
    return when is not None and not rest.strip()


def _counts(column: Sequence[str]) -> bool:
    numbers = [int(cell.rstrip(".")) for cell in column if cell.rstrip(".").isdecimal() and len(cell) < 8]
    return len(numbers) > 1 and len(numbers) >= 0.9 * len(column) and all(b > a for a, b in pairwise(numbers))


def _mostly(answers: Iterator[bool]) -> bool:
    given = list(answers)
    return bool(given) and sum(given) >= 0.8 * len(given)


def _speakers(column: Sequence[str]) -> bool:
    """Whether a column holds speakers: few distinct cells, each of them a label."""
    filled = [" ".join(cell.split()) for cell in column if cell]
    if not filled:
        return False
    cells = set(filled)
    likely = [
        cell for cell in cells if labels.voice(cell).known or labels.plausible(cell.rstrip(":")) or _stamped(cell)
    ]
    return len(likely) >= 0.8 * len(cells) and (len(cells) <= max(2, 0.6 * len(filled)) or _knows(cells))


def _stamped(cell: str) -> bool:
    return len(cell) <= 60 and stamps.ANY_STAMP.search(cell) is not None


def _knows(cells: set[str]) -> bool:
    return all(labels.voice(cell).known for cell in cells)

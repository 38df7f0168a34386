"""What every reader yields: the lines of a document, with what the format says about each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct, field

from interview_coder.domain.text import clean
from interview_coder.i18n import _

MAX_LINES = 100_000
"""A document of more lines is no interview."""

SAME_SPEAKER = ""
"""The speaker of a line whose format says: whoever spoke before."""


class Line(Struct, frozen=True):
    """A paragraph or line. ``text`` is cleaned but keeps its tabs; an empty one stands for a gap.

    ``lead`` counts the leading characters of the text that are bold or italic. ``cells`` are the cells of a table row
    (then ``text`` is empty) and ``table`` tells tables apart. ``speaker`` is what the format itself names, ``seconds``
    the time that it gives; ``cue`` marks a caption, which is a piece of a turn rather than a turn.
    """

    text: str = ""
    lead: int = 0
    heading: bool = False
    cells: tuple[str, ...] = ()
    table: int = 0
    speaker: str | None = None
    seconds: float | None = None
    cue: bool = False

    @property
    def emphasised(self) -> bool:
        """Whether all of the text is bold or italic."""
        return self.lead > 0 and self.lead >= len(self.text.rstrip())


class Document(Struct):
    """The lines of a file, the key and value pairs of its front matter, and what the reader left out."""

    lines: list[Line]
    front: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def tidy(text: str) -> str:
    """The text cleaned, its tabs kept: they set speakers apart."""
    if text.isascii() and text.isprintable():
        return text
    return "\t".join(clean(piece) for piece in text.split("\t"))


def too_many_lines() -> str:
    """The sentence for a document that has more than MAX_LINES."""
    return _("This text has far more lines than any interview; split it into one file for each interview.")


def plain_lines(text: str) -> list[Line]:
    """The lines of a plain text."""
    return [Line(line.strip(" ")) for line in tidy(text).split("\n")]


def inherited(own: Mapping[str, tuple[bool, bool | None, str]]) -> dict[str, tuple[bool, bool]]:
    """Which styles are (headings, bold or italic), from what each says itself and the name of the style it rests on.

    ``None`` is said by a style that leaves it to the other. A circle of styles ends where it began.
    """
    result: dict[str, tuple[bool, bool]] = {}
    for key, (heading, strong, parent) in own.items():
        seen = {key}
        while parent in own and parent not in seen and len(seen) < 20:
            seen.add(parent)
            heading = heading or own[parent][0]
            strong = own[parent][1] if strong is None else strong
            parent = own[parent][2]
        result[key] = heading, bool(strong)
    return result


def styled(pieces: Iterable[tuple[str, bool]], *, heading: bool = False) -> Iterator[Line]:
    """The lines of one paragraph, given as pieces of text that are emphasised or not. Line breaks part lines."""
    parts: list[str] = []
    lead, leading = 0, True
    for raw, strong in (*pieces, ("\n", False)):
        for index, piece in enumerate(tidy(raw).split("\n")):
            if index:
                text = "".join(parts)
                body = text.strip(" ")
                lead = max(0, min(len(body), lead - (len(text) - len(text.lstrip(" ")))))
                yield Line(body, lead=lead, heading=heading)
                parts, lead, leading = [], 0, True
            leading = leading and (strong or not piece.strip())
            lead += len(piece) if leading else 0
            parts.append(piece)


def unwrap(lines: list[Line]) -> list[Line]:
    """Paragraphs of a text whose lines were broken at a margin: joined where blank lines set paragraphs apart.

    Lines are joined only where every line but the last of each block is long and none is very long: the mark of a
    margin. Otherwise the lines come back as they are.
    """
    inner = [first for first, second in pairwise(lines) if first.text and second.text]
    if not inner or (any(not line.text for line in (lines[0], lines[-1])) and len(lines) < 3):
        return lines
    gaps = sum(1 for line in lines if not line.text)
    lengths = [len(line.text) for line in inner]
    if not gaps or max(lengths) > 110 or min(lengths) < 45 or any(line.heading or line.lead for line in lines):
        return lines
    joined: list[Line] = []
    block: list[str] = []
    for line in (*lines, Line()):
        if line.text:
            block.append(line.text)
        elif block:
            joined += (Line(" ".join(block)), Line())
            block = []
    return joined

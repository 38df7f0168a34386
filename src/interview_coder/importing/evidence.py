"""Which labels of a document are speakers: each line may be read in several ways, the whole document decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from interview_coder.domain.model import Role
from interview_coder.importing import labels, stamps
from interview_coder.importing.labels import Voice, fold
from interview_coder.importing.lines import Line
from interview_coder.importing.vocabulary import STOP


class Shape(Enum):
    """How a label stands in its line."""

    GIVEN = auto()
    """The format names the speaker."""
    COLON = auto()
    """``Jan: words``, or ``Jan:`` on a line of its own."""
    STAMP = auto()
    """``Jan 00:12``, words behind it or on the next lines."""
    TAB = auto()
    """``Jan``, tab, words."""
    BOLD = auto()
    """``Jan`` in bold, then words."""
    BRACKET = auto()
    """``[I] words``."""
    SPACE = auto()
    """``INT words``."""
    POINT = auto()
    """``I. words``."""
    ALONE = auto()
    """``Jan`` on a line of its own."""


class Reading(Struct, frozen=True):
    """A line read as the begin of a turn: who (``label`` as written), in which shape, what is said, and when."""

    shape: Shape
    label: str
    voice: Voice
    words: str
    seconds: float | None = None
    fresh: bool = True
    """Whether the line before had come to an end, as far as its punctuation tells."""

    @property
    def mark(self) -> tuple[Shape, str]:
        """What the document is asked about."""
        return self.shape, self.voice.key


_HEAD: Final = 100
_TALKING: Final = frozenset((Role.INTERVIEWER, Role.RESPONDENT))
_SPACED: Final = re.compile(r"(\[?[A-Z][A-Z.]{0,5} ?\d{0,2}\]?)( +)(?=\S)")
_POINTED: Final = re.compile(r"([A-Z]\.) +(?=\S)")
_BRACKET: Final = re.compile(r"[\[(<]([^\W\d_][\w .]{0,30})[\])>]\s*:?\s*")
_SLIP: Final = re.compile(r"([^\W\d_]{1,14} ?\d{0,2}) ?;(?=\s)")
_CLOSERS: Final = '"”’)]'
_SENTENCE_ENDS: Final = '.?!…:;"”’)]-–—|'
_ENDS: Final = ',.?!…"”)]'
_MARKS: Final = "-–—•*>·"


def all_readings(lines: Sequence[Line], *, short_stamps: bool = False) -> list[list[Reading]]:
    """The readings of each line; those in the middle of a sentence are marked."""
    result: list[list[Reading]] = []
    fresh = True
    for line in lines:
        reads = readings(line, short_stamps=short_stamps) if line.text else []
        result.append(reads if fresh else [replace(read, fresh=False) for read in reads])
        fresh = not line.text or _ends_sentence(line) or any(not read.words for read in reads)
    return result


def _ends_sentence(line: Line) -> bool:
    """Whether a line ends as sentences do. A caption breaks off anywhere, behind *(lacht)* too: its last sign decides
    that is no bracket or quote."""
    text = line.text.rstrip()
    return (text.rstrip(_CLOSERS) if line.cue else text)[-1:] in _SENTENCE_ENDS


def readings(line: Line, *, short_stamps: bool = False) -> list[Reading]:
    """The ways in which a line can begin a turn, the most telling first."""
    if line.speaker:
        seconds, words = stamps.leading(line.text)
        when = line.seconds if line.seconds is not None else seconds
        return [Reading(Shape.GIVEN, line.speaker, labels.voice(line.speaker), words, when)]
    text = line.text.lstrip()
    if text[:1] in _MARKS and text[1:2] in (" ", "\t"):
        text = text[1:].lstrip()
    seconds, text = stamps.leading(text)
    found: list[Reading] = []
    if seconds is None:
        when, rest = stamps.leading(text, short=True)
        if when is not None and rest:
            plain = _of_text(rest, line)
            # "12:31 was het" is a time of day; "12:31 Jan: words" is not.
            found += [Reading(read.shape, read.label, read.voice, read.words, when) for read in plain]
            if short_stamps:
                return found
    if seconds is None and line.seconds is not None:
        seconds = line.seconds
    for read in _of_text(text, line):
        when = read.seconds if read.seconds is not None else seconds
        shape = read.shape
        if shape is Shape.ALONE and seconds is not None and not line.cue:
            shape = Shape.STAMP
        found.append(Reading(shape, read.label, read.voice, read.words, when))
    return found


def _of_text(text: str, line: Line) -> Iterator[Reading]:
    """The readings of a line whose time was taken off."""
    head = text[:_HEAD]
    if stamp := stamps.ANY_STAMP.search(head):
        label = head[: stamp.start()].strip(" \t-–—|,:")
        rest = text[stamp.end() :].lstrip(" \t")
        # "Jan 12:30" on its own line tells a time; "Jan 12:30 komt" may be words.
        telling = not rest.strip() or rest[0] == ":" or stamp["short"] is None or stamp["short"].count(":") > 1
        if telling and 0 < len(label) <= labels.LONGEST and ":" not in label and not label[0].isdigit():
            shape = Shape.COLON if rest.startswith(":") else Shape.STAMP
            yield Reading(shape, label, labels.voice(label), rest.lstrip(": \t"), stamps.value(stamp))
    colon = head.find(":")
    if 0 < colon <= labels.LONGEST:
        label, rest = head[:colon].strip(), text[colon + 1 :]
        who = labels.voice(label)
        if label and "\t" not in label and (not rest or rest[0].isspace() or (who.known and not rest[0].isdigit())):
            yield Reading(Shape.COLON, label, who, rest.strip())
    elif (slip := _SLIP.match(head)) and (who := labels.voice(slip[1])).known and not who.weak:
        yield Reading(Shape.COLON, slip[1], who, text[slip.end() :].strip())
    tab = head.find("\t")
    if 0 < tab <= labels.LONGEST:
        label = head[:tab].strip().rstrip(":").strip()
        who = labels.voice(label)
        yield Reading(Shape.TAB, label, who, text[tab:].strip())
    if 0 < line.lead <= labels.LONGEST and not line.emphasised and text == line.text:
        label = text[: line.lead].strip().rstrip(":").strip()
        yield Reading(Shape.BOLD, label, labels.voice(label), text[line.lead :].lstrip(" \t:"))
    if match := _BRACKET.match(head):
        who = labels.voice(match[1])
        if who.known and who.role is not Role.OTHER:
            yield Reading(Shape.BRACKET, match[1], who, text[match.end() :].strip())
    if match := _SPACED.match(head):
        yield Reading(Shape.SPACE, match[1], labels.voice(match[1]), text[match.end() :].strip())
    if match := _POINTED.match(head):
        yield Reading(Shape.POINT, match[1], labels.voice(match[1]), text[match.end() :].strip())
    if len(text) <= labels.LONGEST and colon < 0 and tab < 0 and not line.cue and text[-1:] not in _ENDS:
        yield Reading(Shape.ALONE, text.strip(), labels.voice(text), "")


class Evidence:
    """The labels of a document that are speakers, told by how they recur."""

    def __init__(self, options: Sequence[Sequence[Reading]], lines: int, common: Callable[[], frozenset[str]]) -> None:
        """``options``: the readings of each line; ``lines``: how many have text; ``common``: words in lower case."""
        self._lines = max(lines, 1)
        self._common = common
        self._counts: Counter[tuple[Shape, str]] = Counter()
        self._voices: dict[tuple[Shape, str], Voice] = {}
        self._named: set[tuple[Shape, str]] = set()
        self._fresh: Counter[tuple[Shape, str]] = Counter()
        self._pointed: list[tuple[Shape, str]] = []
        for reads in options:
            # A line counts once for each label, in whatever ways it can be read.
            for read in {read.mark: read for read in reads}.values():
                self._counts[read.mark] += 1
                self._voices.setdefault(read.mark, read.voice)
                if self._is_name(read):
                    self._named.add(read.mark)
                if read.fresh and not read.label[:1].islower():
                    self._fresh[read.mark] += 1
                if read.shape is Shape.POINT:
                    self._pointed.append(read.mark)
        self._marks: set[tuple[Shape, str]] = {mark for mark in self._counts if mark[0] is Shape.GIVEN}
        for decide in (
            self._colon,
            self._stamp,
            self._tab,
            self._bold,
            self._bracket,
            self._space,
            self._point,
            self._alone,
        ):
            decide()

    def choose(self, reads: Sequence[Reading]) -> Reading | None:
        """The reading that holds, if any."""
        return next((read for read in reads if read.mark in self._marks), None)

    def _is_name(self, read: Reading) -> bool:
        folded = fold(read.label)
        return labels.plausible(read.label) and folded not in STOP

    def _of(self, shape: Shape) -> list[tuple[Shape, str]]:
        return [mark for mark in self._counts if mark[0] is shape]

    def _sum(self, marks: Iterable[tuple[Shape, str]]) -> int:
        return sum(self._counts[mark] for mark in marks)

    def _share(self, marks: Iterable[tuple[Shape, str]]) -> float:
        return self._sum(marks) / self._lines

    def _known(self, shape: Shape, *, weak: bool = False) -> list[tuple[Shape, str]]:
        return [mark for mark in self._of(shape) if self._voices[mark].known and (weak or not self._voices[mark].weak)]

    def _names(self, shape: Shape, least: int) -> list[tuple[Shape, str]]:
        return [
            mark
            for mark in self._of(shape)
            if mark in self._named and not self._voices[mark].known and self._counts[mark] >= least
        ]

    def _colon(self) -> None:
        # "Interviewer Bakker:" in the middle of a sentence is part of it.
        sure = [
            m for m in self._known(Shape.COLON) if not self._voices[m].name or 2 * self._fresh[m] >= self._counts[m]
        ]
        weak = [mark for mark in self._known(Shape.COLON, weak=True) if self._voices[mark].weak]
        roles = {self._voices[mark].role for mark in (*sure, *weak)} & _TALKING
        names = self._names(Shape.COLON, 2)
        if sure or self._share(names) < 0.5:
            # Lines broken at a margin, and captions, may begin with any words of a sentence.
            least = 1.0 if {self._voices[mark].role for mark in sure} >= _TALKING else 0.5
            names = [mark for mark in names if self._fresh[mark] >= least * self._counts[mark]]
        if len(roles) < 2:
            # A letter that is no answer to another one may be the initial of a name.
            names += [mark for mark in weak if self._counts[mark] > 1 and mark in self._named]
            weak = [mark for mark in weak if mark not in names]
        often = self._share((*sure, *weak, *names))
        sure += [
            mark
            for mark in weak
            if (len(roles) == 2 and (self._counts[mark] > 1 or often >= 0.5))
            or (self._counts[mark] > 2 and often >= 0.2)
        ]
        if (len(sure) + len(names) > 1 and often >= 0.1) or often >= 0.5:
            sure += names
        # Who speaks once is a speaker where all the others are labelled as well, by their names.
        once = [mark for mark in self._names(Shape.COLON, 1) if mark not in names and mark in self._fresh]
        once = [mark for mark in once if mark[1] not in self._common()] if once else []
        told = {self._voices[mark].role for mark in sure} >= _TALKING and self._sum(sure) > 2 and often >= 0.5
        if self._share((*sure, *once)) >= 0.8 and (sure or len(once) > 1) and not told:
            sure += once
        elif self._share(sure) >= 0.3:
            sure += [mark for mark in once if " " in mark[1] or "." in mark[1]]
        # Where the labels stand in another shape, what recurs before a colon is a manner of speaking: *Ik dacht: …*
        elsewhere = any(
            self._share((*self._known(shape), *self._names(shape, 2))) >= 0.3 for shape in (Shape.STAMP, Shape.ALONE)
        )
        if not sure and not elsewhere:
            lower = [
                mark
                for mark in self._of(Shape.COLON)
                if self._counts[mark] > 2 and mark[1] not in STOP and mark[1].count(" ") < 3
            ]
            if len(lower) > 1 and self._share(lower) >= 0.3:
                sure = lower
        self._marks.update(sure)

    def _stamp(self) -> None:
        sure = [
            mark
            for mark in self._known(Shape.STAMP, weak=True)
            if not self._voices[mark].weak or self._counts[mark] > 1
        ]
        names = self._names(Shape.STAMP, 2)
        if len(sure) + len(names) > 1 or self._share((*sure, *names)) >= 0.2:
            sure += names
        once = self._names(Shape.STAMP, 1)
        if self._share({*sure, *once}) >= 0.3:
            sure += once
        self._marks.update(sure)

    def _tab(self) -> None:
        known = self._known(Shape.TAB, weak=True)
        names = self._names(Shape.TAB, 2)
        share = self._share((*known, *names))
        if len(known) + len(names) > 1 and share >= 0.3:
            self._marks.update((*known, *names))
            if share >= 0.6:
                self._marks.update(self._names(Shape.TAB, 1))

    def _bold(self) -> None:
        known = self._known(Shape.BOLD, weak=True)
        names = self._names(Shape.BOLD, 2)
        if self._share((*known, *names)) >= 0.2:
            self._marks.update((*known, *names))

    def _bracket(self) -> None:
        known = self._known(Shape.BRACKET, weak=True)
        if self._share(known) >= 0.2 or len({self._voices[mark].role for mark in known}) > 1:
            self._marks.update(known)

    def _space(self) -> None:
        known = self._known(Shape.SPACE, weak=True)
        roles = {self._voices[mark].role for mark in known}
        if roles >= _TALKING and self._share(known) >= 0.3:
            self._marks.update(known)

    def _point(self) -> None:
        """Two letters that take turns; what stands behind the items of a list or a question does not."""
        marks = dict.fromkeys(self._pointed)
        turns = sum(one != other for one, other in pairwise(self._pointed))
        often = all(self._counts[mark] > 1 and 2 * self._fresh[mark] > self._counts[mark] for mark in marks)
        if len(marks) == 2 and often and turns >= 0.75 * (len(self._pointed) - 1) and self._share(marks) >= 0.3:
            self._marks.update(marks)

    def _alone(self) -> None:
        if self._share(self._marks) >= 0.15:
            alone = [mark for mark in self._of(Shape.ALONE) if any(mark[1] == key for _, key in self._marks)]
            self._marks.update(mark for mark in alone if self._voices[mark].known and not self._voices[mark].weak)
            return
        known = self._known(Shape.ALONE)
        weak = [mark for mark in self._known(Shape.ALONE, weak=True) if self._counts[mark] > 1]
        names = self._names(Shape.ALONE, 2)
        if len(known) + len(weak) + len(names) > 1 and self._share((*known, *weak, *names)) >= 0.15:
            self._marks.update((*known, *weak, *names))
            if self._share((*known, *weak, *names)) >= 0.4:
                self._marks.update(
                    mark for mark in self._names(Shape.ALONE, 1) if mark[1] not in self._common() and " " in mark[1]
                )

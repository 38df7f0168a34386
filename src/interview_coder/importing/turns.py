"""The one recogniser: lines of any format become turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from interview_coder.domain.model import Draft, DraftTurn, KnownName, Role
from interview_coder.domain.text import count_words, one_line
from interview_coder.errors import ImportFailure
from interview_coder.i18n import _, ngettext
from interview_coder.importing import header, labels, stamps, tables
from interview_coder.importing.evidence import Evidence, Reading, Shape, all_readings
from interview_coder.importing.header import Header
from interview_coder.importing.labels import Voice, fold
from interview_coder.importing.lines import MAX_LINES, SAME_SPEAKER, Document, Line, too_many_lines, unwrap
from interview_coder.importing.speakers import Heard, cast
from interview_coder.importing.vocabulary import STOP

_HEADER_LINES = 60
_PAUSE = 2.5
"""Captions without a speaker that lie further apart than this (in seconds) are parted."""


class _Turn(Struct):
    """A turn under construction; ``speaker`` indexes the voices heard."""

    speaker: int | None
    seconds: float | None
    parts: list[str] = field(default_factory=list)
    piece: bool = False
    """Cut by a machine rather than by a person: joined with its neighbour of the same speaker."""


def draft_of(document: Document, programmes: Sequence[str] = ()) -> Draft:
    """The draft that a document holds.

    Raises ImportFailure if there are no words in it.
    """
    lines = _without_numbers(_unfolded(tables.flatten(document.lines)))
    texts = [line for line in lines if line.text]
    if len(texts) > MAX_LINES:
        raise ImportFailure(too_many_lines())
    stamped = sum(1 for line in texts if stamps.leading(line.text, short=True)[0] is not None)
    short = stamped > 2 and stamped >= 0.3 * len(texts)
    options = all_readings(lines, short_stamps=short)
    evidence = Evidence(options, len(texts), cache(lambda: _common_words(texts)))
    chosen = [evidence.choose(reads) for reads in options]
    head, body, left_out = _header(lines, chosen, document.front, programmes)
    warnings = [*document.warnings, *head.warnings]
    lines, chosen = lines[body:], chosen[body:]
    if any(chosen):
        turns, heard, left = _labelled(lines, chosen, short=short)
        left_out += left
    elif turns_by_style := _by_style(lines):
        turns, heard = turns_by_style
        warnings.append(_("The speakers were told apart by bold or italic type; check the speakers."))
    else:
        turns, heard = _unlabelled(lines, short=short), []
        warnings.append(_("No speakers were recognised: each paragraph became a turn without a speaker."))
    many = stamped + sum(len(stamps.STAMP.findall(part)) for turn in turns for part in turn.parts if ":" in part) > 1
    finished = [_finish(turn, ratios=not many) for turn in _joined(turns)]
    for turn in finished:
        if turn.speaker is not None:
            heard[turn.speaker].hear(turn.text)
    speakers = cast(heard, head)
    kept = [turn for turn in finished if turn.text]
    if not any(count_words(turn.text) for turn in kept):
        raise ImportFailure(_("There are no words in this file."))
    if left_out:
        warnings.append(
            ngettext(
                "{n} line that belongs to no turn was left out.",
                "{n} lines that belong to no turn were left out.",
                left_out,
            ).format(n=left_out)
        )
    used = sorted({turn.speaker for turn in kept if turn.speaker is not None})
    place = {old: new for new, old in enumerate(used)}
    names = dict.fromkeys((*head.names, *speakers.names))
    return Draft(
        turns=tuple(replace(turn, speaker=None if turn.speaker is None else place[turn.speaker]) for turn in kept),
        speakers=tuple(speakers.speakers[index] for index in used),
        metadata=head.metadata,
        names=tuple(KnownName(one_line(name.text), name.kind) for name in names),
        school_name=head.school_name,
        warnings=tuple(dict.fromkeys((*warnings, *speakers.warnings))),
    )


_INSIDE = re.compile(
    r"(?<=[.?!…\])”\"’]) +(?=(?:I|R|Int|Resp|INT|RESP|Interviewer|Respondent|Geïnterviewde|Vraag|Antwoord) ?\d{0,2}:\s)"
)


def _unfolded(lines: list[Line]) -> list[Line]:
    """The lines, those of a text that lost its line breaks parted before each label."""
    inside = sum(1 for line in lines if ":" in line.text for _match in _INSIDE.finditer(line.text))
    if inside < 3:
        return lines
    heads = (
        labels.voice(line.text[: line.text.find(":")]) for line in lines if 0 < line.text.find(":") <= labels.LONGEST
    )
    if inside <= sum(1 for voice in heads if voice.known and not voice.weak):
        return lines
    return [
        replace(line, text=part, lead=0) if part != line.text else line
        for line in lines
        for part in (_INSIDE.split(line.text) if line.text else [""])
    ]


_COUNTED = re.compile(r"(\d{1,6})[.):]?(?:[ \t]+|$)")


def _without_numbers(lines: list[Line]) -> list[Line]:
    """The lines without the line or turn numbers in front, if most of them count up by one."""
    found = [(index, match) for index, line in enumerate(lines) if (match := _COUNTED.match(line.text))]
    filled = sum(1 for line in lines if line.text)
    numbers = [int(match[1]) for _index, match in found]
    steps = sum(1 for first, second in pairwise(numbers) if second == first + 1)
    if len(found) < 3 or len(found) < 0.4 * filled or steps < 0.8 * (len(found) - 1):
        return lines
    result = list(lines)
    for index, match in found:
        line = result[index]
        result[index] = replace(line, text=line.text[match.end() :], lead=max(0, line.lead - match.end()))
    return result


_LOWER = re.compile(r"\b[^\W\d_A-Z][^\W\d_]*", re.UNICODE)


def _common_words(lines: Sequence[Line]) -> frozenset[str]:
    """The words that the document writes in lower case: words of the language rather than names."""
    words: set[str] = set()
    for line in lines:
        words.update(_LOWER.findall(line.text[:5000]))
    return frozenset(words)


def _header(
    lines: Sequence[Line],
    chosen: Sequence[Reading | None],
    front: Sequence[tuple[str, str]],
    programmes: Sequence[str],
) -> tuple[Header, int, int]:
    """The header, the index of the first line behind it, and how many lines of other things stand in it."""
    pairs = list(front)
    titles: list[str] = []
    end = others = pending = filled = 0
    sure = bool(front)
    open_key = ""
    for index, line in enumerate(lines):
        text = line.text
        if not text or not text.strip("-_=*#· "):
            open_key = open_key if not text else ""
            continue
        filled += 1
        if filled > _HEADER_LINES:
            break
        found = [] if line.speaker is not None or line.cue else header.pairs_of(text)
        both = len(found) == 1 and header.is_both(found[0][0])
        if found and both and not _names_people(lines, chosen, index, found[0][1], sure):
            break
        if found:
            pairs += found
            sure = sure or not both
            open_key = found[-1][0] if not found[-1][1] else ""
            end, others, pending = index + 1, others + pending, 0
        elif open_key and chosen[index] is None and len(text) < 80:
            pairs.append((open_key, text.lstrip("-–•* ")))
            end = index + 1
        elif chosen[index] is not None or _is_speech(line):
            break
        else:
            pending += 1
            titles.append(text[:300])
    head = header.read(pairs, programmes)
    head.names += header.names_in_title(" ".join(titles))
    return head, end, others


def _names_people(lines: Sequence[Line], chosen: Sequence[Reading | None], index: int, value: str, sure: bool) -> bool:
    """Whether ``Interviewer: ...`` belongs to a header: its value names people, or is short among other keys."""
    if not value or (labels.person(value) and len(value) < 120):
        return bool(value)
    if value.rstrip(" \"'”’)")[-1:] in (".", "?", "!", "…") and not labels.INITIALS_ONLY.fullmatch(value):
        return False
    words = value.split()
    before = index > 0 and bool(header.pairs_of(lines[index - 1].text))
    if not sure or len(words) > 8 or fold(words[0]).strip(",") in STOP:
        return False
    if before and len(words) < 4 and labels.plausible(value):
        return True
    following = next((i for i in range(index + 1, min(index + 3, len(lines))) if lines[i].text), None)
    if following is None or following > index + 1:
        return before
    return bool(pairs := header.pairs_of(lines[following].text)) and (
        not header.is_both(pairs[0][0]) or _names_people(lines, chosen, following, pairs[0][1], sure)
    )


def _is_speech(line: Line) -> bool:
    """Whether a line without a label is more than a title or a note."""
    words = count_words(line.text)
    return not line.heading and (
        words >= 15 or (words >= 6 and line.text.rstrip(" \"'”’)]")[-1:] in (".", "?", "!", "…"))
    )


def _labelled(
    lines: Sequence[Line], chosen: Sequence[Reading | None], *, short: bool
) -> tuple[list[_Turn], list[Heard], int]:
    """The turns of a text with labels, the voices in order of appearance, and how many lines were left out."""
    turns: list[_Turn] = []
    heard: list[Heard] = []
    index_of: dict[str, int] = {}
    left_out = 0
    clock: float | None = None
    for line, read in zip(lines, chosen, strict=True):
        if not line.text:
            continue
        if read is not None:
            key = read.voice.key
            if key not in index_of:
                index_of[key] = len(heard)
                heard.append(Heard(read.voice, read.label))
            when = read.seconds if read.seconds is not None else clock
            piece = line.cue or (read.shape is Shape.STAMP and not read.words)
            turns.append(_Turn(index_of[key], when, [read.words], piece))
            clock = None
            continue
        when, text = stamps.leading(line.text, short=short)
        if line.seconds is not None and when is None:
            when = line.seconds
        if not text.strip():
            clock = when
        elif turns and (line.heading and line.speaker is None):
            left_out += 1
        elif turns and (turns[-1].speaker is not None or not _is_speech(line)):
            turns[-1].parts.append(text)
            # A label on a line of its own, its time on the next.
            if turns[-1].seconds is None and not any(turns[-1].parts[:-1]):
                turns[-1].seconds = when
        elif _is_speech(line) or line.speaker == SAME_SPEAKER or line.cue:
            turns.append(_Turn(None, when if when is not None else clock, [text], line.cue))
            clock = None
        else:
            left_out += 1
    return turns, heard, left_out


def _by_style(lines: Sequence[Line]) -> tuple[list[_Turn], list[Heard]] | None:
    """The turns of a text where one side is in bold or italic type and nobody has a label."""
    spoken = [line for line in lines if line.text and not line.heading]
    marked = [line for line in spoken if line.emphasised]
    plain = [line for line in spoken if not line.emphasised]
    changes = sum(1 for a, b in pairwise(spoken) if a.emphasised != b.emphasised)
    if len(marked) < 2 or len(plain) < 2 or changes < 3 or not all(count_words(line.text) for line in marked[:1]):
        return None

    def asking(some: Sequence[Line]) -> float:
        return sum("?" in line.text for line in some) / len(some)

    asks = asking(marked) >= asking(plain)
    sides = [
        Heard(Voice("interviewer", Role.INTERVIEWER), ""),
        Heard(Voice("respondent", Role.RESPONDENT), ""),
    ]
    turns: list[_Turn] = []
    for line in spoken:
        when, text = stamps.leading(line.text)
        side = 0 if line.emphasised == asks else 1
        if turns and turns[-1].speaker == side:
            turns[-1].parts.append(text)
        else:
            turns.append(_Turn(side, when, [text]))
    order = [turns[0].speaker or 0, 1 - (turns[0].speaker or 0)]
    for turn in turns:
        turn.speaker = order.index(turn.speaker or 0)
    return turns, [sides[index] for index in order]


def _unlabelled(lines: Sequence[Line], *, short: bool) -> list[_Turn]:
    """Each paragraph a turn; captions run on until a sentence or a breath ends."""
    turns: list[_Turn] = []
    clock: float | None = None
    last = 0.0
    for line in unwrap(list(lines)):
        when, text = stamps.leading(line.text, short=short)
        if when is None:
            when = line.seconds
        if not text.strip():
            clock = when if when is not None else clock
            continue
        when = clock if when is None else when
        clock = None
        near = when is None or when - last <= _PAUSE * 3
        if line.cue and turns and turns[-1].piece and near and turns[-1].parts[-1].rstrip()[-1:] not in ".?!…":
            turns[-1].parts.append(text)
        else:
            turns.append(_Turn(None, when, [text], line.cue))
        last = when if when is not None else last
    for turn in turns:
        turn.piece = False
    return turns


def _joined(turns: Sequence[_Turn]) -> list[_Turn]:
    """The turns, pieces that a machine cut joined to the turn of the same speaker before them."""
    joined: list[_Turn] = []
    for turn in turns:
        if joined and turn.piece and joined[-1].piece and joined[-1].speaker == turn.speaker:
            joined[-1].parts += turn.parts
        else:
            joined.append(turn)
    return joined


def _finish(turn: _Turn, *, ratios: bool) -> DraftTurn:
    text = one_line(" ".join(turn.parts))
    if ":" in text:
        text = one_line(stamps.without(text, ratios=ratios))
    return DraftTurn(turn.speaker, text, None if turn.seconds is None else round(turn.seconds, 3))

"""Taking an interview in: read it, find its names, have each decided on, and only then give out a text without them.

Everything here lives in memory alone. A ``Prepared`` interview still holds names; what ``redacted`` returns does not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field
from msgspec.structs import replace

from interview_coder.domain.marks import MarkStyle, mark_for, marks_in
from interview_coder.domain.model import Draft, Find, Metadata, NameKind
from interview_coder.domain.spans import Span
from interview_coder.domain.spans import replace as replace_spans
from interview_coder.domain.text import fold
from interview_coder.errors import ImportFailure
from interview_coder.i18n import _, ngettext

if TYPE_CHECKING:
    from interview_coder.redaction import NameRegistry

ADDED: Final = "added"
"""The reason of a redaction that the reviewer added."""


class Decision(Struct):
    """What is to happen with one find: its span (shrunk or extended, perhaps), its kind, and whether it is kept.

    ``keep`` is ``None`` while nobody decided, ``True`` where the words stay in the text, ``False`` where they go;
    ``reviewed`` is ``False`` where they go because all was accepted at once.
    """

    start: int
    end: int
    kind: NameKind
    keep: bool | None = None
    reason: str = ""
    reviewed: bool = True


class RedactedTurn(Struct, frozen=True):
    """A turn as it is stored: the span in the redacted text, the index of its speaker, seconds."""

    start: int
    end: int
    speaker: int | None
    seconds: float | None


class Mark(Struct, frozen=True):
    """A redaction in the redacted text: where its mark stands, what kind of name it was, and why it was found."""

    start: int
    end: int
    kind: NameKind
    reason: str
    taken: bool = True
    """Taken out now; else the mark stood in the source already."""
    reviewed: bool = True
    confidence: float = 1.0
    """That of the find, of several joined ones the lowest; known where nothing is stored."""


class Redacted(Struct, frozen=True):
    """A transcript without names, ready to be stored."""

    text: str
    turns: tuple[RedactedTurn, ...]
    marks: tuple[Mark, ...]


class Prepared(Struct):
    """An interview as read, with the names found in it and what was decided on each. Never stored, never logged."""

    file: str
    draft: Draft
    finds: list[Find]
    decisions: list[Decision]
    metadata: Metadata
    warnings: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The turns joined by newlines, names still in: what the spans of finds and decisions lie in."""
        return self.draft.text

    @property
    def undecided(self) -> int:
        """How many finds nobody has decided on."""
        return sum(decision.keep is None for decision in self.decisions)

    def accept_all(self) -> None:
        """Take out every find that nobody has decided on."""
        for decision in self.decisions:
            if decision.keep is None:
                decision.keep, decision.reviewed = False, False

    def taken(self) -> Iterator[tuple[str, NameKind]]:
        """The names that go, with their kinds; first those of labels and header, which never stay, as they are whole
        there."""
        for known in self.draft.names:
            yield known.text, known.kind
        for decision in self.decisions:
            words = self.text[decision.start : decision.end].strip()
            if decision.keep is False and words:
                yield words, decision.kind

    def decided(self) -> list[tuple[int, int, str, bool | None, str, bool]]:
        """The decisions as plain values without words: start, end, kind, keep, reason, reviewed."""
        return [(one.start, one.end, one.kind.value, one.keep, one.reason, one.reviewed) for one in self.decisions]

    def resume(self, decided: Sequence[tuple[int, int, str, bool | None, str, bool]]) -> None:
        """Take up decisions of an earlier review of the same text, in the place of what was found there now.

        What is found now where nothing was then (the key file has grown, say) is to be decided on as well.
        """
        fresh = {(find.start, find.end): find for find in self.finds}
        earlier = [
            Decision(start, end, NameKind(kind), keep, why, reviewed)
            for start, end, kind, keep, why, reviewed in decided
        ]
        taken_up = [
            fresh.get((one.start, one.end), Find(one.start, one.end, one.kind, 1.0, one.reason)) for one in earlier
        ]
        pairs = list(zip(taken_up, earlier, strict=True))
        pairs += [
            (find, decision)
            for find, decision in zip(self.finds, self.decisions, strict=True)
            if not any(one.start < find.end and find.start < one.end for one in earlier)
        ]
        pairs.sort(key=lambda pair: pair[1].start)
        self.finds, self.decisions = [find for find, _one in pairs], [one for _find, one in pairs]

    def redacted(
        self,
        style: MarkStyle = MarkStyle.PLAIN,
        language: str = "nl",
        number: Callable[[str, NameKind], int] | None = None,
    ) -> Redacted:
        """The text with all that is to go replaced by marks of a style.

        ``number`` gives each name the number of its typed mark (the key file knows it).

        Raises ImportFailure while something is undecided, or where no words would be left.
        """
        if self.undecided:
            raise ImportFailure(_("Decide on every name first; nothing was stored."))
        taken = [decision for decision in self.decisions if decision.keep is False]
        spans, kinds = _joined(self.text, taken)
        names = [(self.text[slice(*span)], one.kind) for span, one in zip(spans, kinds, strict=True)]
        text, placed = replace_spans(self.text, spans, _labels(names, style, language, number))
        marks = [
            Mark(start, end, decision.kind, decision.reason, reviewed=decision.reviewed)
            for (start, end), decision in zip(placed, kinds, strict=True)
        ]
        covered = {mark.start for mark in marks}
        marks += [
            Mark(start, end, NameKind.OTHER, "", taken=False, reviewed=False)
            for start, end in marks_in(text)
            if start not in covered
        ]
        turns = []
        start = 0
        for turn, words in zip(self.draft.turns, text.split("\n"), strict=True):
            turns.append(RedactedTurn(start, start + len(words), turn.speaker, turn.seconds))
            start += len(words) + 1
        return Redacted(text, tuple(turns), tuple(sorted(marks, key=lambda mark: mark.start)))


def _joined(text: str, decisions: Sequence[Decision]) -> tuple[list[Span], list[Decision]]:
    """The spans to take out, those that touch or have only spaces between them joined; never across turns."""
    pieces = []
    for decision in decisions:
        start = decision.start
        for part in text[decision.start : decision.end].split("\n"):
            if part.strip():
                pieces.append((start, start + len(part), decision))
            start += len(part) + 1
    spans: list[Span] = []
    firsts: list[Decision] = []
    for start, end, decision in sorted(pieces, key=lambda piece: piece[:2]):
        if spans:
            between = text[spans[-1].end : start]
            if start <= spans[-1].end or (not between.strip() and "\n" not in between):
                spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
                if not decision.reviewed:
                    firsts[-1] = replace(firsts[-1], reviewed=False)
                continue
        spans.append(Span(start, end))
        firsts.append(decision)
    return spans, firsts


def _labels(
    names: Sequence[tuple[str, NameKind]],
    style: MarkStyle,
    language: str,
    number: Callable[[str, NameKind], int] | None,
) -> list[str]:
    """The marks of names. Whole names get their numbers before parts of them, which then have the same."""
    if style is MarkStyle.PLAIN or number is None:
        return [mark_for(style, kind, language) for _name, kind in names]
    for name, kind in sorted(names, key=lambda one: -len(one[0].split())):
        number(name, kind)
    return [mark_for(style, kind, language, number(name, kind)) for name, kind in names]


def prepare(
    path: Path | None,
    *,
    text: str | None = None,
    name: str = "",
    programmes: Sequence[str] = (),
    registry: NameRegistry | None = None,
    model: str | None = None,
    redact: bool = True,
    look: bool = True,
    kept: Collection[str] = (),
) -> Prepared:
    """Read a file, or pasted text, and find the names in it; nothing is stored.

    ``kept`` are words that the study keeps whatever they look like.

    With ``redact`` off every find is decided as kept and a warning says how many there are; with ``look`` off as well
    nobody looks, which is much quicker. Raises ImportFailure.
    """
    from interview_coder.importing import parse_text, read_draft

    if path is not None:
        draft = read_draft(path, programmes=programmes)
    else:
        draft = parse_text(text or "", programmes=programmes)
    finds = _finds(draft, registry, model, kept) if redact or look else []
    decisions = [Decision(find.start, find.end, find.kind, None if redact else True, find.reason) for find in finds]
    metadata = draft.metadata
    warnings = list(draft.warnings)
    if metadata.school is None and draft.school_name and registry is not None:
        metadata = replace(metadata, school=registry.school_number(draft.school_name))
    if not redact and finds:
        warnings.append(
            ngettext(
                "{n} possible name was found and left in the text.",
                "{n} possible names were found and left in the text.",
                len(finds),
            ).format(n=len(finds))
        )
    return Prepared(
        file=name or (path.name if path else _("pasted text")),
        draft=draft,
        finds=finds,
        decisions=decisions,
        metadata=metadata,
        warnings=warnings,
    )


def _finds(draft: Draft, registry: NameRegistry | None, model: str | None, kept: Collection[str]) -> list[Find]:
    from interview_coder.redaction import Redactor

    stays = {fold(word) for word in kept}
    found = Redactor(registry, model, known=draft.names).find(draft.text)
    # What the key file names is asked about, whatever was kept once.
    return [find for find in found if find.reason == "registry" or fold(draft.text[find.start : find.end]) not in stays]


class SourceRedactions(Struct, frozen=True):
    """A redacted file outside any study: one turn per line as ``Label: words``.

    ``marks`` are spans of ``source``; ``text`` is ``source`` with each of them replaced by its replacement.
    """

    text: str
    source: str
    marks: tuple[Mark, ...]
    replacements: tuple[str, ...]


def redact_source(
    prepared: Prepared,
    style: MarkStyle = MarkStyle.PLAIN,
    language: str = "nl",
    number: Callable[[str, NameKind], int] | None = None,
) -> SourceRedactions:
    """The prepared text with labels before the turns, and without its names. Undecided finds count as accepted.

    ``style``, ``language`` and ``number`` are as in ``Prepared.redacted``.
    """
    prepared.accept_all()
    taken = [decision for decision in prepared.decisions if decision.keep is False]
    spans, kinds = _joined(prepared.text, taken)
    pairs = zip(prepared.finds, prepared.decisions, strict=True)
    sure = sorted((one.start, find.confidence) for find, one in pairs if one.keep is False)
    starts = [start for start, _confidence in sure]
    lines: list[str] = []
    marks: list[Mark] = []
    position = shift = next_span = 0
    for turn in prepared.draft.turns:
        label = prepared.draft.speakers[turn.speaker].label + ": " if turn.speaker is not None else ""
        shift += len(label)
        end = position + len(turn.text)
        while next_span < len(spans) and spans[next_span].end <= end:
            start, stop = spans[next_span]
            one, inside = kinds[next_span], sure[bisect_left(starts, start) : bisect_left(starts, stop)]
            least = min((confidence for _start, confidence in inside), default=1.0)
            marks.append(Mark(start + shift, stop + shift, one.kind, one.reason, confidence=least))
            next_span += 1
        lines.append(label + turn.text)
        position = end + 1
    source = "\n".join(lines)
    names = [(source[mark.start : mark.end], mark.kind) for mark in marks]
    labels = tuple(_labels(names, style, language, number))
    text, _placed = replace_spans(source, [Span(mark.start, mark.end) for mark in marks], labels)
    return SourceRedactions(text, source, tuple(marks), labels)

"""The skeleton of the chapter: a heading per section, each condition in a box with counts, quotes and verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from interview_coder.domain.collecting import CollectedQuote, ReportSection
from interview_coder.domain.conditions import VERDICTS, Condition, Evidence, Judgement
from interview_coder.domain.exports import KINDS, ExportKind
from interview_coder.domain.quotes import Run
from interview_coder.exporting.document import Block, Cell, Column, Document, Heading, Paragraph, Style, Table
from interview_coder.exporting.figures import Numbers, figures
from interview_coder.exporting.formats import Target, write_export
from interview_coder.exporting.labels import Labels

REPORT_FORMATS: Final = KINDS[ExportKind.REPORT].formats

_WIDTHS: Final = (4.0, 2.2, 1.9, 2.2, 1.9, 1.9, 2.6)
"""Of the columns of counts: names first."""


def export_report(
    target: Target,
    sections: Sequence[ReportSection],
    conditions: Sequence[Condition],
    quotes: Sequence[CollectedQuote],
    *,
    homes: Mapping[str, str],
    numbers: Numbers | None = None,
    language: str,
    when: datetime,
) -> tuple[str, ...]:
    """Write the chapter; what has no section comes last, and figures of the ``numbers``. Raises as ``write_export``.

    ``homes`` has the id of the condition that a quote speaks of by the key of its code: the quote stands there, if that
    is in its section, else at the end of the section.
    """
    chapter = _Chapter(Labels(language))
    names = {section.name for section in sections}
    placed = [(section.name, section.heading) for section in sections]

    def blocks() -> Iterator[Block]:
        yield Paragraph(target.info.title or Path(target.info.path).stem, chapter.gettext("Study"))
        yield Paragraph(chapter.labels.moment(when), chapter.gettext("Last change"))
        for name, heading in [*placed, ("", chapter.gettext("Without a section"))]:
            here = [one for one in conditions if _home(one.code.section, names) == name]
            chosen = [one for one in quotes if _home(one.section, names) == name]
            if not name and not here and not chosen:
                continue
            yield Heading(heading, 1)
            for condition in here:
                mine = [one for one in chosen if homes.get(one.code_key) == condition.code.id]
                chosen = [one for one in chosen if one not in mine]
                yield from chapter.condition(condition, mine)
            for quote in chosen:
                yield from chapter.quote(quote)
        if numbers is not None:
            yield Heading(chapter.gettext("Figures"), 1)
            yield from figures(numbers, chapter.labels)

    def document() -> Document:
        title = chapter.gettext("Results: draft of the chapter")
        return Document(title, language, when, list(blocks()), landscape=False)

    return write_export(target, REPORT_FORMATS, document=document, total=0)


def _home(section: str | None, names: set[str]) -> str:
    """The section of the report that something stands in; nothing where it has none that is known."""
    return section if section is not None and section in names else ""


class _Chapter:
    """Writes what a condition and a quote look like."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.gettext = labels.gettext

    def condition(self, condition: Condition, quotes: Sequence[CollectedQuote]) -> Iterator[Block]:
        code = condition.code
        yield Heading(f"{code.key} {code.name}", 2)
        yield Paragraph(code.definition or code.name, code.key, Style.BOX)
        verdict = self._verdict(condition.verdict) if condition.verdict else self.gettext("no verdict yet")
        yield Paragraph(verdict, self.gettext("Verdict"), Style.BOX)
        yield self._counts(condition)
        if condition.silent_schools:
            silent = ", ".join(map(str, condition.silent_schools))
            yield Paragraph(silent, self.gettext("Schools that say nothing of it"))
        for quote in quotes:
            yield from self.quote(quote)
        if condition.verdict and condition.verdict.rationale:
            yield Paragraph(condition.verdict.rationale, self.gettext("Rationale"))
        schools = self.gettext("School {number}")
        named = [(share.name, share) for share in condition.programmes]
        named += [(schools.format(number=share.name), share) for share in condition.schools]
        for name, share in named:
            if share.verdict:
                rationale = f" — {share.verdict.rationale}" if share.verdict.rationale else ""
                yield Paragraph(self._verdict(share.verdict) + rationale, name)

    def _verdict(self, judgement: Judgement) -> str:
        words = self.gettext(VERDICTS[judgement.verdict])
        return f"{words} {judgement.provided}".strip()

    def _counts(self, condition: Condition) -> Table:
        gettext = self.gettext
        heads = (gettext("Contradicts"), gettext("Mixed"), gettext("Supports"), gettext("No stance"))
        every = (gettext("Who"), *heads, gettext("Passages"), gettext("Respondents"))
        columns = [Column(head, width) for head, width in zip(every, _WIDTHS, strict=True)]
        rows = [self._row(gettext("All"), condition.total)]
        rows += [self._row(share.name, share.evidence) for share in condition.programmes]
        return Table(columns, rows)

    @staticmethod
    def _row(name: str, evidence: Evidence) -> list[Cell]:
        counts = (evidence.contradicts, evidence.mixed, evidence.supports, evidence.neutral)
        return [name, *counts, evidence.passages, evidence.respondents]

    def quote(self, quote: CollectedQuote) -> Iterator[Block]:
        for problem in quote.problems:
            yield Paragraph(problem, self.gettext("Check this quote"), Style.WARNING)
        yield Paragraph((*quote.runs, Run(f" ({quote.reference})")), style=Style.QUOTE)

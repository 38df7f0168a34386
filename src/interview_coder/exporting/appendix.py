"""The quote appendix: per section and code, numbered, references as the report prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from interview_coder.domain.exports import KINDS, ExportKind
from interview_coder.domain.model import QuotePlace, QuoteRow
from interview_coder.domain.quotes import Run
from interview_coder.exporting.document import Block, Document, Heading, Paragraph, Passages, Style
from interview_coder.exporting.formats import Target, write_export
from interview_coder.exporting.labels import Labels
from interview_coder.exporting.quotes import Sources, places_of, printed

APPENDIX_FORMATS: Final = KINDS[ExportKind.APPENDIX].formats


def export_appendix(
    target: Target,
    rows: Sequence[QuoteRow],
    *,
    language: str,
    when: datetime,
    literal: bool = False,
    sections: Mapping[str, str] | None = None,
    sources: Sources | None = None,
    places: Sequence[QuotePlace] | None = None,
) -> tuple[str, ...]:
    """Write every row as a numbered quote under its section and code, with the turns around it where ``sources`` has
    them; returns warnings as sentences. ``places`` as in ``export_quotes``. Raises as ``write_export``."""
    labels = Labels(language)
    placed = places_of(rows) if places is None else places

    def document() -> Document:
        blocks = list(_blocks(rows, placed, labels, sections or {}, sources or Sources(), literal=literal))
        study = target.info.title or Path(target.info.path).stem
        head = [
            Paragraph(study, labels.gettext("Study")),
            Paragraph(labels.moment(when), labels.gettext("Last change")),
        ]
        if not rows:
            head.append(Paragraph(labels.gettext("No coded passage fits these filters.")))
        return Document(labels.gettext("Appendix: quotes"), language, when, [*head, *blocks], landscape=False)

    return write_export(target, APPENDIX_FORMATS, document=document, total=len(rows))


def _blocks(
    rows: Sequence[QuoteRow],
    places: Sequence[QuotePlace],
    labels: Labels,
    titles: Mapping[str, str],
    sources: Sources,
    *,
    literal: bool,
) -> Iterator[Block]:
    def paragraphs(index: int) -> Iterator[Paragraph]:
        row = rows[index]
        before, after = sources.around(row) if sources.around else ("", "")
        if before:
            yield Paragraph(before, style=Style.CONTEXT)
        runs = (*printed(row, literal=literal), Run(f" ({row.reference})"))
        yield Paragraph(runs, number=f"{index + 1}.", style=Style.QUOTE)
        if after:
            yield Paragraph(after, style=Style.CONTEXT)

    numbered = enumerate(places)
    for section, of_section in groupby(numbered, lambda one: one[1].section or ""):
        yield Heading(labels.section(section, titles), 1)
        for (path, _key), of_code in groupby(of_section, lambda one: (one[1].code_path, one[1].code_key)):
            yield Heading(path, 2)
            yield Passages([index for index, _place in of_code], paragraphs)

"""Transcripts with their codings: margin comments in Word, marked words with notes beside them on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from interview_coder.domain.exports import KINDS, ExportKind
from interview_coder.domain.model import Code, Coder, Coding, Interview, Transcript
from interview_coder.exporting.document import Annotated, Block, Document, Heading, Line, Marked, Note, Paragraph
from interview_coder.exporting.formats import Target, write_export
from interview_coder.exporting.labels import Labels

TRANSCRIPT_FORMATS: Final = KINDS[ExportKind.TRANSCRIPT].formats


def export_transcripts(
    target: Target,
    interviews: Sequence[Interview],
    read: Callable[[Interview], tuple[Transcript, Sequence[Coding]]],
    codes: Mapping[str, Code],
    coders: Mapping[str, Coder],
    *,
    language: str,
    when: datetime,
) -> tuple[str, ...]:
    """Write interviews one after another, each with its codings; codes and coders by id. Raises as ``write_export``.

    ``read`` gives the text and the codings of one: it is called for each when it is written.
    """
    labels = Labels(language)

    def blocks() -> Iterator[Block]:
        yield Paragraph(target.info.title or Path(target.info.path).stem, labels.gettext("Study"))
        for index, interview in enumerate(interviews):
            yield Heading(interview.reference, 1, new_page=index > 0)
            yield Annotated(partial(marked, interview))

    def marked(interview: Interview) -> Marked:
        transcript, codings = read(interview)
        lines = [
            Line(turn.number, turn.speaker.label if turn.speaker else "", turn.start, turn.end)
            for turn in transcript.turns
        ]
        return Marked(transcript.text, lines, [note(coding) for coding in codings])

    def note(coding: Coding) -> Note:
        code, coder = codes[coding.code], coders[coding.coder]
        title = f"{code.path} ({labels.stance(coding.stance)})" if coding.stance else code.path
        return Note(
            coding.start, coding.end, title, coding.memo, coder.name, coder.initials, coding.created, code.colour
        )

    def document() -> Document:
        title = labels.gettext("Coded transcripts")
        return Document(title, language, when, list(blocks()), landscape=False)

    total = sum(interview.turns for interview in interviews)
    return write_export(target, TRANSCRIPT_FORMATS, document=document, total=total)

"""Changes of a study, each within an act of the history. Callers open the act and hand it in."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, Final

from msgspec.structs import replace
from sqlalchemy import Connection, delete, func, insert, or_, select, update

from interview_coder.domain.codebook import COLOURS, Template
from interview_coder.domain.corrections import differences
from interview_coder.domain.marks import MarkStyle, count_words_said, mark_for, marks_in
from interview_coder.domain.model import (
    DraftSpeaker,
    Metadata,
    NameKind,
    Status,
)
from interview_coder.domain.quotes import reference
from interview_coder.domain.spans import Edit, Span
from interview_coder.domain.text import clean, fold, one_line, slug, trim
from interview_coder.errors import AlreadyImportedError, InvalidInputError, NotFoundError
from interview_coder.i18n import N_, _
from interview_coder.store import drafts, reading, schema
from interview_coder.store.database import DOCID_STEP, index_turns, next_docid
from interview_coder.store.history import Act, new_id, now

MAX_NAME = 200


def digest(text: str) -> str:
    """By which the same text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


def fill_new_study(connection: Connection, template: Template, *, title: str, coder: str, version: str) -> None:
    """Put the first rows into a new study: what it is, its first coder, programmes, codebook."""
    time = now()
    connection.execute(
        insert(schema.Study).values(
            id=new_id(),
            title=one_line(title),
            language=template.language,
            template=template.key,
            reference_pattern=template.reference,
            mark_style="plain",
            desk=new_id(),
            created=time,
            version=version,
            purge_pending=False,
        )
    )
    coder_id = add_coder(connection, coder)
    for position, section in enumerate(template.sections):
        connection.execute(
            insert(schema.Section).values(id=new_id(), name=section.number, title=section.title, position=position)
        )
    for position, name in enumerate(template.programmes):
        connection.execute(insert(schema.Programme).values(id=new_id(), name=name, position=position))
    ids: dict[str, str] = {}
    positions: dict[str | None, int] = defaultdict(int)
    for code in template.codes:
        ids[code.key] = new_id()
        connection.execute(
            insert(schema.Code).values(
                id=ids[code.key],
                key=code.key,
                name=code.name,
                parent_id=ids.get(code.parent or ""),
                position=positions[code.parent],
                kind=code.kind,
                section=code.section,
                colour=code.colour,
                letter=code.letter,
                mnemonic=code.mnemonic or None,
                definition=code.definition,
                use_when=code.use_when,
                not_when=code.not_when,
                example=code.example,
                coder_id=coder_id,
                created=time,
            )
        )
        positions[code.parent] += 1
    act = Act(connection, coder_id, N_("study created"))
    act.write("study", str(connection.scalar(select(schema.Study.id))), None, {"template": template.key})


def coder_name(name: str) -> str:
    """The name of a coder as it is stored."""
    return one_line(name)[:MAX_NAME].rstrip()


def add_coder(connection: Connection, name: str) -> str:
    """The id of the coder of that name, who is put in if new. Raises InvalidInputError where the name is empty."""
    name = coder_name(name)
    if not name:
        raise InvalidInputError(_("A coder needs a name."))
    if fold(name) == schema.CONSENSUS_NAME:
        raise InvalidInputError(_("“consensus” is what coders agreed on; a coder needs another name."))
    everybody = reading.coders(connection)
    for coder in everybody:
        if fold(coder.name) == fold(name):
            return coder.id
    letters = [part[0] for part in name.replace("-", " ").replace(".", " ").split() if part]
    identifier = new_id()
    connection.execute(
        insert(schema.Coder).values(
            id=identifier,
            name=name,
            initials="".join(letters if len(letters) > 1 else name[:2]).upper()[:4],
            colour=COLOURS[len(everybody) % len(COLOURS)],
            created=now(),
        )
    )
    return identifier


def add_consensus(connection: Connection) -> str:
    """The id of the coder whose codings are the consensus, who is put in where there is none yet."""
    if connection.scalar(select(schema.Coder.id).where(schema.Coder.id == schema.CONSENSUS)) is None:
        connection.execute(
            insert(schema.Coder).values(
                id=schema.CONSENSUS, name=schema.CONSENSUS_NAME, initials="=", colour="#808080", created=now()
            )
        )
    return schema.CONSENSUS


def store_interview(
    act: Act,
    *,
    text: str,
    speakers: Sequence[DraftSpeaker],
    turns: Sequence[tuple[int, int, int | None, float | None]],
    marks: Sequence[tuple[int, int, NameKind, str, bool]],
    metadata: Metadata,
    force: bool,
) -> tuple[str, list[str]]:
    """Put in an interview whose names are out; returns its id and warnings.

    ``turns`` are (start, end, index of the speaker, seconds); ``marks`` (start, end, kind, reason, reviewed).

    Raises AlreadyImportedError where the same text is in the study already, unless forced.
    """
    connection = act.connection
    same = connection.scalar(
        select(schema.Transcript.interview_id).where(schema.Transcript.digest == digest(text)).limit(1)
    )
    if same is not None and not force:
        known = reading.references(connection, [same])[same]
        raise AlreadyImportedError(
            _("The same text is in the study already, as {reference}; import it with force to have it twice.").format(
                reference=known
            )
        )
    interview_id, transcript_id = new_id(), new_id()
    number = (connection.scalar(select(func.max(schema.Interview.number))) or 0) + 1
    connection.execute(
        insert(schema.Interview).values(
            id=interview_id,
            number=number,
            words=count_words_said(text),
            coder_id=act.coder,
            created=act.time,
            **_fields(metadata),
            school_id=_school(connection, metadata.school),
            status=Status.NOT_STARTED,
        )
    )
    _set_programmes(connection, interview_id, metadata.programmes)
    speaker_ids = [new_id() for _speaker in speakers]
    if speakers:
        connection.execute(
            insert(schema.Speaker),
            [
                {"id": id_, "interview_id": interview_id, "label": one.label, "role": one.role, "position": position}
                for position, (id_, one) in enumerate(zip(speaker_ids, speakers, strict=True))
            ],
        )
    connection.execute(
        insert(schema.Transcript).values(id=transcript_id, interview_id=interview_id, text=text, digest=digest(text))
    )
    docid = next_docid(connection)
    connection.execute(
        insert(schema.Turn),
        [
            {
                "id": new_id(),
                "transcript_id": transcript_id,
                "docid": docid + index * DOCID_STEP,
                "number": index + 1,
                "start": start,
                "end": end,
                "speaker_id": None if speaker is None else speaker_ids[speaker],
                "seconds": seconds,
            }
            for index, (start, end, speaker, seconds) in enumerate(turns)
        ],
    )
    words = [(docid + i * DOCID_STEP, text[start:end]) for i, (start, end, *_rest) in enumerate(turns)]
    index_turns(connection, words, fresh=True)
    if marks:
        connection.execute(
            insert(schema.Redaction),
            [
                {
                    "id": new_id(),
                    "transcript_id": transcript_id,
                    "start": start,
                    "end": end,
                    "kind": kind,
                    "reason": reason,
                    "reviewed": reviewed,
                    "coder_id": act.coder,
                    "created": act.time,
                }
                for start, end, kind, reason, reviewed in marks
            ],
        )
    act.note("interviews", interview_id)
    return interview_id, settle_sequence(act, interview_id)


def _fields(metadata: Metadata) -> dict[str, Any]:
    """The columns of ``interviews`` that metadata fills, checked."""
    if metadata.school is not None and not 1 <= metadata.school <= 9999:
        raise InvalidInputError(_("The number of the school must lie between 1 and 9999."))
    if metadata.sequence is not None and not 1 <= metadata.sequence <= 9999:
        raise InvalidInputError(_("The number of the interview must lie between 1 and 9999."))
    return {
        "sequence": metadata.sequence,
        "date": metadata.date,
        "mode": metadata.mode,
        "interviewers": "; ".join(one_line(one).replace(";", ",") for one in metadata.interviewers if one.strip()),
    }


def _school(connection: Connection, number: int | None) -> str | None:
    if number is None:
        return None
    found = connection.scalar(select(schema.School.id).where(schema.School.number == number))
    if found is None:
        found = new_id()
        connection.execute(insert(schema.School).values(id=found, number=number))
    return str(found)


def _set_programmes(connection: Connection, interview_id: str, names: Sequence[str]) -> None:
    known = {slug(name): id_ for id_, name in connection.execute(select(schema.Programme.id, schema.Programme.name))}
    for position, name in enumerate(dict.fromkeys(one_line(name)[:MAX_NAME] for name in names if name.strip())):
        identifier = known.get(slug(name))
        if identifier is None:
            identifier = known[slug(name)] = new_id()
            connection.execute(insert(schema.Programme).values(id=identifier, name=name, position=len(known)))
        connection.execute(
            insert(schema.InterviewProgramme).values(
                id=new_id(), interview_id=interview_id, programme_id=identifier, position=position
            )
        )


def settle_sequence(act: Act, interview_id: str) -> list[str]:
    """Give interviews that would print the same reference a number each, the earlier ones too; returns warnings."""
    connection = act.connection
    study = connection.execute(select(schema.Study.reference_pattern, schema.Study.language)).one()

    def bare(item: reading.Known) -> str:
        return reference(study.reference_pattern, replace(item.metadata, sequence=None), item.number, study.language)

    everything = reading.known(connection, _neighbours(connection, interview_id, study.reference_pattern))
    this = everything[interview_id]
    group = {id_: item for id_, item in everything.items() if id_ != interview_id and bare(item) == bare(this)}
    if not group:
        return []
    warnings = []
    taken = {item.metadata.sequence for item in group.values()}
    wanted = this.metadata.sequence
    if wanted is not None and wanted in taken:
        warnings.append(
            _("Number {number} is taken by {reference}; the next free one was given.").format(
                number=wanted,
                reference=next(item.reference for item in group.values() if item.metadata.sequence == wanted),
            )
        )
        wanted = None
    if wanted is not None:
        taken.add(wanted)
    waiting = [(item.number, id_) for id_, item in group.items() if item.metadata.sequence is None]
    waiting += [(this.number, interview_id)] if wanted is None else []
    free = 1
    for _number, identifier in sorted(waiting):
        while free in taken:
            free += 1
        taken.add(free)
        act.update("interviews", identifier, sequence=free)
    return warnings


def _neighbours(connection: Connection, interview_id: str, pattern: str) -> list[str] | None:
    """The interviews that may have the same reference as one (it included): those of its school, where that tells."""
    interview = schema.Interview
    school = connection.scalar(select(interview.school_id).where(interview.id == interview_id))
    if "{number}" in pattern or ("{school}" in pattern and school is None):
        return [interview_id]
    if "{school}" not in pattern:
        return None
    return list(connection.scalars(select(interview.id).where(interview.school_id == school)))


def set_metadata(act: Act, interview_id: str, metadata: Metadata) -> list[str]:
    """Correct what is known of an interview; returns warnings."""
    connection = act.connection
    school = None
    if metadata.school is not None:
        school = connection.scalar(select(schema.School.id).where(schema.School.number == metadata.school))
        school = school or act.insert("schools", number=metadata.school)
    act.update("interviews", interview_id, school_id=school, **_fields(metadata))
    links = schema.InterviewProgramme
    names = [one_line(one)[:MAX_NAME] for one in metadata.programmes]
    if names == reading.programmes_of(connection, [interview_id])[interview_id]:
        return settle_sequence(act, interview_id)
    for link in connection.scalars(select(links.id).where(links.interview_id == interview_id)).all():
        act.delete("interview_programmes", link)
    known = {slug(name): id_ for id_, name in connection.execute(select(schema.Programme.id, schema.Programme.name))}
    for position, name in enumerate(dict.fromkeys(names)):
        if not name:
            continue
        if slug(name) not in known:
            known[slug(name)] = act.insert("programmes", name=name, position=len(known))
        act.insert("interview_programmes", interview_id=interview_id, programme_id=known[slug(name)], position=position)
    return settle_sequence(act, interview_id)


def delete_interview(act: Act, interview_id: str) -> None:
    """Take out an interview and everything on it, and blank what the history holds of it.

    The caller purges the file afterwards; a mark in the study has the next opening do it if that is cut short.
    """
    connection = act.connection
    transcript = connection.scalar(select(schema.Transcript.id).where(schema.Transcript.interview_id == interview_id))
    codings = select(schema.Coding.id).where(schema.Coding.transcript_id == transcript)
    quotes = select(schema.Quote.id).where(schema.Quote.interview_id == interview_id)
    place = schema.DismissalPlace
    dismissed = connection.scalars(select(place.dismissal_id).where(place.transcript_id == transcript)).all()
    docids = connection.scalars(select(schema.Turn.docid).where(schema.Turn.transcript_id == transcript)).all()
    doomed = [
        (schema.JudgementQuote, schema.JudgementQuote.quote_id.in_(quotes)),
        (schema.QuoteEdit, schema.QuoteEdit.transcript_id == transcript),
        (schema.QuotePiece, or_(schema.QuotePiece.transcript_id == transcript, schema.QuotePiece.quote_id.in_(quotes))),
        (schema.Quote, schema.Quote.interview_id == interview_id),
        (
            schema.Memo,
            or_(
                schema.Memo.interview_id == interview_id,
                schema.Memo.transcript_id == transcript,
                schema.Memo.coding_id.in_(codings),
            ),
        ),
        (schema.Coding, schema.Coding.transcript_id == transcript),
        (schema.Settlement, schema.Settlement.transcript_id == transcript),
        (place, place.dismissal_id.in_(dismissed)),
        (schema.Dismissal, schema.Dismissal.id.in_(dismissed)),
        (schema.Redaction, schema.Redaction.transcript_id == transcript),
        (schema.Unplaced, schema.Unplaced.transcript_id == transcript),
        (schema.Draft, schema.Draft.id.in_(drafts.about(connection, {interview_id}))),
        (schema.Turn, schema.Turn.transcript_id == transcript),
        (schema.Speaker, schema.Speaker.interview_id == interview_id),
        (schema.InterviewProgramme, schema.InterviewProgramme.interview_id == interview_id),
        (schema.AttributeValue, schema.AttributeValue.interview_id == interview_id),
        (schema.Assignment, schema.Assignment.interview_id == interview_id),
        (schema.Transcript, schema.Transcript.interview_id == interview_id),
        (schema.Interview, schema.Interview.id == interview_id),
    ]
    _blank_history(connection, interview_id, transcript)
    connection.exec_driver_sql(f"DELETE FROM {schema.FTS} WHERE rowid = ?", [(docid,) for docid in docids])
    for model, condition in doomed:
        connection.execute(delete(model).where(condition))
    connection.execute(update(schema.Study).values(purge_pending=True))
    act.write("interviews", interview_id, None, None)


def _blank_history(connection: Connection, interview_id: str, transcript: str | None) -> None:
    """Forget what events say of an interview, those of codings and memos included that are gone by now."""
    ids = {interview_id, transcript}
    event = schema.Event
    ours = or_(
        event.before["transcript_id"].as_string() == transcript,
        event.after["transcript_id"].as_string() == transcript,
        event.before["interview_id"].as_string() == interview_id,
        event.after["interview_id"].as_string() == interview_id,
    )
    ids.update(connection.scalars(select(event.row).where(ours)))
    below = or_(
        *(
            column[key].as_string().in_(ids)
            for column in (event.before, event.after)
            for key in ("coding_id", "quote_id", "piece_id")
        )
    )
    ids.update(connection.scalars(select(event.row).where(below)).all())
    ids.update(connection.scalars(select(schema.Coding.id).where(schema.Coding.transcript_id == transcript)))
    connection.execute(update(event).where(event.row.in_(ids)).values(before=None, after=None))


def unkeep_word(act: Act, word: str) -> None:
    """Look at a kept word again as at any other. Raises NotFoundError where it was not kept."""
    for identifier, text in act.connection.execute(select(schema.KeptWord.id, schema.KeptWord.text)).all():
        if fold(text) == fold(word):
            act.delete("kept_words", identifier)
            return
    raise NotFoundError(_("The study does not keep that word."))


def save_review(connection: Connection, coder: str, text: str, decisions: Sequence[Sequence[Any]]) -> None:
    """Remember the decisions on a text, by its digest, in the place of earlier ones."""
    forget_review(connection, text)
    connection.execute(
        insert(schema.Review).values(
            id=new_id(),
            digest=digest(text),
            decisions={"decisions": [list(one) for one in decisions]},
            coder_id=coder,
            changed=now(),
        )
    )


def forget_review(connection: Connection, text: str) -> None:
    """Forget the decisions on a text."""
    connection.execute(delete(schema.Review).where(schema.Review.digest == digest(text)))


def correct(act: Act, transcript_id: str, start: int, end: int, words: str) -> None:
    """Have ``[start, end)`` read as ``words``, changing what differs and nothing else.

    Raises InvalidInputError where a mark of a redacted name is gone or moved, and as ``edit_text``.
    """
    connection = act.connection
    text = str(connection.scalar(select(schema.Transcript.text).where(schema.Transcript.id == transcript_id)))
    if not 0 <= start <= end <= len(text):
        raise InvalidInputError(_("The passage lies outside the transcript."))
    changes = differences(text[start:end], " ".join(clean(words).split("\n")))
    if changes is None:
        raise InvalidInputError(_("The marks of redacted names stay as they are; correct the words around them."))
    for change in reversed(changes):
        edit_text(act, transcript_id, start + change.start, start + change.end, change.words)


def edit_text(act: Act, transcript_id: str, start: int, end: int, replacement: str) -> None:
    """Put other words in the place of ``[start, end)``; every span moves with the words.

    Raises InvalidInputError where the span crosses turns or touches a redaction, or a turn would be left empty.
    """
    connection = act.connection
    text = str(connection.scalar(select(schema.Transcript.text).where(schema.Transcript.id == transcript_id)))
    if not 0 <= start <= end <= len(text):
        raise InvalidInputError(_("The passage lies outside the transcript."))
    words = " ".join(clean(replacement).replace("\n", " ").split(" "))
    if words == text[start:end]:
        # What changes nothing is no act that undo would take back.
        return
    if "\n" in text[start:end]:
        raise InvalidInputError(_("Correct one turn at a time."))
    if marks_in(words) or protected(connection, transcript_id, start, end):
        raise InvalidInputError(_("A redacted name is not to be changed; correct the words around it."))
    turn = connection.execute(
        select(schema.Turn.start, schema.Turn.end)
        .where(schema.Turn.transcript_id == transcript_id, schema.Turn.start <= start, schema.Turn.end >= end)
        .order_by(schema.Turn.start)
    ).first()
    if turn is None or not (text[turn.start : start] + words + text[end : turn.end]).strip():
        raise InvalidInputError(_("A turn cannot be left without words."))
    act.edit_text(transcript_id, Edit(start, end, len(words)), words)


def protected(connection: Connection, transcript_id: str, start: int, end: int) -> bool:
    """Whether a piece of text overlaps a redaction, or an insertion point lies inside one."""
    marks = schema.Redaction
    found = connection.execute(
        select(marks.start, marks.end).where(
            marks.transcript_id == transcript_id, marks.start < max(end, start + 1), marks.end > start
        )
    )
    piece = Span(start, end)
    return any(piece.overlaps(Span(*mark)) or mark.start < start == end < mark.end for mark in found)


Numbering = Callable[[str, NameKind], int]
"""Gives a name of a kind the number of its typed mark."""

_BETWEEN: Final = re.compile(r" *|-")
"""What two names may have between them that are one name."""


def redact_passage(
    act: Act, transcript_id: str, start: int, end: int, kind: NameKind, number: Numbering | None = None
) -> None:
    """Take words out of a stored text for good; codings keep their other words. The history forgets the words.

    The caller purges the file afterwards. Raises InvalidInputError where the span holds no words or crosses turns.
    """
    connection = act.connection
    text = str(connection.scalar(select(schema.Transcript.text).where(schema.Transcript.id == transcript_id)))
    start, end = trim(text, max(0, start), min(end, len(text)))
    words = text[start:end]
    if start >= end or "\n" in words:
        raise InvalidInputError(_("Select the words to take out, within one turn."))
    # A mark that the selection cuts goes whole; one that it touches or stands beside becomes part of the new one.
    touched: dict[str, Any] = {}
    while beside := [one for one in _marks_at(connection, transcript_id, text, start, end) if one.id not in touched]:
        touched |= {one.id: one for one in beside}
        start, end = min([start, *(one.start for one in beside)]), max([end, *(one.end for one in beside)])
    for old in touched:
        act.delete("redactions", old)
    # Codings that cover only a part of the name keep a place: the mark.
    widened = connection.execute(
        select(schema.Coding.id, schema.Coding.start, schema.Coding.end).where(
            schema.Coding.transcript_id == transcript_id, schema.Coding.start < end, schema.Coding.end > start
        )
    ).all()
    for coding in widened:
        connection.execute(
            update(schema.Coding)
            .where(schema.Coding.id == coding.id)
            .values(start=min(coding.start, start), end=max(coding.end, end))
        )
    study = connection.execute(select(schema.Study.mark_style, schema.Study.language)).one()
    style = MarkStyle(study.mark_style)
    numbered = [one for one in touched.values() if one.kind is kind and text[one.end - 2].isdigit()]
    if style is MarkStyle.TYPED and numbered:
        mark = text[numbered[0].start : numbered[0].end]
    else:
        of_name = number(words, kind) if number and style is MarkStyle.TYPED else None
        mark = mark_for(style, kind, study.language, of_name)
    act.edit_text(transcript_id, Edit(start, end, len(mark)), mark, remember=False)
    act.insert(
        "redactions",
        transcript_id=transcript_id,
        start=start,
        end=start + len(mark),
        kind=kind,
        reason="late",
        reviewed=True,
        coder_id=act.coder,
        created=act.time,
    )
    forget_edits(connection, transcript_id)
    drafts.forget_words(connection)
    connection.execute(update(schema.Study).values(purge_pending=True))


def _marks_at(connection: Connection, transcript_id: str, text: str, start: int, end: int) -> list[Any]:
    """The marks that a passage overlaps, and those before and after it with nothing but spaces or a hyphen between."""
    marks = schema.Redaction
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    rows = connection.execute(
        select(marks.id, marks.start, marks.end, marks.kind).where(
            marks.transcript_id == transcript_id, marks.end > low, marks.start < (high if high >= 0 else len(text))
        )
    )
    return [
        one
        for one in rows
        if (one.start < end and one.end > start)
        or (one.end <= start and _BETWEEN.fullmatch(text, one.end, start))
        or (one.start >= end and _BETWEEN.fullmatch(text, end, one.start))
    ]


def forget_edits(connection: Connection, transcript_id: str) -> None:
    """Earlier text edits of a transcript keep where they were, not what they were: their words may hold the name."""
    event = schema.Event
    rows = connection.execute(
        select(event.id, event.before, event.after).where(
            event.tbl == "text",
            event.row == transcript_id,
            # Not those that hold none: every name that goes late adds one.
            or_(*(side["text"].as_string().is_not(None) for side in (event.before, event.after))),
        )
    ).all()
    for row in rows:
        sides = {
            side: {key: value for key, value in (getattr(row, side) or {}).items() if key != "text"}
            for side in ("before", "after")
        }
        connection.execute(update(event).where(event.id == row.id).values(**sides))
    # What a replaced text had no place for was noted with its words.
    connection.execute(
        update(event)
        .where(event.tbl == schema.Unplaced.__tablename__)
        .where(or_(*(side["transcript_id"].as_string() == transcript_id for side in (event.before, event.after))))
        .values(before=None, after=None)
    )

"""What a study holds, read as values of the domain. Every function takes an open connection and changes nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from interview_coder.domain.marks import MarkStyle
from interview_coder.domain.model import (
    Code,
    Coder,
    Coding,
    HistoryEntry,
    Interview,
    Metadata,
    QuoteFilter,
    QuoteRow,
    Redaction,
    RedactionCount,
    Speaker,
    Stance,
    StudyInfo,
    Transcript,
    Turn,
)
from interview_coder.domain.quote_edits import EditKind, Piece, Quote, QuoteEdit, inner_words
from interview_coder.domain.quotes import reference
from interview_coder.domain.text import fold, slug
from interview_coder.errors import NotFoundError
from interview_coder.i18n import _
from interview_coder.store import schema
from interview_coder.store.history import undone_acts


def preview_reference(connection: Connection, metadata: Metadata, interview_id: str | None = None) -> str:
    """What the report would print for an interview with this metadata (``None``: for the one imported next)."""
    study = connection.execute(select(schema.Study.reference_pattern, schema.Study.language)).one()
    everything = interviews(connection)
    number = next((item.number for item in everything if item.id == interview_id), None)
    if number is None:
        number = max((item.number for item in everything), default=0) + 1

    def printed(known: Metadata, at: int) -> str:
        return reference(study.reference_pattern, known, at, study.language)

    bare = printed(replace(metadata, sequence=None), number)
    taken = {
        item.metadata.sequence
        for item in everything
        if item.id != interview_id and printed(replace(item.metadata, sequence=None), item.number) == bare
    }
    sequence = metadata.sequence
    if taken and (sequence is None or sequence in taken):
        # The earlier one without a number gets one as well.
        numbered = taken - {None} | ({1} if taken == {None} else set())
        sequence = next(one for one in range(1, len(taken) + 2) if one not in numbered)
    return printed(replace(metadata, sequence=sequence), number)


def interviews(connection: Connection, only: str | None = None) -> list[Interview]:
    """Every interview in order of import, or the one with that id."""
    study = connection.execute(select(schema.Study.reference_pattern, schema.Study.language)).one()
    speakers: dict[str, list[Speaker]] = defaultdict(list)
    one = only is not None
    statement = select(schema.Speaker).order_by(schema.Speaker.position)
    for voice in connection.execute(statement.where(schema.Speaker.interview_id == only) if one else statement):
        speakers[voice.interview_id].append(Speaker(voice.id, voice.label, voice.role))
    programmes = programmes_of(connection, only)
    turns = _count_per_interview(connection, schema.Turn, only)
    codings = _count_per_interview(connection, schema.Coding, only)
    attributes = _attribute_values(connection, only)
    rows = select(schema.Interview, schema.School.number.label("school")).outerjoin(
        schema.School, schema.School.id == schema.Interview.school_id
    )
    if one:
        rows = rows.where(schema.Interview.id == only)
    found = []
    for row in connection.execute(rows.order_by(schema.Interview.number)):
        metadata = Metadata(
            school=row.school,
            programmes=tuple(programmes[row.id]),
            sequence=row.sequence,
            date=row.date,
            mode=row.mode,
            interviewers=tuple(part for part in row.interviewers.split("; ") if part),
        )
        found.append(
            Interview(
                id=row.id,
                number=row.number,
                reference=reference(study.reference_pattern, metadata, row.number, study.language),
                metadata=metadata,
                status=row.status,
                speakers=tuple(speakers[row.id]),
                turns=turns.get(row.id, 0),
                words=row.words,
                codings=codings.get(row.id, 0),
                coded_up_to=row.coded_up_to,
                attributes=attributes.get(row.id, {}),
            )
        )
    return found


def _attribute_values(connection: Connection, interview: str | None) -> dict[str, dict[str, str]]:
    value = schema.AttributeValue
    statement = select(value.interview_id, value.attribute_id, value.value)
    if interview is not None:
        statement = statement.where(value.interview_id == interview)
    result: dict[str, dict[str, str]] = defaultdict(dict)
    for identifier, attribute, given in connection.execute(statement):
        result[identifier][attribute] = given
    return result


def _count_per_interview(
    connection: Connection, model: type[schema.Turn | schema.Coding], interview: str | None
) -> dict[str, int]:
    statement = (
        select(schema.Transcript.interview_id, func.count())
        .join(model, model.transcript_id == schema.Transcript.id)
        .group_by(schema.Transcript.interview_id)
    )
    if interview is not None:
        statement = statement.where(schema.Transcript.interview_id == interview)
    return dict(connection.execute(statement).all())


def programmes_of(connection: Connection, interview: str | None) -> dict[str, list[str]]:
    """The names of the programmes of every interview, or of one, in order, by its id."""
    statement = (
        select(schema.InterviewProgramme.interview_id, schema.Programme.name)
        .join(schema.Programme)
        .order_by(schema.InterviewProgramme.position)
    )
    if interview is not None:
        statement = statement.where(schema.InterviewProgramme.interview_id == interview)
    result: dict[str, list[str]] = defaultdict(list)
    for identifier, name in connection.execute(statement):
        result[identifier].append(name)
    return result


def interview(connection: Connection, ref: str) -> Interview:
    """The interview with that id, or whose reference it is, however spaced, with or without brackets around it.

    Raises NotFoundError where there is none.
    """
    found = interviews(connection, only=ref)
    if found:
        return found[0]
    wanted = _folded_reference(ref)
    matching = [item for item in interviews(connection) if _folded_reference(item.reference) == wanted]
    if len(matching) == 1:
        return matching[0]
    raise NotFoundError(
        _("There is no interview “{ref}”; the command “interviews” lists them.").format(ref=ref)
        if not matching
        else _("Several interviews are called “{ref}”; use the id.").format(ref=ref)
    )


def _folded_reference(ref: str) -> str:
    ref = " ".join(fold(ref).split())
    return ref[1:-1] if ref.startswith("(") and ref.endswith(")") and ref.count("(") == ref.count(")") else ref


def programmes(connection: Connection) -> list[str]:
    """The names of the study's programmes, in its order."""
    return list(connection.scalars(select(schema.Programme.name).order_by(schema.Programme.position)))


def schools(connection: Connection) -> list[int]:
    """The numbers of the study's schools, in order."""
    return list(connection.scalars(select(schema.School.number).order_by(schema.School.number)))


def transcript(connection: Connection, interview_id: str) -> Transcript:
    """The text of an interview with its turns and redactions. Raises NotFoundError where there is none."""
    row = connection.execute(
        select(schema.Transcript.id, schema.Transcript.text).where(schema.Transcript.interview_id == interview_id)
    ).first()
    if row is None:
        raise NotFoundError(_("There is no interview “{ref}”.").format(ref=interview_id))
    speakers = {
        one.id: Speaker(one.id, one.label, one.role)
        for one in connection.execute(select(schema.Speaker).where(schema.Speaker.interview_id == interview_id))
    }
    columns = (
        schema.Turn.id,
        schema.Turn.number,
        schema.Turn.start,
        schema.Turn.end,
        schema.Turn.speaker_id,
        schema.Turn.seconds,
    )
    turns = connection.execute(select(*columns).where(schema.Turn.transcript_id == row.id).order_by(schema.Turn.number))
    marks = connection.execute(
        select(schema.Redaction.id, schema.Redaction.start, schema.Redaction.end, schema.Redaction.kind)
        .where(schema.Redaction.transcript_id == row.id)
        .order_by(schema.Redaction.start)
    )
    return Transcript(
        id=row.id,
        interview=interview_id,
        text=row.text,
        turns=tuple(
            Turn(id_, number, start, end, speakers.get(speaker or ""), seconds)
            for id_, number, start, end, speaker, seconds in turns
        ),
        redactions=tuple(Redaction(*mark) for mark in marks),
    )


def codes(connection: Connection, *, retired: bool = True) -> list[Code]:
    """The codebook in tree order, depth first. Retired codes come along unless ``retired`` is off."""
    counts = code_counts(connection)
    children: dict[str | None, list[Any]] = defaultdict(list)
    for row in connection.execute(select(schema.Code).order_by(schema.Code.position, schema.Code.id)):
        children[row.parent_id].append(row)
    found: list[Code] = []
    pending: list[tuple[Any, str, str | None]] = [(row, "", None) for row in reversed(children[None])]
    while pending:
        row, above, section = pending.pop()
        path = f"{above}/{row.name}" if above else row.name
        section = row.section or section
        if retired or not row.retired:
            found.append(
                Code(
                    id=row.id,
                    key=row.key,
                    name=row.name,
                    path=path,
                    kind=row.kind,
                    section=section,
                    parent=row.parent_id,
                    position=row.position,
                    colour=row.colour,
                    letter=row.letter,
                    definition=row.definition,
                    use_when=row.use_when,
                    not_when=row.not_when,
                    example=row.example,
                    pinned=row.pinned,
                    retired=row.retired,
                    codings=counts.get(row.id, 0),
                    mnemonic=row.mnemonic or "",
                )
            )
        pending += [(child, path, section) for child in reversed(children[row.id])]
    return found


def code_counts(connection: Connection, interview_id: str | None = None) -> dict[str, int]:
    """How many codings each code has, in one interview or all, by its id; codes without any are left out."""
    statement = select(schema.Coding.code_id, func.count()).group_by(schema.Coding.code_id)
    if interview_id is not None:
        here = select(schema.Transcript.id).where(schema.Transcript.interview_id == interview_id).scalar_subquery()
        statement = statement.where(schema.Coding.transcript_id == here)
    return dict(connection.execute(statement).all())


def find_code(all_codes: Sequence[Code], ref: str) -> Code:
    """The code with that id, key, path or name, in this order; case and diacritics do not count in the last three.

    Raises NotFoundError where there is none, or several of that name.
    """
    for code in all_codes:
        if code.id == ref:
            return code
    wanted = fold(ref.strip())
    for part in ("key", "path", "name"):
        matching = [code for code in all_codes if fold(getattr(code, part)) == wanted]
        if len(matching) == 1:
            return matching[0]
        if matching:
            raise NotFoundError(
                _("Several codes are called “{ref}”: use the key, one of {keys}.").format(
                    ref=ref, keys=", ".join(code.key for code in matching)
                )
            )
    raise NotFoundError(_("There is no code “{ref}”; the command “codes” lists them.").format(ref=ref))


def with_subcodes(all_codes: Sequence[Code], root: str) -> set[str]:
    """The ids of a code and of everything below it."""
    family = {root}
    for code in all_codes:  # tree order: parents come first
        if code.parent in family:
            family.add(code.id)
    return family


def coders(connection: Connection) -> list[Coder]:
    """Everybody who codes, by name."""
    counts = dict(
        connection.execute(select(schema.Coding.coder_id, func.count()).group_by(schema.Coding.coder_id)).all()
    )
    rows = connection.execute(select(schema.Coder).order_by(schema.Coder.name))
    return [Coder(row.id, row.name, row.initials, row.colour, counts.get(row.id, 0)) for row in rows]


def _codings() -> Select[str, str, str, str, int, int, Stance | None, str, datetime]:
    return (
        select(
            schema.Coding.id,
            schema.Transcript.interview_id,
            schema.Coding.code_id,
            schema.Coding.coder_id,
            schema.Coding.start,
            schema.Coding.end,
            schema.Coding.stance,
            func.coalesce(schema.Memo.body, ""),
            schema.Coding.created,
        )
        .join(schema.Transcript, schema.Transcript.id == schema.Coding.transcript_id)
        .outerjoin(schema.Memo, schema.Memo.coding_id == schema.Coding.id)
    )


def codings(connection: Connection, interview_id: str) -> list[Coding]:
    """The codings of an interview, of all coders, by place."""
    rows = connection.execute(
        _codings()
        .where(schema.Transcript.interview_id == interview_id)
        .order_by(schema.Coding.start, schema.Coding.end.desc(), schema.Coding.id)
    )
    return [Coding(*row) for row in rows]


def coding(connection: Connection, coding_id: str) -> Coding:
    """The coding with that id. Raises NotFoundError where there is none."""
    row = connection.execute(_codings().where(schema.Coding.id == coding_id)).first()
    if row is None:
        raise NotFoundError(_("There is no coding “{ref}”.").format(ref=coding_id))
    return Coding(*row)


def quotes(connection: Connection, wanted: QuoteFilter) -> list[QuoteRow]:
    """The codings that match, in the order of the report: section, codebook, interview, place, coder.

    Codes without a section come last. Raises NotFoundError where the filter names a code, coder or interview that does
    not exist.
    """
    all_codes = codes(connection)
    by_id = {code.id: code for code in all_codes}
    order = {code.id: index for index, code in enumerate(all_codes)}
    family = None if wanted.code is None else with_subcodes(all_codes, find_code(all_codes, wanted.code).id)
    by_interview = {item.id: item for item in interviews(connection)}
    chosen = {
        item.id
        for item in by_interview.values()
        if (wanted.school is None or item.metadata.school == wanted.school)
        and (
            wanted.programme is None
            or slug(wanted.programme) in {slug(programme) for programme in item.metadata.programmes}
        )
    }
    if wanted.interview is not None:
        chosen &= {interview(connection, wanted.interview).id}
    names = {coder.id: coder.name for coder in coders(connection)}
    statement = _codings().where(schema.Transcript.interview_id.in_(chosen))
    if wanted.coder is not None:
        statement = statement.where(schema.Coding.coder_id == find_coder(connection, wanted.coder).id)
    if wanted.stance is not None:
        statement = statement.where(schema.Coding.stance == wanted.stance)
    if family is not None:
        statement = statement.where(schema.Coding.code_id.in_(family))
    found = [
        item
        for item in (Coding(*row) for row in connection.execute(statement))
        if wanted.section is None or _in_section(by_id[item.code].section, wanted.section)
    ]
    found.sort(
        key=lambda item: (
            by_id[item.code].section is None,
            _natural(by_id[item.code].section or ""),
            order[item.code],
            _interview_order(by_interview[item.interview]),
            item.start,
            item.end,
            names[item.coder],
            item.id,
        )
    )
    texts = {id_: transcript(connection, id_) for id_ in {item.interview for item in found}}
    edited = edited_quotes(connection, {id_: words.text for id_, words in texts.items()})
    rows = []
    for item in found:
        code, words = by_id[item.code], texts[item.interview]
        turn = turn_at(words.turns, item.start)
        rows.append(
            QuoteRow(
                id=item.id,
                interview=item.interview,
                reference=by_interview[item.interview].reference,
                section=code.section,
                code_key=code.key,
                code_name=code.name,
                code_path=code.path,
                code_kind=code.kind,
                quote=words.text[item.start : item.end],
                edited=edited.get(item.id),
                stance=item.stance,
                coder=names[item.coder],
                memo=item.memo,
                start=item.start,
                end=item.end,
                turn=turn.number,
                label=turn.speaker.label if turn.speaker else "",
            )
        )
    return rows


def turn_at(turns: Sequence[Turn], offset: int) -> Turn:
    """The turn that an offset of the transcript lies in."""
    low, high = 0, len(turns)
    while high - low > 1:
        middle = (low + high) // 2
        if turns[middle].start <= offset:
            low = middle
        else:
            high = middle
    return turns[low]


def _in_section(section: str | None, wanted: str) -> bool:
    return section is not None and (section == wanted or section.startswith(wanted.rstrip(".") + "."))


def _natural(section: str) -> list[tuple[int, str]]:
    """A key that sorts ``4.10`` behind ``4.9``."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", section)]


def _interview_order(item: Interview) -> tuple[bool, int, tuple[str, ...], int, int]:
    known = item.metadata
    return (known.school is None, known.school or 0, known.programmes, known.sequence or 0, item.number)


def find_coder(connection: Connection, name: str) -> Coder:
    """The coder of that name or id; case does not count. Raises NotFoundError where there is none."""
    everybody = coders(connection)
    for coder in everybody:
        if name in (coder.id, coder.name) or fold(coder.name) == fold(name):
            return coder
    raise NotFoundError(_("There is no coder “{name}”; the command “coders” lists them.").format(name=name))


def edited_quotes(connection: Connection, texts: Mapping[str, str]) -> dict[str, str]:
    """How the report prints the codings of some interviews that somebody edited into a quote, without outer marks.

    ``texts`` are the transcripts by interview; the result is by coding.
    """
    edits: dict[str, list[QuoteEdit]] = defaultdict(list)
    for edit in connection.execute(select(schema.QuoteEdit).order_by(schema.QuoteEdit.start)):
        edits[edit.piece_id].append(QuoteEdit(EditKind(edit.kind), edit.start, edit.end, edit.text))
    pieces: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    statement = (
        select(schema.Quote.coding_id, schema.Quote.interview_id, schema.QuotePiece)
        .join(schema.QuotePiece, schema.QuotePiece.quote_id == schema.Quote.id)
        .where(schema.Quote.coding_id.is_not(None))
        .order_by(schema.Quote.position, schema.QuotePiece.position)
    )
    for row in connection.execute(statement):
        piece = Piece(row.start, row.end, row.kind == "question", tuple(edits[row.id]))
        pieces[row.coding_id, row.interview_id].append(piece)
    return {
        coding_id: inner_words(Quote(tuple(parts)), texts[interview_id])
        for (coding_id, interview_id), parts in pieces.items()
        if interview_id in texts
    }


def kept_words(connection: Connection) -> list[str]:
    """Words that the study keeps in its texts, in alphabetical order."""
    return sorted(connection.scalars(select(schema.KeptWord.text)), key=fold)


def mark_style(connection: Connection) -> MarkStyle:
    """How names are marked in what is imported."""
    return MarkStyle(str(connection.scalar(select(schema.Study.mark_style))))


def review(connection: Connection, digest: str) -> list[tuple[int, int, str, bool | None, str]]:
    """What was decided so far on the text of that digest; empty where nothing was."""
    value = connection.scalar(select(schema.Review.decisions).where(schema.Review.digest == digest))
    return [tuple(one) for one in (value or {}).get("decisions", [])]


def redaction_log(connection: Connection) -> list[RedactionCount]:
    """How many names were taken out, by interview, kind, reason, reviewer and time."""
    mark = schema.Redaction
    rows = connection.execute(
        select(
            schema.Transcript.interview_id,
            mark.kind,
            mark.reason,
            schema.Coder.name,
            mark.created,
            func.count(),
        )
        .join(schema.Transcript, schema.Transcript.id == mark.transcript_id)
        .join(schema.Interview, schema.Interview.id == schema.Transcript.interview_id)
        .join(schema.Coder, schema.Coder.id == mark.coder_id)
        .group_by(schema.Interview.number, mark.kind, mark.reason, schema.Coder.name, mark.created)
        .order_by(schema.Interview.number, mark.created, mark.kind, mark.reason)
    ).all()
    names = {item.id: item.reference for item in interviews(connection)}
    return [
        RedactionCount(names[identifier], kind, reason, reviewer, time, count)
        for identifier, kind, reason, reviewer, time, count in rows
    ]


def sections(connection: Connection) -> dict[str, str]:
    """The titles of the report's sections, by number."""
    value = connection.scalar(select(schema.Study.sections))
    return {str(key): str(title) for key, title in (value or {}).items()}


def info(connection: Connection, path: str) -> StudyInfo:
    """The study at a glance."""
    study = connection.execute(select(schema.Study)).one()

    def count(model: type[schema.Base]) -> int:
        return connection.scalar(select(func.count()).select_from(model)) or 0

    return StudyInfo(
        path=path,
        id=study.id,
        title=study.title,
        language=study.language,
        template=study.template,
        version=study.version,
        created=study.created,
        interviews=count(schema.Interview),
        words=connection.scalar(select(func.sum(schema.Interview.words))) or 0,
        codes=count(schema.Code),
        codings=count(schema.Coding),
        coders=count(schema.Coder),
        memos=count(schema.Memo),
    )


def memo(connection: Connection, **target: str | None) -> str:
    """The text of the memo on a target (``interview_id``, ``coding_id``, ``code_id``; none: the study), or nothing."""
    body = connection.scalar(memo_on(select(schema.Memo.body), target))
    return body or ""


def memo_on(statement: Select[str], target: dict[str, str | None]) -> Select[str]:
    """Narrow a statement over memos to the one whole-target memo."""
    for column in (schema.Memo.interview_id, schema.Memo.coding_id, schema.Memo.code_id):
        statement = statement.where(column == target.get(column.key))
    return statement.where(schema.Memo.transcript_id.is_(None)).order_by(schema.Memo.id).limit(1)


def history(connection: Connection, limit: int, only: str | None = None) -> list[HistoryEntry]:
    """The acts of the study, newest first, or just the one."""
    event = schema.Event
    latest = func.max(event.clock)
    statement = (
        select(event.act, schema.Coder.name, func.min(event.time), func.min(event.what))
        .join(schema.Coder, schema.Coder.id == event.coder_id)
        .group_by(event.act, schema.Coder.name)
        .order_by(latest.desc())
        .limit(limit)
    )
    if only is not None:
        statement = statement.where(event.act == only)
    undone = undone_acts(connection)
    return [
        HistoryEntry(act, coder, time, what, _detail(connection, act), undone=act in undone)
        for act, coder, time, what in connection.execute(statement).all()
    ]


def history_entry(connection: Connection, act: str) -> HistoryEntry:
    """One act of the history."""
    return history(connection, 1, only=act)[0]


def _detail(connection: Connection, act: str) -> str:
    """Which code or interview an act was about, in its present name, if it is still there."""
    rows = connection.execute(
        select(schema.Event.tbl, schema.Event.row, schema.Event.before, schema.Event.after)
        .where(schema.Event.act == act)
        .order_by(schema.Event.clock)
    ).all()
    for row in rows:
        values = row.after or row.before or {}
        code = values.get("code_id") or (row.row if row.tbl == "codes" else None)
        if code:
            name = connection.scalar(select(schema.Code.name).where(schema.Code.id == code))
            return str(name or values.get("name") or "")
        home = values.get("interview_id") or (row.row if row.tbl == "interviews" else None)
        if home and (found := interviews(connection, only=str(home))):
            return found[0].reference
    return ""


def user_texts(connection: Connection) -> Iterable[tuple[str, str]]:
    """Every piece of text in the study that a user wrote or imported, with where it stands (``table.column``)."""
    for name, columns in schema.USER_TEXT.items():
        rows = schema.table(name)
        for column in columns:
            for value in connection.scalars(select(rows.c[column]).where(rows.c[column].is_not(None))):
                for text in _texts_in(value):
                    yield f"{name}.{column}", text


def _texts_in(value: object) -> Iterator[str]:
    """The texts inside a JSON value, as they were before they were escaped."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_in(inner)

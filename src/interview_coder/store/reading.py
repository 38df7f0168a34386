"""What a study holds, read as values of the domain. Every function takes an open connection and changes nothing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, case, func, select

from interview_coder.domain.marks import MarkStyle
from interview_coder.domain.model import (
    Code,
    Coder,
    Coding,
    Interview,
    Metadata,
    Mode,
    Redaction,
    RedactionCount,
    Speaker,
    Stance,
    StudyInfo,
    Transcript,
    Turn,
)
from interview_coder.domain.quotes import reference
from interview_coder.domain.text import fold
from interview_coder.errors import NotFoundError
from interview_coder.i18n import _
from interview_coder.store import schema


def preview_reference(connection: Connection, metadata: Metadata, interview_id: str | None = None) -> str:
    """What the report would print for an interview with this metadata (``None``: for the one imported next)."""
    study = connection.execute(select(schema.Study.reference_pattern, schema.Study.language)).one()
    everything = known(connection)
    here = everything.get(interview_id or "")
    number = here.number if here else max((item.number for item in everything.values()), default=0) + 1

    def printed(metadata: Metadata, at: int) -> str:
        return reference(study.reference_pattern, metadata, at, study.language)

    bare = printed(replace(metadata, sequence=None), number)
    taken = {
        item.metadata.sequence
        for id_, item in everything.items()
        if id_ != interview_id and printed(replace(item.metadata, sequence=None), item.number) == bare
    }
    sequence = metadata.sequence
    if taken and (sequence is None or sequence in taken):
        # The earlier one without a number gets one as well.
        numbered = taken - {None} | ({1} if taken == {None} else set())
        sequence = next(one for one in range(1, len(taken) + 2) if one not in numbered)
    return printed(replace(metadata, sequence=sequence), number)


class Known(NamedTuple):
    """What refers to an interview: its number (order of import), metadata and reference."""

    number: int
    metadata: Metadata
    reference: str


# Plain SQL: it is read at every step of a search, and one statement costs a tenth of three composed ones.
_KNOWN: Final = """
SELECT i.id, i.number, i.sequence, i.date, i.mode, i.interviewers, s.number, y.reference_pattern, y.language, (
    SELECT json_group_array(o.name) FROM (
        SELECT p.name FROM interview_programmes AS l JOIN programmes AS p ON p.id = l.programme_id
        WHERE l.interview_id = i.id ORDER BY l.position) AS o)
FROM interviews AS i CROSS JOIN study AS y LEFT JOIN schools AS s ON s.id = i.school_id
"""
_ALL: Final = "ORDER BY i.number"
# The plus: some are looked up by their ids, not met on a walk through all of them in the order of their numbers.
_SOME: Final = "WHERE i.id IN (SELECT value FROM json_each(?)) ORDER BY +i.number"


def known(connection: Connection, only: Collection[str] | None = None) -> dict[str, Known]:
    """What refers to each interview, or to those with these ids, by id and in order of import; quick."""
    if only is None:
        rows = connection.exec_driver_sql(f"{_KNOWN}{_ALL}").all()
    else:
        rows = connection.exec_driver_sql(f"{_KNOWN}{_SOME}", (json.dumps(list(only)),)).all()
    found = {}
    for id_, number, sequence, day, mode, interviewers, school, pattern, language, names in rows:
        metadata = Metadata(
            school=school,
            programmes=tuple(json.loads(names)),
            sequence=sequence,
            date=date.fromisoformat(day) if day else None,
            mode=Mode(mode) if mode else None,
            interviewers=tuple(part for part in interviewers.split("; ") if part),
        )
        found[id_] = Known(number, metadata, reference(pattern, metadata, number, language))
    return found


def references(connection: Connection, only: Collection[str] | None = None) -> dict[str, str]:
    """The reference of each interview, or of those with these ids, by id."""
    return {id_: one.reference for id_, one in known(connection, only).items()}


def interviews(connection: Connection, only: str | None = None) -> list[Interview]:
    """Every interview in order of import, or the one with that id."""
    one = only is not None
    speakers: dict[str, list[Speaker]] = defaultdict(list)
    columns = (schema.Speaker.id, schema.Speaker.interview_id, schema.Speaker.label, schema.Speaker.role)
    statement = select(*columns).order_by(schema.Speaker.position)
    for voice in connection.execute(statement.where(schema.Speaker.interview_id == only) if one else statement).all():
        speakers[voice.interview_id].append(Speaker(voice.id, voice.label, voice.role))
    turns = _turns_per_interview(connection, only)
    codings = _codings_per_interview(connection, only)
    attributes = _attribute_values(connection, only)
    rows = (
        select(
            schema.Interview.id,
            schema.Interview.status,
            schema.Interview.words,
            schema.Interview.coded_up_to,
            case((schema.Interview.coded_up_to > 0, _length()), else_=0).label("length"),
        )
        .join(schema.Transcript, schema.Transcript.interview_id == schema.Interview.id)
        .order_by(schema.Interview.number)
    )
    places = known(connection, None if only is None else [only])
    return [
        Interview(
            id=row.id,
            number=places[row.id].number,
            reference=places[row.id].reference,
            metadata=places[row.id].metadata,
            status=row.status,
            speakers=tuple(speakers[row.id]),
            turns=turns.get(row.id, 0),
            words=row.words,
            codings=codings.get(row.id, 0),
            coded_up_to=row.coded_up_to,
            coded_share=min(1.0, row.coded_up_to / row.length) if row.length else 0.0,
            attributes=attributes.get(row.id, {}),
        )
        for row in connection.execute(rows.where(schema.Interview.id == only) if one else rows).all()
    ]


def _length() -> ScalarSelect[int]:
    """Where the last turn of a transcript ends: the text itself is long, and need not be read for it."""
    turn = schema.Turn
    return (
        select(turn.end)
        .where(turn.transcript_id == schema.Transcript.id)
        .order_by(turn.start.desc())
        .limit(1)
        .scalar_subquery()
    )


def _attribute_values(connection: Connection, interview: str | None) -> dict[str, dict[str, str]]:
    value = schema.AttributeValue
    statement = select(value.interview_id, value.attribute_id, value.value)
    if interview is not None:
        statement = statement.where(value.interview_id == interview)
    result: dict[str, dict[str, str]] = defaultdict(dict)
    for identifier, attribute, given in connection.execute(statement):
        result[identifier][attribute] = given
    return result


def _codings_per_interview(connection: Connection, interview: str | None) -> dict[str, int]:
    # Counted by transcript first: an index has that, and a join would look every row up.
    coding = schema.Coding
    counts = select(coding.transcript_id, func.count().label("n")).where(own_work()).group_by(coding.transcript_id)
    here = select(schema.Transcript.id, schema.Transcript.interview_id)
    if interview is not None:
        here = here.where(schema.Transcript.interview_id == interview)
        counts = counts.where(
            coding.transcript_id
            == select(schema.Transcript.id).where(schema.Transcript.interview_id == interview).scalar_subquery()
        )
    home = dict(connection.execute(here).all())
    return {home[transcript]: count for transcript, count in connection.execute(counts) if transcript in home}


def _turns_per_interview(connection: Connection, interview: str | None) -> dict[str, int]:
    # Turns are numbered from 1: the last one says how many there are, and the index leads to it.
    turn = schema.Turn
    last = (
        select(turn.number).where(turn.transcript_id == schema.Transcript.id).order_by(turn.start.desc()).limit(1)
    ).scalar_subquery()
    counts = select(schema.Transcript.interview_id, func.coalesce(last, 0))
    if interview is not None:
        counts = counts.where(schema.Transcript.interview_id == interview)
    return dict(connection.execute(counts).all())


def programmes_of(connection: Connection, only: Collection[str] | None) -> dict[str, list[str]]:
    """The names of the programmes of every interview, or of those with these ids, in order, by id."""
    statement = (
        select(schema.InterviewProgramme.interview_id, schema.Programme.name)
        .join(schema.Programme)
        .order_by(schema.InterviewProgramme.position)
    )
    if only is not None:
        statement = statement.where(schema.InterviewProgramme.interview_id.in_(only))
    result: dict[str, list[str]] = defaultdict(list)
    for identifier, name in connection.execute(statement).all():
        result[identifier].append(name)
    return result


def interview(connection: Connection, ref: str) -> Interview:
    """The interview with that id, or whose reference it is, however spaced, with or without brackets around it.

    Raises NotFoundError where there is none.
    """
    return interviews(connection, only=interview_id(connection, ref))[0]


def interview_id(connection: Connection, ref: str) -> str:
    """The id of the interview with that id or reference. Raises NotFoundError where there is none."""
    if connection.scalar(select(schema.Interview.id).where(schema.Interview.id == ref)) is not None:
        return ref
    wanted = _folded_reference(ref)
    matching = [id_ for id_, printed in references(connection).items() if _folded_reference(printed) == wanted]
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
    turns = connection.execute(
        select(*columns).where(schema.Turn.transcript_id == row.id).order_by(schema.Turn.number)
    ).all()
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


def text_lengths(connection: Connection) -> dict[str, int]:
    """How long the text of each interview is, in characters, by the interview's id."""
    transcript = schema.Transcript
    length = func.coalesce(_length(), func.length(transcript.text))
    return dict(connection.execute(select(transcript.interview_id, length)).all())


def codes(connection: Connection, *, retired: bool = True, counted: bool = True) -> list[Code]:
    """The codebook in tree order, depth first. Retired codes come along unless ``retired`` is off.

    With ``counted`` off the codings are not counted, which a large study takes a moment for.
    """
    counts = code_counts(connection) if counted else {}
    code = schema.Code
    rows = connection.execute(
        select(
            code.id, code.key, code.name, code.kind, code.section, code.parent_id, code.position, code.colour,
            code.letter, code.definition, code.use_when, code.not_when, code.example, code.pinned, code.retired,
            code.mnemonic,
        ).order_by(code.position, code.id)
    )  # fmt: skip
    children: dict[str | None, list[Any]] = defaultdict(list)
    for row in rows:
        children[row[5]].append(row)
    found: list[Code] = []
    # Each parent gives its children once: in a damaged file a code may be its own parent.
    pending: list[tuple[Any, str, str | None]] = [(row, "", None) for row in reversed(children.pop(None, []))]
    while pending:
        row, above, inherited = pending.pop()
        id_, _key, name, _kind, own, _parent, *_more, is_retired, mnemonic = row
        path = f"{above}/{name}" if above else name
        section = own or inherited
        if retired or not is_retired:
            fields: tuple[Any, ...] = (*row[:3], path, row[3], section, *row[5:15], counts.get(id_, 0), mnemonic or "")
            found.append(Code(*fields))
        pending += [(child, path, section) for child in reversed(children.pop(id_, []))]
    return found


def code_counts(connection: Connection, interview_id: str | None = None) -> dict[str, int]:
    """How many codings each code has, in one interview or all, by its id; codes without any are left out."""
    statement = select(schema.Coding.code_id, func.count()).where(own_work()).group_by(schema.Coding.code_id)
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


def code_id(connection: Connection, ref: str) -> str:
    """The id of the code that ``find_code`` would find; quick for an id. Raises NotFoundError."""
    if connection.scalar(select(schema.Code.id).where(schema.Code.id == ref)) is not None:
        return ref
    return find_code(codes(connection, counted=False), ref).id


def with_subcodes(all_codes: Sequence[Code], root: str) -> set[str]:
    """The ids of a code and of everything below it."""
    family = {root}
    for code in all_codes:  # tree order: parents come first
        if code.parent in family:
            family.add(code.id)
    return family


def in_section(section: str | None, wanted: str) -> bool:
    """Whether the report section of a code is that one or below it: ``4.1`` is in ``4``."""
    return section is not None and (section == wanted or section.startswith(wanted.rstrip(".") + "."))


def own_work() -> ColumnElement[bool]:
    """Codings that are a coder's own: what was agreed on repeats them and is counted by itself."""
    return schema.Coding.coder_id != schema.CONSENSUS


def coders(connection: Connection, *, consensus: bool = False) -> list[Coder]:
    """Everybody who codes, by name; with ``consensus`` what was agreed on too, where there is any."""
    counts = dict(
        connection.execute(select(schema.Coding.coder_id, func.count()).group_by(schema.Coding.coder_id)).all()
    )
    rows = connection.execute(select(schema.Coder).order_by(schema.Coder.name))
    return [
        Coder(row.id, row.name, row.initials, row.colour, counts.get(row.id, 0))
        for row in rows
        if consensus or row.id != schema.CONSENSUS
    ]


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


# Plain SQL: an interview may have fifty thousand, and most of them share the time when they were made.
_CODINGS: Final = """
SELECT c.id, c.code_id, c.coder_id, c.start, c."end", c.stance, coalesce(m.body, ''), c.created
FROM codings AS c LEFT JOIN memos AS m ON m.coding_id = c.id
WHERE c.transcript_id = (SELECT t.id FROM transcripts AS t WHERE t.interview_id = ?) AND {whose}
ORDER BY c.start, c."end" DESC, c.id
"""
_STANCES: Final = {None: None} | {one.value: one for one in Stance}


def codings(connection: Connection, interview_id: str, *, consensus: bool = False) -> list[Coding]:
    """The codings of an interview, of all coders or those of the consensus, by place."""
    statement = _CODINGS.format(whose="c.coder_id = ?" if consensus else "c.coder_id != ?")
    rows = connection.exec_driver_sql(statement, (interview_id, schema.CONSENSUS)).all()
    when = {text: schema.time_of(text) for text in {row[7] for row in rows}}
    return [
        Coding(id_, interview_id, code, coder, start, end, _STANCES[stance], memo, when[created])
        for id_, code, coder, start, end, stance, memo, created in rows
    ]


def coding(connection: Connection, coding_id: str) -> Coding:
    """The coding with that id. Raises NotFoundError where there is none."""
    row = connection.execute(_codings().where(schema.Coding.id == coding_id)).first()
    if row is None:
        raise NotFoundError(_("There is no coding “{ref}”.").format(ref=coding_id))
    return Coding(*row)


def coder_names(connection: Connection) -> dict[str, str]:
    """The name of every coder, by id."""
    return dict(connection.execute(select(schema.Coder.id, schema.Coder.name)).all())


def find_coder(connection: Connection, name: str) -> Coder:
    """The coder of that name or id, or the consensus; case does not count. Raises NotFoundError where there is none."""
    if name == schema.CONSENSUS or fold(name) == schema.CONSENSUS_NAME:
        return Coder(schema.CONSENSUS, schema.CONSENSUS_NAME, "=", "#808080")
    everybody = coders(connection)
    for coder in everybody:
        if name in (coder.id, coder.name) or fold(coder.name) == fold(name):
            return coder
    raise NotFoundError(_("There is no coder “{name}”; the command “coders” lists them.").format(name=name))


def kept_words(connection: Connection) -> list[str]:
    """Words that the study keeps in its texts, in alphabetical order."""
    return sorted(connection.scalars(select(schema.KeptWord.text)), key=fold)


def mark_style(connection: Connection) -> MarkStyle:
    """How names are marked in what is imported."""
    return MarkStyle(str(connection.scalar(select(schema.Study.mark_style))))


def review(connection: Connection, digest: str) -> list[tuple[int, int, str, bool | None, str, bool]]:
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
            mark.reviewed,
        )
        .join(schema.Transcript, schema.Transcript.id == mark.transcript_id)
        .join(schema.Interview, schema.Interview.id == schema.Transcript.interview_id)
        .join(schema.Coder, schema.Coder.id == mark.coder_id)
        .group_by(schema.Interview.number, mark.kind, mark.reason, schema.Coder.name, mark.created, mark.reviewed)
        .order_by(schema.Interview.number, mark.created, mark.kind, mark.reason)
    ).all()
    names = references(connection)
    return [
        RedactionCount(names[identifier], kind, reason, reviewer, time, count, reviewed)
        for identifier, kind, reason, reviewer, time, count, reviewed in rows
    ]


def language(connection: Connection) -> str:
    """The language of the study's report."""
    return str(connection.scalar(select(schema.Study.language)))


def template(connection: Connection) -> str:
    """The template that the study began with."""
    return str(connection.scalar(select(schema.Study.template)))


def sections(connection: Connection) -> dict[str, str]:
    """The titles of the report's sections in order, by number or name."""
    section = schema.Section
    return dict(connection.execute(select(section.name, section.title).order_by(section.position, section.id)).all())


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
        codings=connection.scalar(select(func.count()).select_from(schema.Coding).where(own_work())) or 0,
        coders=connection.scalar(select(func.count()).where(schema.Coder.id != schema.CONSENSUS)) or 0,
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
        # The keys are the program's own words.
        for inner in value.values():
            yield from _texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_in(inner)

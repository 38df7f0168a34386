"""Codings as rows of the quote table, in the order of the report.

A large study has more codings than anybody looks at: what is needed to sort them is read first, and the words, memos
and turns of a page alone. Words come from the turns in the full-text index, so that no whole transcript is read for a
quote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, true

from interview_coder.domain.collecting import CollectedQuote
from interview_coder.domain.model import Code, QuoteFilter, QuotePlace, QuoteRow, Stance
from interview_coder.domain.paged import Paged
from interview_coder.domain.querying import parse
from interview_coder.domain.text import slug
from interview_coder.store import collecting, reading, schema
from interview_coder.store.querying import CODINGS, Answering, listed
from interview_coder.store.schema import FTS

_LIGHT: Final = ("id", "transcript_id", "code_id", "coder_id", "start", "end")


class _Light(NamedTuple):
    """What sorts a coding."""

    id: str
    transcript: str
    code: str
    coder: str
    start: int
    end: int


class _Sources:
    """What all rows of a listing share: the codebook, the coders, the interviews."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        codes = reading.codes(connection, counted=False)
        self.codes: dict[str, Code] = {code.id: code for code in codes}
        self.coders = reading.coder_names(connection)

    @cached_property
    def home(self) -> dict[str, str]:
        """The interview of each transcript, in the order of the report."""
        return {row[0]: row[1] for row in self._connection.exec_driver_sql(_HOMES)}

    @cached_property
    def interviews(self) -> dict[str, reading.Known]:
        """What refers to each interview; a listing of some asks ``references`` for those alone."""
        return reading.known(self._connection)

    def references(self, transcripts: Collection[str]) -> dict[str, str]:
        """What the report prints for the interviews of some transcripts, by the interview's id."""
        if "interviews" in self.__dict__ or 2 * len(transcripts) > len(self.home):
            return {id_: one.reference for id_, one in self.interviews.items()}
        return reading.references(self._connection, {self.home[one] for one in transcripts})

    def in_report(self) -> list[Code]:
        """The codes in the order of the report: by section, those without one last, and by codebook."""
        tree = {id_: index for index, id_ in enumerate(self.codes)}
        return sorted(
            self.codes.values(),
            key=lambda code: (code.section is None, _natural(code.section or ""), tree[code.id]),
        )

    def order(self) -> Callable[[_Light], tuple[int, int, int, int, int, str]]:
        """The key that sorts as the report does: section (without one last), codebook, interview, place, coder."""
        code_rank = {code.id: rank for rank, code in enumerate(self.in_report())}
        interview_rank = {transcript: rank for rank, transcript in enumerate(self.home)}
        by_name = sorted(self.coders, key=lambda id_: (self.coders[id_], id_))
        coder_rank = {id_: rank for rank, id_ in enumerate(by_name)}
        return lambda row: (
            code_rank[row.code],
            interview_rank[row.transcript],
            row.start,
            row.end,
            coder_rank[row.coder],
            row.id,
        )


def quotes(
    connection: Connection, wanted: QuoteFilter, where: str | None = None, *, limit: int | None = None, offset: int = 0
) -> list[QuoteRow]:
    """The codings that match both, in the order of the report: section, codebook, interview, place, coder.

    Codes without a section come last. Raises NotFoundError where the filter names a code, coder or interview that does
    not exist, QueryError where the query cannot be answered.
    """
    sources = _Sources(connection)
    chosen, matching = _matching(connection, wanted, where, sources)
    order = sources.order()
    statement = select(*(CODINGS.c[name] for name in _LIGHT)).where(matching)
    if limit is None:
        everything = (
            statement.where(listed(CODINGS.c.code_id, chosen)) if len(chosen) < len(sources.codes) else statement
        )
        page = sorted(_light(connection, everything), key=order)[offset:]
        return _rows(connection, page, sources)
    # The report's order begins with the code: the first page needs the first codes only.
    ranked = [code.id for code in sources.in_report() if code.id in chosen]
    found: list[_Light] = []
    some = 1
    while ranked and len(found) < offset + limit:
        here, ranked = ranked[:some], ranked[some:]
        some *= 2
        found += sorted(_light(connection, statement.where(CODINGS.c.code_id.in_(here))), key=order)
    return _rows(connection, found[offset : offset + limit], sources)


class Listing(NamedTuple):
    """All rows of a listing, read page by page while the connection is open, and where each stands."""

    rows: Paged[QuoteRow]
    places: list[QuotePlace]


def listing(connection: Connection, wanted: QuoteFilter, where: str | None = None) -> Listing:
    """As ``quotes``, all of them, for whoever walks through them once or twice. Raises as ``quotes``."""
    sources = _Sources(connection)
    chosen, matching = _matching(connection, wanted, where, sources)
    statement = select(*(CODINGS.c[name] for name in _LIGHT)).where(matching)
    if len(chosen) < len(sources.codes):
        statement = statement.where(listed(CODINGS.c.code_id, chosen))
    everything = sorted(_light(connection, statement), key=sources.order())
    edited = _edited(connection, None)
    places = [
        QuotePlace(row.id, sources.home[row.transcript], code.section, code.path, code.key, row.id in edited)
        for row in everything
        for code in (sources.codes[row.code],)
    ]
    if len(places) > _MANY:
        # Once for all pages.
        sources.interviews  # noqa: B018 - a cached property
    return Listing(Paged(everything, lambda some: _rows(connection, some, sources, edited)), places)


def _light(connection: Connection, statement: Select[*tuple[str, ...]]) -> Iterable[_Light]:
    # Fetched at once: row by row takes three times as long.
    return map(_Light._make, connection.execute(statement).all())


def count(connection: Connection, wanted: QuoteFilter, where: str | None = None) -> int:
    """How many codings match. Raises as ``quotes``."""
    sources = _Sources(connection)
    chosen, matching = _matching(connection, wanted, where, sources)
    statement = select(func.count()).select_from(CODINGS).where(matching)
    if len(chosen) < len(sources.codes):
        statement = statement.where(listed(CODINGS.c.code_id, chosen))
    return connection.scalar(statement) or 0


def matching(connection: Connection, where: str) -> ColumnElement[bool]:
    """A query as a condition on ``CODINGS``. Raises QueryError."""
    return _matching(connection, QuoteFilter(), where, _Sources(connection))[1]


def by_ids(connection: Connection, coding_ids: Sequence[str]) -> list[QuoteRow]:
    """The codings with these ids as rows, in this order."""
    columns = (CODINGS.c[name] for name in _LIGHT)
    known = {row.id: row for row in _light(connection, select(*columns).where(listed(CODINGS.c.id, coding_ids)))}
    return _rows(connection, [known[one] for one in coding_ids if one in known], _Sources(connection))


def quote(connection: Connection, coding_id: str) -> QuoteRow:
    """One coding as a row of the quote table. Raises NotFoundError."""
    one = reading.coding(connection, coding_id)
    transcript = str(
        connection.scalar(select(schema.Transcript.id).where(schema.Transcript.interview_id == one.interview))
    )
    light = _Light(one.id, transcript, one.code, one.coder, one.start, one.end)
    return _rows(connection, [light], _Sources(connection))[0]


def _matching(
    connection: Connection, wanted: QuoteFilter, where: str | None, sources: _Sources
) -> tuple[set[str], ColumnElement[bool]]:
    """The codes that a filter leaves, and the condition on codings besides."""
    codes = list(sources.codes.values())
    chosen = set(sources.codes)
    if wanted.code is not None:
        chosen = reading.with_subcodes(codes, reading.find_code(codes, wanted.code).id)
    if wanted.section is not None:
        chosen = {id_ for id_ in chosen if reading.in_section(sources.codes[id_].section, wanted.section)}
    conditions: list[ColumnElement[bool]] = []
    agreed = False
    if wanted.coder is not None:
        coder = reading.find_coder(connection, wanted.coder).id
        agreed = coder == schema.CONSENSUS
        conditions.append(CODINGS.c.coder_id == coder)
    if wanted.stance is not None:
        conditions.append(CODINGS.c.stance == wanted.stance)
    here = _transcripts(connection, wanted, sources)
    if here is not None:
        conditions.append(listed(CODINGS.c.transcript_id, here))
    if where is not None:
        answering = Answering(
            connection, parse(where), codes=sources.codes, interviews=sources.interviews, home=sources.home
        )
        answering.consensus |= agreed
        conditions.append(answering.clause()(CODINGS))
    elif not agreed:
        conditions.append(CODINGS.c.coder_id != schema.CONSENSUS)
    return chosen, and_(true(), *conditions)


def _transcripts(connection: Connection, wanted: QuoteFilter, sources: _Sources) -> set[str] | None:
    """The transcripts that the filter leaves; ``None``: all."""
    if wanted.school is None and wanted.programme is None and wanted.interview is None:
        return None
    only = None if wanted.interview is None else reading.interview_id(connection, wanted.interview)
    programme = None if wanted.programme is None else slug(wanted.programme)
    return {
        transcript
        for transcript, interview in sources.home.items()
        if (only is None or interview == only)
        and (wanted.school is None or sources.interviews[interview].metadata.school == wanted.school)
        and (programme is None or programme in map(slug, sources.interviews[interview].metadata.programmes))
    }


_HOMES: Final = """
SELECT t.id, i.id FROM interviews AS i
JOIN transcripts AS t ON t.interview_id = i.id
LEFT JOIN schools AS s ON s.id = i.school_id
LEFT JOIN (
    SELECT o.interview_id, group_concat(o.name, char(1)) AS names FROM (
        SELECT l.interview_id, p.name FROM interview_programmes AS l JOIN programmes AS p ON p.id = l.programme_id
        ORDER BY l.interview_id, l.position) AS o
    GROUP BY o.interview_id) AS q ON q.interview_id = i.id
ORDER BY s.number IS NULL, s.number, coalesce(q.names, ''), coalesce(i.sequence, 0), i.number
"""
_MANY: Final = 500
"""From how many rows on what refers to all interviews is read once for all pages."""

_DETAILS: Final = f"""
SELECT c.id, c.stance, (SELECT body FROM memos AS m WHERE m.coding_id = c.id ORDER BY m.id LIMIT 1) AS memo,
    u.number, u.start, u.end, s.label, f.body
FROM json_each(?) AS j
CROSS JOIN codings AS c ON c.id = j.value
CROSS JOIN turns AS u ON u.id = (
    SELECT t.id FROM turns AS t WHERE t.transcript_id = c.transcript_id AND t.start <= c.start
    ORDER BY t.start DESC LIMIT 1)
CROSS JOIN {FTS} AS f ON f.rowid = u.docid
LEFT JOIN speakers AS s ON s.id = u.speaker_id
"""


# What passages that run over the end of a turn have in the turns behind it.
_FURTHER: Final = f"""
SELECT json_extract(j.value, '$[0]'), f.body
FROM json_each(?) AS j
CROSS JOIN turns AS u ON u.transcript_id = json_extract(j.value, '$[1]')
    AND u.start > json_extract(j.value, '$[2]') AND u.start < json_extract(j.value, '$[3]')
CROSS JOIN {FTS} AS f ON f.rowid = u.docid
ORDER BY j.key, u.start
"""


def _rows(
    connection: Connection,
    page: Sequence[_Light],
    sources: _Sources,
    edited: Mapping[str, CollectedQuote] | None = None,
) -> list[QuoteRow]:
    ids = json.dumps([row.id for row in page])
    details = {row[0]: row for row in connection.exec_driver_sql(_DETAILS, (ids,)).all()}
    bodies = {id_: [row[7]] for id_, row in details.items()}
    longer = [(row.id, row.transcript, row.start, row.end) for row in page if row.end > details[row.id][5]]
    if longer:
        for id_, body in connection.exec_driver_sql(_FURTHER, (json.dumps(longer),)).all():
            bodies[id_].append(body)
    references = sources.references({row.transcript for row in page})
    edited = _edited(connection, [row.id for row in page]) if edited is None else edited
    rows = []
    for light in page:
        _id, stance, memo, number, start, _end, label, _body = details[light.id]
        words = "\n".join(bodies[light.id])[light.start - start : light.end - start]
        code, interview = sources.codes[light.code], sources.home[light.transcript]
        quote = edited.get(light.id)
        rows.append(
            QuoteRow(
                id=light.id,
                interview=interview,
                reference=references[interview],
                section=code.section,
                code_key=code.key,
                code_name=code.name,
                code_path=code.path,
                code_kind=code.kind,
                quote=words,
                edited=_inner(quote) if quote else None,
                stance=Stance(stance) if stance else None,
                coder=sources.coders[light.coder],
                memo=memo or "",
                start=light.start,
                end=light.end,
                turn=number,
                label=label or "",
                runs=tuple((run.text, run.italic) for run in quote.runs) if quote else (),
            )
        )
    return rows


def _inner(quote: CollectedQuote) -> str:
    """The answers of an edited quote without the outer marks; those of one that only asks, as they are."""
    runs = [run for run in quote.runs if run.text.strip()]
    return " ".join(run.text[1:-1] for run in runs if not run.italic) or " ".join(run.text for run in runs)


def words_of(connection: Connection, transcript: str, start: int, end: int) -> str:
    """The words of a passage of a transcript, from the turns that it touches."""
    turns = connection.exec_driver_sql(
        f"SELECT u.start, f.body FROM turns AS u CROSS JOIN {FTS} AS f ON f.rowid = u.docid "
        "WHERE u.transcript_id = ? AND u.start < ? AND u.end >= ? ORDER BY u.start",
        (transcript, end, start),
    ).all()
    if not turns:
        return ""
    first = turns[0].start
    return "\n".join(turn.body for turn in turns)[start - first : end - first]


# The turn before the one in which a passage begins, and the first behind the passage.
_BESIDE: Final = f"""
SELECT side, s.label, f.body FROM (
    SELECT * FROM (SELECT 0 AS side, u.docid, u.speaker_id FROM turns AS u WHERE u.transcript_id = :transcript
        AND u.start < (SELECT max(v.start) FROM turns AS v WHERE v.transcript_id = :transcript AND v.start <= :start)
        ORDER BY u.start DESC LIMIT 1)
    UNION ALL
    SELECT * FROM (SELECT 1 AS side, u.docid, u.speaker_id FROM turns AS u WHERE u.transcript_id = :transcript
        AND u.start >= :end ORDER BY u.start LIMIT 1)) AS b
CROSS JOIN {FTS} AS f ON f.rowid = b.docid
LEFT JOIN speakers AS s ON s.id = b.speaker_id
"""


def turns_beside(connection: Connection) -> Callable[[QuoteRow], tuple[str, str]]:
    """Gives the turns before and behind a row, each with who speaks; nothing where there is none."""
    transcript = schema.Transcript
    home = dict(connection.execute(select(transcript.interview_id, transcript.id)).all())

    def beside(row: QuoteRow) -> tuple[str, str]:
        place = {"transcript": home[row.interview], "start": row.start, "end": row.end}
        found = {
            side: f"{label}: {body}" if label is not None else body
            for side, label, body in connection.exec_driver_sql(_BESIDE, place).all()
        }
        return found.get(0, ""), found.get(1, "")

    return beside


def around(connection: Connection, rows: Sequence[QuoteRow], characters: int) -> list[tuple[str, str]]:
    """What stands before and behind each row in its transcript, so many characters at most."""
    transcript = schema.Transcript
    home = dict(connection.execute(select(transcript.interview_id, transcript.id)).all())
    found = []
    for row in rows:
        start = max(0, row.start - characters)
        words = words_of(connection, home[row.interview], start, row.end + characters)
        found.append((words[: row.start - start], words[row.end - start :]))
    return found


def _edited(connection: Connection, coding_ids: Collection[str] | None) -> dict[str, CollectedQuote]:
    """Codings, all or these, that somebody edited into a quote: by id, the quote that was changed last."""
    quote = schema.Quote
    statement = select(quote.interview_id).where(quote.coding_id.is_not(None))
    if coding_ids is not None:
        statement = statement.where(listed(quote.coding_id, coding_ids))
    interviews = set(connection.scalars(statement))
    found: dict[str, CollectedQuote] = {}
    for this in collecting.collected(connection, interviews) if interviews else ():
        if this.coding is not None and this.edited and this.runs:
            known = found.get(this.coding)
            if known is None or (known.changed, known.id) < (this.changed, this.id):
                found[this.coding] = this
    return found


def _natural(section: str) -> list[tuple[int, str]]:
    """A key that sorts ``4.10`` behind ``4.9``."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", section)]

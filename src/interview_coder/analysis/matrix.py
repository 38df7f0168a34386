"""Codes against interviews, schools or programmes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from interview_coder.analysis.conditions import families
from interview_coder.domain.model import Code
from interview_coder.domain.said import Origin, Said
from interview_coder.domain.tables import By, Cell, CodeMatrix, Column, MatrixRow


def matrix(
    codes: Sequence[Code], said: Iterable[Said], origins: Sequence[Origin], by: By, *, subcodes: bool = False
) -> CodeMatrix:
    """How often each code occurs where.

    ``codes`` are the rows, in tree order; with ``subcodes`` what lies below a code counts to it as well. Columns are
    all that the study has, interviews by number of import, schools by number, programmes as they first occur.
    """
    columns = _columns(origins, by)
    places = {origin.id: _keys(origin, by) for origin in origins}
    by_code: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        by_code[one.code].append(one)
    below = families(codes) if subcodes else {code.id: {code.id} for code in codes}
    rows = []
    for code in codes:
        mine = [one for member in below[code.id] for one in by_code.get(member, ())]
        rows.append(MatrixRow(code, _cells(mine, places, columns), _cell(mine)))
    return CodeMatrix(by, columns, tuple(rows))


def _columns(origins: Sequence[Origin], by: By) -> tuple[Column, ...]:
    if by is By.INTERVIEW:
        return tuple(Column(one.id, one.reference) for one in origins)
    if by is By.SCHOOL:
        numbers = sorted({one.school for one in origins if one.school is not None})
        return tuple(Column(str(number), str(number)) for number in numbers)
    return tuple(Column(name, name) for name in dict.fromkeys(name for one in origins for name in one.programmes))


def _keys(origin: Origin, by: By) -> tuple[str, ...]:
    if by is By.INTERVIEW:
        return (origin.id,)
    if by is By.SCHOOL:
        return () if origin.school is None else (str(origin.school),)
    return origin.programmes


def _cells(said: Iterable[Said], places: Mapping[str, Sequence[str]], columns: Sequence[Column]) -> tuple[Cell, ...]:
    by_column: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        for key in places[one.interview]:
            by_column[key].append(one)
    empty = Cell()
    return tuple(_cell(by_column[column.key]) if column.key in by_column else empty for column in columns)


def _cell(said: Sequence[Said]) -> Cell:
    return Cell(
        len(said),
        len({voice for one in said for voice in one.respondents}),
        len({one.interview for one in said}),
    )

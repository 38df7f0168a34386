"""The evidence on conditions: how much is said for and against each, by whom, by programme and by school."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from interview_coder.domain.conditions import Condition, Evidence, Judgement, Part, Share
from interview_coder.domain.model import Code, CodeKind, Stance
from interview_coder.domain.said import Origin, Said

NEGATIVE_FIRST: Final = (Stance.CONTRADICTS, Stance.MIXED, Stance.SUPPORTS, None)
"""The order in which evidence is looked at: what speaks against a condition first, what has no stance last."""


def evidence(said: Iterable[Said]) -> Evidence:
    """What codings amount to."""
    by_stance: dict[Stance | None, set[tuple[str, int, int]]] = defaultdict(set)
    passages: set[tuple[str, int, int]] = set()
    respondents: set[str] = set()
    codings = 0
    for one in said:
        by_stance[one.stance].add(one.passage)
        passages.add(one.passage)
        respondents |= one.respondents
        codings += 1
    return Evidence(
        supports=len(by_stance[Stance.SUPPORTS]),
        contradicts=len(by_stance[Stance.CONTRADICTS]),
        mixed=len(by_stance[Stance.MIXED]),
        neutral=len(by_stance[None]),
        passages=len(passages),
        codings=codings,
        respondents=len(respondents),
        interviews=len({interview for interview, _start, _end in passages}),
    )


def families(codes: Sequence[Code]) -> dict[str, set[str]]:
    """For each code (id), itself and every code below it. ``codes`` are in tree order."""
    found = {code.id: {code.id} for code in codes}
    for code in reversed(codes):  # children come behind their parents
        if code.parent in found:
            found[code.parent] |= found[code.id]
    return found


def condition_of(codes: Sequence[Code]) -> dict[str, str]:
    """The id of the condition that a code is or lies below, the nearest, by the key of the code. In tree order."""
    home: dict[str, str] = {}
    by_id = {code.id: code for code in codes}
    for code in codes:
        above = by_id.get(code.parent or "")
        if code.kind is CodeKind.CONDITION:
            home[code.key] = code.id
        elif above is not None and above.key in home:
            home[code.key] = home[above.key]
    return home


def is_condition(codes: Sequence[Code]) -> set[str]:
    """The ids of the conditions and of every code below one: what a verdict can be given on."""
    below = families(codes)
    return {one for code in codes if code.kind is CodeKind.CONDITION for one in below[code.id]}


def conditions(
    codes: Sequence[Code],
    said: Sequence[Said],
    origins: Sequence[Origin],
    judgements: Iterable[Judgement],
    chosen: Sequence[Code],
) -> list[Condition]:
    """The chosen codes as conditions, in their order, with what codings of them and of codes below them say.

    ``codes`` is the codebook in tree order, ``origins`` are all interviews of the study, ``judgements`` those in force.
    """
    below = families(codes)
    by_code: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        by_code[one.code].append(one)
    verdicts = {(one.condition, one.programme, one.school): one for one in judgements}
    programmes: dict[str, set[str]] = defaultdict(set)
    schools: dict[int, set[str]] = defaultdict(set)
    for origin in origins:
        for programme in origin.programmes:
            programmes[programme].add(origin.id)
        if origin.school is not None:
            schools[origin.school].add(origin.id)
    found = []
    for code in chosen:
        mine = [one for member in below[code.id] for one in by_code[member]]
        by_interview: dict[str, list[Said]] = defaultdict(list)
        for one in mine:
            by_interview[one.interview].append(one)

        def share(interviews: Iterable[str], by: dict[str, list[Said]] = by_interview) -> Evidence:
            return evidence(one for interview in interviews for one in by.get(interview, ()))

        found.append(
            Condition(
                code=code,
                total=evidence(mine),
                programmes=tuple(
                    Share(name, share(ids), verdicts.get((code.id, name, None))) for name, ids in programmes.items()
                ),
                schools=tuple(
                    Share(str(number), share(schools[number]), verdicts.get((code.id, None, number)))
                    for number in sorted(schools)
                ),
                parts=tuple(
                    Part(
                        sub,
                        evidence(one for member in below[sub.id] for one in by_code[member]),
                        verdicts.get((sub.id, None, None)),
                    )
                    for sub in codes
                    if sub.id in below[code.id] and sub.id != code.id
                ),
                verdict=verdicts.get((code.id, None, None)),
            )
        )
    return found

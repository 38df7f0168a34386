"""How far the coding is, by interview and by coder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from interview_coder.domain.model import Coder, Interview
from interview_coder.domain.said import Work
from interview_coder.domain.tables import CoderProgress, InterviewProgress, Progress


def progress(interviews: Sequence[Interview], coders: Sequence[Coder], work: Iterable[Work]) -> Progress:
    """How far the coding is."""
    by_coder: dict[str, list[Work]] = defaultdict(list)
    by_interview: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, Counter[date]] = defaultdict(Counter)
    for one in work:
        by_coder[one.coder].append(one)
        by_interview[one.interview][one.coder] += one.codings
        days[one.coder][one.day] += one.codings
    return Progress(
        interviews=tuple(
            InterviewProgress(
                interview=one.id,
                reference=one.reference,
                status=one.status,
                share=one.coded_share,
                codings={
                    coder.name: by_interview[one.id][coder.id] for coder in coders if by_interview[one.id][coder.id]
                },
            )
            for one in interviews
        ),
        coders=tuple(
            CoderProgress(
                coder=coder.name,
                codings=sum(one.codings for one in by_coder[coder.id]),
                interviews=len({one.interview for one in by_coder[coder.id]}),
                codes=len({one.code for one in by_coder[coder.id]}),
                days=tuple(sorted(days[coder.id].items())),
            )
            for coder in coders
        ),
    )

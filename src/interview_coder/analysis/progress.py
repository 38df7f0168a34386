"""How far the coding is, by interview and by coder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from interview_coder.domain.model import Coder, Interview
from interview_coder.domain.said import Said
from interview_coder.domain.tables import CoderProgress, InterviewProgress, Progress


def progress(
    interviews: Sequence[Interview], coders: Sequence[Coder], said: Iterable[Said], lengths: Mapping[str, int]
) -> Progress:
    """How far the coding is. ``lengths`` are those of the texts in characters, by interview."""
    by_coder: dict[str, list[Said]] = defaultdict(list)
    by_interview: dict[str, Counter[str]] = defaultdict(Counter)
    for one in said:
        by_coder[one.coder].append(one)
        by_interview[one.interview][one.coder] += 1
    return Progress(
        interviews=tuple(
            InterviewProgress(
                interview=one.id,
                reference=one.reference,
                status=one.status,
                share=min(1.0, one.coded_up_to / lengths[one.id]) if lengths.get(one.id) else 0.0,
                codings={
                    coder.name: by_interview[one.id][coder.id] for coder in coders if by_interview[one.id][coder.id]
                },
            )
            for one in interviews
        ),
        coders=tuple(
            CoderProgress(
                coder=coder.name,
                codings=len(by_coder[coder.id]),
                interviews=len({one.interview for one in by_coder[coder.id]}),
                codes=len({one.code for one in by_coder[coder.id]}),
                days=tuple(sorted(Counter(one.created.date() for one in by_coder[coder.id]).items())),
            )
            for coder in coders
        ),
    )

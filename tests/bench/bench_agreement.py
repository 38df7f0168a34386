"""How long agreement takes: three coders, a thousand interviews, a hundred thousand codings, intervals included."""

from __future__ import annotations

import random
import resource
import sys
import time

from interview_coder.analysis.agreement import LineKind, agreement
from interview_coder.domain.coded import CodedPassage, ComparedInterview, CompareUnit
from interview_coder.domain.model import Stance
from interview_coder.domain.spans import Span

CODERS = ("a", "b", "c")
INTERVIEWS, CODINGS, CODES, TURNS, TURN = 1_000, 100_000, 60, 150, 250


def study(seed: int = 7) -> tuple[list[ComparedInterview], list[CodedPassage]]:
    """Coders who mostly see the same passages, with borders, codes and stances of their own."""
    chance = random.Random(seed)
    length = TURNS * TURN
    units = [Span(start, start + TURN - 1) for start in range(0, length, TURN)]
    interviews = [ComparedInterview(f"i{n}", length, frozenset(CODERS), units) for n in range(INTERVIEWS)]
    passages: list[CodedPassage] = []
    while len(passages) < CODINGS:
        interview = chance.choice(interviews).id
        start, long = chance.randrange(length - 1_200), chance.randint(20, 700)
        code, stance = chance.randrange(CODES), chance.choice(list(Stance))
        for coder in CODERS:
            if chance.random() < 0.75:
                begin = max(0, start + chance.choice((0, 0, 0, -30, 25)))
                other = chance.randrange(CODES) if chance.random() < 0.1 else code
                said = chance.choice(list(Stance)) if chance.random() < 0.1 else stance
                passages.append(
                    CodedPassage(coder, f"c{other}", interview, begin, start + long + chance.randint(0, 60), said)
                )
    return interviews, passages[:CODINGS]


def main() -> None:
    interviews, passages = study()
    codes = [f"c{n}" for n in range(CODES)]
    groups = {"first": codes[:7], "rest": codes[7:]}
    whole = processor = 0.0
    for unit in (CompareUnit.TURN, CompareUnit.CONTINUUM):
        begin, begun = time.perf_counter(), time.process_time()
        steps: list[int] = []
        found = agreement(
            interviews,
            passages,
            coders=CODERS,
            unit=unit,
            groups=groups,
            progress=lambda done, _total: steps.append(done),  # noqa: B023 - used at once
        )
        took = time.perf_counter() - begin
        whole += took
        processor += time.process_time() - begun
        alpha = found.overall.headline
        assert found.overall.kind is LineKind.ALL
        assert alpha.value is not None
        print(f"{unit.value}: {took:.1f} s, {len(steps)} steps of progress")
        print(f"  alpha {alpha.value:.3f} [{alpha.low:.3f}, {alpha.high:.3f}]")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"both: {whole:.1f} s, {processor:.1f} s of processor time, {memory:.0f} MiB")
    # The time of the processor, as others may be at work on this machine.
    sys.exit(processor >= 30)


if __name__ == "__main__":
    main()

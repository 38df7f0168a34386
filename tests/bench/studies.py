"""Studies of any size, made by a seeded generator and kept under build/bench until the tables or this file change."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final

from interview_coder.domain.model import Draft, DraftSpeaker, DraftTurn, Metadata, Role, Stance
from interview_coder.intake import Prepared
from interview_coder.store import history
from interview_coder.study import Study

ROOT: Final = Path(__file__).parents[2]
WORK: Final = ROOT / "build" / "bench"
WORDS: Final = 8_200
"""Words of a transcript in the large study: as long as an interview of an hour and a half."""
SHORT: Final = 820
"""Words of a transcript where a study of 10,000 is made: a tenth of the others, so that it is there within minutes."""
ONE_CODE: Final = 2_400
"""How often the code is given that is asked for."""

_COMMON: Final = tuple(
    word
    for line in (
        "ja nou dus de leerling een het school niet opleiding werk stage als die dan wij ook bij intake kans voor maar",
        "administratief medewerker ouders gesprek eigenlijk doorstroom beroep gewoon natuurlijk regio niveau zorg en",
        "van dat is ik op te in zijn je er met wel ze om aan heel wat hebben doen kijken vinden gaan weten moeten jaar",
    )
    for word in line.split()
)
_SYLLABLES: Final = tuple(consonant + vowel for consonant in "bdgklmnrstv" for vowel in "aeo")


def _vocabulary() -> tuple[list[str], list[float]]:
    """Some 20,000 words with the frequencies of speech (Zipf's law), the common ones first."""
    dice = random.Random(0)
    made = {"".join(dice.choices(_SYLLABLES, k=dice.randint(2, 5))) for _word in range(24_000)}
    words = [*_COMMON, *sorted(made, key=lambda word: (len(word), word))]
    return words, list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))


_VOCABULARY, _WEIGHTS = _vocabulary()


def turns(words: int, seed: int) -> list[str]:
    """What an interviewer and a respondent say in turn, of so many words in all."""
    dice = random.Random(seed)
    said: list[str] = []
    count = 0
    while count < words:
        size = dice.randint(4, 25) if len(said) % 2 == 0 else dice.randint(20, 120)
        spoken = dice.choices(_VOCABULARY, cum_weights=_WEIGHTS, k=size)
        for place in range(12, size, 12):
            spoken[place] += "."
        said.append(" ".join(spoken).capitalize() + ".")
        count += size
    return said


def transcript_files(count: int, words: int = WORDS) -> list[Path]:
    """Plain text files with labels before the turns, made where they are not there yet."""
    folder = WORK / f"transcripts-{words}"
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{number:05}.txt" for number in range(count)]
    for number, file in enumerate(files):
        if not file.exists():
            said = turns(words, number)
            lines = [f"{'Respondent' if at % 2 else 'Interviewer'}: {text}" for at, text in enumerate(said)]
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return files


def metadata(number: int) -> Metadata:
    """Five interviews at a school, on one programme after another."""
    programmes = ("Dierverzorging 2", "Helpende Zorg & Welzijn", "Administratief Medewerker")
    return Metadata(school=number // 5 % 9_000 + 1, programmes=(programmes[number % 3],))


def prepared(words: int, seed: int) -> Prepared:
    """An interview in memory, without names."""
    return Prepared(
        file=f"{seed}.txt",
        draft=Draft(
            turns=tuple(DraftTurn(at % 2, text) for at, text in enumerate(turns(words, seed))),
            speakers=(DraftSpeaker("Interviewer", Role.INTERVIEWER), DraftSpeaker("Respondent", Role.RESPONDENT)),
        ),
        finds=[],
        decisions=[],
        metadata=metadata(seed),
    )


def import_files(study: Study, files: Sequence[Path], first: int = 0) -> None:
    """Read and store files as ``import --no-redact --no-look`` does."""
    for number, file in enumerate(files, first):
        study.store(study.prepare(file, redact=False, look=False), metadata=metadata(number), force=True)


def spread_codings(study: Study, interviews: Sequence[str], each: int, one_code: int, seed: int = 7) -> None:
    """Give each interview so many codings, one act an interview; ``one_code`` in all carry the first theme."""
    dice = random.Random(seed)
    codes = [code.id for code in study.codes()]
    asked, others = codes[-1], codes[:-1]
    special = set(dice.sample(range(len(interviews) * each), one_code))
    number = 0
    for interview in interviews:
        transcript = study.transcript(interview)
        length = len(transcript.text)
        with study._act("passages found and coded") as act:
            rows = []
            for start in sorted(dice.randrange(max(1, length - 400)) for _coding in range(each)):
                rows.append(
                    {
                        "id": history.new_id(),
                        "transcript_id": transcript.id,
                        "code_id": asked if number in special else dice.choice(others),
                        "coder_id": act.coder,
                        "start": start,
                        "end": start + dice.randint(40, 390),
                        "stance": dice.choice((None, None, *Stance)),
                        "created": act.time,
                        "changed": act.time,
                    }
                )
                number += 1
            act.insert_many("codings", rows)


def asked_code(study: Study) -> str:
    """The key of the code that ``spread_codings`` gave so often."""
    return study.codes()[-1].key


def _stamp() -> str:
    """Changes when the tables or the generator do."""
    told = hashlib.sha256()
    for file in (*sorted((ROOT / "migrations" / "versions").glob("*.py")), Path(__file__)):
        told.update(file.read_bytes())
    return told.hexdigest()[:10]


def kept(name: str) -> Path:
    """Where a made study is kept."""
    WORK.mkdir(parents=True, exist_ok=True)
    path = WORK / f"{name}-{_stamp()}.study"
    # Those of earlier tables are of no use, and large.
    for old in WORK.glob(f"{name}-[0-9a-f]*.study"):
        if old != path and re.fullmatch(rf"{re.escape(name)}-[0-9a-f]{{10}}", old.stem):
            old.unlink()
    return path


def small() -> Path:
    """18 interviews as they are in a real study, 40 codings each."""
    return grown(18, WORDS, 40)


def grown(count: int, words: int = SHORT, each: int = 10) -> Path:
    """A study of so many transcripts."""
    path = kept(f"grown-{count}-{words}")
    if not path.exists():
        draft = path.with_suffix(".draft.study")
        draft.unlink(missing_ok=True)
        with Study.create(draft, coder="Anna") as study:
            ids = [study.store(prepared(words, seed), force=True).interview.id for seed in range(count)]
            spread_codings(study, ids, each, count * each // 42)
        draft.rename(path)
    return path


def large() -> Path:
    """1,000 interviews, 8.2 million words, 100,000 codings, 2,400 of them with one code."""
    path = kept("large")
    if not path.exists():
        draft = path.with_suffix(".draft.study")
        draft.unlink(missing_ok=True)
        with Study.create(draft, coder="Anna") as study:
            import_files(study, transcript_files(1_000))
            code_large(study)
        draft.rename(path)
    return path


def code_large(study: Study) -> None:
    """The 100,000 codings of the large study."""
    spread_codings(study, [one.id for one in study.interviews()], 100, ONE_CODE)


def huge() -> Path:
    """The large study with two interviews more: 8,000 words with 500 codings, a million words with 50,000."""
    path = kept("huge")
    if not path.exists():
        draft = path.with_suffix(".draft.study")
        draft.unlink(missing_ok=True)
        with Study.open(large(), coder="Anna") as study:
            study.backup(draft)
        with Study.open(draft, coder="Anna") as study:
            for words, codings, seed in ((8_000, 500, 900_001), (1_000_000, 50_000, 900_002)):
                identifier = study.store(prepared(words, seed), force=True).interview.id
                spread_codings(study, [identifier], codings, 0, seed)
        draft.rename(path)
    return path


def copies(path: Path, name: str) -> Iterator[Path]:
    """A copy to change, gone afterwards."""
    copy = WORK / f"{name}.study"
    copy.unlink(missing_ok=True)
    with Study.open(path, read_only=True) as study:
        study.backup(copy)
    try:
        yield copy
    finally:
        for file in WORK.glob(f"*{name}.study*"):
            file.unlink(missing_ok=True)

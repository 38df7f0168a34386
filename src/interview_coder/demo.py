"""The sample study: the invented interviews that come with the program, redacted, coded, on their way to a report."""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import Any, Final

from interview_coder.domain.assigning import AssignmentPlan
from interview_coder.domain.conditions import Verdict
from interview_coder.domain.model import Stance, Status
from interview_coder.domain.quote_edits import Quote
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.settings import folder as settings_folder
from interview_coder.study import SUFFIX, Study

NAMES: Final = {"nl": "voorbeeld", "en": "sample"}
"""What the sample study is called, by the language of its codebook."""


def default_folder() -> Path:
    """Where the sample study lives when nobody names a folder: beside the settings, the same at every call."""
    return settings_folder() / "demo"


def make_demo(
    folder: Path | None = None, *, language: str = "nl", progress: Callable[[int, int], None] | None = None
) -> Path:
    """The sample study in a folder (default: ``default_folder()``), made where it is not there yet; gives its path.

    A study of that name that exists is left as it is, with whatever was done in it. The study appears whole or not at
    all. ``progress`` hears how many steps are done, of how many; two for each interview. Takes seconds.

    Raises InvalidInputError where the folder cannot be written, ImportFailure, StudyFileError.
    """
    folder = default_folder() if folder is None else folder
    target = folder / f"{NAMES.get(language, NAMES['en'])}{SUFFIX}"
    if target.exists():
        return target
    with _workshop(folder) as workshop:
        draft = workshop / target.name
        _fill(draft, language, progress or (lambda _done, _total: None))
        # A study that somebody made meanwhile wins: it may hold work.
        if not target.exists():
            draft.replace(target)
    return target


def sample_files() -> list[Path]:
    """The sample interviews, in order: those of the installed program, else those of the source tree."""
    installed = Path(str(resources.files("interview_coder"))) / "_samples"
    tree = Path(__file__).resolve().parents[2] / "sample_transcripts"
    for place in (installed, tree):
        if place.is_dir():
            return sorted(path for path in place.iterdir() if path.suffix)
    raise InvalidInputError(_("The sample interviews are missing from this installation; install the program again."))


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder of its own inside ``folder`` to build in, gone afterwards whatever happens."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workshop = tempfile.TemporaryDirectory(prefix=".interview-coder-", dir=folder)
    except OSError as error:
        raise InvalidInputError(
            _("The sample study cannot be made in {folder}: {reason}.").format(
                folder=folder, reason=error.strerror or os.strerror(error.errno or 0)
            )
        ) from None
    with workshop as name:
        yield Path(name)


def codings() -> dict[str, Any]:
    """What the two coders made of the interviews, each coding with its coder, and what they chose for the report.

    An interview with a ``second`` coder was given to both, blind, and coded by each apart from the other.
    """
    file = resources.files("interview_coder") / "templates" / "demo_codings.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    for interview in table["interview"]:
        for coding in interview.get("coding", []):
            coding.setdefault("coder", interview.get("coder"))
    return table


def _fill(path: Path, language: str, progress: Callable[[int, int], None]) -> None:
    """Make the study: the first coder imports and gives out, each codes, the first chooses quotes and judges."""
    table = codings()
    interviews = table["interview"]
    files = {file.name: file for file in sample_files()}
    coders = list(dict.fromkeys(coding["coder"] for interview in interviews for coding in interview.get("coding", [])))
    total = len(interviews) * (1 + len(coders))
    done = 0
    ids: dict[str, str] = {}
    with Study.create(path, template="mbo", language=language, coder=coders[0]) as study:
        for interview in interviews:
            prepared = study.prepare(files[interview["file"]])
            prepared.accept_all()
            ids[interview["file"]] = study.store(prepared).interview.id
            progress(done := done + 1, total)
        _give_out(study, {ids[one["file"]]: one for one in interviews})
    for coder in coders:
        with Study.open(path, coder=coder) as study:
            for code in table["code"]:
                if code["coder"] == coder:
                    study.add_code(
                        code["name"], key=code["key"], parent=code.get("parent"), definition=code["definition"]
                    )
            for interview in interviews:
                mine = [coding for coding in interview.get("coding", []) if coding["coder"] == coder]
                _code(study, ids[interview["file"]], mine)
                if interview.get("coder", coders[0]) == coder:
                    study.set_status(ids[interview["file"]], Status(interview["status"]))
                    if memo := interview.get("memo"):
                        study.set_interview_memo(ids[interview["file"]], memo)
                if interview["status"] == Status.DONE and coder in _team(interview):
                    study.set_done(ids[interview["file"]])
                progress(done := done + 1, total)
    with Study.open(path, coder=coders[0]) as study:
        _report(study, table)


def _report(study: Study, table: dict[str, Any]) -> None:
    """Choose and edit quotes, and give verdicts that rest on them."""
    rows = study.quotes()
    chosen: dict[str, str] = {}
    for one in table["quote"]:
        coding = next((row for row in rows if row.code_key == one["code"] and row.quote.startswith(one["words"])), None)
        if coding is None:
            continue
        collected = study.collect([coding.id])[0]
        chosen[one["words"]] = collected.id
        with suppress(ValueError):  # a mark in words that are looked for
            edited = _edited(collected.quote, study.quote_source(collected.id), one)
            if edited != collected.quote:
                study.change_quote(collected.id, edited)
        if one.get("question"):
            study.add_question(collected.id)
    for one in table["verdict"]:
        study.set_verdict(
            one["condition"],
            Verdict(one["verdict"]),
            programme=one.get("programme"),
            provided=one.get("provided", ""),
            rationale=one["rationale"],
            quotes=[chosen[words] for begin in one.get("quotes", ()) for words in chosen if words.startswith(begin)],
        )


def _edited(quote: Quote, source: str, wanted: dict[str, Any]) -> Quote:
    def span(words: str) -> tuple[int, int]:
        start = source.index(words, quote.pieces[-1].start)
        return start, start + len(words)

    if "trim" in wanted:
        quote = quote.trim(source, *span(wanted["trim"]))
    for words in wanted.get("elide", ()):
        quote = quote.elide(source, *span(words))
    if "insert" in wanted:
        quote = quote.insert(source, span(wanted["after"])[1], wanted["insert"])
    return quote


def _team(interview: dict[str, Any]) -> list[str]:
    """Who was given an interview."""
    return [interview[role] for role in ("coder", "second") if role in interview]


def _give_out(study: Study, interviews: dict[str, dict[str, Any]]) -> None:
    """Assign each interview; those with two coders blind."""
    by_name = {name: study.add_coder(name).id for one in interviews.values() for name in _team(one)}
    for blind in (False, True):
        given = {id_: _team(one) for id_, one in interviews.items() if ("second" in one) is blind}
        study.keep_plan(
            AssignmentPlan({id_: tuple(by_name[name] for name in team) for id_, team in given.items()}, 0), blind=blind
        )


def _code(study: Study, interview: str, mine: Sequence[dict[str, Any]]) -> None:
    text = study.transcript(interview).text if mine else ""
    for coding in mine:
        span = passage(text, coding["words"], coding.get("until"))
        # A mark too many at a border is no reason to go without the study; the tests want every passage.
        if span is not None:
            stance = Stance(coding["stance"]) if "stance" in coding else None
            study.add_coding(interview, coding["code"], *span, stance=stance, memo=coding.get("memo", ""))


def passage(text: str, words: str, until: str | None = None) -> tuple[int, int] | None:
    """The span that begins with ``words`` and ends with them, or with ``until`` behind them; ``None`` if not there."""
    start = text.find(words)
    if start < 0:
        return None
    end = start + len(words)
    if until:
        place = text.find(until, end)
        return (start, place + len(until)) if place >= 0 else None
    return start, end

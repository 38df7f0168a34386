"""What a memo is on, by a short text that says so: the same for memos that are opened and for drafts of them.

``memo.study``, ``memo.interview.ID``, ``memo.code.ID``, ``memo.coding.ID``, ``memo.passage.ID`` (a memo that is there)
and ``memo.new.INTERVIEW.START.END`` (a passage that has none yet).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from interview_coder.domain.model import MemoKind, MemoRow
from interview_coder.errors import NotFoundError
from interview_coder.i18n import N_, _
from interview_coder.tui import look

if TYPE_CHECKING:
    from interview_coder.study import Study

STUDY: Final = "memo.study"

KIND_NAMES: Final = {
    MemoKind.STUDY: N_("study"),
    MemoKind.INTERVIEW: N_("interview"),
    MemoKind.PASSAGE: N_("passage"),
    MemoKind.CODING: N_("coding"),
    MemoKind.CODE: N_("code"),
}


class Subject(Struct, frozen=True):
    """A memo to be read or written: what it is on, its text, and how it is kept."""

    target: str
    title: str
    text: str
    keep: Callable[[str], object]
    about: str = ""
    own: bool = True
    """Whether whoever has the study open may change it: codings and passages are noted on by their own coder."""


def target_of(row: MemoRow) -> str:
    """What names the memo of a row."""
    match row.kind:
        case MemoKind.STUDY:
            return STUDY
        case MemoKind.INTERVIEW:
            return f"memo.interview.{row.interview}"
        case MemoKind.CODE:
            return f"memo.code.{row.code}"
        case MemoKind.CODING:
            return f"memo.coding.{row.coding}"
        case MemoKind.PASSAGE:
            return f"memo.passage.{row.id}"


def subject_of(study: Study, target: str) -> Subject:
    """What a target names. Raises NotFoundError where it is gone."""
    kind, *rest = target.removeprefix("memo.").split(".")
    match kind, rest:
        case "study", []:
            return Subject(target, _("Memo on the study"), study.study_memo(), study.set_study_memo)
        case "interview", [identifier]:
            interview = study.interview(identifier)
            return Subject(
                target,
                _("Memo on the interview {reference}").format(reference=look.interview_title(interview)),
                study.interview_memo(identifier),
                lambda text: study.set_interview_memo(identifier, text),
            )
        case "code", [identifier]:
            code = study.code(identifier)
            return Subject(
                target,
                _("Memo on the code {code}").format(code=code.name),
                study.code_memo(code.id),
                lambda text: study.set_code_memo(code.id, text),
            )
        case "coding", [identifier]:
            coding = study.coding(identifier)
            words = study.transcript(coding.interview).text[coding.start : coding.end]
            return Subject(
                target,
                _("Memo: {code}").format(code=study.code(coding.code).name),
                coding.memo,
                lambda text: study.set_memo(coding.id, text),
                _quoted(words),
                own=coding.coder == study.coder.id,
            )
        case "passage", [identifier]:
            memo = study.memo(identifier)
            return Subject(
                target,
                _("Memo on a passage of {reference}").format(reference=memo.reference),
                memo.body,
                lambda text: study.change_memo(identifier, text),
                _quoted(memo.words),
                own=memo.coder == study.coder.name,
            )
        case "new", [identifier, start, end]:
            return _new_passage(study, target, identifier, int(start), int(end))
    raise NotFoundError(_("There is no such memo."))


def _new_passage(study: Study, target: str, interview_id: str, start: int, end: int) -> Subject:
    """A memo on a passage that comes about when it is kept for the first time."""
    reference = look.interview_title(study.interview(interview_id))
    made: list[str] = []

    def keep(text: str) -> None:
        if made:
            study.change_memo(made[0], text)
        elif text.strip():
            made.append(study.add_passage_memo(interview_id, start, end, text).id)

    words = study.transcript(interview_id).text[start:end]
    title = _("Memo on a passage of {reference}").format(reference=reference)
    return Subject(target, title, "", keep, _quoted(words))


def _quoted(words: str) -> str:
    return f"“{look.snippet(words, 240)}”"

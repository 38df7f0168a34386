"""How the review shows what was found: signs, words for reasons, and the prepared text for the transcript view."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from interview_coder.domain.model import DOUBTFUL, NameKind, Redaction, Role, Speaker, Transcript, Turn
from interview_coder.domain.reasons import REASONS
from interview_coder.domain.text import safe
from interview_coder.i18n import N_, _, ngettext
from interview_coder.intake import Prepared
from interview_coder.tui.screens.import_tray import KIND_NAMES
from interview_coder.tui.screens.review_queue import ReviewQueue
from interview_coder.tui.widgets.rows import spread

LOOKS: Final = {None: ("?", "#d9a441"), False: ("×", "#d9776b"), True: ("=", "#6fae6a")}
"""How a find looks by its decision: sign and colour. Undecided, taken out, kept."""

STYLES: Final = {None: "bold $warning", False: "bold $error", True: "bold $success"}
KIND_KEYS: Final = {"p": NameKind.PERSON, "l": NameKind.PLACE, "o": NameKind.ORGANISATION, "c": NameKind.CONTACT}
KIND_QUESTIONS: Final = {
    "p": N_("the name of a person"),
    "l": N_("a place, a region, a street"),
    "o": N_("a school, a firm, a paper"),
    "c": N_("an address, a number, a link"),
}
"""The keys of the kinds, and what each answer says."""

_CERTAINTY: Final = (
    (0.95, N_("certain")),
    (DOUBTFUL, N_("fairly certain")),
    (0.6, N_("doubtful")),
    (0.0, N_("very doubtful")),
)


def certainty(confidence: float) -> str:
    """How sure a find is, in words."""
    return _(next(words for least, words in _CERTAINTY if confidence >= least))


def draw_find(queue: ReviewQueue, index: int, count: int, width: int) -> list[Content]:
    """The one line of a find in the list; ``count`` says how often its name was found."""
    decision = queue.decisions[index]
    left = Content.assemble(
        " ",
        (LOOKS[decision.keep][0], STYLES[decision.keep]),
        " ",
        (safe(queue.name(index)), "$text-muted" if decision.keep is True else ""),
        (f" ×{count}" if count > 1 else "", "$text-muted"),
    )
    doubt = _("doubtful") + "  " if queue.finds[index].confidence < DOUBTFUL else ""
    right = Content.assemble((doubt, "$warning"), (_(KIND_NAMES[decision.kind]), "$text-muted"), " ")
    return [spread(left, right, width)]


def describe_find(queue: ReviewQueue, index: int) -> Content:
    """The name, what was decided on it, and all that is known of it."""
    decision, find = queue.decisions[index], queue.finds[index]
    count = len(queue.same(index))
    verdict = {
        None: _("not decided"),
        False: _("is taken out"),
        True: _("stays, always") if queue.kept_always(index) else _("stays in the text"),
    }[decision.keep]
    parts = [
        _(KIND_NAMES[decision.kind]),
        ngettext("{n} time in this text", "{n} times in this text", count).format(n=count),
        _("turn {n}").format(n=queue.text.count("\n", 0, decision.start) + 1),
        certainty(find.confidence),
    ]
    if reason := decision.reason or find.reason:
        parts.append(_(REASONS[reason]) if reason in REASONS else safe(reason))
    return Content.assemble(
        ("“" + safe(queue.name(index)) + "”", "bold"),
        "  ",
        (verdict, STYLES[decision.keep]),
        ("  " + " · ".join(parts), "$text-muted"),
    )


def short(words: str) -> str:
    """The words on one line of at most 40 signs, for a question."""
    shown = safe(words).replace("\n", " ")
    return shown if len(shown) <= 40 else shown[:39] + "…"


def as_transcript(
    prepared: Prepared, name: str, text: str | None = None, redactions: tuple[Redaction, ...] = ()
) -> Transcript:
    """The prepared text, or a changed form of it with the same turns, as the transcript view takes it."""
    speakers = [Speaker(str(i), one.label, one.role) for i, one in enumerate(prepared.draft.speakers)]
    turns = []
    start = 0
    lines = (prepared.text if text is None else text).split("\n")
    for number, (turn, words) in enumerate(zip(prepared.draft.turns, lines, strict=True), 1):
        speaker = speakers[turn.speaker] if turn.speaker is not None else Speaker("", "", Role.OTHER)
        turns.append(Turn(str(number), number, start, start + len(words), speaker, turn.seconds))
        start += len(words) + 1
    return Transcript(name, "", prepared.text if text is None else text, tuple(turns), redactions)

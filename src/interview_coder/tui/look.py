"""How the words of the domain look on screen: badges of codes, signs of stance and status, numbers of things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.color import Color, ColorParseError
from textual.content import Content

from interview_coder.domain.model import Code, CodeKind, Coder, HistoryEntry, Interview, Mode, Role, Stance, Status
from interview_coder.domain.text import fold, safe
from interview_coder.i18n import N_, _, current_language, ngettext

STANCE_SIGNS: Final = {Stance.SUPPORTS: "+", Stance.CONTRADICTS: "−", Stance.MIXED: "±"}
STANCE_NAMES: Final = {
    Stance.SUPPORTS: N_("supports"),
    Stance.CONTRADICTS: N_("contradicts"),
    Stance.MIXED: N_("mixed"),
}
STATUS_SIGNS: Final = {Status.NOT_STARTED: "○", Status.CODING: "◐", Status.DONE: "●"}
STATUS_NAMES: Final = {
    Status.NOT_STARTED: N_("not started"),
    Status.CODING: N_("being coded"),
    Status.DONE: N_("done"),
}
STATUS_STYLES: Final = {Status.NOT_STARTED: "$muted", Status.CODING: "$accent", Status.DONE: "$success"}
KIND_NAMES: Final = {
    CodeKind.CONDITION: N_("condition"),
    CodeKind.THEME: N_("theme"),
    CodeKind.OPEN: N_("open code"),
}
ROLE_NAMES: Final = {
    Role.INTERVIEWER: N_("interviewer"),
    Role.RESPONDENT: N_("respondent"),
    Role.OTHER: N_("other"),
}
MODE_NAMES: Final = {Mode.FACE_TO_FACE: N_("face to face"), Mode.TELEPHONE: N_("by telephone")}

COLOURS: Final = (
    "#4e79a7", "#f28e2b", "#e15759", "#76b7b2", "#59a14f", "#edc948", "#b07aa1", "#ff9da7", "#9c755f", "#86bcb6",
    "#d37295", "#8cd17d",
)  # fmt: skip
"""The colours that the code editor offers."""


def in_order(interviews: Sequence[Interview]) -> list[Interview]:
    """As a report goes through them: by school (unknown last), programme, number in both, then as imported."""
    return sorted(
        interviews,
        key=lambda one: (
            one.metadata.school is None,
            one.metadata.school or 0,
            [fold(name) for name in one.metadata.programmes],
            one.metadata.sequence or 0,
            one.number,
        ),
    )


def colour(value: str) -> Color:
    """A colour of the study; grey where it is not one."""
    try:
        return Color.parse(value)
    except ColorParseError:
        return Color.parse("#808080")


def badge(code: Code) -> Content:
    """The letter of a code on its colour: `` V ``; the letter tells it where colours cannot be seen."""
    back = colour(code.colour)
    front = "#000000" if back.get_contrast_text(1.0).brightness < 0.5 else "#ffffff"
    return Content.styled(f" {safe(code.letter)[:1] or '·'} ", f"bold {front} on {back.hex}")


def dot(coder: Coder) -> Content:
    """A sign in the colour of a coder."""
    return Content.styled("●", colour(coder.colour).hex)


def number(value: int) -> str:
    """A number with its thousands apart, as the language in force writes it: ``12.345`` or ``12,345``."""
    return f"{value:,}".replace(",", "." if current_language() == "nl" else ",")


def short(value: int) -> str:
    """A number in as little room as can be: ``812``, ``1,8k`` or ``1.8k``."""
    return (
        str(value) if value < 1000 else f"{value / 1000:.1f}k".replace(".", "," if current_language() == "nl" else ".")
    )


def stance(value: Stance | None) -> str:
    """The sign of a stance, nothing for none."""
    return STANCE_SIGNS[value] if value else ""


def codings(count: int) -> str:
    """``3 codings``."""
    return ngettext("{n} coding", "{n} codings", count).format(n=number(count))


def uses(code: Code, here: int) -> Content:
    """How often a code is used, ``here`` times of these in the open interview."""
    if not code.codings:
        return Content.styled(_("Not used yet."), "$muted")
    text = codings(code.codings)
    if here:
        text += ", " + _("{n} in this interview").format(n=number(here))
    return Content.styled(text, "$muted")


def progress(interview: Interview) -> Content:
    """The status of an interview, and how far it is coded where that was noted."""
    told = f"{STATUS_SIGNS[interview.status]} {_(STATUS_NAMES[interview.status])}"
    if interview.coded_up_to:
        told += " · " + _("coded to {n}%").format(n=round(100 * interview.coded_share))
    return Content.styled(told, STATUS_STYLES[interview.status])


def words(count: int) -> str:
    """``1,234 words``."""
    return ngettext("{n} word", "{n} words", count).format(n=number(count))


def interview_title(interview: Interview) -> str:
    """The reference of an interview, never empty."""
    return interview.reference or _("Interview {number}").format(number=interview.number)


def snippet(text: str, limit: int = 70) -> str:
    """The beginning of a passage on one line, with an ellipsis where it goes on."""
    line = " ".join(safe(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def act(entry: HistoryEntry) -> str:
    """What an act of the history did, in words, on one line."""
    what = _(entry.what)
    return snippet(f"{what}: {entry.detail}" if entry.detail else what, 120)

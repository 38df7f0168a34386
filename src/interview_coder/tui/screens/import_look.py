"""How the files of an import look in the list, and what is told of each below it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from interview_coder.domain.text import safe
from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.base import plain
from interview_coder.tui.screens.import_tray import SIGNS, Item, Stage, kinds_told
from interview_coder.tui.widgets.rows import spread


def draw_item(item: Item, stage: Stage, width: int) -> Sequence[Content]:
    """The one line of a file in the list of ``width`` cells."""
    sign, style = SIGNS[stage]
    told = ""
    if item.prepared is not None or item.report is not None:
        names = item.names()
        if width >= 100:
            voices = len(item.speakers)
            told = "  ".join(
                (
                    ngettext("{n} turn", "{n} turns", item.turns).format(n=look.number(item.turns)),
                    ngettext("{n} speaker", "{n} speakers", voices).format(n=voices),
                    look.words(item.words),
                )
            )
            told += "  " + ", ".join(kinds_told(names))
        else:
            told = (
                look.words(item.words) + "  " + ngettext("{n} name", "{n} names", names.total()).format(n=names.total())
            )
    warned = item.prepared is not None and bool(item.prepared.warnings)
    left = Content.assemble(" ", (sign, f"bold {style}"), " ", plain(item.label))
    right = Content.assemble(
        (told, "$text-muted"), (" !" if warned else "  ", "bold $warning"), (f" {_(stage.value):<16}", style)
    )
    return [spread(left, right, width)]


def describe_item(item: Item, stage: Stage, reference: str, *, lacking: bool) -> Content:
    """All that is known of a file. ``reference`` is what would print; ``lacking`` says that it wants details."""
    lines: list[Content] = [Content.assemble((safe(item.label), "bold"))]
    if item.error:
        lines.append(plain(item.error, "$error"))
    if item.report is not None:
        report = item.report
        lines.append(
            Content.assemble(
                (_("In the study as") + " ", "$text-muted"), (f"({safe(report.interview.reference)})", "bold")
            )
        )
        lines += _numbers(item)
        lines += [Content.assemble(("! ", "$warning"), plain(warning)) for warning in report.warnings]
    elif item.prepared is not None:
        prepared = item.prepared
        if reference:
            lines.append(Content.assemble((_("In the report:") + " ", "$text-muted"), (f"({safe(reference)})", "bold")))
        lines += _numbers(item)
        if item.resumed:
            told = _("{n} of {m} names were decided earlier.").format(n=item.resumed, m=len(prepared.decisions))
            lines.append(plain(told, "$accent"))
        if lacking:
            lines.append(Content.assemble(("! ", "$warning"), _("School number or programme is missing: press d.")))
        lines += [Content.assemble(("! ", "$warning"), plain(warning)) for warning in prepared.warnings]
    if hint := _next_step(stage):
        lines.append(Content.styled(hint, "$text-muted"))
    return Content("\n").join(lines)


def _numbers(item: Item) -> list[Content]:
    names = item.names()
    first = " · ".join(
        (
            ngettext("{n} turn", "{n} turns", item.turns).format(n=look.number(item.turns)),
            look.words(item.words),
            ", ".join(item.speakers) or _("no speakers found"),
        )
    )
    found = ngettext("{n} name", "{n} names", names.total()).format(n=names.total())
    told = ", ".join(kinds_told(names))
    doubtful = (
        " · " + ngettext("{n} doubtful", "{n} doubtful", item.doubtful).format(n=item.doubtful) if item.doubtful else ""
    )
    return [plain(first), plain(f"{found}: {told}{doubtful}" if told else found)]


def _next_step(stage: Stage) -> str:
    return {
        Stage.WAITING: _("Enter reads it."),
        Stage.FAILED: _("Enter tries again; x takes it off the list."),
        Stage.REVIEW: _("Enter opens the review of its names; A takes out all names in all files."),
        Stage.DETAILS: _("Enter asks for what is missing."),
        Stage.READY: _("Enter or s stores what is ready; r looks at the names again."),
        Stage.STORED: _("Esc goes back to the workbench."),
        Stage.REPEATED: _("f imports it all the same; x takes it off the list."),
    }.get(stage, "")

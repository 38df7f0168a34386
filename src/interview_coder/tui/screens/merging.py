"""Merging one code into another, with a question that tells what will happen."""

from __future__ import annotations

from interview_coder.domain.model import Code
from interview_coder.i18n import _, ngettext
from interview_coder.study import Study
from interview_coder.tui import look
from interview_coder.tui.base import App


async def agreed_to_merge(app: App, study: Study, code: Code, into: Code) -> bool:
    """Tell what merging a code into another will do and, if the user agrees, do it. Call it in an ``async`` worker."""
    what = study.merge_preview([code.id], into.id)
    lines = [
        ngettext("{n} coding moves to “{code}”.", "{n} codings move to “{code}”.", what.codings).format(
            n=look.number(what.codings), code=into.name
        )
    ]
    if what.joined:
        lines.append(
            ngettext(
                "{n} of them joins the coding that its passage has already.",
                "{n} of them join the coding that their passage has already.",
                what.joined,
            ).format(n=look.number(what.joined))
        )
    if what.memos:
        lines.append(_("The memo moves along."))
    if what.subcodes:
        lines.append(
            ngettext("{n} sub-code moves along.", "{n} sub-codes move along.", what.subcodes).format(n=what.subcodes)
        )
    lines.append(_("“{code}” is retired; undo takes all of it back.").format(code=code.name))
    agreed = await app.confirm(
        _("Merge “{code}” into “{other}”?").format(code=code.name, other=into.name), "\n".join(lines), yes=_("Merge")
    )
    if agreed:
        study.merge_codes([code.id], into.id)
    return agreed

"""Choosing which codings the transcript shows: of which coders and kinds of codes, or of some codes only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from interview_coder.domain.model import Code, CodeKind, Coder, Coding
from interview_coder.domain.text import safe
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.screens.picker import Picker
from interview_coder.tui.shown import Shown
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread


class _Row(Struct, frozen=True):
    """A line of the list: what it says, whether it is shown, and what a press makes of the choice (none: a heading)."""

    label: Content
    shown: bool = True
    count: int = 0
    press: Callable[[Shown], Shown] | None = None


class ShownRows(Rows[_Row]):
    """The lines; the keys of the dialog go before those of a list."""

    PLACES = (Place.SHOWN, Place.LIST)

    def offers(self, action: Action) -> bool:
        """What the footer shows: Enter does what the dialog says it does."""
        return action.id != "choose"

    def action_flip(self) -> None:
        self.action_choose()

    def action_only_code(self) -> None:
        if isinstance(self.screen, ShownCodings):
            self.screen.only_code()

    def action_show_all(self) -> None:
        if isinstance(self.screen, ShownCodings):
            self.screen.show_all()


class ShownCodings(ModalScreen[Shown]):
    """The choice; its result is the new one. Esc keeps what was chosen, as it is seen in the list."""

    CSS_PATH = "shown.tcss"
    AUTO_FOCUS = "ShownRows"

    def __init__(self, shown: Shown, codes: Sequence[Code], coders: Sequence[Coder], codings: Iterable[Coding]) -> None:
        super().__init__()
        self._shown = shown
        self._codes = {code.id: code for code in codes}
        self._coders = coders
        self._codings = list(codings)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Codings that are shown"), classes="dialog-title")
            yield ShownRows(self._draw, single_click=True)
            yield Plain(
                _("Nothing is removed: hidden codings stay in the study and in every export."), classes="dialog-hint"
            )
        yield KeyBar()

    def on_mount(self) -> None:
        self._list()
        self.query_one(ShownRows).move_to(1)

    def _list(self) -> None:
        by_coder = Counter(coding.coder for coding in self._codings)
        by_kind = Counter(self._codes[coding.code].kind for coding in self._codings if coding.code in self._codes)
        by_code = Counter(coding.code for coding in self._codings)
        shown = self._shown
        rows = [_Row(_heading(_("Coders")))]
        for coder in self._coders:
            label = Content.assemble(look.dot(coder), " ", plain(coder.name))
            rows.append(
                _Row(
                    label,
                    coder.id not in shown.coders,
                    by_coder[coder.id],
                    lambda now, id_=coder.id: replace(now, coders=now.coders ^ {id_}),  # type: ignore[misc]
                )
            )
        rows.append(_Row(_heading(_("Kinds of codes"))))
        rows += [
            _Row(
                plain(_(look.KIND_NAMES[kind])),
                kind not in shown.kinds,
                by_kind[kind],
                lambda now, kind_=kind: replace(now, kinds=now.kinds ^ {kind_}),  # type: ignore[misc]
            )
            for kind in CodeKind
        ]
        rows.append(
            _Row(
                _heading(
                    _("Codes: only these, with what is under them")
                    if shown.codes
                    else _("Codes: all of them; c picks some")
                )
            )
        )
        for code_id in sorted(shown.codes & self._codes.keys(), key=lambda id_: self._codes[id_].path):
            code = self._codes[code_id]
            rows.append(
                _Row(
                    Content.assemble(look.badge(code), " ", safe(code.name)),
                    True,
                    by_code[code.id],
                    lambda now, id_=code.id: replace(now, codes=now.codes - {id_}),  # type: ignore[misc]
                )
            )
        self.query_one(ShownRows).show(rows)

    def _draw(self, row: _Row, width: int) -> Sequence[Content]:
        if row.press is None:
            return [Content.assemble(" ", row.label)]
        mark = ("☑ " if row.shown else "☐ ", "$success" if row.shown else "$muted")
        return [
            spread(
                Content.assemble("   ", mark, row.label), Content.styled(f"{look.number(row.count)} ", "$muted"), width
            )
        ]

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        if isinstance(event.item, _Row) and event.item.press is not None:
            self._choose(event.item.press(self._shown))

    def _choose(self, shown: Shown) -> None:
        self._shown = shown
        self._list()

    @work(exit_on_error=False, group="dialog")
    async def only_code(self) -> None:
        """Pick a code that is to be shown, others not."""
        picked = await self.app.push_screen_wait(
            Picker(list(self._codes.values()), title=_("Show only the codings of"), creates=False)
        )
        if isinstance(picked, Code):
            self._choose(replace(self._shown, codes=self._shown.codes | {picked.id}))

    def show_all(self) -> None:
        """Hide nothing."""
        self._choose(Shown())

    def action_back(self) -> None:
        self.dismiss(self._shown)


def _heading(text: str) -> Content:
    return plain(text, "bold $muted")

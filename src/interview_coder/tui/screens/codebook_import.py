"""A codebook from a file, looked at before it is taken over: what is new, what changes, what cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from interview_coder.domain.codebook import TemplateCode
from interview_coder.domain.codebook_changes import COMPARED, CodebookChanges
from interview_coder.domain.model import Code, CodeKind
from interview_coder.domain.text import safe
from interview_coder.errors import InterviewCoderError
from interview_coder.i18n import N_, _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.screens.wait import waiting
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread

_FIELDS: Final = {
    "name": N_("Name"),
    "parent": N_("Under"),
    "kind": N_("Kind"),
    "section": N_("Report section"),
    "definition": N_("Definition"),
    "use_when": N_("Use when"),
    "not_when": N_("Not when"),
    "example": N_("Example"),
    "colour": N_("Colour"),
}


class Coming(Struct, frozen=True):
    """A code of the file: new, or another one here. ``said`` has by field what the file says of it."""

    key: str
    path: str
    code: Code | None = None
    said: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    """Why it cannot be taken over."""

    @property
    def replaced(self) -> list[str]:
        """The fields in which the words here are another's."""
        code = self.code
        return [] if code is None else [name for name in self.said if name == "parent" or getattr(code, name)]


class TakenRows(Rows[Coming], inherit_bindings=False):
    """The codes of the file; what is done with them is the screen's."""

    PLACES = (Place.WALK,)

    def action_choose(self) -> None:
        """A second click marks, as Space does."""
        if isinstance(self.screen, CodebookImport):
            self.screen.action_mark()


class CodebookImport(Screen[CodebookChanges]):
    """What a codebook brings, each code to be taken or left; the result is what was done."""

    PLACES = (Place.TAKING_OVER,)
    CSS_PATH = "codebook_import.tcss"
    AUTO_FOCUS = "TakenRows"

    def __init__(self, path: Path, seen: CodebookChanges, codes: Sequence[Code]) -> None:
        super().__init__()
        self._path, self._seen = path, seen
        self._codes = {code.id: code for code in codes}
        self._new = {one.key: one for one in seen.new}
        self._left: set[str] = {one.key for one, _reason in seen.refused}

    def compose(self) -> ComposeResult:
        yield Plain(id="title")
        yield TakenRows(self._draw, always_lit=True, empty=_("The codebook here says all that already. Esc goes back."))
        with VerticalScroll(id="about", can_focus=True):
            yield Plain(id="said")
        yield Plain(id="rest")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(TakenRows).show(list(self._coming()), 0)
        self._tell()

    def _coming(self) -> Iterator[Coming]:
        """What cannot be first, then what replaces words here, then what only adds."""
        keys = {code_id: key for key, code_id in self._seen.placed.items()}
        for one, reason in self._seen.refused:
            here = self._codes.get(self._seen.placed.get(one.key, ""))
            yield Coming(one.key, here.path if here else self._path_of(one), here, _given(one), reason)
        changed = [Coming(keys[code.id], code.path, code, values) for code, values in self._seen.changed]
        yield from sorted(changed, key=lambda one: not one.replaced)
        for one in self._seen.new:
            yield Coming(one.key, self._path_of(one), None, _given(one))

    def _path_of(self, one: TemplateCode) -> str:
        above = self._above(one.parent)
        return f"{above}/{one.name}" if above else one.name

    def _above(self, key: str | None) -> str:
        """The path of a code that the file speaks of as a parent."""
        if key in self._new:
            return self._path_of(self._new[key])
        code = self._codes.get(self._seen.placed.get(key or "", ""))
        return code.path if code else key or ""

    # Showing

    def _draw(self, one: Coming, width: int) -> Sequence[Content]:
        mark = " ✗  " if one.reason else "[ ] " if one.key in self._left else "[x] "
        sign, style = ("+", "$success") if one.code is None else ("~", "$accent")
        fields = ", ".join(_(_FIELDS[name]) for name in one.said)
        told = one.reason or (_("new") if one.code is None else fields)
        if one.code is not None and one.code.retired:
            told = _("retired") + " · " + told
        quiet = "$error" if one.reason else "$warning" if one.replaced else "$muted"
        left = Content.assemble(" ", mark, (f"{sign} ", f"bold {style}"), safe(one.path))
        return [spread(left, Content.styled(f"{safe(told)} ", quiet).truncate(width // 2, ellipsis=True), width)]

    def _tell(self) -> None:
        rows = self.query_one(TakenRows)
        counts = [
            (len(self._seen.refused), _("{n} not possible")),
            (len(self._seen.changed), _("{n} changed")),
            (len(self._seen.new), _("{n} new")),
            (len(self._seen.unchanged), _("{n} the same")),
        ]
        told = " · ".join(words.format(n=look.number(n)) for n, words in counts if n)
        self.query_one("#title", Plain).show(f"{self._path.name} · {told}" if told else self._path.name)
        over = sum(1 for one in rows.items if one.replaced and one.key not in self._left)
        words = ngettext(
            "{n} code becomes other than it is here; all codings stay, and u takes the import back.",
            "{n} codes become other than they are here; all codings stay, and u takes the import back.",
            over,
        )
        rest = words.format(n=look.number(over)) if over else _("No code is removed, and u takes the import back.")
        self.query_one("#rest", Plain).show(rest if rows.items else "")
        self.query_one("#said", Plain).show(Content("\n").join(self._about(rows.current)))
        self.query_one(KeyBar).refresh()

    def _about(self, one: Coming | None) -> Iterable[Content]:
        if one is None:
            return
        yield Content.assemble((safe(one.path), "bold"), (f"  {safe(one.key)}", "$muted"))
        if one.reason:
            yield plain(one.reason, "$error")
        for name, wanted in one.said.items():
            yield Content.styled(_(_FIELDS[name]), "$muted")
            if one.code is not None and (here := self._here(one.code, name)):
                yield Content.assemble(("  " + _("here:") + " ", "$muted"), safe(here))
                yield Content.assemble(("  " + _("file:") + " ", "$accent"), safe(self._wanted(name, wanted)))
            else:
                yield Content.assemble("  ", safe(self._wanted(name, wanted)))

    def _here(self, code: Code, name: str) -> str:
        if name == "parent":
            above = self._codes.get(code.parent or "")
            return above.path if above else _("the top of the tree")
        value: str = getattr(code, name) or ""
        return _kind(value) if name == "kind" else value

    def _wanted(self, name: str, value: str) -> str:
        """What the file says, in words."""
        if name == "kind":
            return _kind(value)
        return self._above(value) if name == "parent" else value

    def on_rows_moved(self) -> None:
        self._tell()

    # Choosing

    def offers(self, action: Action) -> bool:
        """Whether the footer shows an action."""
        one = self.query_one(TakenRows).current
        if action.id == "take_over":
            return bool(self._taken())
        return one is not None and not (action.id == "mark" and one.reason)

    def _taken(self) -> list[Coming]:
        return [one for one in self.query_one(TakenRows).items if one.key not in self._left]

    def _below(self, key: str) -> set[str]:
        """A new code and what is new below it."""
        found = {key}
        for one in self._seen.new:  # tree order: each after its parent
            if one.parent in found:
                found.add(one.key)
        return found & self._new.keys() | {key}

    def _up(self, key: str) -> set[str]:
        """A code and the new ones that it hangs below."""
        found = {key}
        one = self._new.get(key)
        while one is not None and one.parent in self._new:
            found.add(one.parent)
            one = self._new[one.parent]
        return found

    def action_mark(self) -> None:
        """Take a code or leave it; what is new below it goes with it, as it cannot be without."""
        rows = self.query_one(TakenRows)
        one = rows.current
        if one is None or one.reason:
            return
        if one.key in self._left:
            self._left -= self._up(one.key)
        else:
            self._left |= self._below(one.key)
        rows.redraw()
        rows.action_down()
        self._tell()

    def action_mark_all(self) -> None:
        rows = self.query_one(TakenRows)
        refused = {one.key for one in rows.items if one.reason}
        every = {one.key for one in rows.items}
        self._left = every if self._left == refused else refused
        rows.redraw()
        self._tell()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_take_over(self) -> None:
        if not self._taken():
            return
        take_over = partial(self.study.import_codebook, self._path, frozenset(self._left))
        try:
            done = await waiting(self.app, _("Importing the codebook…"), take_over)
        except InterviewCoderError as error:
            self.app.complain(error)
        else:
            self.dismiss(done)


def _given(one: TemplateCode) -> dict[str, str]:
    """What a file says of a new code, its name and place apart; colours may be made up."""
    return {name: value for name in COMPARED if name not in ("name", "colour") and (value := getattr(one, name))}


def _kind(value: str) -> str:
    return _(look.KIND_NAMES[CodeKind(value)])

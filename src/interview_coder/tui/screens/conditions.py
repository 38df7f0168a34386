"""Are the conditions met: the evidence for and against each, by programme and school, gaps too, and the verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Select

from interview_coder.domain.conditions import VERDICTS, Condition, Evidence, Judgement, Share
from interview_coder.domain.model import QuoteRow, Stance
from interview_coder.domain.text import safe
from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.screens.verdict import Scope, VerdictForm
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread

PAGE: Final = 200
_OVERALL: Final[Scope] = ("", "")
_STYLES: Final = {Stance.CONTRADICTS: "bold $error", Stance.MIXED: "bold $warning", Stance.SUPPORTS: "bold $success"}


class ConditionRows(Rows[Condition], inherit_bindings=False):
    """The conditions; letters are the screen's."""

    PLACES = (Place.WALK,)


class EvidenceRows(Rows[QuoteRow], inherit_bindings=False):
    """What was said on one of them; letters are the screen's."""

    PLACES = (Place.WALK,)


class Conditions(Screen[QuoteRow]):
    """The conditions, what is said on the one under the cursor, and verdicts; the result is the passage to go to."""

    PLACES = (Place.CONDITIONS,)
    CSS_PATH = "conditions.tcss"
    AUTO_FOCUS = "ConditionRows"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]

    class Counted(Message):
        """The conditions as they stand, and the one to have the cursor on."""

        def __init__(self, found: list[Condition], condition: str | None) -> None:
            self.found, self.condition = found, condition
            super().__init__()

    def __init__(self, condition: str | None = None) -> None:
        super().__init__()
        self._begin = condition
        self._scope = _OVERALL
        self._earlier = False
        self._more = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="conditions-body"):
            with Vertical(id="which"):
                yield Plain(_("Conditions"), classes="pane-title")
                yield ConditionRows(
                    self._draw,
                    row_height=2,
                    always_lit=True,
                    empty=_("Counting …"),
                )
            with Vertical(id="what"):
                with VerticalScroll(id="summary"):
                    yield Plain(id="about")
                with Horizontal(id="narrowed"):
                    yield Select[Scope](self._scopes(), value=_OVERALL, allow_blank=False, id="scope", compact=True)
                    yield Plain(id="count")
                yield EvidenceRows(self._draw_evidence, row_height=2, always_lit=True, empty=_("Nothing is said."))
        yield KeyBar()

    def _scopes(self) -> list[tuple[Content, Scope]]:
        programmes = [(plain(one), ("programme", one)) for one in self.study.programmes()]
        schools = [(plain(_("School {n}").format(n=one)), ("school", str(one))) for one in self.study.schools()]
        return [(plain(_("all programmes and schools")), _OVERALL), *programmes, *schools]

    def on_mount(self) -> None:
        self._fill(self._begin)

    @work(thread=True, exclusive=True, exit_on_error=False, group="open")
    def _fill(self, condition: str | None = None) -> None:
        """Count anew, in a thread: in a large study it takes a second or two."""
        study = self.study
        with self.app.holding(study) as usable:
            if usable:
                self.post_message(self.Counted(study.conditions(), condition))

    def on_conditions_counted(self, event: Counted) -> None:
        rows = self.query_one(ConditionRows)
        rows.empty = _("No conditions. Make codes of the kind condition: a in the code tree.")
        place = next((index for index, one in enumerate(event.found) if one.code.id == event.condition), None)
        rows.show(event.found, 0 if place is None and rows.cursor < 0 else place)
        self._read()

    # The list

    def _draw(self, one: Condition, width: int) -> Sequence[Content]:
        head = Content.assemble(look.badge(one.code), f" {safe(one.code.name)}")
        verdict = _told(one.verdict) if one.verdict else Content.styled(_("no verdict"), "$muted")
        counts = Content.assemble("    ", *_signs(one.total))
        return [spread(head, Content(""), width), spread(counts, Content.assemble(verdict, " "), width)]

    # The one under the cursor

    def _read(self) -> None:
        current = self.query_one(ConditionRows).current
        self.query_one("#about", Plain).show(Content("") if current is None else self._about(current))
        self._list(0)

    def _about(self, one: Condition) -> Content:
        lines: list[Content] = [Content.assemble(look.badge(one.code), (f" {safe(one.code.name)}", "bold"))]
        if one.code.definition:
            lines.append(plain(one.code.definition, "$muted"))
        lines.append(Content(""))
        if self._earlier:
            lines += self._judgements(one)
        else:
            if one.verdict is not None:
                lines += _judged(one.verdict)
            lines += self._table(one)
        return Content("\n").join(lines)

    def _table(self, one: Condition) -> list[Content]:
        """Who says what: the parts, the programmes, the schools; a gap is said to be one."""
        total = one.total
        respondents = ngettext("{n} respondent", "{n} respondents", total.respondents).format(n=total.respondents)
        interviews = ngettext("{n} interview", "{n} interviews", total.interviews).format(n=total.interviews)
        passages = ngettext("{n} passage", "{n} passages", total.passages).format(n=total.passages)
        lines = [Content.assemble(*_signs(total), (f"   {passages} · {respondents} · {interviews}", "$muted"))]
        width = max(30, self.query_one("#summary").size.width - 3)
        groups: list[tuple[str, list[tuple[str, Evidence, Judgement | None]]]] = [
            (_("Parts"), [(part.code.name, part.evidence, part.verdict) for part in one.parts]),
            (_("Programmes"), [_line(share, share.name) for share in one.programmes]),
            (
                _("Schools"),
                [(_("School {n}").format(n=share.name), share.evidence, share.verdict) for share in one.schools],
            ),
        ]
        for title, rows in groups:
            if not rows:
                continue
            lines.append(Content.styled(f"── {title} ", "$muted"))
            for name, evidence, verdict in rows:
                if not evidence.codings:
                    lines.append(spread(plain(f"  {name}"), Content.styled(_("says nothing"), "$muted"), width))
                    continue
                right = Content.assemble(*_signs(evidence), "  ", _told(verdict) if verdict else "")
                lines.append(spread(plain(f"  {name}"), right, width))
        return lines

    def _judgements(self, one: Condition) -> list[Content]:
        """Every verdict ever given on it, the newest first."""
        found = self.study.verdicts(one.code.id)
        if not found:
            return [plain(_("No verdict was given yet; v gives one."))]
        lines: list[Content] = []
        for judgement in found:
            lines += [*_judged(judgement), Content("")]
        return lines

    # The evidence

    def _narrowed(self) -> dict[str, Any]:
        kind, value = self._scope
        return {"programme": value if kind == "programme" else None, "school": int(value) if kind == "school" else None}

    def _list(self, cursor: int | None = None) -> None:
        current = self.query_one(ConditionRows).current
        rows = self.query_one(EvidenceRows)
        found = [] if current is None else self.study.evidence(current.code.id, **self._narrowed(), limit=PAGE)
        self._more = len(found) == PAGE
        rows.show(found, cursor)
        told = look.number(len(found)) + ("+" if self._more else "")
        count = ngettext("{n} coding, contradicting ones first", "{n} codings, contradicting ones first", len(found))
        self.query_one("#count", Plain).show(count.format(n=told))
        self.query_one(KeyBar).refresh()

    def _draw_evidence(self, row: QuoteRow, width: int) -> Sequence[Content]:
        sign = Content.styled(f" {look.stance(row.stance) or '·'} ", _STYLES[row.stance] if row.stance else "$muted")
        head = Content.assemble(sign, (safe(row.reference), "bold"), (f"  {safe(row.code_name)}", "$accent"))
        right = Content.styled(f"{safe(row.coder)}{' ✎' if row.memo else ''} ", "$muted")
        return [spread(head, right, width), plain("   " + look.snippet(row.quote, width - 4))]

    def on_select_changed(self, event: Select.Changed) -> None:
        event.stop()
        if isinstance(event.value, tuple):
            self._scope = event.value
            self._list(0)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        if isinstance(event.rows, ConditionRows):
            self._read()
        elif self._more and event.rows.cursor >= len(event.rows.items) - 20:
            condition = self.query_one(ConditionRows).current
            assert condition is not None
            more = self.study.evidence(condition.code.id, **self._narrowed(), limit=PAGE, offset=len(event.rows.items))
            self._more = len(more) == PAGE
            event.rows.show([*event.rows.items, *more], event.rows.cursor)

    def on_resize(self) -> None:
        self.call_after_refresh(self._read)

    # What can be done

    def offers(self, action: Action) -> bool:
        """Whether the footer shows an action."""
        if action.id == "choose" and self.query_one(EvidenceRows).has_focus:
            return self.query_one(EvidenceRows).current is not None
        return self.query_one(ConditionRows).current is not None

    def on_key(self, event: events.Key) -> None:
        """Left and right go between the conditions and what is said on one."""
        if event.key in ("left", "right") and isinstance(self.focused, Rows):
            self.query_one("ConditionRows" if event.key == "left" else "EvidenceRows", Rows).focus()
            event.stop()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        rows = self.query_one(EvidenceRows)
        if not rows.has_focus:
            rows.focus()
        elif rows.current is not None:
            self.dismiss(rows.current)

    def action_earlier(self) -> None:
        self._earlier = not self._earlier
        self._read()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_verdict(self) -> None:
        current = self.query_one(ConditionRows).current
        if current is None:
            return
        row = self.query_one(EvidenceRows)
        quote = row.current.id if row.has_focus and row.current is not None else None
        if await self.app.push_screen_wait(VerdictForm(current, self._scope, self._scopes(), quote)):
            self._fill()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_matrix(self) -> None:
        from interview_coder.tui.screens.condition_matrix import ConditionMatrix

        chosen = await self.app.push_screen_wait(ConditionMatrix(self.query_one(ConditionRows).items))
        if chosen is not None:
            condition, scope = chosen
            self._fill(condition)
            if self._scope != scope:
                self.query_one("#scope", Select).value = scope


def _line(share: Share, name: str) -> tuple[str, Evidence, Judgement | None]:
    return name, share.evidence, share.verdict


def _signs(evidence: Evidence) -> list[tuple[str, str] | str]:
    """How many passages contradict, are mixed, support and take no side, each with its sign."""
    counts = (
        (Stance.CONTRADICTS, evidence.contradicts),
        (Stance.MIXED, evidence.mixed),
        (Stance.SUPPORTS, evidence.supports),
    )
    parts: list[tuple[str, str] | str] = []
    for stance, count in counts:
        parts += [(f"{look.STANCE_SIGNS[stance]}{count}", _STYLES[stance] if count else "$muted"), "  "]
    return [*parts, (f"·{evidence.neutral}", "$muted")]


def _told(verdict: Judgement) -> Content:
    return Content.styled(_(VERDICTS[verdict.verdict]), "bold $primary")


def _judged(judgement: Judgement) -> list[Content]:
    """A verdict with its scope, proviso, reasons, who and when."""
    scope = judgement.programme or (
        _("School {n}").format(n=judgement.school) if judgement.school is not None else _("overall")
    )
    words = _(VERDICTS[judgement.verdict])
    told = f"{words} {judgement.provided}" if judgement.provided else words
    head = Content.assemble((safe(told), "bold $primary"), (f"  {safe(scope)}", "$accent"))
    who = f"{judgement.coder}  {judgement.time.astimezone():%Y-%m-%d}"
    if not judgement.current:
        who += " · " + _("replaced since")
    if judgement.quotes:
        who += " · " + ngettext("{n} quote", "{n} quotes", len(judgement.quotes)).format(n=len(judgement.quotes))
    return [head, *([plain(judgement.rationale)] if judgement.rationale else []), plain(who, "$muted")]

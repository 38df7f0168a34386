"""Two coders side by side, passage by passage: where they differ, settled with one key each."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message

from interview_coder.analysis.comparison import Comparison
from interview_coder.analysis.wording import decided, different
from interview_coder.domain.coded import CodedPassage, Decision, Difference
from interview_coder.domain.model import Code, Coding, Transcript
from interview_coder.domain.text import safe
from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.screens.consistency import Asked, Spot
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread


class DifferenceRows(Rows[Difference], inherit_bindings=False):
    """The differences; letters are the screen's."""

    PLACES = (Place.WALK,)


class Differences(Screen[Spot]):
    """The differences of two coders, of one code, interview or kind where so asked; the result is where to go."""

    PLACES = (Place.DIFFERENCES,)
    CSS_PATH = "differences.tcss"
    AUTO_FOCUS = "DifferenceRows"

    class Compared(Message):
        """The two coders were compared."""

        def __init__(self, found: Comparison) -> None:
            self.found = found
            super().__init__()

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._asked = asked
        self._texts: dict[str, Transcript] = {}
        self._agreed: dict[str, list[Coding]] = {}
        self._note = ""
        self._first = True

    def compose(self) -> ComposeResult:
        yield Plain(id="title")
        yield DifferenceRows(self._draw, always_lit=True, empty=_("Comparing …"))
        with Horizontal(id="sides"):
            for side in ("first", "second"):
                with VerticalScroll(id=f"{side}-side", classes="side", can_focus=False):
                    yield Plain(id=side)
        yield Plain(id="outcome")
        yield KeyBar()

    def on_mount(self) -> None:
        self._codes: dict[str, Code] = {one.id: one for one in self.study.codes(include_retired=True)}
        self._labels = self.study.labels()
        self._compare()

    @work(thread=True, exclusive=True, exit_on_error=False, group="count")
    def _compare(self) -> None:
        study = self.study
        with self.app.holding(study) as usable:
            if usable:
                self.post_message(self.Compared(study.differences(*self._asked.pair)))

    def on_differences_compared(self, event: Compared) -> None:
        code, interview, kind = self._asked.code, self._asked.interview, self._asked.kind
        wanted = [
            one
            for one in event.found.differences
            if (code is None or code in one.codes)
            and (interview is None or one.interview == interview)
            and (kind is None or one.kind is kind)
        ]
        self._agreed.clear()
        rows = self.query_one(DifferenceRows)
        rows.empty = _("They do not differ here.")
        rows.show(wanted, self._next_open(wanted, -1) if self._first else None)
        self._first = False
        self._read()

    @staticmethod
    def _next_open(items: Sequence[Difference], after: int) -> int:
        """The next difference that nobody settled, going round; the same where there is none."""
        order = [*range(after + 1, len(items)), *range(after + 1)]
        return next((place for place in order if items[place].settlement is None), max(after, 0))

    # Showing

    def _names(self) -> tuple[str, str]:
        return self._labels[self._asked.pair[0]], self._labels[self._asked.pair[1]]

    def _decided(self, decision: Decision) -> str:
        return decided(decision, *self._names())

    def _draw(self, one: Difference, width: int) -> Sequence[Content]:
        settled = one.settlement
        if settled is None:
            sign, told = ("○", "$error"), ""
        elif settled.decision is Decision.LATER:
            sign, told = ("◐", "$warning"), self._decided(settled.decision)
        else:
            sign, told = ("●", "$success"), self._decided(settled.decision)
        codes = Content("  ").join(self._badged(code) for code in one.codes)
        left = Content.assemble(" ", sign, f" {different(one.kind, *self._names()):<20.20}  ", codes)
        note = " ✎" if settled is not None and settled.note else ""
        right = Content.assemble((told + note, "bold"), (f"  {safe(self._labels[one.interview])} ", "$muted"))
        return [spread(left, right, width)]

    def _badged(self, code: str) -> Content:
        return Content.assemble(look.badge(self._codes[code]), " ", safe(self._codes[code].name))

    def _read(self) -> None:
        rows = self.query_one(DifferenceRows)
        one = rows.current
        left = sum(each.settlement is None for each in rows.items)
        later = sum(each.settlement is not None and each.settlement.decision is Decision.LATER for each in rows.items)
        first, second = self._names()
        told = [
            f"{first} – {second}",
            ngettext("{n} difference", "{n} differences", len(rows.items)).format(n=len(rows.items)),
            ngettext("{n} to settle", "{n} to settle", left).format(n=left),
        ]
        if later:
            told.append(ngettext("{n} to discuss", "{n} to discuss", later).format(n=later))
        self.query_one("#title", Plain).show(" · ".join(told))
        self.query_one(KeyBar).refresh()
        if one is None:
            for side in ("#first", "#second", "#outcome"):
                self.query_one(side, Plain).show("")
            return
        for side, name, passages in (("#first", first, one.first), ("#second", second, one.second)):
            self.query_one(side, Plain).show(self._side(name, one, passages))
        self.query_one("#outcome", Plain).show(self._outcome(one))

    def on_rows_moved(self) -> None:
        self._note = ""
        self._read()

    def _transcript(self, interview: str) -> Transcript:
        if interview not in self._texts:
            self._texts[interview] = self.study.transcript(interview)
        return self._texts[interview]

    def _side(self, name: str, one: Difference, passages: Sequence[CodedPassage]) -> Content:
        """What one coder made of the place: the codes, and the turns with the coder's passages marked."""
        lines = [plain(name, "bold")]
        given = dict.fromkeys((each.code, each.stance) for each in passages)
        lines += [Content.assemble(self._badged(code), (f" {look.stance(said)}", "bold")) for code, said in given]
        if not passages:
            lines.append(Content.styled(_("nothing here"), "$muted"))
        lines.append(Content(""))
        transcript = self._transcript(one.interview)
        for turn in transcript.turns:
            if turn.end < one.start or turn.start >= one.end:
                continue
            words = plain(transcript.text[turn.start : turn.end])
            for each in passages:
                start, end = max(each.start, turn.start) - turn.start, min(each.end, turn.end) - turn.start
                if start < end:
                    # Underlined, so that it shows without colour.
                    words = words.stylize("bold underline $accent", start, end)
            label = f"{safe(turn.speaker.label)}: " if turn.speaker else ""
            lines.append(Content.assemble((label, "$muted"), words))
        return Content("\n").join(lines)

    def _outcome(self, one: Difference) -> Content:
        """What was decided, by whom and why, and what the consensus has there."""
        parts: list[Content] = []
        settled = one.settlement
        if settled is not None:
            who = f"{self._labels[settled.coder]} {settled.time.astimezone():%Y-%m-%d}"
            parts.append(Content.assemble((self._decided(settled.decision), "bold"), (f"  {safe(who)}", "$muted")))
            if settled.note:
                parts.append(plain(f"✎ {look.snippet(settled.note, 200)}"))
        elif self._note:
            parts.append(plain(f"✎ {look.snippet(self._note, 200)}"))
        if one.interview not in self._agreed:
            self._agreed[one.interview] = self.study.codings(one.interview, consensus=True)
        text = self._transcript(one.interview).text
        here = [
            Content.assemble(
                self._badged(each.code),
                (f" {look.stance(each.stance)} ", "bold"),
                plain(f"“{look.snippet(text[each.start : each.end], 60)}”"),
            )
            for each in self._agreed[one.interview]
            if each.start < one.end and one.start < each.end
        ]
        consensus = Content("  ").join(here) if here else Content.styled(_("nothing"), "$muted")
        parts.append(Content.assemble((_("Consensus: "), "$muted"), consensus))
        return Content("\n").join(parts)

    # Deciding

    def offers(self, action: Action) -> bool:
        """Whether the footer shows an action."""
        return self.query_one(DifferenceRows).current is not None or not action.writes

    def _settle(self, decision: Decision, *, span: tuple[int, int] | None = None, code: str | None = None) -> None:
        rows = self.query_one(DifferenceRows)
        one = rows.current
        if one is None:
            return
        note = self._note or (one.settlement.note if one.settlement else "")
        made = self.study.settle_difference(self._asked.pair, one, decision, note=note, span=span, code=code)
        self._agreed.pop(one.interview, None)
        rows.replace(rows.cursor, replace(one, settlement=made))
        place = self._next_open(rows.items, rows.cursor)
        if place == rows.cursor:
            self._read()
        else:
            rows.move_to(place)
        if all(each.settlement is not None for each in rows.items):
            self.app.notify(_("Everything here is settled."))

    def action_take_first(self) -> None:
        self._settle(Decision.FIRST)

    def action_take_second(self) -> None:
        self._settle(Decision.SECOND)

    def action_take_both(self) -> None:
        self._settle(Decision.BOTH)

    def action_take_none(self) -> None:
        self._settle(Decision.NONE)

    def action_later(self) -> None:
        self._settle(Decision.LATER)

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_borders(self) -> None:
        from interview_coder.tui.screens.borders import Borders

        one = self.query_one(DifferenceRows).current
        if one is None:
            return
        chosen = await self.app.push_screen_wait(
            Borders(one, self._transcript(one.interview), [self._codes[code] for code in one.codes])
        )
        if chosen is not None:
            code, span = chosen
            self._settle(Decision.BORDERS, span=span, code=code)

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_note(self) -> None:
        from interview_coder.tui.screens.memo import Memo

        rows = self.query_one(DifferenceRows)
        one = rows.current
        if one is None:
            return
        settled = one.settlement
        kept: list[str] = []
        await self.app.push_screen_wait(
            Memo(_("Why it is settled so"), settled.note if settled else self._note, kept.append)
        )
        if not kept:
            return
        if settled is None:
            self._note = kept[-1]
        else:
            made = self.study.note_settlement(settled.id, kept[-1])
            rows.replace(rows.cursor, replace(one, settlement=made))
        self._read()

    def action_next_open(self) -> None:
        rows = self.query_one(DifferenceRows)
        rows.move_to(self._next_open(rows.items, rows.cursor))

    def action_undo(self) -> None:
        self.app.notify(look.act(self.study.undo()))
        self._compare()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        one = self.query_one(DifferenceRows).current
        if one is not None:
            self.dismiss(Spot(one.interview, one.start, one.end))

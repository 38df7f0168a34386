"""How consistent the coding is: a heat map of codes, interviews and pairs, differences, drift, and suggestions.

What is shown is computed in a thread, with progress, and can be stopped; what was computed is kept while the screen is
open.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any, Final, NamedTuple

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Select
from textual.worker import get_current_worker

from interview_coder.analysis.agreement import Agreement, Line, LineKind, Measure
from interview_coder.analysis.comparison import Comparison, Period
from interview_coder.analysis.consistency import Suggestion, SuggestionKind
from interview_coder.analysis.wording import MEASURES, UNITS, different
from interview_coder.domain.coded import CompareUnit, DifferenceKind
from interview_coder.domain.exports import ExportKind
from interview_coder.domain.model import Code
from interview_coder.domain.text import safe
from interview_coder.domain.versions import CodebookVersion, Redefined
from interview_coder.errors import Stopped
from interview_coder.i18n import N_, _, ngettext
from interview_coder.study import Study
from interview_coder.tui import heat, look
from interview_coder.tui.actions import Action, Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.heat import Entry
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows, spread

TABS: Final = {
    "codes": N_("Codes"),
    "interviews": N_("Interviews"),
    "pairs": N_("Pairs"),
    "kinds": N_("Differences"),
    "confusion": N_("Confusion"),
    "drift": N_("Over time"),
    "alone": N_("One coder"),
    "codebook": N_("Codebook"),
}
"""What can be looked at, by name; to be translated when shown."""

SUGGESTED: Final = {
    SuggestionKind.ALIKE: N_("read alike, coded differently"),
    SuggestionKind.APART: N_("falls apart"),
    SuggestionKind.UNCODED: N_("near, but not coded"),
    SuggestionKind.ONE_CODER: N_("one coder alone"),
    SuggestionKind.LOOK_ALIKE: N_("look alike"),
}
"""What is suggested, in few words, to be translated when shown."""

_UNITS: Final = (CompareUnit.TURN, CompareUnit.SENTENCE, CompareUnit.CONTINUUM, CompareUnit.PASSAGE)
_WIDE: Final = 118
"""From this width on there is room beside the map."""
_OFTEN: Final = 0.1
"""Progress is shown at most so often, in seconds."""


class Key(NamedTuple):
    """What was computed: its name, and for figures the unit, the code of passages drawn up in advance, and whether
    what interviewers say was left out.
    """

    name: str
    unit: CompareUnit = CompareUnit.TURN
    passages: str | None = None
    without: bool = False


class Spot(NamedTuple):
    """A passage to go to."""

    interview: str
    start: int
    end: int


class Asked(NamedTuple):
    """What differences to walk: of whom, and of which code, interview or kind only."""

    pair: tuple[str, str]
    code: str | None = None
    interview: str | None = None
    kind: DifferenceKind | None = None


class ConsistencyRows(Rows[Entry], inherit_bindings=False):
    """The rows; letters are the screen's."""

    PLACES = (Place.ARROWS,)


class Consistency(Screen[Spot]):
    """Figures of agreement and what lies behind them; the result is a passage to go to."""

    PLACES = (Place.CONSISTENCY,)
    CSS_PATH = "consistency.tcss"
    AUTO_FOCUS = "ConsistencyRows"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (118, "-wide")]

    class Loaded(Message):
        """What a tab needs was computed."""

        def __init__(self, key: Key, found: Any) -> None:
            self.key, self.found = key, found
            super().__init__()

    class Halfway(Message):
        """How far the computing is, and how many seconds it will take yet."""

        def __init__(self, done: int, total: int, left: float) -> None:
            self.done, self.total, self.left = done, total, left
            super().__init__()

    class Gone(Message):
        """The computing was stopped."""

    def __init__(self, tab: str = "codes") -> None:
        super().__init__()
        self.tab = tab
        self.unit = CompareUnit.TURN
        self.measure: Measure | None = None
        self.without = False
        self._hidden = False
        self._passages: str | None = None
        self._kept: dict[Key, Any] = {}
        self._busy = False

    def compose(self) -> ComposeResult:
        yield Plain(id="tabs")
        with Horizontal(id="choices"):
            yield Select[CompareUnit](
                [(plain(_(UNITS[one])), one) for one in _UNITS],
                value=self.unit,
                allow_blank=False,
                id="unit",
                compact=True,
            )
            yield Select[Measure](
                [(plain(_(MEASURES[Measure.ALPHA])), Measure.ALPHA)],
                value=Measure.ALPHA,
                allow_blank=False,
                id="measure",
                compact=True,
            )
            yield Plain(id="told")
        with Horizontal(id="consistency-body"):
            with Vertical(id="map"):
                yield Plain(id="columns")
                yield ConsistencyRows(lambda one, width: one.draw(width), always_lit=True)
            with VerticalScroll(id="about-pane"):
                yield Plain(id="about")
        yield KeyBar()

    def on_mount(self) -> None:
        self._codes: dict[str, Code] = {one.id: one for one in self.study.codes(include_retired=True)}
        self._labels = self.study.labels()
        self._begin()

    # Computing

    def _key(self) -> Key:
        """What the tab in force rests on: figures for three of them, the rest each on its own."""
        base = "figures" if self.tab in ("codes", "interviews", "pairs") else self.tab
        if base in ("kinds", "confusion"):
            return Key("comparisons")
        if base in ("alone", "codebook"):
            return Key(base)
        if base == "drift":
            # It does not take passages drawn up in advance.
            return Key(base, CompareUnit.TURN if self.unit is CompareUnit.PASSAGE else self.unit)
        return Key(base, self.unit, self._passages, self.without)

    def _begin(self) -> None:
        """Show the tab, computing first what is not there yet."""
        self._show_tabs()
        key = self._key()
        if key in self._kept:
            self._busy = False
            self._fill()
            return
        self._busy = True
        rows = self.query_one(ConsistencyRows)
        rows.empty = _("Computing …")
        rows.show([])
        self.query_one("#about", Plain).show("")
        self.query_one("#columns", Plain).show("")
        self._show_told(_("Computing …"))
        self._compute(key)

    @work(thread=True, exclusive=True, exit_on_error=False, group="count")
    def _compute(self, key: Key) -> None:
        study, worker = self.study, get_current_worker()
        begun = shown = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal shown
            if worker.is_cancelled:
                raise Stopped
            now = time.monotonic()
            if now - shown >= _OFTEN and done:
                shown = now
                self.post_message(self.Halfway(done, total, (now - begun) * (total - done) / done))

        with self.app.holding(study) as usable:
            if not usable:
                return
            try:
                found = _computed(study, key, progress)
            except Stopped:
                return
        if not worker.is_cancelled:
            self.post_message(self.Loaded(key, found))

    def on_consistency_halfway(self, event: Halfway) -> None:
        if self._busy:
            share = 100 * event.done // max(1, event.total)
            self._show_told(
                _("Computing: {share} %, about {n} s to go. x stops it.").format(share=share, n=round(event.left))
            )

    def on_consistency_loaded(self, event: Loaded) -> None:
        self._kept[event.key] = event.found
        if event.key == self._key():
            self._busy = False
            self._fill(0)

    def action_stop(self) -> None:
        """Stop computing; what was computed before stays."""
        if not self._busy:
            return
        self.workers.cancel_group(self, "count")
        self._busy = False
        self.query_one(ConsistencyRows).empty = _("Stopped. Enter computes it again.")
        self.query_one(ConsistencyRows).show([])
        self._show_told(_("Stopped."))

    # Showing

    def _show_tabs(self) -> None:
        titles = {tab: _(title) for tab, title in TABS.items()}
        room = max(len(title) for title in titles.values())
        while room > 3 and sum(min(len(title), room) + 4 for title in titles.values()) > self.app.size.width:
            room -= 1
        parts: list[tuple[str, str] | str] = []
        for place, (tab, title) in enumerate(titles.items(), 1):
            told = title if tab == self.tab or len(title) <= room else title[: room - 1] + "…"
            parts.append((f" {place} {told} ", "bold reverse" if tab == self.tab else "$muted"))
        self.query_one("#tabs", Plain).show(Content.assemble(*parts))
        figures = self.tab in ("codes", "interviews", "pairs", "drift")
        self.query_one("#unit").display = figures
        self.query_one("#measure").display = figures

    def _show_told(self, text: str) -> None:
        self.query_one("#told", Plain).show(text, resized=False)

    def _fill(self, cursor: int | None = None) -> None:
        found = self._kept[self._key()]
        rows = self.query_one(ConsistencyRows)
        entries, columns, told, empty = getattr(self, f"_of_{self.tab}")(found)
        rows.empty = empty
        self.query_one("#columns", Plain).show(columns)
        self._show_told(told)
        rows.show(entries, cursor)
        self._read()
        self.query_one(KeyBar).refresh()

    def _read(self) -> None:
        current = self.query_one(ConsistencyRows).current
        lines = current.about if current is not None else ()
        self.query_one("#about", Plain).show(Content("\n").join(lines))

    def on_resize(self) -> None:
        self.call_after_refresh(self._drawn_anew)

    def _drawn_anew(self) -> None:
        self._show_tabs()
        if not self._busy and self._key() in self._kept:
            self._fill()

    def on_rows_moved(self) -> None:
        self._read()

    _Shown = tuple[list[Entry], str | Content, str, str]

    def _figures(
        self, found: Agreement, whole: Sequence[Line], single: Sequence[Line], groups: Sequence[Line] = ()
    ) -> _Shown:
        there = heat.measures(found)
        if self.measure not in there:
            self.measure = there[0]
        select = self.query_one("#measure", Select)
        with select.prevent(Select.Changed):
            select.set_options([(plain(_(MEASURES[one])), one) for one in there])
            select.value = self.measure
        wide = self.size.width >= _WIDE

        def drawn(line: Line) -> Entry:
            assert self.measure is not None
            return heat.entry(found, line, self.measure, self._codes, self._labels, with_uses=wide)

        entries = [drawn(line) for line in whole]
        entries += heat.lines(found, single, self.measure, self._codes, self._labels, with_uses=wide)
        entries += [drawn(line) for line in groups]
        number = len(found.interviews)
        told = ngettext("{n} interview coded twice", "{n} interviews coded twice", number).format(n=number)
        if self._passages is not None:
            told += " · " + _("passages of {code}").format(code=self._codes[self._passages].key)
        told += f" · {', '.join(self._labels[one] for one in found.coders)}"
        columns = spread(
            plain("  " + _("worst first")),
            plain(heat.heading(wide)),
            max(20, self.query_one(ConsistencyRows).size.width),
        )
        empty = _(
            "Nothing to compare yet: no interview was coded by two coders. Tab 7 looks for what is uneven in one "
            "coder’s work."
        )
        return (entries if number else [], columns, told, empty)

    def _of_codes(self, found: Agreement) -> _Shown:
        return self._figures(found, [found.overall, found.stance], found.codes, found.groups)

    def _of_interviews(self, found: Agreement) -> _Shown:
        return self._figures(found, [found.overall], found.by_interview)

    def _of_pairs(self, found: Agreement) -> _Shown:
        return self._figures(found, [found.overall] if len(found.coders) > 2 else [], found.pairs)

    def _of_kinds(self, found: list[Comparison]) -> _Shown:
        entries = []
        for one in found:
            pair = self._labels[one.first], self._labels[one.second]
            both = " – ".join(pair)
            told = ngettext("{n} to settle", "{n} to settle", one.unsettled).format(n=one.unsettled)
            whole = len(one.differences)
            places = ngettext("{n} difference", "{n} differences", whole).format(n=whole)
            alike = ngettext("Alike in {n} place.", "Alike in {n} places.", one.agreeing).format(n=one.agreeing)
            entries.append(
                Entry(
                    Content.assemble("▸ ", (safe(both), "bold")),
                    Content.assemble((f"{places} · ", "$muted"), (told, "bold"), " "),
                    (plain(both, "bold"), plain(alike), plain(f"{places}, {told}")),
                    Asked((one.first, one.second)),
                )
            )
            most = max([1, *one.by_kind.values()])
            for kind, often in one.by_kind.items():
                if not often:
                    continue
                cells = round(10 * often / most)
                left = sum(each.kind is kind and _open(each) for each in one.differences)
                to_do = ngettext("{n} to settle", "{n} to settle", left).format(n=left)
                about = (plain(both, "bold"), plain(different(kind, *pair)), plain(to_do))
                right = Content.assemble(
                    ("█" * cells, "$accent"),
                    ("░" * (10 - cells), "$muted"),
                    (f"{often:>6}", "bold"),
                    (f"  {to_do:>14} ", "$muted"),
                )
                named = different(kind, *pair)
                entries.append(Entry(plain(f"    {named}"), right, about, Asked((one.first, one.second), kind=kind)))
        told = _("Enter walks through them, one key settles each.")
        return entries, "", told, _("No interview was coded by two coders.")

    def _of_confusion(self, found: list[Comparison]) -> _Shown:
        entries = []
        for one in found:
            first, second = self._labels[one.first], self._labels[one.second]
            uses: Counter[str | None] = Counter()
            for (left, right), often in one.confusion.items():
                uses[left] += often
                uses[right] += often * (left != right)
            rows = sorted(
                ((pair, often) for pair, often in one.confusion.items() if pair[0] != pair[1]),
                key=lambda item: (None in item[0], -item[1], str(item[0])),
            )
            for (left, right), often in rows:
                codes = [self._code(each) for each in (left, right)]
                share = often / max(1, uses[left] if left is not None else uses[right])
                about = (
                    plain(_("{name} gave").format(name=first)),
                    codes[0],
                    plain(_("and {name} at the same place").format(name=second)),
                    codes[1],
                    Content(""),
                    plain(ngettext("in {n} place", "in {n} places", often).format(n=often)),
                    plain(_("{share} of what bears the first code").format(share=heat.percent(share)), "$muted"),
                )
                entries.append(
                    Entry(
                        Content.assemble(" ", codes[0], (f"  {safe(first)} → {safe(second)}  ", "$muted"), codes[1]),
                        Content.assemble((str(often), "bold"), (f" {heat.percent(share):>8} ", "$muted")),
                        about,
                        Asked((one.first, one.second), code=left or right),
                    )
                )
        told = _("Which codes are taken for each other, the most frequent first.")
        return entries, "", told, _("No code was taken for another.")

    def _code(self, code: str | None) -> Content:
        if code is None:
            return Content.styled(_("nothing"), "$muted")
        return Content.assemble(look.badge(self._codes[code]), " ", safe(self._codes[code].name))

    def _of_drift(self, found: list[Period]) -> _Shown:
        measure = self.measure or (Measure.UNITIZING if self.unit is CompareUnit.CONTINUUM else Measure.ALPHA)
        entries = []
        for one in found:
            value = one.line.figures.get(measure) or one.line.headline
            when = f"{one.begin:%Y-%m-%d} – {one.end:%Y-%m-%d}" if one.begin and one.end else ""
            number = ngettext("{n} interview", "{n} interviews", one.line.interviews).format(n=one.line.interviews)
            about = (
                plain(when, "bold"),
                plain(number),
                *(plain(f"{_(MEASURES[m])}  {heat.figure(f)}") for m, f in one.line.figures.items()),
            )
            right = Content.assemble(heat.bar(value.value, 20), (f" {heat.figure(value):>6}  ", "bold"), number, " ")
            entries.append(Entry(plain(f"  {when}"), right, about))
        told = _("The interviews coded twice, by when they were coded: oldest first.")
        return entries, "", told, _("No interview was coded by two coders.")

    def _of_alone(self, found: tuple[list[Suggestion], list[bool]]) -> _Shown:
        entries = []
        gone = sum(found[1])
        for one, is_gone in zip(*found, strict=True):
            if is_gone and not self._hidden:
                continue
            codes = [self._code(each) for each in one.codes[:3]]
            left = Content.assemble(" ✕ " if is_gone else "   ", (_(SUGGESTED[one.kind]), "$accent"), "  ")
            left = Content.assemble(left, Content("  ").join(codes))
            if one.passages:
                left = Content.assemble(left, (f"  “{look.snippet(one.passages[0].words, 60)}”", "$muted"))
            about = [plain(_(SUGGESTED[one.kind]), "bold"), *codes, *(plain(reason) for reason in one.reasons)]
            for passage in one.passages:
                about += [
                    Content(""),
                    plain(f"({self._labels[passage.interview]})", "$muted"),
                    plain(f"“{look.snippet(passage.words, 400)}”"),
                ]
            entries.append(Entry(left, Content.assemble((f"{one.score:.0f}", "bold"), " "), tuple(about), one))
        told = ngettext("{n} to look at", "{n} to look at", len(entries)).format(n=len(entries))
        if gone:
            told += " · " + ngettext("{n} dismissed", "{n} dismissed", gone).format(n=gone)
        told += " · " + _("a suggestion is a question; nothing is changed")
        return entries, "", told, _("Nothing looks uneven.")

    def _of_codebook(self, found: tuple[list[CodebookVersion], list[Redefined]]) -> _Shown:
        versions, redefined = found
        entries = []
        for one in reversed(versions):
            number = sum(not code.retired for code in one.codes)
            codes = ngettext("{n} code", "{n} codes", number).format(n=number)
            since = ngettext("{n} coding under it", "{n} codings under it", one.codings).format(n=one.codings)
            about = (
                plain(one.name, "bold"),
                plain(f"{one.time.astimezone():%Y-%m-%d %H:%M}  {self._labels[one.coder]}", "$muted"),
                *((plain(one.note),) if one.note else ()),
                plain(codes),
                plain(since),
                Content(""),
                plain(_("Enter compares it with the codebook of now.")),
            )
            right = Content.styled(f"{one.time.astimezone():%Y-%m-%d}  {codes} · {since} ", "$muted")
            entries.append(Entry(Content.assemble("  ◆ ", (safe(one.name), "bold")), right, about, one))
        for each in redefined:
            number = len(each.codings)
            before = ngettext("{n} coding from before", "{n} codings from before", number).format(n=number)
            about = (
                self._code(each.code),
                plain(_("Defined anew after use: {n}.").format(n=before)),
                plain(f"{each.time.astimezone():%Y-%m-%d}  {self._labels[each.coder]}", "$muted"),
                Content(""),
                plain(_("Before:"), "bold"),
                *(plain(text) for text in each.before if text),
                plain(_("Now:"), "bold"),
                *(plain(text) for text in each.after if text),
            )
            entries.append(
                Entry(
                    Content.assemble("  ", self._code(each.code)), Content.styled(f"{before} ", "$warning"), about, each
                )
            )
        told = _("Versions of the codebook, and codes that were defined anew after use.")
        return entries, "", told, _("No version yet: v freezes the codebook as it is now.")

    # What can be done

    def offers(self, action: Action) -> bool:
        """Whether the footer shows an action."""
        match action.id:
            case "stop":
                return self._busy
            case "unit" | "measure" | "without":
                return self.tab in ("codes", "interviews", "pairs", "drift")
            case "drop" | "dropped" | "other":
                return self.tab == "alone"
            case "freeze":
                return self.tab == "codebook"
            case "agreed":
                return self.tab in ("kinds", "pairs")
            case _:
                return True

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_export(self) -> None:
        from interview_coder.tui.screens.export import ExportScreen

        await self.app.push_screen_wait(ExportScreen(self.study, kind=ExportKind.AGREEMENT))

    def on_key(self, event: events.Key) -> None:
        """Left and right go from tab to tab."""
        if event.key in ("left", "right") and isinstance(self.focused, Rows):
            names = list(TABS)
            step = 1 if event.key == "right" else -1
            self.action_tab((names.index(self.tab) + step) % len(names) + 1)
            event.stop()

    def action_tab(self, number: int) -> None:
        self.tab = list(TABS)[number - 1]
        self.query_one(ConsistencyRows).focus()
        self._begin()

    def action_unit(self) -> None:
        self.query_one("#unit", Select).value = _UNITS[(_UNITS.index(self.unit) + 1) % len(_UNITS)]

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def _ask_for_passages(self) -> None:
        """Ask for the code that marks the passages drawn up in advance; without one, go back to turns."""
        from interview_coder.tui.screens.picker import Picker

        picked = await self.app.push_screen_wait(
            Picker(list(self._codes.values()), title=_("Which code marks the passages?"), creates=False)
        )
        if isinstance(picked, Code):
            self.unit, self._passages = CompareUnit.PASSAGE, picked.id
        else:
            self.unit, self._passages = CompareUnit.TURN, None
        select = self.query_one("#unit", Select)
        with select.prevent(Select.Changed):
            select.value = self.unit
        self._begin()

    def action_measure(self) -> None:
        found = self._kept.get(Key("figures", self.unit, self._passages, self.without))
        if isinstance(found, Agreement):
            there = heat.measures(found)
            here = there.index(self.measure) if self.measure in there else -1
            self.measure = there[(here + 1) % len(there)]
            self._fill()

    def action_without(self) -> None:
        self.without = not self.without
        self.app.notify(
            _("Without what interviewers say.") if self.without else _("With what interviewers say."), timeout=3
        )
        self._begin()

    def on_select_changed(self, event: Select.Changed) -> None:
        event.stop()
        if event.select.id == "unit" and isinstance(event.value, CompareUnit) and event.value != self.unit:
            if event.value is CompareUnit.PASSAGE:
                self._ask_for_passages()
                return
            self.unit, self._passages = event.value, None
            self._begin()
        elif event.select.id == "measure" and isinstance(event.value, Measure) and event.value != self.measure:
            self.measure = event.value
            if self._key() in self._kept:
                self._fill()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.action_choose()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_choose(self) -> None:
        current = self.query_one(ConsistencyRows).current
        if current is None:
            if not self._busy and self._key() not in self._kept:
                self._begin()
            return
        match current.target:
            case Line() as line:
                asked = await self._asked(line)
                if asked is not None:
                    await self._walk(asked)
            case Asked() as asked:
                await self._walk(asked)
            case Suggestion() as one:
                self._go(one, 0)
            case CodebookVersion() as version:
                from interview_coder.tui.screens.versions import Changes

                await self.app.push_screen_wait(Changes(version))
            case Redefined() as redefined:
                coding = self.study.coding(redefined.codings[0])
                self.dismiss(Spot(coding.interview, coding.start, coding.end))

    async def _asked(self, line: Line) -> Asked | None:
        """The differences behind a line of figures, after a question where there are several pairs."""
        from interview_coder.tui.screens.ask import Answer, Ask

        if line.kind in (LineKind.GROUP, LineKind.STANCE, LineKind.ALL) and len(line.coders) < 2:
            return None
        pairs = list(combinations(line.coders, 2))
        if not pairs:
            return None
        chosen = pairs[0]
        if len(pairs) > 1:
            answers = [
                Answer(str(place), " – ".join(self._labels[one] for one in pair))
                for place, pair in enumerate(pairs[:9], 1)
            ]
            key = await self.app.push_screen_wait(Ask(_("Which two coders?"), answers))
            if key is None:
                return None
            chosen = pairs[int(key) - 1]
        return Asked(
            chosen,
            code=line.key if line.kind is LineKind.CODE else None,
            interview=line.key if line.kind is LineKind.INTERVIEW else None,
            kind=DifferenceKind.STANCE if line.kind is LineKind.STANCE else None,
        )

    async def _walk(self, asked: Asked) -> None:
        from interview_coder.tui.screens.differences import Differences

        spot = await self.app.push_screen_wait(Differences(asked))
        if spot is not None:
            self.dismiss(spot)
            return
        self._kept.pop(Key("comparisons"), None)
        self._begin()

    def _go(self, one: Suggestion, place: int) -> None:
        if len(one.passages) > place:
            passage = one.passages[place]
            self.dismiss(Spot(passage.interview, passage.start, passage.end))
        else:
            self.app.notify(_("It has no passage to go to."), severity="warning")

    def _suggestion(self) -> Suggestion | None:
        current = self.query_one(ConsistencyRows).current
        return current.target if current is not None and isinstance(current.target, Suggestion) else None

    def action_other(self) -> None:
        one = self._suggestion()
        if one is not None:
            self._go(one, 1)

    def action_drop(self) -> None:
        """Dismiss the suggestion, or bring it back."""
        one = self._suggestion()
        if one is None:
            return
        found, gone = self._kept[Key("alone")]
        place = found.index(one)
        (self.study.bring_back if gone[place] else self.study.dismiss)(one)
        gone[place] = not gone[place]
        self._fill()

    def action_dropped(self) -> None:
        self._hidden = not self._hidden
        if self.tab == "alone" and self._key() in self._kept:
            self._fill()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_freeze(self) -> None:
        from interview_coder.tui.screens.versions import Freeze

        if await self.app.push_screen_wait(Freeze()):
            self._kept.pop(Key("codebook"), None)
            self.tab = "codebook"
            self._begin()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_agreed(self) -> None:
        """Take what all coders coded alike into the consensus."""
        if await self.app.confirm(
            _("Take what all coders of an interview coded alike into the consensus?"),
            _("What was settled stands, and each coder’s own work stays as it is. u takes it back."),
        ):
            number = self.study.adopt_agreed()
            text = ngettext("{n} passage taken into the consensus.", "{n} passages taken into the consensus.", number)
            self.app.notify(text.format(n=number))

    def action_undo(self) -> None:
        self.app.notify(look.act(self.study.undo()))
        self._kept.clear()
        self._begin()


def _open(one: Any) -> bool:
    from interview_coder.domain.coded import Decision

    return one.settlement is None or one.settlement.decision is Decision.LATER


def _computed(study: Study, key: Key, progress: Callable[[int, int], None]) -> Any:
    """What a tab shows, from the study."""
    match key.name:
        case "figures":
            return study.agreement(
                unit=key.unit, passages_of=key.passages, without_interviewers=key.without, progress=progress
            )
        case "comparisons":
            coders = [one.id for one in study.coders() if one.codings]
            pairs = list(combinations(coders, 2))
            found = []
            for place, (first, second) in enumerate(pairs):
                progress(place, len(pairs))
                comparison = study.differences(first, second)
                if comparison.interviews:
                    found.append(comparison)
            return found
        case "drift":
            progress(0, 1)
            return study.drift(unit=key.unit)
        case "alone":
            suggestions = study.suggestions(progress)
            return suggestions, study.dismissed(suggestions)
        case _:
            return study.codebook_versions(), study.redefined()

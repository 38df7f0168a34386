"""The figures of a study in the terminal: bars, a curve and a table that is read without colour, with their numbers."""

from __future__ import annotations

from typing import Any, Final

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.color import Color
from textual.content import Content
from textual.message import Message
from textual.widgets import DataTable
from textual.worker import get_current_worker
from textual_plotext import PlotextPlot

from interview_coder.domain.exports import ExportKind
from interview_coder.domain.text import safe
from interview_coder.exporting import Tally
from interview_coder.exporting.figures import FigureKind
from interview_coder.i18n import N_, _, current_language
from interview_coder.tui.actions import Place
from interview_coder.tui.base import Plain, Screen, plain
from interview_coder.tui.widgets.keybar import KeyBar

TABS: Final = {
    FigureKind.CONDITIONS: N_("Conditions"),
    FigureKind.PROGRAMMES: N_("Programmes"),
    FigureKind.TOGETHER: N_("Codes together"),
    FigureKind.SATURATION: N_("New codes"),
    FigureKind.CODERS: N_("Coders"),
}
"""What can be looked at, in the order of the keys; to be translated when shown."""

_EMPTY: Final = {
    FigureKind.CONDITIONS: N_(
        "Nothing is coded with a condition yet. In the workbench, select words, press c and pick a condition; "
        "+, − or = then says whether they support it."
    ),
    FigureKind.PROGRAMMES: N_(
        "No codings in an interview with a programme yet. r in the list of interviews (F2) gives an interview its "
        "programme; c in the workbench codes the selected words."
    ),
    FigureKind.TOGETHER: N_(
        "No words bear two codes yet. In the workbench, select words that are coded, press c and pick a second code."
    ),
    FigureKind.SATURATION: N_(
        "Nothing is coded yet. F5 in the workbench brings in interviews; c codes the selected words."
    ),
    FigureKind.CODERS: N_("Nothing is coded yet. In the workbench, select words and press c."),
}
_STANCES: Final = (("-", "error", "red"), ("±", "warning", "orange"), ("+", "success", "green"), ("·", "muted", "gray"))
"""The sign, the colour of the theme and that of the terminal for each series of the conditions."""
_PLAIN: Final = (("█", "primary", "blue"),)
_CURVE: Final = (("•", "accent", "orange"), ("█", "primary", "blue"))
_PARTS: Final = (("█", "primary", "blue"), ("▒", "accent", "orange"))
_SIGNS: Final = {FigureKind.CONDITIONS: _STANCES, FigureKind.SATURATION: _CURVE, FigureKind.CODERS: _PARTS}
_SHADES: Final = "░▒▓█"
_TABLE: Final = 5
"""So many lines at least are left to the numbers below a plot."""


class Figures(Screen[None]):
    """A figure per tab, with its numbers."""

    PLACES = (Place.FIGURES,)
    CSS_PATH = "figures.tcss"
    AUTO_FOCUS = "DataTable"

    class Loaded(Message):
        """The numbers were counted."""

        def __init__(self, found: tuple[Tally, ...]) -> None:
            self.found = found
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self.kind = FigureKind.CONDITIONS
        self._found: dict[FigureKind, Tally] = {}

    def compose(self) -> ComposeResult:
        yield Plain(id="tabs")
        yield Plain(id="about")
        yield Plain(id="legend")
        yield PlotextPlot(id="plot")
        yield DataTable[Text](id="numbers", zebra_stripes=True, fixed_columns=1)
        yield Plain(id="cell")
        yield Plain(id="empty")
        yield KeyBar()

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._fill())
        self._fill()
        self._count()

    @work(thread=True, exclusive=True, exit_on_error=False, group="count")
    def _count(self) -> None:
        study, worker = self.study, get_current_worker()
        with self.app.holding(study) as usable:
            if not usable:
                return
            found = study.figures(current_language())
        if not worker.is_cancelled:
            self.post_message(self.Loaded(found))

    def on_figures_loaded(self, event: Loaded) -> None:
        self._found = {one.kind: one for one in event.found}
        self._fill()

    def action_tab(self, number: int) -> None:
        self.kind = list(TABS)[number - 1]
        self.query_one(DataTable).move_cursor(row=0, column=0)
        self._fill()

    @work(exclusive=True, exit_on_error=False, group="dialog")
    async def action_export(self) -> None:
        from interview_coder.tui.screens.export import ExportScreen

        await self.app.push_screen_wait(ExportScreen(self.study, kind=ExportKind.FIGURES))

    # Showing

    def _fill(self) -> None:
        one = self._found.get(self.kind)
        tabs: list[tuple[str, str]] = []
        for place, (kind, title) in enumerate(TABS.items(), 1):
            tabs.append((f" {place} {_(title)} ", "bold reverse" if kind is self.kind else "$muted"))
        self.query_one("#tabs", Plain).show(Content.assemble(*tabs))
        full = one is not None and not one.empty
        drawn = full and self.kind is not FigureKind.PROGRAMMES
        for name, there in (("legend", drawn), ("plot", drawn), ("numbers", full), ("cell", full), ("empty", not full)):
            self.query_one(f"#{name}").display = there
        self.query_one("#about", Plain).show(one.about if one else "", resized=False)
        if one is None or one.empty:
            self.query_one("#empty", Plain).show(_(_EMPTY[self.kind]) if one else _("Counting …"))
            return
        if drawn:
            self._draw(one)
        self._tabulate(one)
        self.query_one(DataTable).focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._fill)

    def _colour(self, name: str, of_terminal: str) -> str | tuple[int, int, int]:
        """A colour for the plot: that of the theme, or where the terminal chooses its own, the terminal's."""
        value = self.app.theme_variables.get(name, "")
        if self.app.native_ansi_color or not value.startswith("#"):
            return of_terminal
        return Color.parse(value).rgb

    def _draw(self, one: Tally) -> None:
        signs = _SIGNS.get(one.kind, _PLAIN)
        legend = Content("   ").join(
            Content.assemble((sign * 2, f"bold ${name}"), " ", safe(series))
            for (sign, name, _terminal), series in zip(signs, one.series, strict=True)
        )
        widget = self.query_one(PlotextPlot)
        # The tabs, two lines above the plot, the line below the table, the keys.
        room = max(6, self.app.size.height - 5 - _TABLE)
        # Its type hints know one marker and one colour only.
        plot: Any = widget.plt
        plot.clear_figure()
        colours = [self._colour(name, terminal) for _sign, name, terminal in signs]
        if one.kind is FigureKind.SATURATION:
            height = min(room, 18)
            steps = list(range(1, len(one.drawn) + 1))
            totals, news = ([values[place] for _label, values in one.drawn] for place in (0, 1))
            plot.bar(steps, news, marker=signs[1][0], color=colours[1], width=0.4)
            plot.plot(steps, totals, marker=signs[0][0], color=colours[0])
            plot.xticks(_ticks(max(steps), 12, first=1))
            plot.ylim(0, max(totals) + 1)
            plot.yticks(_ticks(max(totals), 5))
        else:
            # A bar, and a line of air below it where there is room; three lines are the axis.
            fit = one.drawn[: room - 3]
            step = 2 if 2 * len(fit) + 2 <= room else 1
            rows = max(3, step * (len(fit) - 1) + 1)
            height = rows + 3
            if len(fit) < len(one.drawn):
                legend = legend + plain("   " + _("the first {n} of {all}").format(n=len(fit), all=len(one.drawn)))
            wide = max(12, self.app.size.width // 3)
            # Bars stand at lines of the plot, the first on top: elsewhere some would be two lines high.
            places = [rows - 1 - step * place for place in range(len(fit))]
            labels = [f"{_short(label, wide)} {sum(values)}" for label, values in fit]
            series = [list(each) for each in zip(*(values for _label, values in fit), strict=True)]
            plot.stacked_bar(
                places,
                series,
                orientation="h",
                marker=[sign for sign, *_rest in signs],
                color=colours,
                width=0.1,
                reset_ticks=False,
            )
            plot.yticks(places, labels)
            plot.ylim(0, rows - 1)
            most = max(sum(values) for _label, values in fit)
            plot.xlim(0, most)
            plot.xticks(_ticks(most, 6))
        self.query_one("#legend", Plain).show(legend, resized=False)
        widget.styles.height = height
        widget.refresh()

    def _tabulate(self, one: Tally) -> None:
        table = self.query_one(DataTable)
        where = table.cursor_coordinate
        table.clear(columns=True)
        heat = one.kind is FigureKind.PROGRAMMES
        table.cursor_type = "cell" if heat else "row"
        rest = min(26, max(14, (self.app.size.width - 36) // len(one.heads) - 2)) if heat else 12
        first = max(20, self.app.size.width - 6 - (rest + 2) * (len(one.heads) - 1))
        first = min(first, 30 if heat else 90, max([len(str(row[0])) for row in one.rows] + [20]))
        for place, head in enumerate(one.heads):
            width = first if place == 0 else rest
            table.add_column(Text(_short(head, width)), width=width)
        most = max([1, *(value for row in one.rows for value in row[1:] if isinstance(value, int))])
        for row in one.rows:
            cells = [Text(_short(str(row[0]), first))]
            for value in row[1:]:
                number = int(value)
                cells.append(Text(_shaded(number, most) if heat else f"{number or '·':>5}"))
            table.add_row(*cells)
        table.move_cursor(row=where.row, column=max(1, where.column) if heat else 0)
        self._tell()

    def on_data_table_cell_highlighted(self) -> None:
        self._tell()

    def on_data_table_row_highlighted(self) -> None:
        self._tell()

    def _tell(self) -> None:
        """What the row or cell with the cursor says, in full."""
        one, where = self._found.get(self.kind), self.query_one(DataTable).cursor_coordinate
        if one is None or where.row >= len(one.rows):
            return
        row = one.rows[where.row]
        chosen = range(1, len(row))
        if one.kind is FigureKind.PROGRAMMES and where.column:
            chosen = range(where.column, where.column + 1)
        told = " · ".join(f"{one.heads[place]}: {row[place]}" for place in chosen if place < len(row))
        self.query_one("#cell", Plain).show(Content.assemble((safe(str(row[0])), "bold"), f"  {safe(told)}"))


def _short(text: str, width: int) -> str:
    text = safe(text)
    return text if len(text) <= width else text[: width - 1] + "…"


def _shaded(number: int, most: int) -> str:
    """A number and a stretch that is longer and darker the more it is."""
    if not number:
        return "    ·"
    step = max(1, -(-len(_SHADES) * number // most))
    return f"{number:>5} {_SHADES[step - 1] * (2 * step)}"


def _ticks(most: int, wanted: int, *, first: int = 0) -> list[int]:
    """Whole numbers up to ``most`` at even steps, about as many as wanted."""
    step = max(1, -(-most // wanted))
    return list(range(first, most + 1, step))

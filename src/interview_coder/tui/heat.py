"""Figures of agreement as rows: a bar and a sign that can be read without colour, the numbers, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct
from textual.content import Content

from interview_coder.analysis.agreement import Agreement, Figure, Line, LineKind, Measure
from interview_coder.analysis.wording import GROUPS, MEASURES, RELIABLE, TENTATIVE, sentences
from interview_coder.domain.model import Code, CodeKind
from interview_coder.domain.text import safe
from interview_coder.i18n import _, current_language, ngettext
from interview_coder.tui import look
from interview_coder.tui.base import plain
from interview_coder.tui.widgets.rows import spread

_FIGURE: Final = len("-0.01 [-0.01; -0.01]")
"""How wide a figure and its interval are at most."""


class Entry(Struct, frozen=True):
    """A row of the consistency screen: what it shows, what is told of it, and what it leads to."""

    left: Content
    right: Content
    about: tuple[Content, ...] = ()
    target: Any = None

    def draw(self, width: int) -> Sequence[Content]:
        """The row on one line."""
        return [spread(self.left, self.right, width)]


def decimal(value: float, digits: int = 2) -> str:
    """A figure as the language in force writes it: ``0,62`` or ``0.62``."""
    # A hair below nothing is nothing, not minus nothing.
    text = f"{round(value, digits) + 0.0:.{digits}f}"
    return text.replace(".", ",") if current_language() == "nl" else text


def percent(value: float) -> str:
    """A share as a percentage with a decimal."""
    return f"{decimal(100 * value, 1)} %"


def level(value: float | None) -> tuple[str, str]:
    """The sign and style of a figure: reliable, tentative, too low, or none at all."""
    if value is None:
        return "·", "$muted"
    if value >= RELIABLE:
        return "●", "$success"
    return ("◐", "$warning") if value >= TENTATIVE else ("○", "$error")


def bar(value: float | None, cells: int) -> Content:
    """A figure between 0 and 1 as a bar of cells; what is below 0 has none filled."""
    sign, style = level(value)
    filled = 0 if value is None else max(0, min(cells, round(cells * value)))
    return Content.assemble((sign, f"bold {style}"), " ", ("█" * filled, style), ("░" * (cells - filled), "$muted"))


def figure(found: Figure) -> str:
    """A figure and its interval."""
    if found.value is None:
        return "–"
    if found.low is None or found.high is None:
        return decimal(found.value)
    return f"{decimal(found.value)} [{decimal(found.low)}; {decimal(found.high)}]"


def measures(found: Agreement) -> list[Measure]:
    """The figures that there are, the one to report first."""
    there = list(found.overall.figures) or [Measure.ALPHA]
    return sorted(there, key=lambda one: (one not in (Measure.ALPHA, Measure.UNITIZING), there.index(one)))


def lines(
    found: Agreement,
    wanted: Iterable[Line],
    measure: Measure,
    codes: Mapping[str, Code],
    labels: Mapping[str, str],
    *,
    with_uses: bool,
) -> list[Entry]:
    """Lines of figures as rows, the worst first, those without a figure last."""

    def rank(line: Line) -> tuple[bool, float]:
        value = line.figures.get(measure, Figure(None)).value
        return value is None, 0.0 if value is None else value

    return [entry(found, line, measure, codes, labels, with_uses=with_uses) for line in sorted(wanted, key=rank)]


def name(line: Line, codes: Mapping[str, Code], labels: Mapping[str, str]) -> Content:
    """What a line is about."""
    if line.kind is LineKind.PAIR:
        return plain(" – ".join(labels[one] for one in line.coders))
    if line.kind is LineKind.ALL:
        return plain(_("Over all"))
    if line.kind is LineKind.STANCE:
        return plain(_("Stance"))
    if line.key in set(CodeKind):
        return plain(_(GROUPS[CodeKind(line.key)]))
    if line.key in codes:
        return Content.assemble(look.badge(codes[line.key]), " ", safe(codes[line.key].name))
    return plain(labels.get(line.key, line.key))


def heading(with_uses: bool) -> str:
    """What stands over the columns of ``entry``."""
    figure_, said, passages = _("figure [95 %]"), _("said"), _("passages")
    return f"{'':10} {figure_:<{_FIGURE}.{_FIGURE}} {said:>7.7}" + (f" {passages:>11.11} " if with_uses else " ")


def entry(
    found: Agreement,
    line: Line,
    measure: Measure,
    codes: Mapping[str, Code],
    labels: Mapping[str, str],
    *,
    with_uses: bool,
) -> Entry:
    """A line of figures as a row."""
    wanted = line.figures.get(measure, Figure(None))
    uses = "/".join(str(often) for often in line.uses.values())
    prevalence = percent(line.prevalence) if line.prevalence is not None else "–"
    right = Content.assemble(
        bar(wanted.value, 8),
        (f" {figure(wanted):<{_FIGURE}}", "bold"),
        (f" {prevalence:>7}", "$muted"),
        (f" {uses:>11} " if with_uses else " ", "$muted"),
    )
    # Groups and the whole stand apart from single codes by a line before their name.
    whole = line.kind in (LineKind.ALL, LineKind.GROUP, LineKind.STANCE)
    left = Content.assemble("▸ " if whole else "  ", name(line, codes, labels))
    return Entry(left, right, tuple(about(found, line, codes, labels)), line)


def about(found: Agreement, line: Line, codes: Mapping[str, Code], labels: Mapping[str, str]) -> list[Content]:
    """All figures of a line, and in words what they mean or why they say nothing."""
    told: list[Content] = [name(line, codes, labels).stylize("bold")]
    code = codes.get(line.key)
    if code is not None and code.path != code.name:
        told.append(plain(code.path, "$muted"))
    told += [plain(sentence) for sentence in sentences(line, found.unit)]
    told.append(Content(""))
    for measure, one in line.figures.items():
        told.append(plain(f"{_(MEASURES[measure])}  {figure(one)}"))
    if line.prevalence is not None:
        told.append(plain(_("Prevalence: {share} of all decisions are a yes").format(share=percent(line.prevalence))))
    told.append(plain(", ".join(f"{labels[coder]} {often}" for coder, often in line.uses.items())))
    number = ngettext("{n} interview", "{n} interviews", line.interviews).format(n=line.interviews)
    told.append(plain(number, "$muted"))
    if code is not None and code.definition:
        told += [Content(""), plain(code.definition, "$muted")]
    return told

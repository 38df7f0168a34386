"""Plots as SVG: bars, a curve and a heat map, each with a title and a description, its numbers printed in it.

Shades go from dark to light and numbers stand in words, so that a plot reads in grey and without colour. Words of users
are escaped. Nothing depends on time, machine or fonts: the same numbers give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from interview_coder.exporting.cells import legal

WIDTH: Final = 760
_LABEL: Final = 270
_ROW: Final = 24
_LONGEST: Final = 40
_INK: Final = "#24476f"
_SHADES: Final = (("#24476f", "#ffffff"), ("#8aa7c6", "#000000"), ("#d5dfeb", "#000000"), ("#ffffff", "#000000"))
_STEPS: Final = (
    ("#ffffff", "#000000"),
    ("#e3eaf2", "#000000"),
    ("#bccfe2", "#000000"),
    ("#8aa7c6", "#000000"),
    ("#24476f", "#ffffff"),
)
STYLE: Final = (
    "text{font:12px 'Segoe UI','Helvetica Neue',Arial,'Liberation Sans',sans-serif}"
    ".ink{fill:#1c2329}.soft{fill:#55606b}"
    ".paper{fill:#ffffff}.axis{stroke:#55606b}.grid{stroke:#c3cad1}"
)
"""What a plot needs where no page gives it its looks."""


def bars(title: str, about: str, series: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> str:
    """A stacked bar per row, a shade per series (at most four); the count stands in its stretch, the sum behind."""
    most = max((sum(values) for _label, values in rows), default=0) or 1
    scale = (WIDTH - _LABEL - 60) / most
    legend = len(series) > 1
    parts = []
    top = 30 if legend else 6
    if legend:
        at = float(_LABEL)
        for name, (fill, _on) in zip(series, _SHADES, strict=False):
            parts.append(f'<rect x="{at:.0f}" y="6" width="12" height="12" fill="{fill}" stroke="{_INK}"/>')
            parts.append(_text(at + 17, 16, name))
            at += 30 + 7 * len(name)
    for index, (label, values) in enumerate(rows):
        y = top + index * _ROW
        parts.append(_text(_LABEL - 8, y + 16, _short(label), "end", full=label))
        at = float(_LABEL)
        for value, (fill, on) in zip(values, _SHADES, strict=False):
            width = value * scale
            if not value:
                continue
            parts.append(
                f'<rect x="{at:.1f}" y="{y + 2}" width="{width:.1f}" height="{_ROW - 5}" '
                f'fill="{fill}" stroke="{_INK}"/>'
            )
            if legend and width > 8 * len(str(value)) + 4:
                parts.append(
                    f'<text x="{at + width / 2:.1f}" y="{y + 16}" text-anchor="middle" fill="{on}">{value}</text>'
                )
            at += width
        parts.append(_text(at + 6, y + 16, str(sum(values))))
    return _svg(title, about, top + len(rows) * _ROW + 6, parts)


def curve(title: str, about: str, points: Sequence[tuple[str, int]]) -> str:
    """A line through a value per step, each step numbered below, its value above it."""
    most = max((value for _label, value in points), default=0) or 1
    left, height, top = 50, 220, 24
    step = (WIDTH - left - 40) / max(1, len(points) - 1)
    places = [(left + index * step, top + height * (1 - value / most)) for index, (_label, value) in enumerate(points)]
    parts = [
        f'<line class="axis" x1="{left}" y1="{top + height}" x2="{WIDTH - 30}" y2="{top + height}"/>',
        f'<line class="axis" x1="{left}" y1="{top}" x2="{left}" y2="{top + height}"/>',
        _text(left - 8, top + height + 4, "0", "end"),
        _text(left - 8, top + 4, str(most), "end"),
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    parts.append(f'<polyline points="{path}" fill="none" stroke="#5f86b0" stroke-width="2"/>')
    every = max(1, len(points) // 25)
    for index, ((x, y), (label, value)) in enumerate(zip(places, points, strict=True)):
        name = escape(legal(f"{label}: {value}"))
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#5f86b0"><title>{name}</title></circle>')
        if index % every == 0 or index == len(points) - 1:
            # The first stands on the axis.
            parts.append(_text(x if index else x + 6, y - 9, str(value), "middle" if index else "start"))
            parts.append(_text(x, top + height + 18, str(index + 1), "middle"))
    return _svg(title, about, top + height + 28, parts)


def heat(title: str, about: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> str:
    """A cell per row and column, the darker the more; its number stands in it."""
    most = max((value for _label, values in rows for value in values), default=0) or 1
    wide = (WIDTH - _LABEL - 10) / max(1, len(columns))
    parts = []
    for index, name in enumerate(columns):
        parts.append(_text(_LABEL + (index + 0.5) * wide, 16, _short(name, int(wide / 7)), "middle", full=name))
    for row, (label, values) in enumerate(rows):
        y = 24 + row * _ROW
        parts.append(_text(_LABEL - 8, y + 16, _short(label), "end", full=label))
        for index, value in enumerate(values):
            fill, on = _STEPS[0 if not value else min(4, 1 + 4 * (value - 1) // most)]
            x = _LABEL + index * wide
            parts.append(
                f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{_ROW}" fill="{fill}" stroke="#55606b"/>'
                f'<text x="{x + wide / 2:.1f}" y="{y + 16}" text-anchor="middle" fill="{on}">{value}</text>'
            )
    return _svg(title, about, 24 + len(rows) * _ROW + 6, parts)


def stacked(title: str, plots: Iterable[tuple[str, str]]) -> str:
    """Plots, each with its heading, under each other as the text of one .svg file."""
    parts, y = [], 10
    for heading, svg in plots:
        height = int(svg.split('height="', 1)[1].split('"', 1)[0])
        parts.append(
            f'<text class="ink" x="10" y="{y + 18}" style="font-size:15px;font-weight:bold">{_escaped(heading)}</text>'
        )
        parts.append(svg.replace("<svg ", f'<svg x="0" y="{y + 28}" ', 1))
        y += height + 50
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y}" viewBox="0 0 {WIDTH} {y}">'
    style = f'<style>{STYLE}</style><rect class="paper" width="100%" height="100%"/>'
    body = "\n".join(parts)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<title>{_escaped(title)}</title>{style}\n{body}\n</svg>\n'


def _svg(title: str, about: str, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}"><title>{_escaped(title)}</title><desc>{_escaped(about)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, words: str, anchor: str = "start", *, full: str = "") -> str:
    title = f"<title>{_escaped(full)}</title>" if full and full != words else ""
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="12" text-anchor="{anchor}"'
    return f'<text class="ink" {place}>{title}{_escaped(words)}</text>'


def _short(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else text[: max(1, longest - 1)] + "…"


def _escaped(text: str) -> str:
    return escape(legal(text), quote=True)

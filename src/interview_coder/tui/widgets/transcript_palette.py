"""The colours of a transcript: calm, readable in every theme, and never the only sign of anything.

Every text colour keeps a contrast of 4.5 to 1 (WCAG AA) on what lies under it: a tint that would take it below that
is made weaker until it does not. Without colour (``NO_COLOR``, terminals' own palettes) codings are underlined and
the selection is shown in reverse; with it only the current coding is, as a page of underlined text tires.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from rich.style import Style
from textual.color import Color

from interview_coder.domain.model import Role
from interview_coder.tui.look import colour as parse_colour

MINIMUM: Final = 4.5


def luminance(colour: Color) -> float:
    """The relative luminance of a colour as WCAG defines it, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.r / 255, colour.g / 255, colour.b / 255)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=1024)
def tinted(background: Color, tint: Color, strength: float, text: Color, minimum: float = MINIMUM) -> Color:
    """The background with a tint in it, as strong as ``strength`` or as ``text`` on it stays readable."""
    while strength > 0.02:
        result = background.blend(tint, strength)
        if contrast(result, text) >= minimum:
            return result
        strength *= 0.9
    return background


@lru_cache(maxsize=1024)
def legible(colour: Color, background: Color, minimum: float = MINIMUM) -> Color:
    """The colour, moved towards white or black until it can be read on the background."""
    pole = max((Color(255, 255, 255), Color(0, 0, 0)), key=lambda extreme: contrast(extreme, background))
    for step in range(21):
        result = colour.blend(pole, step / 20)
        if contrast(result, background) >= minimum:
            return result
    return pole


class Look(NamedTuple):
    """All that decides the style of a piece of text."""

    asks: bool = False
    """Said by an interviewer."""
    mark: str = ""
    """The colour of the coding that covers it, empty for none."""
    current: bool = False
    """The coding is the one that the next key acts on."""
    own: bool = True
    redacted: bool = False
    match: int = 0
    """Found by a search: 1, and 2 for the one at the cursor."""
    selected: bool = False
    cursor: bool = False


class Palette:
    """The styles of a view with a certain background and text colour.

    ``colours`` are ``primary``, ``secondary`` and ``accent`` of the theme. ``plain`` means that the terminal's own
    colours are used, or none at all.
    """

    def __init__(
        self, background: Color, text: Color, colours: dict[str, Color], *, plain: bool, grey: bool, focused: bool
    ) -> None:
        self.background, self.plain, self.grey, self.focused = background, plain, grey, focused
        self.ink = legible(text, background, 7.0) if not plain else text
        self.quiet = legible(background.blend(self.ink, 0.62), background)
        self.asking = legible(background.blend(self.ink, 0.80), background)
        self.primary = legible(colours["primary"], background)
        self.secondary = legible(colours["secondary"], background)
        self.accent = legible(colours["accent"], background)
        # Asked for in every row that is drawn, and made once.
        self.label, self.stripe = cache(self._label), cache(self._stripe)
        self.letter, self.text = cache(self._letter), cache(self._text)
        self.space = self._style(None)
        self.muted = self._style(self.quiet)
        self.faint = self._style(background.blend(self.ink, 0.28))
        self.thumb = self._style(background.blend(self.ink, 0.55))
        self.found = self._style(self.accent, bold=True)
        self.current_number = self._style(self.primary, bold=True)

    def _style(self, colour: Color | None, under: Color | None = None, **attributes: Any) -> Style:
        if self.plain:
            return Style(**attributes)
        under = self.background if under is None else under
        return Style(color=colour.rich_color if colour else None, bgcolor=under.rich_color, **attributes)

    def _label(self, role: Role | None) -> Style:
        """The style of a speaker's label: slanted for who asks, bold for who answers."""
        if role is Role.INTERVIEWER:
            return self._style(self.secondary, italic=True)
        return self._style(self.primary if role is Role.RESPONDENT else self.quiet, bold=True)

    def code(self, colour: str) -> Color:
        """The colour of a code, grey where colours are not to be used."""
        return self.ink if self.grey else parse_colour(colour)

    def _stripe(self, colour: str, *, current: bool, own: bool) -> Style:
        """The style of a stripe."""
        shade = legible(self.code(colour), self.background)
        if current:
            return self._style(shade, bold=True)
        return self._style(shade, italic=not own)

    def _letter(self, colour: str, *, current: bool, own: bool, memo: bool) -> Style:
        """The style of the letter at the head of a stripe."""
        if self.plain or self.grey:
            return self._style(self.ink, bold=own, reverse=current, underline=memo, italic=not own)
        shade = legible(self.code(colour), self.background)
        if current:
            return Style(color=self.background.rich_color, bgcolor=shade.rich_color, bold=True, underline=memo)
        return self._style(shade, bold=own, underline=memo, italic=not own)

    def _text(self, look: Look) -> Style:
        """The style of a piece of text."""
        ink = self.asking if look.asks else self.ink
        if look.redacted:
            ink = self.quiet
        if self.plain or self.grey:
            lit = look.selected != look.cursor if self.focused else look.selected
            return self._style(
                self.ink,
                reverse=lit,
                underline=bool(look.mark) or (look.cursor and (look.selected or not self.focused)),
                bold=look.current or look.match > 0 or look.cursor,
                italic=look.redacted or look.asks,
                dim=look.redacted and not look.mark,
            )
        if look.cursor and self.focused:
            return Style(color=self.background.rich_color, bgcolor=self.ink.rich_color, bold=True)
        under = self.background
        if look.mark:
            strength = (0.44 if look.current else 0.26) if look.own else (0.34 if look.current else 0.18)
            under = tinted(under, self.code(look.mark), strength, self.ink)
        if look.match:
            under = tinted(self.background, self.accent, 0.60 if look.match > 1 else 0.34, self.ink)
        if look.selected:
            under = tinted(self.background, self.primary, 0.50, self.ink)
        return self._style(
            legible(ink, under),
            under,
            underline=look.current or (look.cursor and not self.focused),
            bold=look.match > 1,
            italic=look.redacted,
        )

"""The looks of the program: calm surfaces, one accent, text of readable contrast; or the terminal's own colours."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

from interview_coder.i18n import N_

DARK: Final = "interview-dark"
LIGHT: Final = "interview-light"
CONTRAST: Final = "interview-contrast"
TERMINAL_DARK: Final = "ansi-dark"
TERMINAL_LIGHT: Final = "ansi-light"

NAMES: Final = {
    DARK: N_("Dark"),
    LIGHT: N_("Light"),
    CONTRAST: N_("High contrast"),
    TERMINAL_DARK: N_("The terminal's colours, dark"),
    TERMINAL_LIGHT: N_("The terminal's colours, light"),
}
"""What there is to choose from, with the names for users."""

THEMES: Final = (
    Theme(
        name=DARK,
        dark=True,
        primary="#7aa2d6",
        secondary="#8fb8a8",
        accent="#e0b26b",
        success="#8fc08a",
        warning="#e0b26b",
        error="#e08a80",
        foreground="#dcdfe4",
        background="#16191d",
        surface="#1c2025",
        panel="#262b32",
        variables={
            "muted": "#9ba3ad",
            "border": "#7aa2d6",
            "border-blurred": "#343a43",
            "block-cursor-background": "#7aa2d6",
            "block-cursor-foreground": "#14171a",
            "block-cursor-text-style": "none",
            "input-selection-background": "#7aa2d6 40%",
            "scrollbar": "#3a414b",
            "scrollbar-hover": "#566070",
            "scrollbar-active": "#7aa2d6",
            "scrollbar-background": "#1c2025",
            "scrollbar-background-hover": "#1c2025",
            "scrollbar-background-active": "#1c2025",
            "scrollbar-corner-color": "#1c2025",
        },
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#2f5d94",
        secondary="#2f6b58",
        accent="#8a5a00",
        success="#2e6b2a",
        warning="#8a5a00",
        error="#a3312a",
        foreground="#22262b",
        background="#f6f4ef",
        surface="#fbfaf7",
        panel="#ebe7de",
        variables={
            "muted": "#676257",
            "border": "#2f5d94",
            "border-blurred": "#cfc9bc",
            "block-cursor-background": "#2f5d94",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-text-style": "none",
            "input-selection-background": "#2f5d94 30%",
            "scrollbar": "#c9c3b5",
            "scrollbar-hover": "#a8a294",
            "scrollbar-active": "#2f5d94",
            "scrollbar-background": "#f1eee7",
            "scrollbar-background-hover": "#f1eee7",
            "scrollbar-background-active": "#f1eee7",
            "scrollbar-corner-color": "#f1eee7",
        },
    ),
    Theme(
        name=CONTRAST,
        dark=True,
        primary="#ffffff",
        secondary="#7fe0ff",
        accent="#ffe14d",
        success="#7dff7d",
        warning="#ffe14d",
        error="#ff9a94",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
        variables={
            "muted": "#d8d8d8",
            "border": "#ffffff",
            "border-blurred": "#9a9a9a",
            "block-cursor-background": "#ffe14d",
            "block-cursor-foreground": "#000000",
            "block-cursor-text-style": "bold",
            "input-selection-background": "#ffe14d 40%",
            "scrollbar": "#9a9a9a",
            "scrollbar-hover": "#ffffff",
            "scrollbar-active": "#ffe14d",
            "scrollbar-background": "#000000",
            "scrollbar-background-hover": "#000000",
            "scrollbar-background-active": "#000000",
            "scrollbar-corner-color": "#000000",
        },
    ),
)

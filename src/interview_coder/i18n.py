"""The language of screens and messages: gettext catalogues, chosen by a setting or else by the locale.

The source language is English. ``_`` looks a string up at the time of the call, so that a change of language
takes effect at once; ``N_`` marks a string that is translated later (a table, a binding).
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from typing import Final

LANGUAGES: Final = ("nl", "en")

_active: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
_spoken: ContextVar[gettext.NullTranslations | None] = ContextVar("_spoken", default=None)


def language_of_locale() -> str:
    """``nl`` where the environment or the system speaks Dutch, else ``en``."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "nl" if value.lower().startswith("nl") else "en"
    system = locale.getlocale()[0] or ""
    return "nl" if system.lower().startswith(("nl", "dutch")) else "en"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The translations into a language; English is the source and has none."""
    if language == "en":
        return gettext.NullTranslations()
    file = resources.files("interview_coder") / "locale" / language / "LC_MESSAGES" / "interview_coder.mo"
    if not file.is_file():
        return gettext.NullTranslations()
    with file.open("rb") as stream:
        return gettext.GNUTranslations(stream)


def use_language(language: str | None) -> str:
    """Speak ``language`` from now on (``None``: that of the locale); returns the one in force."""
    global _active, _language
    chosen = language if language in LANGUAGES else language_of_locale()
    _active, _language = catalogue(chosen), chosen
    return chosen


def current_language() -> str:
    """The language of screens and messages in force."""
    return _language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language within a block, in this thread or task alone: screens go on in theirs."""
    token = _spoken.set(catalogue(language))
    try:
        yield
    finally:
        _spoken.reset(token)


def _(message: str) -> str:
    """The message in the language in force."""
    return (_spoken.get() or _active).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The singular or plural message for ``n``, in the language in force."""
    return (_spoken.get() or _active).ngettext(singular, plural, n)


def N_(message: str) -> str:  # noqa: N802 - the customary name of the marker
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message

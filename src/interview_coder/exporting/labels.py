"""The words of exports in a language of their own, whatever the screen speaks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from interview_coder import i18n
from interview_coder.domain.model import CodeKind, Mode, NameKind, Stance
from interview_coder.exporting.files import utc
from interview_coder.i18n import N_

_STANCES: Final = {
    Stance.SUPPORTS: N_("supports"),
    Stance.CONTRADICTS: N_("contradicts"),
    Stance.MIXED: N_("mixed"),
}

_KINDS: Final = {
    NameKind.PERSON: N_("person"),
    NameKind.PLACE: N_("place"),
    NameKind.ORGANISATION: N_("organisation"),
    NameKind.CONTACT: N_("contact"),
    NameKind.OTHER: N_("other"),
}


_CODE_KINDS: Final = {
    CodeKind.CONDITION: N_("condition"),
    CodeKind.THEME: N_("theme"),
    CodeKind.OPEN: N_("open"),
}

_MODES: Final = {Mode.FACE_TO_FACE: N_("face to face"), Mode.TELEPHONE: N_("by telephone")}


class Labels:
    """Looks words up in the catalogue of one language; ``language`` is ``nl`` or ``en``."""

    def __init__(self, language: str) -> None:
        self.language = language
        catalogue = i18n.catalogue(language)
        self.gettext = catalogue.gettext
        self.ngettext = catalogue.ngettext

    def stance(self, stance: Stance | None) -> str:
        """The word for a stance, empty for none."""
        return self.gettext(_STANCES[stance]) if stance else ""

    def kind(self, kind: NameKind) -> str:
        """The word for a kind of name."""
        return self.gettext(_KINDS[kind])

    def code_kind(self, kind: CodeKind) -> str:
        """The word for a kind of code."""
        return self.gettext(_CODE_KINDS[kind])

    def mode(self, mode: Mode | None) -> str:
        """The words for how an interview was held, empty for not known."""
        return self.gettext(_MODES[mode]) if mode else ""

    def section(self, section: str, titles: Mapping[str, str]) -> str:
        """A section of the report as a heading, from its number and the titles by number; empty: none."""
        if not section:
            return self.gettext("Without a section")
        if title := titles.get(section):
            return f"{section} {title}"
        # A number alone makes no heading; a section that has words does.
        named = any(char.isalpha() for char in section)
        return section if named else self.gettext("Section {number}").format(number=section)

    def moment(self, when: datetime) -> str:
        """A moment, to the minute, in UTC: the same text wherever it is made."""
        return f"{utc(when):%Y-%m-%d %H:%M} UTC"

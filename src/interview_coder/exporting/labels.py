"""The words of exports in a language of their own, whatever the screen speaks."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from interview_coder import i18n
from interview_coder.domain.model import NameKind, Stance
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

    def moment(self, when: datetime) -> str:
        """A moment, to the minute, in UTC: the same text wherever it is made."""
        return f"{utc(when):%Y-%m-%d %H:%M} UTC"

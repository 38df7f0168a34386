"""Where somebody has a name on the net, and the words for such a name."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from interview_coder.redaction.tokens import words

NETS: Final = words(
    """insta instagram snap snapchat tiktok twitter facebook discord telegram linkedin youtube skype twitch threads
    bereal strava bluesky mastodon roblox pinterest soundcloud behance reddit etsy vinted marktplaats github gitlab
    steam signal psn xbox playstation"""
)
"""Nets, games and markets as they are called, in small letters."""
_NAMES: Final = words(
    """gebruikersnaam account inlog inlognaam accountnaam schermnaam profiel profielnaam gamertag username nickname"""
)


def _any_of(cues: Collection[str]) -> str:
    return f"(?:{'|'.join(sorted(cues, key=lambda word: (-len(word), word)))})"


NET: Final = _any_of(NETS)
"""The pattern of a net."""
ON_THE_NET: Final = _any_of(NETS | _NAMES)
"""The pattern of a net or of a word for a name there."""
CUES: Final = " ".join(
    sorted(cue for cue in NETS | _NAMES if not any(other in cue for other in NETS | _NAMES if other != cue))
)
"""Of which a text holds one where it holds any of these."""

"""How the review shows what was found: signs, words for reasons, and the prepared text for the transcript view."""

from __future__ import annotations

from typing import Final

from interview_coder.domain.model import NameKind, Redaction, Role, Speaker, Transcript, Turn
from interview_coder.domain.text import safe
from interview_coder.i18n import N_
from interview_coder.intake import Prepared

LOOKS: Final = {None: ("?", "#d9a441"), False: ("×", "#d9776b"), True: ("=", "#6fae6a")}
"""How a find looks by its decision: sign and colour. Undecided, taken out, kept."""

STYLES: Final = {None: "bold $warning", False: "bold $error", True: "bold $success"}
KIND_KEYS: Final = {"p": NameKind.PERSON, "l": NameKind.PLACE, "o": NameKind.ORGANISATION, "c": NameKind.CONTACT}
KIND_QUESTIONS: Final = {
    "p": N_("the name of a person"),
    "l": N_("a place, a region, a street"),
    "o": N_("a school, a firm, a paper"),
    "c": N_("an address, a number, a link"),
}
"""The keys of the kinds, and what each answer says."""

REASONS: Final = {
    "added": N_("added by you"),
    "changed": N_("joined by you"),
    "registry": N_("in the key file"),
    "known": N_("the file itself gives this name"),
    "name-list": N_("in a list of names"),
    "organisation-list": N_("in a list of organisations"),
    "capital-list": N_("in a list of names, with a capital"),
    "capital-article": N_("a capital after an article"),
    "unknown-capital": N_("a capital, and no word of the dictionary"),
    "unknown-start": N_("at the start of a sentence, and no word of the dictionary"),
    "unknown-word": N_("no word of the dictionary"),
    "odd-capital": N_("an unusual capital"),
    "first-name": N_("follows a first name"),
    "seen-before": N_("was a name elsewhere in this text"),
    "title": N_("follows a title"),
    "introduced": N_("is introduced as a name"),
    "verb-of-speech": N_("stands with a verb of speech"),
    "place-after-preposition": N_("stands where a place would"),
    "kind-of-organisation": N_("follows the word for an organisation"),
    "kind-of-place": N_("follows the word for a place"),
    "street": N_("looks like a street"),
    "demonym": N_("made from the name of a place"),
    "e-mail": N_("an e-mail address"),
    "phone": N_("a telephone number"),
    "postcode": N_("a postcode"),
    "url": N_("a web address"),
    "handle": N_("a name on social media"),
    "bsn": N_("a citizen service number"),
}
"""Why something was found, as the review says it; other reasons are shown as they are."""


def short(words: str) -> str:
    """The words on one line of at most 40 signs, for a question."""
    shown = safe(words).replace("\n", " ")
    return shown if len(shown) <= 40 else shown[:39] + "…"


def as_transcript(
    prepared: Prepared, name: str, text: str | None = None, redactions: tuple[Redaction, ...] = ()
) -> Transcript:
    """The prepared text, or a changed form of it with the same turns, as the transcript view takes it."""
    speakers = [Speaker(str(i), one.label, one.role) for i, one in enumerate(prepared.draft.speakers)]
    turns = []
    start = 0
    lines = (prepared.text if text is None else text).split("\n")
    for number, (turn, words) in enumerate(zip(prepared.draft.turns, lines, strict=True), 1):
        speaker = speakers[turn.speaker] if turn.speaker is not None else Speaker("", "", Role.OTHER)
        turns.append(Turn(str(number), number, start, start + len(words), speaker, turn.seconds))
        start += len(words) + 1
    return Transcript(name, "", prepared.text if text is None else text, tuple(turns), redactions)

"""Why a name was found, in words: for the review and the redaction log."""

from __future__ import annotations

from typing import Final

from interview_coder.i18n import N_

REASONS: Final = {
    "added": N_("added by you"),
    "changed": N_("joined by you"),
    "always": N_("kept always by you"),
    "registry": N_("in the key file"),
    "known": N_("the file itself gives this name"),
    "model": N_("your language model takes it for a name"),
    "detector": N_("reads like a name"),
    "name-list": N_("in a list of names"),
    "first-list": N_("in a list of first names"),
    "surname-list": N_("in a list of surnames"),
    "place-list": N_("in a list of places"),
    "organisation-list": N_("in a list of organisations"),
    "brand": N_("the name of a firm or a paper"),
    "capital-list": N_("in a list of names, with a capital"),
    "capital-article": N_("a capital after an article"),
    "unknown-capital": N_("a capital, and no word of the dictionary"),
    "unknown-letters": N_("letters that stand for no body known in the whole country"),
    "unknown-start": N_("at the start of a sentence, and no word of the dictionary"),
    "unknown-word": N_("no word of the dictionary"),
    "odd-capital": N_("an unusual capital"),
    "first-name": N_("follows a first name"),
    "split-name": N_("a name written in parts"),
    "list-of-people": N_("stands in a list of people"),
    "list-of-names": N_("stands in a list of names"),
    "quoted-title": N_("a title between quotes"),
    "seen-before": N_("was a name elsewhere in this text"),
    "title": N_("follows a title"),
    "introduced": N_("is introduced as a name"),
    "initials": N_("letters that stand for a person"),
    "verb-of-speech": N_("stands with a verb of speech"),
    "place-after-preposition": N_("stands where a place would"),
    "firm-after-preposition": N_("stands where a firm would"),
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
    "iban": N_("a bank account"),
    "postbus": N_("a post office box"),
}
"""By the reason that a find carries, to be translated where it is shown; other reasons are shown as they are."""

LOGGED: Final = {
    **REASONS,
    "added": N_("added by hand"),
    "changed": N_("joined by hand"),
    "late": N_("taken out after the import"),
    "model": N_("an installed language model takes it for a name"),
    "": N_("marked in the source already"),
}
"""As the log says it, which others than the reviewer read."""

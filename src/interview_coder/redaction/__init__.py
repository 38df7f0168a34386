"""Names out: finds persons, places, organisations and contact data in Dutch interviews, offline.

:func:`find_names` for one text, :class:`Redactor` for many with the same key file, :class:`NameRegistry` for the key
file itself. spaCy and the lists are loaded at the first use.
"""

from interview_coder.redaction.classes import is_small_word
from interview_coder.redaction.engine import Redactor, find_names
from interview_coder.redaction.lexicon import is_listed_place, is_ordinary_word, with_genitives
from interview_coder.redaction.registry import NameEntry, NameRegistry

__all__ = [
    "NameEntry",
    "NameRegistry",
    "Redactor",
    "find_names",
    "is_listed_place",
    "is_ordinary_word",
    "is_small_word",
    "with_genitives",
]

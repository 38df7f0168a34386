"""The language of the search line, and its translation for the full-text index.

    words that all occur        ouders kiezen
    a phrase                    "geen keus"
    the beginning of a word     kans*
    words near each other       NEAR(stage plek, 5)        at most 5 words between them; 10 where no number is given
    one of several              ouders OR thuis
    all, said aloud             ouders AND kiezen
    without                     ouders NOT moeder
    grouping                    (ouders OR thuis) kiezen

NOT binds closest, then AND (also the unsaid one between words), then OR. AND, OR, NOT and NEAR are operators in
capitals only. Case and diacritics do not count, other signs separate words. Nothing that is typed can be syntax of the
index.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _

MAX_CHARACTERS: Final = 2_000
MAX_TERMS: Final = 100
MAX_DEPTH: Final = 20
_NEAR: Final = 10

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<near>NEAR)\s*(?=\()
      | (?P<operator>AND|OR|NOT)(?![^\s()"])
      | "(?P<phrase>[^"]*)"(?P<star>\*?)
      | (?P<sign>[(),"])
      | (?P<word>[^\s(),"]+)
    )""",
    re.VERBOSE,
)


_TYPED: Final = str.maketrans({"\x00": " ", "“": '"', "”": '"', "„": '"'})
"""Quotation marks of a text are meant as such; each stays one character, for the places in messages."""


class _Token(Struct, frozen=True):
    kind: str
    """``operator``, ``near``, ``sign`` or ``term``."""
    text: str
    place: int
    """Where it begins in what was typed, from 1."""
    star: bool = False


def match_query(query: str) -> str:
    """What a user typed as a query of the full-text index.

    Raises InvalidInputError with a sentence that says what is wrong and at which character.
    """
    if len(query) > MAX_CHARACTERS:
        raise InvalidInputError(_("A search has at most {n} characters.").format(n=MAX_CHARACTERS))
    tokens = _tokens(query.translate(_TYPED))
    if sum(token.kind == "term" for token in tokens) > MAX_TERMS:
        raise InvalidInputError(_("A search has at most {n} words.").format(n=MAX_TERMS))
    if not any(token.kind == "term" for token in tokens):
        raise InvalidInputError(_("Type a word to look for."))
    return _Parser(tokens, len(query) + 1).parse()


def _tokens(query: str) -> list[_Token]:
    tokens: list[_Token] = []
    place = 0
    while match := _TOKEN.match(query, place):
        start = match.start(match.lastgroup or 0)
        place = match.end()
        if match["near"]:
            tokens.append(_Token("near", "NEAR", start + 1))
        elif match["operator"]:
            tokens.append(_Token("operator", match["operator"], start + 1))
        elif match["phrase"] is not None:
            tokens.append(_Token("term", match["phrase"], match.start("phrase"), bool(match["star"])))
        elif match["sign"] == '"':
            raise InvalidInputError(
                _("The quotation mark at character {place} has no closing one.").format(place=start + 1)
            )
        elif match["sign"]:
            tokens.append(_Token("sign", match["sign"], start + 1))
        else:
            word = match["word"]
            tokens.append(_Token("term", word.rstrip("*"), start + 1, word.endswith("*")))
    # Signs alone are no words: the index has none of them.
    return [token for token in tokens if token.kind != "term" or any(char.isalnum() for char in token.text)]


class _Parser:
    """Recursive descent over the tokens; each method returns a query of the index."""

    def __init__(self, tokens: Sequence[_Token], end: int) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0
        self._end = end

    def parse(self) -> str:
        found = self._either()
        token = self._peek()
        if token is not None:
            raise self._unexpected(token)
        return found

    def _peek(self) -> _Token | None:
        # A comma has a meaning within NEAR only; elsewhere it parts words, as in any text.
        while self._next < len(self._tokens) and self._tokens[self._next].text == "," and self._is_sign(self._next):
            self._next += 1
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _is_sign(self, index: int) -> bool:
        return self._tokens[index].kind == "sign"

    def _takes(self, kind: str, text: str) -> bool:
        token = self._peek()
        if token is not None and (token.kind, token.text) == (kind, text):
            self._next += 1
            return True
        return False

    def _either(self) -> str:
        parts = [self._all()]
        while self._takes("operator", "OR"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else "(" + " OR ".join(parts) + ")"

    def _all(self) -> str:
        parts: list[str] = []
        without: list[str] = []
        while True:
            token = self._peek()
            if token is None or token.text == ")" or (token.kind, token.text) == ("operator", "OR"):
                break
            if parts and self._takes("operator", "AND"):
                if self._takes("operator", "NOT"):
                    without.append(self._one())
                else:
                    parts.append(self._one())
            elif parts and self._takes("operator", "NOT"):
                without.append(self._one())
            else:
                parts.append(self._one())
        if not parts:
            raise self._missing(self._peek())
        found = parts[0] if len(parts) == 1 else "(" + " AND ".join(parts) + ")"
        for part in without:
            found = f"({found} NOT {part})"
        return found

    def _one(self) -> str:
        token = self._peek()
        if token is None:
            raise self._missing(None)
        if token.kind == "term":
            self._next += 1
            return _term(token)
        if token.kind == "near":
            self._next += 1
            return self._near(token)
        if token.text == "(":
            self._next += 1
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise InvalidInputError(_("Too many brackets within each other."))
            found = self._either()
            self._depth -= 1
            if not self._takes("sign", ")"):
                raise InvalidInputError(
                    _("The bracket at character {place} has no closing one.").format(place=token.place)
                )
            return f"({found})"
        raise self._missing(token)

    def _near(self, near: _Token) -> str:
        self._next += 1  # the bracket that made it NEAR
        terms: list[str] = []
        distance = _NEAR
        while True:
            token = self._tokens[self._next] if self._next < len(self._tokens) else None
            self._next += 1
            if token is None:
                raise InvalidInputError(
                    _("The bracket of NEAR at character {place} has no closing one.").format(place=near.place)
                )
            if (token.kind, token.text) == ("sign", ")"):
                break
            if token.kind == "term":
                terms.append(_term(token))
            elif (token.kind, token.text) == ("sign", ","):
                distance = self._distance(token)
            else:
                raise self._unexpected(token)
        if len(terms) < 2:
            raise InvalidInputError(
                _("NEAR at character {place} needs two words or more: NEAR(stage plek, 5).").format(place=near.place)
            )
        return f"NEAR({' '.join(terms)}, {distance})"

    def _distance(self, comma: _Token) -> int:
        number, close = [*self._tokens[self._next : self._next + 2], None, None][:2]
        if (
            number is None
            or not (number.text.isascii() and number.text.isdigit() and len(number.text) < 5)
            or close is None
            or close.text != ")"
        ):
            raise InvalidInputError(
                _(
                    "After the comma at character {place} a number and a bracket must follow: NEAR(stage plek, 5)."
                ).format(place=comma.place)
            )
        self._next += 1
        return int(number.text)

    def _missing(self, token: _Token | None) -> InvalidInputError:
        if token is None:
            return InvalidInputError(_("A word is missing at the end of the search."))
        return InvalidInputError(
            _("A word is missing before “{sign}” at character {place}.").format(sign=token.text, place=token.place)
        )

    def _unexpected(self, token: _Token) -> InvalidInputError:
        return InvalidInputError(
            _("“{sign}” at character {place} does not belong there.").format(sign=token.text, place=token.place)
        )


def _term(token: _Token) -> str:
    return f'"{token.text.replace(chr(34), " ")}"' + ("*" if token.star else "")

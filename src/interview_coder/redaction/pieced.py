"""Names that were heard or typed in pieces: *Ap inge dam*, *lant stede*, *Bouts ma* beside *Boutsma*."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.board import Mark
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, Flag
from interview_coder.redaction.look import ORGANISATION, PLACE, Look
from interview_coder.redaction.sounds import Sounding, joined_key, sound_keys
from interview_coder.redaction.tokens import words

# A name is parted into so many pieces at most.
_PIECES: Final = 4
# How sure a name of the page must be, and how long, to look for its pieces; how long one of which a small word is the
# end; how long one of several words must be to differ in a letter.
_SURE: Final = 0.6
_SHORTEST: Final = 5
_LONG: Final = 9
_SEVERAL: Final = 11
# Listed names in pieces have so many letters at least, and more where a letter differs.
_LISTED: Final = 6
_NEARLY: Final = 8
# From here on the detector hears a name in words of the dictionary.
_HEARD: Final = 0.3
# What leads to a place, and to a firm.
_TO_PLACES: Final = words("in uit naar te bij rond vanuit via")
_TO_FIRMS: Final = words("bij van naar op het via")
_LEADING_IN: Final = _TO_PLACES | _TO_FIRMS
# Letters that are hardly ever the end of a name: *Renes s ochtends*, who speaks next.
_LETTERS: Final = words("s i r")


class Pieced(Look):
    """Joins the pieces of names that a list or the page has whole."""

    @cached_property
    def _sounding(self) -> list[str]:
        """How each token of the page sounds."""
        return sound_keys("\n".join(self.page.low)).split("\n")

    def listed_in_pieces(self) -> None:
        """Pieces that sound like a listed place or firm when they are joined: *Ap inge dam*, *roer mond*."""
        page, board = self.page, self.board
        begins = [index for index in range(len(page) - 1) if self._may_open_pieces(index)]
        if not begins:
            return
        keys = self._sounding
        for index in begins:
            end = self._end_of_pieces(index, keys)
            if end:
                place = self.low(index - 1) in _TO_PLACES
                place = place or board.lexicon.places_by_sound.exact(joined_key(keys[index:end]))
                board.mark(index, end, PLACE if place else ORGANISATION, 0.6, "split-name")

    def _may_open_pieces(self, index: int) -> bool:
        """Whether an unmarked word begins a name by its capital, by its letters, or by what leads to it."""
        page, board, before = self.page, self.board, self.low(index - 1)
        if not page.alpha[index] or page.shut[index] or board.marks[index] is not None or board.kept[index]:
            return False
        if board.flags[index] & Flag.NATION or page.low[index] in self.kinds or not self._is_next_piece(index + 1):
            return False
        if self._is_small_piece(index):
            return self._has_inner_capital(index) and before in _TO_PLACES
        return self._has_inner_capital(index) or self._is_odd_piece(index) or before in _LEADING_IN

    def _end_of_pieces(self, start: int, keys: list[str]) -> int:
        """Where the pieces end that begin at a word, the most of them; 0 where they are no name."""
        page, board, found = self.page, self.board, 0
        for end in range(start + 2, min(start + _PIECES, len(page)) + 1):
            last = end - 1
            kind = board.kept[last] or board.flags[last] & Flag.NATION or page.low[last] in self.kinds
            if kind or not self._is_next_piece(last):
                break
            loud = page.capital[last] and not page.speech[last]
            if not loud and self._is_listed_in_pieces(start, end, joined_key(keys[start:end])):
                found = end
        return found

    def _is_listed_in_pieces(self, start: int, end: int, key: str) -> bool:
        """Whether words sound like a listed place or firm together, and are no words of their own."""
        page, lexicon, last, before = self.page, self.board.lexicon, end - 1, self.low(start - 1)
        joined, flags = "".join(page.low[start:end]), self.board.flags[start:end]
        capital, whole = self._has_inner_capital(start), lexicon.flags(joined)
        said = capital and self._ends_clause(end)
        if self._is_small_piece(last) and (not said or flags[0] & Flag.PLACE or self._is_only_name(start)):
            return False  # in Hulst ook.
        if said and before in _TO_PLACES and whole & Flag.PLACE:
            return True  # in Hoog land.
        if len(joined) < _LISTED or whole & KNOWN_WORD or (len(page.low[last]) == 1 and page.speech[last]):
            return False
        if all(flag & Flag.EVERYDAY for flag in flags) and not said:
            return False
        odd = any(self._is_odd_piece(index) for index in range(start, end))
        common = all(flag & (Flag.EVERYDAY | Flag.COMMON) for flag in flags)
        seldom = odd or said or not common
        heard = not self.board.odds or max(self.board.odds[start:end]) >= _HEARD
        if not (capital or odd or heard or (before in _TO_PLACES and seldom)):
            return False
        near = seldom and len(joined) >= _NEARLY
        places, firms, alone = lexicon.places_by_sound, lexicon.firms_by_sound, capital or odd
        if (alone or before in _TO_PLACES) and (places.exact(key) or (near and places.near(key))):
            return True
        return (alone or before in _TO_FIRMS) and (firms.exact(key) or (near and firms.near(key)))

    def pieced(self) -> None:
        """Pieces that sound like a name of the page when they are joined: *Noord of* beside *Noordhof*."""
        page, board = self.page, self.board
        keys = self._sounding
        known, marks, times = self._whole_names(keys)
        for index in range(len(page) - 1) if known else ():
            if not page.alpha[index] or page.shut[index] or not known.may_begin(keys[index]):
                continue
            small = self._is_small_piece(index)
            for end in range(index + 2, min(index + _PIECES, len(page)) + 1):
                if not self._is_next_piece(end - 1):
                    break
                key = joined_key(keys[index:end])
                exact = known.exact(key)
                name = exact or ("" if small else known.near(key))
                if not name or all(mark is not None for mark in board.marks[index:end]):
                    continue
                if times[" ".join(page.low[index:end])]:
                    continue  # Max mooi, beside Max Mooi
                goes_on = end - index > 2 and known.exact(joined_key(keys[index : end - 1]))  # Koning Willem I in
                if goes_on or times["".join(page.low[index : end - 1])] > 1:
                    continue
                if self._is_name_in_pieces(index, end, name, exact=bool(exact)):
                    board.mark(index, end, marks[name].kind, _SURE, "seen-before")

    def _whole_names(self, keys: list[str]) -> tuple[Sounding, dict[str, Mark], Counter[str]]:
        """The names of the page, single words and several in a row, joined; their marks; and how often each stands."""
        page, board, known = self.page, self.board, Sounding()
        marks: dict[str, Mark] = {}
        times: Counter[str] = Counter()
        for index, mark in enumerate(board.marks):
            if mark is None or mark.kind is NameKind.CONTACT or not page.alpha[index]:
                continue
            name = page.low[index]
            times[name] += 1
            if mark.confidence >= _SURE and len(name) >= _SHORTEST:
                known.add(keys[index], name)
                marks.setdefault(name, mark)
            for end in range(index + 1, min(index + _PIECES, len(page))):
                other = board.marks[end]
                if other is None or other.kind is not mark.kind or not self._is_next_piece(end):
                    break
                name += page.low[end]
                times[name] += 1
                times[" ".join(page.low[index : end + 1])] += 1
                if page.low[index] not in self.particles and page.low[end] not in self.particles:
                    known.add(joined_key(keys[index : end + 1]), name)
                    marks.setdefault(name, mark)
        return known, marks, times

    def _is_name_in_pieces(self, start: int, end: int, name: str, *, exact: bool) -> bool:
        """Whether words that are a name of the page when they are joined are no words of their own."""
        page, board, last = self.page, self.board, end - 1
        pieces, marked = page.low[start:end], board.marks[start] is not None
        whole = "".join(pieces) == name
        if name in pieces or page.low[last] in _LETTERS or any(self._is_kept_piece(i) for i in range(start, end)):
            return False
        if not exact and len(name) < _SEVERAL and abs(len("".join(pieces)) - len(name)) > 2:
            return False
        inside = exact and self._has_inner_capital(start)
        heard = whole and bool(board.odds) and max(board.odds[start:end]) > _HEARD
        if self._is_small_piece(start) and not inside and (not heard or page.starts[start]):
            return False
        if self._is_small_piece(last):
            strange = whole and len(name) >= _LONG and self.strange(start)
            return strange or ((marked or (whole and self.capital(start))) and self._ends_clause(end))
        if inside or heard or any(self._is_odd_piece(index) for index in range(start, end)):
            return True
        if exact and marked and page.speech[start]:
            return True
        return marked and self.capital(start) and (exact or not self._is_only_name(start))

    def _is_next_piece(self, index: int) -> bool:
        """Whether a word stands behind a blank on the same line, and may be a piece."""
        page = self.page
        return page.alpha[index] and page.gap[index] and not page.newline[index] and not page.shut[index]

    def _is_odd_piece(self, index: int) -> bool:
        """Whether an unmarked piece is a letter alone or in no dictionary."""
        if self.board.marks[index] is not None:
            return False
        known = self.board.flags[index] & KNOWN_WORD or self._is_small_piece(index)
        return len(self.page.low[index]) == 1 or not known

    def _is_only_name(self, index: int) -> bool:
        """Whether a list has a word as a name, and no dictionary has it."""
        flags = self.board.flags[index]
        return bool(flags & NAMED) and not flags & KNOWN_WORD

    def _is_small_piece(self, index: int) -> bool:
        """Whether a small word or a verb stands here."""
        low = self.page.low[index]
        return low in self.little or low in self.particles or low in self.words["verbs"]

    def _has_inner_capital(self, index: int) -> bool:
        """Whether a capital inside a sentence stands here."""
        return self.capital(index) and not self.page.starts[index] and not self.page.speech[index]

    def _is_kept_piece(self, index: int) -> bool:
        """Whether a word stays, or is a nation."""
        board = self.board
        return board.kept[index] or (board.marks[index] is None and bool(board.flags[index] & Flag.NATION))

    def _ends_clause(self, end: int) -> bool:
        """Whether a clause ends before a token."""
        return self.after(end - 1) < 0 or not self.page.alpha[end]

"""Names that were heard or typed in pieces: *Ap inge dam*, *lant stede*, *Bouts ma* beside *Boutsma*."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.board import Mark
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag
from interview_coder.redaction.look import BEFORE_THINGS, ORGANISATION, PERSON, PLACE, Look
from interview_coder.redaction.singles import COMPASS
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
# How long a town is at least of which a letter differs.
_TOWN: Final = 7
# How long a sure name of the page is at least that is looked for letter by letter.
_TAUGHT: Final = 6
# Below this a word that is a slip away from one that is heard often is no piece: *naar Goes gekozn*.
_SLIPPED: Final = 0.9
# From here on the detector hears a name in words of the dictionary.
_HEARD: Final = 0.3
# What leads to a place, to a firm, and to a town that a list has.
_TO_PLACES: Final = words("in uit naar te bij rond vanuit via")
_TO_FIRMS: Final = words("bij van naar op het via")
_TO_TOWNS: Final = words("in uit naar te")
_LEADING_IN: Final = _TO_PLACES | _TO_FIRMS
# Letters that are hardly ever the end of a name: *Renes s ochtends*, who speaks next.
_LETTERS: Final = words("s i r")
# What a lower-case word behind a name is when it is no piece of the name: a participle, a plural, an infinitive.
_VERBAL: Final = re.compile(r"(?:ge|be|ver|ont)\w{2,}[dt]|\w+n")
# How family names end that are words of their own when they are parted.
_OF_FAMILIES: Final = tuple(words("horst beek berg dijk veld brink voort stra sma huizen meester hof man"))
# The points of the compass behind the name of a town.
_WINDS: Final = COMPASS | {"centrum"}
# Small words that close no clause; where one does it is the end of a name: *Mean der*. And what stands before a name
# that *er* is the end of: *en Wout er*.
_OPEN: Final = words("der den de het een en of van met voor te ten ter die je man")
_BOUND: Final = words("van de der den ter ten")
_LISTING: Final = words("en nog met van bij")
# What is said behind a name and is no piece of it: *meneer de Roo ook*.
_NO_PIECES: Final = words("ook niet nog dan nou wel")


class Pieced(Look):
    """Joins the pieces of names that a list or the page has whole, and the ends that broke off from a name."""

    @cached_property
    def _sounding(self) -> list[str]:
        """How each token of the page sounds."""
        return sound_keys("\n".join(self.page.low)).split("\n")

    def listed_in_pieces(self) -> None:
        """Pieces that are a listed name when they are joined, sound like one, or are one but for a slip."""
        followed = self._followed()
        self._spelled_in_pieces(followed)
        self._sounded_in_pieces(followed)
        self._misspelt_in_pieces()

    def _followed(self) -> list[int]:
        """The words that nothing was said of yet, before a word that may be their next piece."""
        page, board = self.page, self.board
        here = zip(page.alpha, page.shut, board.kept, board.marks, self._next_pieces[1:], strict=False)
        return [
            index
            for index, (alpha, shut, kept, mark, follows) in enumerate(here)
            if follows and alpha and not shut and not kept and mark is None
        ]

    def _spelled_in_pieces(self, followed: Sequence[int]) -> None:
        """A listed name that was heard as two or three words: *Giet hoorn*, *Wanne per veen*, *Snee k*, *Aaf je*."""
        page, board = self.page, self.board
        for index in followed:
            if not (self._capitals[index] or page.speech[index] or self.low(index - 1) in _TO_TOWNS):
                continue
            if board.marks[index] is not None:
                continue
            if page.low[index] in self.particles and (page.speech[index] or self.low(index - 1) not in _TO_TOWNS):
                continue  # but: in ter neuzen
            if page.speech[index] and page.low[index] in self.little:
                continue  # naar den haag
            if board.flags[index] & Flag.NATION:
                continue  # de Griek in Tegelen
            if board.flags[index] & Flag.WORD and self.low(index + 1) == "en" and self.capital(index + 2):
                continue  # in Maart en April
            if page.shout[index] and page.low[index] in self.kinds and not self._is_listed_firm(index):
                continue  # MBO Rijnland, but MC Donalds
            word = board.flags[index] & Flag.WORD
            joined = page.low[index]
            for end in range(index + 1, min(index + 4, len(page))):
                if not self._is_next_piece(end):
                    break
                joined += page.low[end]
                flags = board.lexicon.names_in_one(joined)
                apart = page.capital[end] and not page.speech[end] and word and len(page.words[end]) > 1
                town = flags & Flag.PLACE and not board.flags[end] & (NAMED | KNOWN_WORD)  # Heer Hugowaard
                if apart and not town and (not flags & Flag.ORGANISATION or page.starts[index]):
                    break
                if flags & Flag.WORD or not self._parts_of_one(index, end, joined, flags):
                    continue
                if not (self.capital(index) or page.speech[index]) and not (flags & Flag.PLACE and len(joined) > 8):
                    continue
                kind = PLACE if flags & Flag.PLACE else ORGANISATION if flags & Flag.ORGANISATION else PERSON
                school = kind is ORGANISATION and page.low[end] in self.schools and not page.speech[index]
                last = end if school and page.low[end] not in self.belonging else end + 1  # Theresia Lyceum
                board.mark(index, last, kind, 0.6 if page.speech[index] else 0.8, "split-name")
                break

    def _is_listed_firm(self, index: int) -> bool:
        """Whether a list has a word and the next one as a firm, and not the next one alone."""
        low, lexicon = self.page.low, self.board.lexicon
        return lexicon.flags(low[index] + low[index + 1]) & NAMED == Flag.ORGANISATION and not (
            self.board.flags[index + 1] & (NAMED | KNOWN_WORD)
        )

    def _parts_of_one(self, start: int, end: int, joined: str, flags: int) -> bool:
        """Whether the words from ``start`` to ``end`` are one listed name, and no words of their own."""
        page, board = self.page, self.board
        little = any(page.low[i] in self.little for i in range(start + 1, end + 1))
        speech, head = page.speech[start], board.flags[start]
        if not flags & (NAMED | Flag.CAPITAL):
            return False
        if little:
            # *in Dracht en.*: nothing follows that *en* could join; *Aaf je Brandsma*: the name goes on.
            if speech:
                return False
            follows = self.after(end)
            stops = follows < 0 or not page.alpha[follows]
            goes_on = bool(flags & Flag.FIRST) and self.proper(follows)
            led = bool(flags & Flag.PLACE) and self.low(start - 1) in _TO_TOWNS | {"en"}
            inside = not page.starts[start] and (led or not head & NAMED)
            if led and not head & NAMED and len(joined) > 7 and not page.starts[start]:
                return True  # in Zoeter meer is het
            return len(joined) > 5 and (goes_on or (stops and inside))
        if page.starts[start] and head & Flag.WORD:
            return False
        tail = page.low[end]
        if not flags & NAMED and tail in self.words["street_ends"] and not page.capital[end]:
            return False  # Margriet weg
        heard = head & Flag.EVERYDAY and board.flags[end] & Flag.EVERYDAY
        if speech and heard and not flags & Flag.ORGANISATION and self.low(start - 1) in BEFORE_THINGS:
            return False  # een oude man
        if len(joined) > 6 and flags & (Flag.PLACE | Flag.SURNAME | Flag.CAPITAL | Flag.ORGANISATION):
            return True
        odd = len(tail) == 1 or not board.flags[end] & KNOWN_WORD
        return len(joined) > 4 and odd and not speech and not page.capital[end] and tail not in ("u", "n")

    def _sounded_in_pieces(self, followed: Sequence[int]) -> None:
        """Pieces that sound like a listed place or firm when they are joined: *Ap inge dam*, *roer mond*."""
        board = self.board
        begins = [index for index in followed if self._may_open_pieces(index)]
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
        board, before = self.board, self.low(index - 1)
        inner = self._has_inner_capital(index)
        if (
            not inner
            and before not in _LEADING_IN
            and board.flags[index] & KNOWN_WORD
            and len(self.page.low[index]) > 1
        ):
            return False  # most words of a text
        if board.marks[index] is not None or board.flags[index] & Flag.NATION or self.page.low[index] in self.kinds:
            return False
        if self._is_small_piece(index):
            return inner and before in _TO_PLACES
        return inner or self._is_odd_piece(index) or before in _LEADING_IN

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
        school = capital and self.low(end) in self.schools and whole & (KNOWN_WORD | STAYS) == Flag.COMPOUND
        if school and len(joined) >= _NEARLY and lexicon.firms_by_sound.exact(key):
            return True  # het Hoorn beek College
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

    def _misspelt_in_pieces(self) -> None:
        """The pieces of a town behind its preposition, with a slip: *in Wyn schoten*."""
        page, board = self.page, self.board
        for index in range(1, len(page) - 1):
            if not self.capital(index) or page.speech[index] or self.low(index - 1) not in _TO_TOWNS | {"vanuit"}:
                continue
            for last in self._ends_of_pieces(index):
                joined = "".join(page.low[index : last + 1])
                # In a long name a piece may be put together of words: *Raams donkveer*.
                known = Flag.WORD if len(joined) >= _LONG else KNOWN_WORD
                strange = any(not board.flags[i] & known for i in range(index, last + 1))
                small = page.low[last] in self.little or page.capital[last]
                if not strange or small or len(joined) < _TOWN or board.lexicon.flags(joined) & known:
                    continue
                if board.lexicon.slip_of(joined) & Flag.PLACE:
                    board.mark(index, last + 1, PLACE, 0.7, "split-name")
                    break

    def taught_in_pieces(self, sure: dict[str, tuple[NameKind, float]]) -> None:
        """A sure name of the page, written in pieces elsewhere on it: *Wit haren*, *Bouts ma*."""
        page, board = self.page, self.board
        taught = {low: kind for low, (kind, _confidence) in sure.items() if len(low) >= _TAUGHT}
        for index in range(len(page) - 1):
            here, behind = board.marks[index], board.marks[index + 1]
            if here is not None and behind is not None and here.kind is behind.kind is PERSON:
                joined = page.low[index] + page.low[index + 1]  # Jelte Bout Sma
                joined = "" if page.low[index + 1] in self.particles else joined  # corrie van Beers
                if joined.isalpha() and not page.newline[index + 1] and len(joined) >= _TAUGHT:
                    taught.setdefault(joined, PERSON)
        heads = {low[:2] for low in taught}
        for index in range(len(page) - 1) if taught else ():
            if page.low[index][:2] not in heads or not page.alpha[index] or page.shut[index]:
                continue
            for last in self._ends_of_pieces(index):
                kind = taught.get("".join(page.low[index : last + 1]))
                if kind is not None and self._is_taught_in_pieces(index, last):
                    board.mark(index, last + 1, kind, 0.7, "split-name")
                    break

    def _ends_of_pieces(self, index: int) -> list[int]:
        """The tokens that a name in pieces can end at that begins at a token."""
        ends: list[int] = []
        for last in range(index + 1, min(index + _PIECES, len(self.page))):
            if not self._is_next_piece(last):
                break
            ends.append(last)
        return ends

    def _is_taught_in_pieces(self, first: int, last: int) -> bool:
        """Whether words that make a name together are no words of their own, and not marked already."""
        page, board, parts = self.page, self.board, range(first, last + 1)
        if all(board.marks[i] is not None for i in parts) or page.low[first] in self.particles:
            return False
        if self.capital(first) and not page.speech[first]:
            return not page.starts[first] or any(not board.flags[i] & KNOWN_WORD for i in parts)  # Zelden rust
        heard = all(board.flags[i] & (Flag.EVERYDAY | Flag.COMMON) for i in parts)
        return not heard and (page.speech[first] or self.low(first - 1) not in BEFORE_THINGS)  # een jonge jan

    def pieced(self) -> None:
        """Pieces that sound like a name of the page when they are joined: *Noord of* beside *Noordhof*."""
        page, board = self.page, self.board
        keys = self._sounding
        known, marks, times = self._whole_names(keys)
        for index in range(len(page) - 1) if known else ():
            if not self._is_next_piece(index + 1) or not page.alpha[index] or page.shut[index]:
                continue
            if not known.may_begin(keys[index]):
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

    def loose_ends(self) -> None:
        """A piece of no dictionary behind a name with a capital is its end: *Heij jnen*, *Zand ink*."""
        page, board = self.page, self.board
        for index in range(len(page) - 1):
            mark, end = board.marks[index], index + 1
            if mark is None or mark.kind is NameKind.CONTACT or not self.capital(index) or page.speech[index]:
                continue
            if board.marks[end] is not None or board.kept[end] or page.capital[end] or not self._is_next_piece(end):
                continue
            if self._is_last_letter(end):
                board.mark(end, end + 1, mark.kind, 0.6, "split-name")
                continue
            if not 1 < len(page.low[end]) < 9:
                continue
            flags, joined = board.flags[end], board.lexicon.flags(page.low[index] + page.low[end])
            given = index > 0 and board.marks[index - 1] is not None
            led = given or self.low(index - 1) in self.words["titles"]
            led = led or (self.low(index - 1) == "bij" and not board.flags[index] & Flag.FIRST)
            led = (led and mark.kind is PERSON) or self.low(index - 1) in _BOUND  # bakkerij Van Lank veld
            family = led and (joined & (Flag.SURNAME | Flag.CAPITAL) or self._ends_family(end, joined))
            stops = not page.alpha[min(end + 1, len(page) - 1)]
            closes_none = stops and page.low[end] in _OPEN
            closes_none = closes_none or (page.low[end] == "er" and self.low(index - 1) in _LISTING)
            small = page.low[end] in self.little and not (closes_none or (stops and family))
            if mark.kind is PLACE and page.low[end] in _WINDS and (self.after(end) < 0 or not page.alpha[end + 1]):
                board.mark(end, end + 1, PLACE, 0.6, mark.reason)
                continue
            whole = not small and bool(family or (joined & NAMED and (closes_none or not joined & KNOWN_WORD)))
            # *Hori zon College*, *basisschool De Regen boog*: the pieces of a word.
            broken = mark.reason == "kind-of-organisation" and not board.flags[index] & STAYS
            broken = broken or (self.strange(index) and not board.flags[index] & NAMED)
            whole = whole or (
                broken and not small and bool(joined & Flag.WORD) and page.low[end] not in self.words["verbs"]
            )
            # *Kees Boter berg.*: a name that no list has, and a word that closes the clause.
            odd = mark.kind is PERSON and not board.flags[index] & NAMED and bool(board.flags[index] & KNOWN_WORD)
            closes = (
                odd
                and self.ordinary(end)
                and not board.flags[end] & STAYS
                and page.low[end] not in self.little | self.words["verbs"]
                and not _VERBAL.fullmatch(page.low[end])
            )
            if closes and (self.after(end) < 0 or page.words[end + 1] in (".", ",", "?", ";")) and given:
                board.mark(end, end + 1, PERSON, 0.5, "split-name")
                continue
            slip = board.lexicon.nearly_heard(page.low[end]) and not self.hears(end, _SLIPPED)
            strange = self.strange(end) and not flags & NAMED and not re.search(r"\W", page.low[end])
            if whole or (strange and not slip):
                board.mark(end, end + 1, mark.kind, 0.6, "split-name")

    def _is_last_letter(self, index: int) -> bool:
        """Whether a letter that closes the clause is the last one of the word before it: *Sjoerd Schilde r.*"""
        page, before, low = self.page, index - 1, self.page.low[index]
        if len(low) != 1 or low in "uoà" or page.spans[index][0] - page.spans[before][1] > 1:
            return False
        cut = self.low(index + 1) == "." and self.after(index + 1) >= 0 and not page.capital[index + 2]  # Roy v. werk
        if cut or not (self.after(index) < 0 or page.words[index + 1] in (".", ",", "?", "!")):
            return False
        joined = self.board.lexicon.flags(page.low[before] + low)
        return bool(joined & NAMED) or self.strange(before) or self.hears(index, 0.5)

    def _ends_family(self, end: int, joined: int) -> bool:
        """Whether a word behind a title or a first name and a capital sounds as the end of a family name: *mevrouw
        Korte horst*."""
        if not self.page.low[end].endswith(_OF_FAMILIES) or joined & (Flag.WORD | STAYS):
            return False
        follows = self.low(end + 1)
        little = follows in self.little or follows in self.words["verbs"]
        return little or self.after(end) < 0 or not self.page.alpha[end + 1]

    def _is_next_piece(self, index: int) -> bool:
        """Whether a word stands behind a blank on the same line, and may be a piece."""
        return self._next_pieces[index]

    @cached_property
    def _next_pieces(self) -> list[bool]:
        """For each token whether it may be the next piece of a name."""
        page = self.page
        return [
            alpha and gap and not newline and not shut and low not in _NO_PIECES
            for alpha, gap, newline, shut, low in zip(
                page.alpha, page.gap, page.newline, page.shut, page.low, strict=True
            )
        ]

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

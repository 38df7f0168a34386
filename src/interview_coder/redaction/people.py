"""Rules for people: titles, words of kin, first names carried on, particles and initials carried back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from interview_coder.domain.model import NameKind
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag, within
from interview_coder.redaction.look import BEFORE_THINGS, HYPHENS, LONGEST, OF_WORK, PERSON, POSSESSIVES, Look
from interview_coder.redaction.tokens import is_initial, words

_LINKS = words("is heet heette was genaamd , : heten")
_SELF = frozenset(["me", "mij", "hem", "haar", "ons", "je", "ze", "ik", "we", "zich"])
_ALWAYS = words("altijd gewoon ook wel")
_AGAIN = words("weer toen nog")
_OWN = words("mijn m'n zijn z'n haar d'r onze ons de mien zien hun hem")

# Titles that are posts: what follows them with a particle may be where they work.
_POSTS = words(
    "juf meester dominee pastoor pater wethouder burgemeester minister staatssecretaris rector kapitein zuster broeder "
    "dokter"
)
# Behind these a word that stays is what they teach: *docent Fries*.
_TEACHERS = words("docent docente docenten leraar lerares leraren vakdocent taaldocent")
_WHERE = words("op aan uit bij in over onder")
# What one says to somebody's face, whatever word the name is.
_ADDRESS = words("meneer mevrouw dhr mevr mw mej juf juffrouw heer dominee")
# Titles that are written with a dot; behind any other title a dot ends the sentence.
_SHORT = words("mvr mnr dhr mevr mw mej fam dr prof drs mr ir ing ds zr br st mrs")


# A particle that the family name was written on to.
_GLUED: Final = re.compile("de[rn]?[A-Z]")
# *De heer prof. dr. mr.*, with their full stops; who has more is no person.
_MOST_TITLES: Final = 10


def _nearly_the_same(run: Sequence[str], other: str) -> bool:
    """Whether a family name with particles is the other one but for two slips in its last word."""
    *particles, name = other.split(" ")
    same = list(run[:-1]) == particles and run[-1][0] == name[0]
    return same and min(len(run[-1]), len(name)) > 4 and within(run[-1], name, 2)


class People(Look):
    """Marks persons."""

    seen_runs: frozenset[str] = frozenset()
    """Family names with their particles that the page gave in full: ``van pallandt``."""

    def titled(self, index: int) -> None:
        """Meneer, mevrouw, dr. before a name; collega, mijn zoon, heet before what looks like one."""
        low, page = self.page.low[index], self.page
        title, naming = low in self.words["titles"], low in self.words["naming"]
        if title and page.shout[index] and self.board.flags[index] & Flag.ORGANISATION and not page.speech[index]:
            return  # van ING. Die zegt
        kin = low in self.words["kin"] or (low in self.words["trades"] and not page.speech[index])
        if not title and not naming and not kin:
            return
        after = self.after(index)
        if after >= 0 and page.low[after] == "'s" and not page.gap[after]:
            return  # Oma's. Allemaal oma's.
        if title:
            after = self._past_titles(after)
        elif naming and (past := self._past_small(index, after)) != after:
            after = past
        elif after >= 0 and page.low[after] in _LINKS:
            own = page.low[index - 1] in _OWN if index else False
            own = own or (page.low[after] == "," and self._between_commas(after, kin=kin))
            after = self.after(after) if own or naming else -1
        if after >= 0 and not title and self.low(after) in _SHORT:
            after = self._past_titles(after)  # mijn begeleider was Dr. Smit
        if after < 0:
            return
        nation = self.board.flags[after] & (Flag.NATION | NAMED) == Flag.NATION
        if nation and self.low(index - 1) in POSSESSIVES and self.ends_clause(after):
            return  # en mijn opa Griek
        if not title and self._is_no_name_behind(index, after):
            return
        if low in _ADDRESS and self._stays_elsewhere(after):
            self.introduce(after, after + 1, 0.8)  # mevrouw Einstein
            return
        if self._whatever_word(index, after):
            self.board.mark(after, after + 1, PERSON, 0.7, "introduced")
        end = self._person(after, firm=title)
        if end > after:
            self.board.mark(after, end, PERSON, 0.95 if title else 0.8, "title" if title else "introduced")

    def _is_no_name_behind(self, index: int, after: int) -> bool:
        """Whether letters or a word stand behind a word of kin or work, and no name: *haar moeder MS heeft*, *STUDENT
        Eerlijk? Ja*."""
        page = self.page
        speaks = page.shout[index] and page.starts[index] and not page.shout[after]
        word = self.board.flags[after] & (Flag.WORD | NAMED) == Flag.WORD
        return (page.shout[after] and page.low[after] in self.words["letters"]) or (speaks and word)

    def _past_small(self, verb: int, after: int) -> int:
        """What stands behind the small words after a verb of naming: *ze noemen hem ook Piet*, *hij heette toen nog
        Bakker*."""
        if self.low(after) in _SELF:
            after = self.after(after)
            return self.after(after) if self.low(after) in _ALWAYS else after
        name = after
        while self.page.low[verb] in self.words["called"] and self.low(name) in _AGAIN:
            name += 1
        # Initials come later.
        return name if self.capital(name) and len(self.page.low[name]) > 1 else after

    def _stays_elsewhere(self, index: int) -> bool:
        """Whether a capital stays that is no people and no tongue, and no post that one often hears; behind *mevrouw*
        it is somebody."""
        page, flags = self.page, self.board.flags[index]
        stays = flags & Flag.KEEP and not flags & Flag.NATION
        known = flags & (KNOWN_WORD | Flag.PAPER)
        post = flags & (Flag.EVERYDAY | Flag.COMMON) and self.is_post(page.low[index])
        if known and (page.starts[index] or self.needless or post):
            return False
        return bool(stays) and self.capital(index) and not page.shout[index] and not page.speech[index]

    def _whatever_word(self, index: int, name: int) -> bool:
        """Whether a capital is a name, whatever word it is: *onze conciërge heet Paas*, *een leerling, Star,*."""
        page, before = self.page, self.low(index - 1)
        if not self.capital(name) or page.starts[name] or page.speech[name]:
            return False
        if page.low[name] in self.kinds:
            # *Onze baas heet Bank.*
            family = self.board.flags[name] & Flag.SURNAME and page.low[index] in ("heet", "heette")
            return bool(family) and self.is_somebody(index - 1) and not self.capital(self.after(name))
        if self.board.kept[name] and page.low[index] not in self.words["naming"]:
            return False  # Boer, Bakker, Kok
        if page.low[index] == "naam" and before in _OWN:
            return not self.board.flags[name] & Flag.NATION  # mijn naam is Dag
        if page.low[index] in self.words["naming"]:
            if page.low[index] in ("heet", "heette") and before in ("ik", "hij", "zij", "ze", "die"):
                return not self.board.flags[name] & Flag.NATION
            return self.is_somebody(index - 1)
        flags = self.board.flags[name]
        told = self.low(index - 2) in self.words["speech"]  # zei een leerling, Wauw,
        if told or (flags & Flag.NATION and not flags & Flag.FIRST):
            return False
        if before in _OWN and name == index + 1 and self.hears(name, 0.9):
            return True  # mijn nicht Noya
        if flags & Flag.KEEP and len(page.low[name]) > 6:
            return False
        return self.low(name - 1) == "," and before not in _OWN and self._between_commas(name - 1, kin=True)

    def _between_commas(self, comma: int, *, kin: bool) -> bool:
        """Whether one capital stands between commas behind a word for a person: *een leerling, Star, die wilde*."""
        name = self.after(comma)
        return kin and self.capital(name) and self.low(name + 1) == "," and self.low(name) not in self.little

    def _past_titles(self, index: int) -> int:
        page, first = self.page, index
        while 0 <= index < first + _MOST_TITLES and (
            page.low[index] in self.words["titles"]
            or (page.words[index] == "." and not page.gap[index] and self.low(index - 1) in _SHORT)
        ):
            index = self.after(index)
        return index

    def _person(self, start: int, *, firm: bool) -> int:
        """The end of a person's name that begins at a token, after a title (``firm``) or a word of kin."""
        page = self.page
        index = self.behind_initials(start)
        name = self.behind_particles(index) if index >= 0 else -1
        if name < 0:
            return start
        moved = name > index
        whose = self.low(start - 2) in POSSESSIVES or self.low(start - 2) in ("de", "een")
        known = not self.strange(name) or self.board.lexicon.slip_of(page.low[name]) & Flag.PLACE
        of_work = self.low(start - 1) in _POSTS and (whose or known)  # dokter van Lennip
        post = firm and (of_work or self._is_one_of(start, index))
        if moved and not page.capital[index] and page.low[index] in _WHERE and not self._is_whole_phrase(index, name):
            spoken_to = page.low[name - 1] in self.words["bound"] and self.low(start - 1) in _ADDRESS
            if not spoken_to:
                return start  # tante aan de Rozenlaan, but meneer op 't Veld
        other = self.board.marks[name]
        listed = moved and other is not None and other.reason == "organisation-list"
        # die mevrouw van de kapper
        listed |= (
            moved and page.speech[name] and page.low[name] in self.posts and not self._is_whole_phrase(index, name)
        )
        if listed or (moved and (post or not firm) and not self._own_particles(index, name)):
            return start
        if self.proper(name, firm=firm) and (firm or not page.starts[name]):
            taught = self.low(start - 1) in _TEACHERS and self._is_subject(name)
            if not firm and (taught or page.low[name] in self.kinds or page.shout[name] or self.in_lesson(name)):
                return start
            return self.onward(name + 1)
        if not firm and self.capital(name) and not page.speech[name] and not page.starts[name]:
            # A small word with a capital that a family name follows: *mijn buurvrouw Door de Bruijn*.
            family = self.behind_particles(self.after(name))
            if family > name + 1 and self.proper(family, firm=True) and self.board.flags[family] & Flag.SURNAME:
                return family + 1
        if page.capital[name] or not (page.speech[name] or firm):
            return start
        flags = self.board.flags[name]
        wanted = Flag.SURNAME | Flag.FIRST if firm or moved else Flag.FIRST
        if firm and page.speech[name] and flags & Flag.SURNAME and page.low[name] not in self.little:
            return self.onward(name + 1)  # mevrouw bakker
        if self._is_family_by_ear(start, name) and firm:
            return self.onward(name + 1)
        called = self.low(start - 1) in self.words["naming"] and bool(flags & Flag.FIRST)
        heard = firm or called or (moved and self.may_hear(name, 0.5))  # not de moeder van de baas
        if not self.plausible(name, wanted) or (flags & Flag.EVERYDAY and not heard):
            return start
        whole = " ".join(page.low[index : name + 1]) in self.board.lexicon.surname_phrases
        if not page.speech[name] and flags & KNOWN_WORD and not (moved and whole):
            return start
        return self.onward(name + 1)

    def _is_whole_phrase(self, first: int, name: int) -> bool:
        """Whether a list has particles and a name as one family name."""
        return " ".join(self.page.low[first : name + 1]) in self.board.lexicon.surname_phrases

    def _is_family_by_ear(self, start: int, name: int) -> bool:
        """Whether the detector hears a name in a lower-case word right behind a title: *mevrouw bos, komt u binnen*."""
        wanted = 0.5 if self.board.flags[name] & Flag.SURNAME else 0.8
        heard = self.hears(name, wanted) and start == name
        if wanted > 0.5 and self.low(start - 2) in ("een", "die", "geen") and self.board.flags[name] & Flag.EVERYDAY:
            return False  # er was een meneer gevallen
        return heard and self.low(name - 1) in _ADDRESS and self.page.low[name] not in self.little | self.words["verbs"]

    def _is_one_of(self, start: int, index: int) -> bool:
        """Whether *van* behind a title tells where somebody works: *de mevrouw van Tiemessen*."""
        return (
            self.low(index) == "van"
            and not self.page.capital[index]
            and self.page.low[start - 2 : start] != ["de", "heer"]  # de heer van Haren
            and (self.low(start - 2) in ("de", "die", "een", "deze") or self._is_given_behind(index))
        )

    def _is_given_behind(self, particle: int) -> bool:
        """Whether a first name that is nothing else stands behind a small *van*, in which the detector hears no name:
        *oom van Ilyas*, *Klaas van Trijn*."""
        name = particle + 1
        if self.low(particle) != "van" or name >= len(self.page) or self.page.capital[particle]:
            return False
        given = self.board.flags[name] & (NAMED | KNOWN_WORD) == Flag.FIRST
        return given and self._is_deaf(particle, name, 0.3) and not self._is_whole_phrase(particle, name)

    def _is_subject(self, index: int) -> bool:
        """Whether a word behind *docent* is what they teach: one that stays, or no name and no first half of one."""
        if self.board.flags[index] & Flag.KEEP:
            return True
        return self.ordinary(index) and not self.capital(self.after(index))

    def _own_particles(self, first: int, name: int) -> bool:
        """Whether particles before a name are its own, not a preposition: *collega van Dijk*, *docent te Etten*."""
        page, flags = self.page, self.board.flags[name]
        if (
            page.capital[first]
            or page.low[name - 1] in self.words["bound"]
            or page.low[first] in ("de", "den", "ter", "ten")
        ):
            return True
        whole = " ".join(page.low[first : name + 1])
        if whole in self.board.lexicon.surname_phrases:
            return not flags & (Flag.PLACE | Flag.ORGANISATION) or name - first > 1
        return bool(flags & Flag.SURNAME) and name - first > 1

    def onward(self, index: int) -> int:
        """The end of a name of which the token before ``index`` is the last one sure."""
        page, board, last = self.page, self.board, min(len(self.page), index + LONGEST)
        while 0 < index < last and not page.newline[index] and not page.shut[index]:
            step = index
            if page.words[index] in HYPHENS and not page.gap[index]:
                step = self.after(index)
                if step < 0 or page.gap[step]:
                    return index
                flags = board.flags[step]
                tied = bool(flags & Flag.FIRST) or not (flags & KNOWN_WORD or page.low[step] in self.particles)
                if page.alpha[step] and not page.capital[step] and tied:
                    index = step + 1  # Tjalling-jan, Hyun-woo
                    continue
            elif page.words[index] == "." and is_initial(page.words[index - 1]):
                step = self.after(index)
                if step < 0:
                    return index
            if not page.alpha[step] and page.low[step] not in self.particles:
                return index
            if page.low[step] in self.particles and not (page.capital[step] and board.flags[step] & NAMED):
                name = self.behind_particles(step)
                if name > step and not self._is_apart(name, step) and self._joins(name, step):
                    index = name + 1
                    continue
            if not self._follows(step, index - 1):
                return index
            index = step + 1
        return index

    def _is_apart(self, name: int, through: int) -> bool:
        """Whether particles lead from a person to what the key file has as no person, or, behind a family name in
        speech, to a word: *juf Willemijn van het Da Vinci*, *meneer bouma van de koe*, *mevrouw hartman de baas*."""
        other = self.board.marks[name]
        if other is not None and other.reason == "registry" and other.kind is not PERSON:
            return True
        family = self.board.flags[through - 1] & (Flag.SURNAME | Flag.FIRST | KNOWN_WORD) == Flag.SURNAME
        if not self.page.speech[name] or not family:
            return False
        if self.page.low[through] == "de" and self.page.low[name] in self.words["anybody"]:
            return True
        if self.page.low[through] != "van":
            return False
        return bool(self.board.flags[name] & Flag.WORD) and not self._is_whole_phrase(through, name)

    def _joins(self, index: int, through: int) -> bool:
        """Whether a token carries on the person's name before it, through particles."""
        page, flags = self.page, self.board.flags[index]
        particle, bound = page.low[through], page.low[index - 1] in self.words["bound"]
        if page.words[through - 1] in HYPHENS and not page.gap[through] and self.proper(index, firm=True):
            return True  # Hoekzema-van Ravenswaaij
        other = self.board.marks[index]
        if particle in ("van", "in", "uit", "bij", "op", "aan", "voor", "te") and not bound:
            listed = other is not None and other.reason in (
                "street",
                "kind-of-place",
                "kind-of-organisation",
                "organisation-list",
            )
            if listed and not flags & Flag.SURNAME:
                return False
            lower = not any(page.capital[i] for i in range(through, index))
            if lower and flags & (Flag.PLACE | Flag.ORGANISATION) and not flags & Flag.SURNAME:
                # *Theo van Lith* is a whole name; *Annet van Deltion* works there.
                given = self.board.flags[through - 1] & (Flag.FIRST | KNOWN_WORD) == Flag.FIRST
                given = given or (self.strange(through - 1) and self.capital(through - 1))
                given = given or (self.low(index + 1) in HYPHENS and self.capital(index + 2))
                heard = self.hears(through - 1, 0.95) and self.hears(through, 0.1)
                given = given or (heard and bool(self.board.flags[through - 1] & Flag.FIRST))  # Fleur van Wessem
                double = self.low(index + 1) in HYPHENS and self.capital(index + 2)  # van Ens-Kanis
                deaf = not double and self._is_deaf(through, index, 0.02)
                if particle != "van" or flags & Flag.ORGANISATION or not given or deaf:
                    return False
                if page.speech[index]:
                    return not self.board.kept[index] and (not flags & KNOWN_WORD or other is not None)
        if particle == "tot" and self.low(through - 2) not in ("van", "thoe", "von"):
            # Roelofs tot Heelweg; not van Ede tot Almelo
            return self._is_whole(through - 1) and self.proper(index) and index == through + 1
        if (particle in ("van", "voor") and not bound and self._is_work(index, through)) or self._tells_where(
            index, through
        ):
            return False
        if page.low[index - 1] == "het" and not page.capital[through] and page.low[through] == "van":
            # *van het* is nearly always where somebody works.
            return " ".join(page.low[through : index + 1]) in self.board.lexicon.surname_phrases
        if page.speech[index]:
            if bound:
                work = page.low[index].endswith(OF_WORK) and bool(flags & KNOWN_WORD)  # tonnie van de leerlingzorg
                stays = self.board.kept[index] or ((flags & Flag.KEEP or work) and not flags & NAMED)
                return page.alpha[index] and not stays and page.low[index] not in self.little
            if particle not in ("van", "de", "von", "el") and not flags & Flag.SURNAME:
                return False
            return self.plausible(index, Flag.SURNAME) and not (flags & Flag.EVERYDAY and not flags & Flag.SURNAME)
        if not page.capital[index]:
            word = flags & Flag.WORD and not self.hears(index, 0.5)  # heeft met Daan de stam opgehaald
            return flags & (Flag.SURNAME | Flag.EVERYDAY) == Flag.SURNAME and not word
        return self.proper(index, firm=True) and (bound or page.low[index] not in self.kinds)

    def _tells_where(self, index: int, through: int) -> bool:
        """Whether a preposition tells where somebody is: *Sem in de kas*, *Marijtje Knegtering op de Hoorneboeg*."""
        page, particle = self.page, self.page.low[through]
        if particle not in ("in", "uit", "bij", "op", "aan", "voor", "te", "over") or page.capital[through]:
            return False
        if (particle not in ("op", "te") and index - through == 1) or self.lies_there(through, index):
            return True
        if particle == "op" and index - through == 1 and self.capital(index) and not page.starts[index]:
            flags = self.board.flags[index]
            if flags & (Flag.FIRST | Flag.SURNAME) and not flags & (Flag.PLACE | Flag.ORGANISATION | KNOWN_WORD):
                return False  # Scholten op Reimer
        if page.speech[index]:
            return self._is_deaf(through, index + 1, 0.1)  # zorgdrager op de brug
        if not page.capital[index]:
            return " ".join(page.low[through : index + 1]) not in self.board.lexicon.surname_phrases
        return page.low[index - 1] not in self.words["bound"] and self._is_whole(through - 1)

    def _is_work(self, index: int, through: int) -> bool:
        """Whether what *van* leads to is where somebody works or comes from, not their family name."""
        flags = self.board.flags[index]
        letters = flags & Flag.KEEP and self.page.shout[index] and not self.page.shout[through - 1]
        if flags & Flag.NATION or letters:
            return True  # Dave van IT
        if self.low(index + 1) in HYPHENS and self.capital(index + 2) and flags & NAMED:
            return False  # Jentje Wimke van Ens-Kanis
        if self._is_whole(through - 1) and self._is_deaf(through, index, 0.06):
            return True  # Mevrouw Dunnewind van de Zwolseweg
        if index - through > 1:
            return False
        if self._is_given_behind(through):
            return True
        return (self.is_kind(index) and not flags & NAMED) or (not flags & Flag.SURNAME and self._is_whole(through - 1))

    def _is_deaf(self, first: int, end: int, doubt: float) -> bool:
        """Whether the detector hears no name in any of the small words before a capital."""
        odds = self.board.odds[first:end]
        return bool(odds) and max(odds) < doubt

    def _is_whole(self, index: int) -> bool:
        """Whether a family name closes a person's name, so that *van* says where they work: *Ad Bos van Zone*."""
        board, page = self.board, self.page
        flags, before = board.flags[index], self.before(index)
        if before > 0 and page.words[before] in HYPHENS and not page.gap[index]:
            before = self.before(self.before(before))  # Trudy Sanders-Kluijtmans van Savant
        if page.speech[index] or flags & Flag.FIRST or not page.capital[index] or before < 0:
            return False
        if page.low[before] in self.words["titles"]:
            return True
        mark = board.marks[before]
        return mark is not None and mark.kind is PERSON and bool(board.flags[before] & Flag.FIRST)

    def _follows(self, index: int, behind: int) -> bool:
        """Whether a token carries on the person's name right before it."""
        page, flags, given = self.page, self.board.flags[index], self.board.flags[behind]
        if not page.alpha[index]:
            return False
        if page.speech[index]:
            if page.low[index] in self.words["titles"]:
                return False
            named = given & Flag.FIRST and not given & KNOWN_WORD and flags & Flag.SURNAME
            if named and flags & Flag.WORD and page.low[index] not in self.little:
                return not self.board.kept[index]
            return bool(not flags & Flag.EVERYDAY or named) and self.plausible(index, Flag.SURNAME | Flag.FIRST)
        sure = bool(given & Flag.FIRST and not given & KNOWN_WORD) or (self.strange(behind) and self.capital(behind))
        if self.proper(index, firm=sure):
            if page.low[index] in self.kinds and not flags & NAMED:
                return False
            return not page.shout[index] or page.shout[behind]
        single = len(page.words[index]) == 1 and page.capital[index] and page.low[index] != "u"
        return single and index + 1 < len(page) and self.proper(index + 1)

    def chains(self) -> None:
        """Carry each marked person on to the family name, back to particles, initials and the first name."""
        page, board = self.page, self.board
        index, size = 0, len(page)
        while index < size:
            mark = board.marks[index]
            if mark is None or mark.kind is not PERSON:
                index += 1
                continue
            end = index + 1
            while end < size and not page.newline[end]:
                other = board.marks[end]
                if other is None or (other.confidence < 0.7 <= mark.confidence):
                    break
                if other.reason == "detector" and page.capital[end]:
                    board.mark(end, end + 1, PERSON, mark.confidence, mark.reason)  # Fred Dag
                end += 1
            far = self.onward(end)
            if far == end:
                far = end + 1 if self._gap_of_particle(end) else self._broken_off(end)
            if far == end and self._has_own_stop(end):
                far = end + 1
            if far > end:
                board.mark(end, far, PERSON, mark.confidence, mark.reason)
            self._back(index)
            index = max(far, end)

    def _has_own_stop(self, index: int) -> bool:
        """Whether a full stop behind a marked name is that of an initial: *Ahmed B. kwam*, *ook N.N.*; the stop of
        *Dat is Ahmed B.* may end the sentence."""
        page, ahead = self.page, index + 1
        if self.low(index) != "." or page.gap[index] or page.newline[index] or page.speech[index - 1]:
            return False
        if not is_initial(page.words[index - 1]) or len(page.words[index - 1]) > 1:
            return False
        if index > 1 and page.words[index - 2] == "." and not page.gap[index - 1]:
            return True
        goes_on = ahead < len(page) and not page.newline[ahead] and page.words[ahead] != "."
        return goes_on and (not page.alpha[ahead] or not page.capital[ahead])

    def _broken_off(self, index: int) -> int:
        """The end of particles behind a first name at which somebody broke off: *Jos van der... Jos van der Laan*."""
        page, end = self.page, index
        while end < min(index + 3, len(page)) and page.low[end] in self.particles and not page.newline[end]:
            end += 1
        dots = page.words[end : end + 3] == ["."] * 3 or page.words[end : end + 1] == ["…"]
        return end if end > index + 1 and dots and page.low[end - 1] in self.words["bound"] else index

    def _gap_of_particle(self, index: int) -> bool:
        """Whether one particle parts two marked pieces of a person in speech: *henk te brake*."""
        page, marks = self.page, self.board.marks
        if not 0 < index < len(page) - 1 or not page.speech[index] or page.newline[index] or page.newline[index + 1]:
            return False
        other = marks[index + 1]
        between = page.low[index] in ("te", "ter", "ten", "de", "den", "el") and marks[index] is None
        return between and other is not None and (other.kind is PERSON or other.reason in ("detector", "unknown-word"))

    def _back(self, index: int) -> None:
        """Particles and initials before a marked name, and the first name before those."""
        page, board = self.page, self.board
        mark = board.marks[index]
        if mark is None:
            return
        start = self._particles_before(index)
        before = self.before(start)
        while (
            before > 0
            and page.words[before] == "."
            and not page.newline[before]
            and is_initial(page.words[before - 1])
            and not (page.low[before - 1] == "gr" and page.newline[before - 1])  # Gr. Siem
            and not board.kept[before - 1]
        ):
            start = before - 1
            before = self.before(start)
        flags = board.flags[before] if before >= 0 else 0
        if before >= 0 and page.shout[before] and len(page.words[before]) < 4 and self.strange(before):
            start = before  # PJ Blaauboer
        elif board.marks[before] is None and flags & Flag.FIRST and not flags & STAYS and self.proper(before):
            start = before
        elif start < index and self.capital(before) and board.marks[before] is None and not flags & STAYS:
            # A capital before particles and a family name: *Lente de Wolf*.
            small = page.low[before] in self.little or page.low[before] in self.kinds or flags & Flag.EVERYDAY
            start = start if small else before
        if start < index:
            board.mark(start, index, PERSON, mark.confidence, mark.reason)

    def _is_before_kind(self, index: int) -> bool:
        """Whether a word of kind in small letters follows."""
        behind = self.after(index)
        return behind > 0 and not self.page.speech[index] and not self.page.capital[behind] and self.is_kind(behind)

    def _particles_before(self, index: int) -> int:
        """The first of the particles before a family name; the name itself where there are none of its own."""
        page, flags = self.page, self.board.flags[index]
        start, before = index, self.before(index)
        while before >= 0 and page.low[before] in self.particles and index - before < 4 and not self.board.kept[before]:
            if page.low[before] == "'s" and not page.gap[before] and self.board.marks[before - 1] is None:
                return index  # da's Ans
            start, before = before, self.before(before)
        if start == index or (
            page.speech[index] and page.low[index - 1] == "bij" and self._is_deaf(start, index, 0.01)
        ):
            return index  # in de les bij derksen
        if page.low[index - 1] == "de" and flags & Flag.FIRST and self._is_before_kind(index):
            return index  # van de Fatih moskee
        for first in range(start, index):
            run = page.low[first:index]
            if run[-1] == "'s" and first < index - 1:
                continue  # in 's Hertogenbos
            listed = " ".join(page.low[first : index + 1]) in self.board.lexicon.surname_phrases
            given = flags & Flag.FIRST and not flags & Flag.SURNAME and page.starts[first]
            if given and run[0] == "van":
                continue
            capital = (
                page.capital[first]
                and self.capital(index)
                and (not page.starts[first] or run[0] in ("de", "van", "den", "ter", "ten"))
            )
            if run[0] in ("ben", "bin") and not page.capital[first]:
                continue
            if run[0] in ("v", "vd", "vdr", "v.d.", "v.d", "v/d") and self.capital(index):
                return first
            if run[0] == "van" and _GLUED.match(page.words[index]):
                return first  # van derMeulen
            if " ".join(page.low[first : index + 1]) in self.seen_runs:
                return first
            bound = run[-1] in self.words["bound"] and run[0] in (
                "van",
                "vander",
                "vanden",
                "in",
                "op",
                "ter",
                "ten",
                "el",
                "ben",
                "bin",
                "den",
                "'t",
                "aït",
                "'s",
            )
            surname = (
                flags & Flag.SURNAME and not flags & (Flag.FIRST | Flag.PLACE | Flag.ORGANISATION) and len(run) > 1
            )
            behind = self.before(first)
            apart = behind < 0 or page.words[behind] in (",", ".", ":", "?", "“", '"')
            if (
                apart
                and len(run) > 1
                and run[0] == "van"
                and page.capital[index]
                and flags & (Flag.SURNAME | Flag.PLACE)
            ):
                return first
            if (
                (listed and not (flags & (Flag.FIRST | Flag.PLACE) and len(run) == 1))
                or capital
                or bound
                or (surname and run[0] in ("van", "von", "de"))
            ):
                return first
        return index

    def families(self) -> None:
        """A family name that the page gave in full, where it seemed a place: *Van Buren* behind *Teun van Buren*; also
        misspelt, behind a first name: *meneer Van Lieshout … Mari van Lieshoud*."""
        page, board = self.page, self.board
        for index in range(1, len(page)) if self.seen_runs else ():
            mark, first = board.marks[index], index
            if mark is None or mark.kind is NameKind.CONTACT or page.low[index - 1] not in self.particles:
                continue
            while first > 0 and page.low[first - 1] in self.particles and not page.newline[first] and index - first < 3:
                first -= 1
                run = page.low[first : index + 1]
                known = page.capital[first] and mark.kind is not PERSON and " ".join(run) in self.seen_runs
                given = board.marks[first - 1] if first and board.marks[first] is None else None
                behind = given is not None and given.kind is PERSON and bool(board.flags[first - 1] & Flag.FIRST)
                if known or (behind and any(_nearly_the_same(run, other) for other in self.seen_runs)):
                    board.mark(first, index + 1, PERSON, mark.confidence, "seen-before")
                    break

    def small_family(self) -> None:
        """Family names of small words behind a first name in speech: *femke ter haar*, *hendrika van t hof*."""
        page, board = self.page, self.board
        for index in range(len(page) - 2):
            first = board.marks[index]
            if (
                first is None
                or first.kind is not PERSON
                or not page.speech[index]
                or board.marks[index + 1] is not None
            ):
                continue
            for size in (3, 2):
                low = page.low[index + 1 : index + 1 + size]
                if len(low) < size or any(page.newline[index + 1 : index + 1 + size]):
                    continue
                bound = low[0] in ("ter", "ten") if size == 2 else low[1] in ("t", "'t")
                if bound and " ".join(low).replace(" t ", " 't ") in self.board.lexicon.surname_phrases:
                    board.kept[index + 1 : index + 1 + size] = [False] * size
                    board.mark(index + 1, index + 1 + size, PERSON, 0.75, "introduced")
                    break

    def forenames(self) -> None:
        """A first name that is a word, before a family name that is none, in lower-case speech: *is mark pouwels*."""
        page, board = self.page, self.board
        for index in range(len(page) - 1):
            mark, heard = board.marks[index + 1], board.odds[index] if board.odds else 0.0
            if board.marks[index] is not None or mark is None or mark.kind is not PERSON:
                continue
            if not page.speech[index] and (page.capital[index] or page.capital[index + 1] or heard < 0.9):
                continue
            alike = board.flags[index + 1] & (Flag.FIRST | KNOWN_WORD)
            first = board.flags[index] & Flag.FIRST and page.low[index] not in self.little
            first = first and (heard > 0.5 or self.low(index - 1) not in BEFORE_THINGS)
            if first and not alike and not page.newline[index + 1]:
                board.mark(index, index + 1, PERSON, 0.65, "first-name")

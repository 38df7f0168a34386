"""Rules for who tells who they are outside of sentences: labels of turns, ends of messages, forms."""

from __future__ import annotations

import re
from typing import Final

from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, Flag
from interview_coder.redaction.look import PERSON, Look
from interview_coder.redaction.tokens import is_initial, words

# What a form asks a name with, and whose.
_NAME_LABELS: Final = words("naam roepnaam voornaam voornamen achternaam familienaam meisjesnaam geboortenaam")
_FILLED_IN: Final = words(
    "leerling student studente deelnemer kandidaat ouder moeder vader mentor begeleider cliënt jongere"
)
# Who speaks, by what they do there.
_ROLES: Final = words(
    "tolk vertaler notulist voorzitter moderator gespreksleider presentator bezoeker klant bewoner gast apotheker"
)
_LABELS: Final = words("respondent respondente interviewer interviewster geïnterviewde onderzoeker")
# Who asks, and how words end that say what somebody does.
_ASKING: Final = words("interviewer interviewster onderzoeker gespreksleider moderator i int iv")
_DOERS: Final = ("er", "eur", "or", "aar", "ant", "ent", "ist", "te", "euse", "ice", "oge", "ende")
# How many tokens the time before a label takes at most.
_LONGEST_TIME: Final = 9
# Below this the detector hears no name in a label.
_HARDLY: Final = 0.15
# Before a label that is somebody's on several lines, whatever words the rest of it are: *[12:11] Merel Sint Nicolaas:*.
_SENDER: Final = re.compile(
    r"^\[?\d[\d\-/.:, ]{3,20}(?:\]|-|–)?\s{0,2}(?P<it>[^\W\d_][^\n:\[\]]{2,40}?)(?=:\s)", re.MULTILINE
)
_MOST_OF_SENDER: Final = 4
# Who signs so writes a short name, however it is meant, and a longer word is not one.
_FULL: Final = 8
_PARENTS: Final = words("mama papa mam pap mem heit oma opa omi opi")
_FOND: Final = words("liefs kus kusjes kusje knuffel knuffels")
_GREETINGS: Final = _FOND | words("groet groeten groetjes groetje mvg gr grtz hartelijks groetend")
# What opens a list of who is at a meeting, or not.
_PRESENT: Final = words(
    "aanw afw afgem aanwezig aanwezigen afwezig afwezigen afgemeld verhinderd absent present genodigden deelnemers "
    "notulist notuliste"
)
# What a list of who does what has before a name.
_ACTIONS: Final = words("actie actiepunt wie door eigenaar uitvoering")
_LISTING: Final = _PRESENT | _ACTIONS
# The heads of a message that tell whose it is.
_HEADS: Final = words("van aan cc")
_DRAWN: Final = re.compile(r"(\w)\1\1")


def _is_role_misspelt(low: str) -> bool:
    """Whether a label is that of a role with a slip or two: *respondnet*, *intervieuwer*."""
    from rapidfuzz.distance import OSA

    return len(low) > 8 and any(OSA.distance(low, role, score_cutoff=2) <= 2 for role in _LABELS)


class Voices(Look):
    """Marks who speaks, signs or is filled in."""

    def speakers(self) -> None:
        """Who labels what is said more than once: listed names, whatever words they are (*Hoop: Ja.*), words of no
        dictionary that stand beside such labels (*daaan: ok*), and words that are rare where somebody asks (*Vreugde:
        Ja.*) or others talk (*Lotus: Jawel.*)."""
        page, board = self.page, self.board
        labels: dict[str, list[int]] = {}
        for index in range(len(page) - 1):
            if page.alpha[index] and page.words[index + 1] == ":" and self._opens_line(index):
                labels.setdefault(page.low[index], []).append(index)
        roles = _ROLES | self.posts | self.kinds
        asks = any(len(places) > 1 and low in _ASKING for low, places in labels.items())
        spoken = sum(len(places) > 1 and self._is_label(low, places[0]) for low, places in labels.items())
        for low, places in labels.items():
            if low in roles or _is_role_misspelt(low):
                continue
            flags, capital = board.flags[places[0]], self.capital(places[0])
            strange = not flags and len(low) > 3 and not capital and len(labels) > 1 and len(places) > 1
            answers = (asks or spoken > 1) and len(places) > 1 and capital and self._is_rare(low, flags)
            answers = answers and any(self.may_hear(index, _HARDLY) for index in places)
            if strange or answers or (self._is_label(low, places[0]) and (len(places) > 1 or spoken > 1)):
                for index in places:
                    board.mark(index, index + 1, PERSON, 0.85, "name-list")

    def senders(self) -> None:
        """Who sends a message, by a first name and whatever words follow it before the colon."""
        page, board = self.page, self.board
        found: dict[str, list[tuple[int, int]]] = {}
        for match in _SENDER.finditer(page.text):
            found.setdefault(match["it"].lower(), []).append(page.tokens_of(*match.span("it")))
        for places in found.values():
            first, last = places[0]
            names = range(first, last)
            whole = 1 < last - first <= _MOST_OF_SENDER and board.flags[first] & Flag.FIRST and len(places) > 1
            if whole and all(self.capital(i) or page.low[i] in self.particles for i in names):
                for begin, end in places:
                    self.introduce(begin, end, 0.85)

    def _opens_line(self, index: int) -> bool:
        """Whether a word is the first of its line, but for the time: *[12:11] Roos: ok*."""
        page, first = self.page, index
        while not page.newline[first] and index - first < _LONGEST_TIME:
            first -= 1
            if page.alpha[first]:
                return False
        return page.newline[first]

    def _is_label(self, low: str, index: int) -> bool:
        """Whether a word before a colon is somebody's name, or one slip of the pen away from a first name."""
        flags, capital = self.board.flags[index], self.capital(index)
        if flags & (Flag.FIRST | Flag.SURNAME):
            return capital or not flags & KNOWN_WORD or bool(_DRAWN.search(low))
        heard = flags & (Flag.EVERYDAY | Flag.COMMON | Flag.KEEP | Flag.NATION)
        return capital and not heard and bool(self.board.lexicon.slip_of(low) & Flag.FIRST)

    def _is_rare(self, low: str, flags: int) -> bool:
        """Whether a label is a word that one seldom hears, and none that says what somebody does."""
        heard = flags & (Flag.EVERYDAY | Flag.KEEP | Flag.NATION | Flag.COMPOUND)
        somebody = low.endswith(_DOERS) or self.is_post(low) or low in self.words["numbered"]
        return bool(flags & Flag.WORD) and not heard and not somebody

    def signed(self) -> None:
        """Who signs a message: *Groetjes Jayden*, *Met vriendelijke groet,* and a name on the next line."""
        page, board = self.page, self.board
        for index in self.spots(_GREETINGS):
            if page.speech[index]:
                continue
            name = index + 1
            while name < len(page) and name < index + 4 and not page.alpha[name]:
                name += 1
            if name >= len(page) or not self.capital(name) or page.low[name] in self.little or board.kept[name]:
                continue
            alone = name + 1 >= len(page) or page.newline[name + 1] or page.words[name + 1] == "."
            if any(page.newline[index + 1 : name + 1]) and not (alone or self.proper(name + 1)):
                continue
            fond = page.low[index] in _FOND and alone and len(page.low[name]) < _FULL
            if page.low[name] in self.words["kin"] | _PARENTS:
                continue
            if self.proper(name) or is_initial(page.words[name]) or fond:
                board.mark(name, name + 1, PERSON, 0.75, "introduced")

    def closing(self) -> None:
        """A first name that is all of the last line or sentence, without a full stop: who wrote the notes."""
        page, board, last = self.page, self.board, len(self.page) - 1
        if last < 1 or not self.capital(last) or page.speech[last] or board.kept[last]:
            return
        apart = page.text[page.spans[last - 1][1] : page.spans[last][0]].count("\n") > 1
        apart = apart or (page.words[last - 1] in (".", "!") and page.gap[last])
        if apart and board.flags[last] & Flag.FIRST:
            board.mark(last, last + 1, PERSON, 0.7, "introduced")

    def attending(self) -> None:
        """Who is at a meeting, whatever words they are: *Aanwezig: Steen, Van Hout, Oud (vz), Groot en Blok*."""
        page, behind = self.page, 0
        for index in self.spots(_HEADS | _LISTING):
            head = page.low[index] in _HEADS and page.newline[index] and self.low(index + 1) == ":"
            if index < behind or (page.low[index] not in _LISTING and not head):
                continue
            colon = next((i for i in range(index + 1, min(index + 6, len(page) - 1)) if page.words[i] == ":"), -1)
            if colon < 0 or any(page.newline[index + 1 : colon + 2]):
                continue
            inside, name = 0, colon + 1
            while name < len(page) and not page.newline[name]:
                word = page.words[name]
                inside += (word in "([") - (word in ")]")
                if word == "." and not inside and self._ends_list(name):
                    break
                if not inside:
                    self._attendee(name, closed=page.low[index] in _ACTIONS)
                name += 1
            behind = name

    def _ends_list(self, stop: int) -> bool:
        """Whether a full stop ends a sentence, and does not shorten a title or a name."""
        before = self.page.words[stop - 1]
        return not (
            is_initial(before) or before.lower() in self.words["titles"] or (before.isalpha() and len(before) < 3)
        )

    def _attendee(self, index: int, *, closed: bool) -> None:
        """Mark a capital that opens an entry in a list of people, and its particles; if ``closed`` a whole one."""
        page, board, before = self.page, self.board, self.low(index - 1)
        opens = before in (":", ",", ";", "en", "&") or before in self.words["titles"] or before in self.words["kin"]
        opens = opens or (before == "." and self.low(index - 2) in self.words["titles"])
        if not opens or not self.capital(index) or page.speech[index] or page.shout[index]:
            return
        name = index
        while page.low[name] in self.particles and self.after(name) > name and name < index + 3:
            name += 1
        low, flags = page.low[name], board.flags[name]
        post = (low in self.posts or low in self.kinds) and not flags & (Flag.FIRST | Flag.SURNAME)
        if not self.capital(name) or post or flags & Flag.NATION:
            return
        heard = not board.odds or board.odds[name] > 0.3 or flags & (Flag.FIRST | Flag.SURNAME)
        closes = self.after(name) < 0 or page.words[name + 1] in ",;(&." or page.low[name + 1] == "en"
        if not (heard or not flags & KNOWN_WORD) or (flags & Flag.KEEP and not (closes and heard)):
            return
        if (name == index and low in self.particles) or (flags & KNOWN_WORD and not closes and not flags & NAMED):
            return
        if closed and not (closes and flags & (Flag.FIRST | Flag.SURNAME)):
            return
        board.kept[index : name + 1] = [False] * (name + 1 - index)
        board.mark(index, name + 1, PERSON, 0.85, "list-of-people")

    def labelled(self) -> None:
        """Who is filled in on a form: *Roepnaam: JQ*, *Achternaam: Bakker*, *Naam: Mercelina, Jair-Quincy*."""
        page, board = self.page, self.board
        for index in self.spots(_NAME_LABELS):
            label = page.low[index]
            if not page.newline[index]:
                continue
            colon = index + 1 + (self.low(index + 1) in _FILLED_IN)
            if colon + 1 >= len(page) or page.words[colon] != ":" or page.newline[colon + 1]:
                continue
            end = colon + 1
            while end < len(page) and not page.newline[end] and page.words[end] not in "(;|/":
                end += 1
            value = [i for i in range(colon + 1, end) if page.alpha[i]]
            if not value or len(value) > 5 or not all(self.capital(i) or page.low[i] in self.particles for i in value):
                continue
            if any(page.low[i] in self.kinds | self.words["lessons"] for i in value):
                continue
            for i in value:
                letters = 1 < len(page.words[i]) < 4 and page.words[i].isupper()
                sure = label != "naam" or letters or self.proper(i) or len(value) > 1
                stays = board.flags[i] & (Flag.KEEP | Flag.NATION) and not (letters and label == "roepnaam")
                if sure and not page.shut[i] and not stays:
                    board.kept[i] = False
                    board.mark(i, i + 1, PERSON, 0.95, "introduced")

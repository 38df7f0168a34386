"""Rules for people whose name may be any word, by how a talk or a message brings them up.

Who is asked for (*Wie begeleidt je? R: Smid.*), who is written to and who signs (*Beste Hoop,*), who stands in a list
that ends with the speaker (*Kort, Lang en ik*), who is said twice (*Wil. Wil Bakker.*), whom people call something
(*noemen ze hem de Snor*), who sits at a desk (*Els van het secretariaat*), who stands where others do (*Lang – ziek.*).
"""

from __future__ import annotations

from typing import Final

from interview_coder.redaction.lexicon import KNOWN_WORD, Flag
from interview_coder.redaction.look import HYPHENS, ORGANISATION, PERSON, POSSESSIVES, QUOTES, Look
from interview_coder.redaction.things import PEOPLES
from interview_coder.redaction.tokens import words

# A question is looked through so many words back, and a list so many on.
_BACK: Final = 16
_ITEMS: Final = 8
# Whom a short question asks for: *En je begeleider?*
_OF_WORK: Final = words(
    "begeleider begeleidster mentor baas chef leidinggevende teamleider coach trainer praktijkopleider"
)
# Whose, in such a question.
_WHOSE_MENTOR: Final = words("je jouw jullie uw zijn haar hun de")
# Of whom it is asked: *hoe heet je*.
_CALLED_SO: Final = words("je jij u hij zij ze die jullie uw jouw zijn haar hun")
# What opens an answer before a name.
_OPENERS: Final = words("ja nou eh uh ehm uhm oh o hm dus even")
# What stands behind an answer of one word.
_ENDS_ANSWER: Final = words(". , ! ? en die denk dacht dat")
# What opens a message.
_DEAR: Final = words("beste lieve hoi hallo hey hé hee ha dag geachte goedemorgen goedemiddag goedenavond")
# What stands alone in the last line of a message and is no name.
_CLOSINGS: Final = words("groet groeten groetjes bedankt dank succes bijlage einde liefs tot dag")
# Who calls somebody something: *noemen ze mij de Mond*.
_CALLING: Final = words("noemen noemt noemde noemden noem")
_CALLERS: Final = words("ze zij we wij ik iedereen je jullie")
_OBJECTS: Final = words("mij me hem haar")
# What stands between that and the name.
_BY_THE_WAY: Final = words("altijd gewoon allemaal ook wel nu hier thuis stiekem")
# Who is told by a number, the name behind it in brackets: *Respondent 4 (Vos)*.
_NUMBERED: Final = words(
    "respondent student studente leerling deelnemer kandidaat spreker interview informant geïnterviewde"
)
# What one has from somebody: *van Kerk geleerd*.
_LEARNT: Final = words("geleerd gekregen gehoord gehad gehaald overgenomen")
# What tells, behind a whole name in speech, who that is: *dat is mijn*.
_BEFORE_SOMEBODY: Final = words("de mijn m'n onze een die haar zijn")
# Below this the detector hears no name at all.
_FAINT: Final = 0.1
# Particles that open a family name in an answer: *Te Bokkel*.
_OF_FAMILIES: Final = words("van de den der ter ten te el al ben von la le 't")
_DASHES: Final = frozenset(["–", "—"])
# Family names that are small words elsewhere: *een hoop*, *een paar*.
_SMALL_FAMILIES: Final = words("hoop stuk paar kwart half")
_BULLETS: Final = frozenset(["-", "•", "*", "–", "·"])


class Introductions(Look):
    """Marks people by how they are brought up."""

    def introductions(self) -> None:
        """Whoever is brought up, asked by the word or the sign that does so."""
        page = self.page
        for index in range(len(page)):
            if page.shut[index]:
                continue
            if page.speech[index]:
                self._in_speech(index)
                continue
            word = page.words[index]
            if word == "?":
                self._answered(index)
            elif word == ".":
                self._said_twice(index)
            elif word == ":":
                self._counted_up(index)
            elif word == "(":
                self._between_brackets(index)
            elif page.low[index] in self.kinds and self.capital(index):
                self._called_as_kind(index)
            elif page.low[index] in _CALLING or page.low[index] == "zo":
                self._by_calling(index)
            elif page.low[index] == "zeggen":
                self._said_to(index)
            elif page.low[index] in _DEAR and page.newline[index]:
                self._written_to(index)
            elif page.low[index] == "ik":
                self._with_me(index)
            elif page.low[index] in self.words["desks"]:
                self._at_desk(index)

    def _in_speech(self, index: int) -> None:
        """Names that are words, in lower-case speech, where the detector hears them: *mijn docent is vos*, *met
        storm en fleur*, *ilse bon van school*."""
        page, low = self.page, self.page.low
        if low[index] in ("is", "was") and low[index - 1] in self.words["kin"] and self.low(index - 2) in POSSESSIVES:
            if self._is_heard_as(index + 1, Flag.SURNAME | Flag.FIRST, 0.8):
                self.board.mark(index + 1, index + 2, PERSON, 0.7, "introduced")
        elif low[index] == "en" and self.low(index - 2) == "met" and self.low(index - 3) != "iets":
            both = [name for name in (index - 1, index + 1) if self._is_heard_as(name, Flag.FIRST, 0.001)]
            if len(both) > 1 and max(self.board.odds[name] for name in both) > _FAINT:
                for name in both:
                    self.board.mark(name, name + 1, PERSON, 0.6, "list-of-people")
        elif index > 1 and self._tells_who(index) and self._is_heard_as(index - 1, Flag.WORD, 0.2):
            mark, given = self.board.marks[index - 2], self.board.flags[index - 2]
            first = mark is not None and mark.kind is PERSON and given & (Flag.FIRST | Flag.WORD) == Flag.FIRST
            if first and not page.newline[index - 1] and low[index - 1] not in self.words["verbs"]:
                self.board.mark(index - 1, index, PERSON, 0.6, "introduced")

    def _tells_who(self, index: int) -> bool:
        """Whether *dat is mijn*, *van school* stands here, as behind a whole name."""
        first, then = self.low(index), self.low(index + 1)
        return (first == "dat" and then == "is" and self.low(index + 2) in _BEFORE_SOMEBODY) or (
            first == "van" and then == "school"
        )

    def _is_heard_as(self, index: int, wanted: int, odds: float) -> bool:
        """Whether a lower-case word may be a name of this sort and the detector hears one."""
        page, board = self.page, self.board
        if index >= len(page) or page.newline[index] or page.shut[index] or not page.alpha[index] or not board.odds:
            return False
        low = page.low[index]
        if low in self.little or low in self.kinds or board.flags[index] & Flag.NATION:
            return False
        return bool(board.flags[index] & wanted) and board.odds[index] > odds

    def _may_be_called(self, index: int) -> bool:
        """Whether a capital is a listed name of a person that may stand where only somebody does."""
        if not self.capital(index) or self.page.speech[index] or self.page.shout[index]:
            return False
        low, flags = self.page.low[index], self.board.flags[index]
        if flags & Flag.NATION or low in self.words["kin"] or low in self.words["titles"] or low in self.particles:
            return False
        small = low in self.little and low not in _SMALL_FAMILIES and not flags & Flag.FIRST
        return bool(flags & (Flag.FIRST | Flag.SURNAME)) and not small

    def _answered(self, index: int) -> None:
        """Who answers a question for somebody: *Wie begeleidt je? R: Smid.*, *Hoe heet je baas? R: Te Bokkel.*"""
        page, name = self.page, index + 1
        kin = self._asks_after_kin(index)
        if name >= len(page) or not (kin or self._asks_for_somebody(index)):
            return
        if page.newline[name]:
            name = next((i + 1 for i in range(name, min(name + 4, len(page))) if page.words[i] == ":"), name)
        while self.low(name) in _OPENERS and self.low(name + 1) == "," and name < index + _BACK:
            name += 2
        last = name
        while self.low(last) in self.particles and self.capital(last) and last < name + 3:
            last += 1
        if (
            last > name
            and self.proper(last, firm=True)
            and page.low[name] in _OF_FAMILIES
            and self._asks_name_of(index)
        ):
            end = last + 1
            while end < min(len(page), last + 3) and self.proper(end) and not page.newline[end]:
                end += 1
            self.introduce(name, end)
        elif self._may_be_called(name) and self._closes_answer(name + 1):
            if kin and not self.board.flags[name] & Flag.FIRST:
                return  # En uw man? Bakker.
            self.introduce(name, name + 1)

    def _asks_after_kin(self, mark: int) -> bool:
        """Whether the question that ends here is after somebody of the family: *En uw dochter?*"""
        kin = self.low(mark - 1) in self.words["kin"] and self.low(mark - 2) in POSSESSIVES
        return kin and (self.page.starts[mark - 2] or (self.low(mark - 3) == "en" and self.page.starts[mark - 3]))

    def _closes_answer(self, index: int) -> bool:
        """Whether an answer of one word ends here."""
        return index >= len(self.page) or self.page.newline[index] or self.low(index) in _ENDS_ANSWER

    def _asks_for_somebody(self, mark: int) -> bool:
        """Whether the question that ends here asks who somebody is or what they are called."""
        page, start = self.page, mark - 1
        while start > 0 and mark - start < _BACK and not page.starts[start]:
            start -= 1
        asked = page.low[start:mark]
        if not asked or "wie" in asked[:3] or "wie" in asked[-3:]:
            return bool(asked)
        return (
            len(asked) < 6 and asked[-1] in _OF_WORK and bool(_WHOSE_MENTOR.intersection(asked))
        ) or self._asks_name_of(mark)

    def _asks_name_of(self, mark: int) -> bool:
        """Whether the question that ends here asks what somebody is called."""
        low = self.page.low
        for place in range(mark - 1, max(mark - _BACK, 0), -1):
            if low[place] in (".", "?", "!", ":"):
                return False
            if low[place] in self.words["kinds_of_name"] and low[place - 1] in ("je", "jouw", "uw"):
                return True
            if low[place] in self.words["called"] and low[place - 1] == "hoe" and low[place + 1] in _CALLED_SO:
                return not any(self.is_kind(index) for index in range(place + 1, mark))
        return False

    def _said_twice(self, stop: int) -> None:
        """Who is said once more with the family name: *Wil. Wil Bakker.*"""
        page, name, again = self.page, stop - 1, stop + 1
        if again + 1 >= len(page) or name < 0 or page.low[again] != page.low[name] or page.newline[again + 1]:
            return
        if not self._may_be_called(name) or not (page.starts[name] and self.capital(again)):
            return
        family = self.behind_particles(again + 1)
        if family > 0 and self.proper(family, firm=True) and not page.starts[family]:
            self.introduce(name, name + 1, 0.8)
            self.introduce(again, family + 1, 0.8)

    def _by_calling(self, index: int) -> None:
        """What somebody or a firm is said to be called."""
        if self.page.low[index] in _CALLING:
            self._nicknamed(index)
            self._called_before(index)
        elif self.low(index - 1) == "," and self.low(index + 1) in ("heet", "heette"):
            self._called_so(index)

    def _nicknamed(self, index: int) -> None:
        """What people call somebody, with its article: *noemen ze mij de Mond*, *noem je 'de Snor'*."""
        page, name = self.page, index + 1
        while self.low(name) in _CALLERS and name < index + 3:
            name += 1
        whom = self.low(name) in _OBJECTS
        name += whom
        while self.low(name) in _BY_THE_WAY and name < index + _ITEMS:
            name += 1
        quoted = name < len(page) and page.words[name] in QUOTES
        name += quoted
        if not (whom or quoted) or self.low(name) != "de" or not self.capital(name + 1) or page.newline[name + 1]:
            return
        flags = self.board.flags[name + 1]
        if flags & Flag.NATION or page.low[name + 1] in self.kinds | PEOPLES or self.needless:
            return
        if quoted and not (page.words[min(name + 2, len(page) - 1)] in QUOTES and (whom or self._is_agent(name + 3))):
            return
        self.introduce(name, name + 2, 0.7)

    def _called_before(self, index: int) -> None:
        """What people call somebody, where it opens the sentence: *Slager noemden wij hem*."""
        page, name = self.page, index - 1
        whom = self.low(index + 1) in _CALLERS and self.low(index + 2) in _OBJECTS
        if name < 0 or not whom or not page.starts[name] or page.newline[index] or not self.capital(name):
            return
        if page.low[name] not in self.little and not self.board.flags[name] & Flag.NATION and not self.needless:
            self.introduce(name, name + 1, 0.7)

    def _called_so(self, index: int) -> None:
        """A firm that has its name, whatever word it is, before it is said so: *Anders, zo heet dat restaurant*."""
        page, name, kind = self.page, index - 2, index + 3
        if name < 0 or kind >= len(page) or not self.capital(name) or page.shout[name] or page.newline[index]:
            return
        if self.low(index + 2) in ("dat", "die", "de", "het") and self.is_kind(kind) and not self.board.kept[name]:
            self.board.mark(name, name + 1, ORGANISATION, 0.7, "introduced")

    def _said_to(self, index: int) -> None:
        """What people say to somebody instead of the name: *zeggen ze Lief*, *zeggen ze gewoon Gassie.*"""
        name = index + 2
        while self.low(name) in _BY_THE_WAY and name < index + _ITEMS:
            name += 1
        if self.low(index + 1) not in _CALLERS or not self.capital(name) or self.page.shout[name] or self.needless:
            return
        low, flags = self.page.low[name], self.board.flags[name]
        heard = self.may_hear(name, _FAINT) or self.strange(name)
        if low in self.little | self.kinds | self.posts | _DEAR or flags & Flag.NATION or not heard:
            return
        if self.low(name + 1) in (".", ",", "of", "en", "tegen") or self.after(name) < 0:
            self.introduce(name, name + 1, 0.7)

    def _is_agent(self, index: int) -> bool:
        """Whether *als* and a word for a person follow: *noem je 'de Snor' als oprichter*."""
        post = self.low(index + 1)
        return self.low(index) == "als" and (self.is_somebody(index + 1) or post.endswith(("er", "ster")))

    def _written_to(self, index: int) -> None:
        """Who is written to in a line of their own, and who signs alone at the end: *Beste Hoop,*."""
        page, name = self.page, index + 1
        if name + 2 >= len(page) or page.newline[name] or page.low[name] in self.words["everybody"]:
            return
        if page.words[name + 1] not in (",", "!") or not page.newline[name + 2]:
            return
        if self._may_be_called(name):
            self.introduce(name, name + 1)
        last = len(page) - 1
        if page.newline[last] and self._may_be_called(last) and page.low[last] not in _CLOSINGS:
            self.introduce(last, last + 1, 0.7)

    def _with_me(self, index: int) -> None:
        """A list of people that ends with the speaker: *Kort, Lang, Piet en ik*."""
        page, item = self.page, index - 2
        names: list[int] = []
        if self.low(index - 1) != "en" or page.newline[index] or self.needless:
            return
        while item >= 0 and len(names) < _ITEMS and self.capital(item) and not page.shout[item]:
            if page.starts[item] and page.low[item] in self.little:
                break
            names.append(item)
            if self.low(item - 1) != "," or page.newline[item]:
                break
            item -= 2
        if len(names) < 2 or not all(self._may_be_one_of_us(item) for item in names):
            return
        for item in names:
            self.introduce(item, item + 1, 0.7)

    def _may_be_one_of_us(self, index: int) -> bool:
        """Whether a capital may be somebody in a list of people: a name, or any word of the dictionary."""
        flags = self.board.flags[index]
        return not flags & Flag.NATION and (bool(flags & Flag.WORD) or self.board.marks[index] is not None)

    def _counted_up(self, colon: int) -> None:
        """A list of people that is announced as one: *drie meiden: Zomer, Lente en Sky.*"""
        page, item, names = self.page, colon + 1, 0
        if self.word_before(colon) not in self.words["several_people"] or self.needless:
            return
        while item < len(page) and names < _ITEMS and self.capital(item) and not page.newline[item]:
            closes = item + 1 >= len(page) or page.low[item + 1] in (",", "en", ".", "(")
            if not closes or not (self._may_be_called(item) or self.board.marks[item] is not None):
                return
            if self.board.marks[item] is None:
                self.introduce(item, item + 1)
            names += 1
            item += 2
            item += self.low(item) == "en"

    def _between_brackets(self, bracket: int) -> None:
        """Whose age stands between brackets (*Koning (45)*), and who was asked (*Respondent 4 (Vos)*)."""
        page, name, inside = self.page, bracket - 1, bracket + 1
        if inside + 1 >= len(page) or page.newline[bracket]:
            return
        age = page.words[inside].isdecimal() and 13 < int(page.words[inside][:3]) < 100
        aged = age and (page.words[inside + 1] == ")" or page.low[inside + 1 : inside + 3] == ["jaar", ")"])
        if aged and self._may_be_called(name) and not self.board.flags[name] & Flag.KEEP:
            self.introduce(name, name + 1)
        numbered = page.words[name].isdecimal() and self.low(name - 1) in _NUMBERED
        if not (numbered or self.low(name) in _NUMBERED) or page.words[inside + 1] != ")":
            return
        if self._may_be_called(inside) and not self.board.flags[inside] & Flag.KEEP:
            self.introduce(inside, inside + 1)

    def _called_as_kind(self, index: int) -> None:
        """A family name that is a word of kind, without an article where only somebody stands: *toen zei Kerk*."""
        page, flags = self.page, self.board.flags[index]
        if not flags & Flag.SURNAME or page.starts[index] or self.board.marks[index] is not None or self.needless:
            return
        if self.capital(self.after(index)) or self.low(index + 1) in HYPHENS or page.shout[index]:
            return
        before = self.low(index - 1)
        learnt = before == "van" and self.low(index + 1) in _LEARNT
        met = before in ("met", "aan") and self.may_hear(index, _FAINT)
        if before in self.words["speech"] or learnt or met:
            self.introduce(index, index + 1)

    def _at_desk(self, index: int) -> None:
        """A name that is a word, of who sits at a desk: *Els van het secretariaat*, *dat regelt Kok van de balie*."""
        page, name = self.page, index - 3
        if name < 0 or self.low(index - 1) not in ("het", "de") or self.low(index - 2) != "van" or page.newline[index]:
            return
        if not self._may_be_called(name) or page.newline[index - 2]:
            return
        nicknamed = page.starts[name] or self.low(name - 1) in ("de", "het", "een")
        if self.board.flags[name] & Flag.FIRST or not nicknamed:
            self.introduce(name, name + 1)

    def heads_of_items(self) -> bool:
        """What heads an item where the heads of most others are people (*Valk – Vlucht. Lang – nog niets.*); whether
        one was found."""
        page, board, more = self.page, self.board, False
        heads: dict[str, list[tuple[int, int]]] = {":": [], "–": []}
        for index in range(len(page)):
            if not page.alpha[index] or page.shut[index] or not self._opens_item(index):
                continue
            end = index + 1
            while end + 1 < len(page) and page.words[end] in HYPHENS and not page.gap[end] and end < index + 5:
                end += 2
            if end >= len(page) or page.newline[end]:
                continue
            if page.words[end] == ":":
                heads[":"].append((index, end))
            elif page.words[end] in _DASHES and page.gap[end]:
                heads["–"].append((index, end))
        for sign, found in heads.items():
            people = [head for head in found if (mark := board.marks[head[0]]) is not None and mark.kind is PERSON]
            often = len(people) > 1 and 2 * len(people) >= len(found)
            known = {"".join(page.low[first:end]) for first, end in people} | self._people_so_far()
            for first, end in found:
                told = often or (sign == ":" and not page.capital[first] and page.low[first] in known)
                if told and board.marks[first] is None and self._may_head(first, end, known, spoken=sign == ":"):
                    # A word that stays elsewhere teaches the page nothing.
                    self.introduce(first, end, 0.69 if board.flags[first] & Flag.KEEP else 0.7)
                    more = True
        return more

    def _people_so_far(self) -> set[str]:
        """The listed names of people that stand with a capital on the page."""
        page, board = self.page, self.board
        return {
            page.low[index]
            for index, mark in enumerate(board.marks)
            if mark is not None and mark.kind is PERSON and mark.confidence >= 0.8 and self.capital(index)
        }

    def _opens_item(self, index: int) -> bool:
        """Whether a word begins a line, behind a bullet or not, or a sentence."""
        page = self.page
        bullet = index > 0 and page.words[index - 1] in _BULLETS and page.newline[index - 1]
        return page.newline[index] or bullet or (page.starts[index] and self.low(index - 1) == ".")

    def _may_head(self, first: int, end: int, known: set[str], *, spoken: bool) -> bool:
        """Whether the head of an item may be somebody as the others are."""
        low, flags = self.page.low[first], self.board.flags[first]
        if "".join(self.page.low[first:end]) in known:
            return True
        if end > first + 1 or low in self.kinds or low in self.posts or not self.capital(first) or self.needless:
            return False
        if spoken:
            return bool(flags & (Flag.FIRST | Flag.SURNAME)) and not flags & Flag.KEEP
        return bool(flags & KNOWN_WORD) and not flags & Flag.NATION and len(self.page.words[first]) > 2

"""Makes: a thing in most mouths, and a firm where somebody works, or by what it does."""

from __future__ import annotations

from typing import Final

from interview_coder.redaction.lexicon import Flag
from interview_coder.redaction.look import PERSON, Look
from interview_coder.redaction.tokens import words

# What a firm does, and what a thing does not: *Lely neemt er twee*, *dan zegt Philips*.
DOES: Final = words(
    "heeft had neemt nam zoekt zocht betaalt betaalde belt belde zegt zei vraagt vroeg sluit sloot levert werft"
)
WANTS: Final = words("wil wilde leidt")
# What in speech only a firm does.
SAYS: Final = words("zegt zei zoekt zocht belde belt vraagt vroeg betaalt betaalde werft leidt")
# What tells what a firm is called now, and where somebody has one.
_CALLED: Final = words("heet heette")
_NOW: Final = words("nu tegenwoordig inmiddels nou vandaag dan eerst vroeger")
_WHO: Final = words("ik je jij u we wij jullie ze zij")
_SUBJECTS: Final = words("ik jij je u hij ie ze zij we wij jullie iemand niemand iedereen")
_HAVE: Final = words("heb hebben had hadden hebt heeft zit zat")
_THERE: Final = words("zit zat zitten zaten werk werkt werkte werken werkten loopt liep ging ga gaat kwam kom begon")
_LIES: Final = words("zit zat in te")
_OWNED: Final = words("de het een 't 'n die dat deze dit mijn zijn haar hun onze ons jouw m'n z'n d'r geen")
# What one looks at, listens to, points to or turns to: *keek naar Netflix*, *wees naar de Volvo*.
_WATCHED: Final = words(
    "kijk kijken kijkt keek keken gekeken luister luisteren luistert luisterde geluisterd overgestapt over wees wijst "
    "wijzen gewezen zocht zoek zoekt zoeken verlangde verlangt"
)
# Before a make that is used, eaten or driven, or lies somewhere: *met Siemens*, *zonder Lely*, *de lamp van Philips*.
_BESIDE_THINGS: Final = words(
    "met van in op zonder zit staat eens geen als cijfer krat broodje fles flesje blik blikje pot potje pak pakje kop "
    "kopje"
)
_DRUNK: Final = words("drink drinkt drinken dronk dronken gedronken eet eten at gegeten bier biertje glas")
# What is of a firm, and what somebody who works there is: *wij zijn van Grolsch*, *het pand is van Trespa*.
_OF_FIRMS: Final = words(
    "zijn is was waren ben bent blijft jaren gesplitst gekocht gehuurd gepacht eigendom onderdeel klant eisen opdracht"
)
_SOMEBODY: Final = words(
    "man vrouw iemand mensen gast gasten jongens lui heer dame heren dames stagiairs stagiaires leerlingen studenten "
    "medewerkers collegae collega's monteurs chauffeurs meiden meisje meisjes jongen leerling student stagiair "
    "stagiaire"
)
_SENT: Final = words(
    "mail mailtje brief briefje bericht berichtje telefoontje uitnodiging aanbod contract salaris loon diploma "
    "vertegenwoordiger fabriek filiaal kantoor directie vestiging hoofdkantoor handtekening leverancier toeleverancier "
    "concurrent bedrijfsschool dochter dochterbedrijf"
)
# Whom somebody knows from there: *ik ken haar nog van NCRV*.
_KNOWN_FROM: Final = words("ken kent kende kennen kenden")
# What one does for a firm, and what a firm does with somebody.
_FOR_FIRMS: Final = words(
    "werk werkt werkte werkten werken gewerkt rij rijd rijdt rijden reed gereden bezorg bezorgt bezorgde bezorgen "
    "bezorgd fietst fietste fietsen gefietst kookt kookte koken gekookt"
)
# The same, behind the firm: *heeft nog voor Siemens gezeten*; and how far behind.
_FOR_THEM: Final = words("gewerkt gezeten gereden gevaren bezorgd gekookt gevlogen werkte werkten")
_BEHIND: Final = 6
# What comes from a firm: *Van Shimano krijgen we een cursus*.
_FROM_THEM: Final = words("krijgen krijg krijgt kregen kreeg mag mogen mochten moet moeten moesten")
_BY_FIRMS: Final = words(
    "gebeld gevraagd benaderd aangenomen ingehuurd overgenomen betaald gesponsord uitgenodigd geworven"
)
_TO_FIRMS: Final = words("leveren levert leverde leverden geleverd verkopen verkoopt verkocht verhuurd uitgeleend")
# What one has with a firm: *we hebben contact gezocht met Siemens*.
_TALKS: Final = words(
    "contact gesprek gesprekken overleg afspraak afspraken contract samenwerking samen convenant deal"
)
_DEALINGS: Final = {"voor": _FOR_FIRMS, "door": _BY_FIRMS, "aan": _TO_FIRMS}
_ENDS: Final = frozenset([".", "?", "!", ";", ","])
# So many words before the firm are looked at.
_REACH: Final = 7
# Where a firm is, and who may do something of it only: *het gebouw van Heineken*, *ik moest van Zara kiezen*.
PREMISES: Final = words(
    "gebouw kantoor hoofdkantoor fabriek magazijn loods terrein kantine werkplaats hal filiaal winkel vestiging "
    "distributiecentrum dc personeel"
)
_TOLD_TO: Final = words("moest moesten moet moeten mocht mochten mag mogen")
# What is of a make, behind a hyphen.
_MADE: Final = words("automaat apparaat machine shirt pet tas jas pak auto busje wagen kast")


class Makes(Look):
    """Tells the makes that are firms from those that are things."""

    def at_work(self, start: int, end: int) -> bool:
        """Whether a make is where somebody works, not a thing: *bij Wavin*, *die man van DAF*, *dan zegt Philips*."""
        page, before = self.page, self.low(start - 1)
        drunk = self._is_drunk(start)
        if not drunk and self._employs(start, end):
            return True
        led = self._is_gone_to(start, end)
        if led is not None:
            return led
        if page.speech[start]:
            return before not in _OWNED and self._works_in_speech(start, end)
        where = end + (self.low(end) == ",")
        school = before == "het" and self.low(where) == "in" and self.is_listed_town(where + 1)  # het A12 in Ede
        owned = before in _OWNED and not school and not (before == "dat" and self.hears(start, 0.9))
        if not self.capital(start) or owned:
            return False
        led = self._is_led_to(start, drunk)
        if led is not None:
            return led
        if self._renamed(start, end) or self._had_somewhere(start) or self._place_of_work(end):
            return True
        if self._is_named_thing(start, end):
            return False
        ahead = self.low(end)
        town = end + 1 + (ahead == ",")
        town += self.low(town) in ("de", "het")  # Google in de Eemshaven
        if "in" in (self.low(town - 1), self.low(town - 2)) and self.capital(town) and self.is_listed_town(town):
            return True  # Philips in Drachten
        if self.among_firms(start - 2, start - 1) or self.among_firms(end + 1, end):
            return True
        if ahead in _LIES:
            place = self.low(end + 1) == "in" if ahead in ("zit", "zat") else True
            where = end + 2 if ahead in ("zit", "zat") else end + 1
            return place and self.capital(where) and self.is_listed_town(where)
        if ahead in DOES or ahead in WANTS:
            return True
        if before in DOES and not page.starts[start]:
            return not self._is_done_by_somebody(start - 1)
        return not drunk and self._heard_as_firm(start, end)

    def _is_gone_to(self, start: int, end: int) -> bool | None:
        """Whether a preposition, or what a hyphen ties to a make, makes it a firm or a thing; ``None`` where neither
        does: *bij Wavin*, *de Batavus-fabriek*, *de Douwe Egberts-automaat*."""
        page, before, earlier = self.page, self.low(start - 1), self.low(start - 2)
        leads = earlier if before in ("de", "het") else before
        if self.low(end) == "-" and not page.gap[end]:
            if self.low(end + 1) in _MADE:
                return False
            if self.low(end + 1) in PREMISES | _SOMEBODY and page.capital[start]:
                return True  # een oude Philips-man
        watched = leads == "naar" and not _WATCHED.isdisjoint(page.low[max(0, start - 5) : start - 1])
        watched = watched or (leads == "naar" and self.low(end) in _WATCHED)  # naar de Volvo kijken
        if leads in ("bij", "naar", "vanuit", "namens") and not watched:
            return page.capital[start] or page.speech[start]
        return None

    def _works_in_speech(self, start: int, end: int) -> bool:
        """Whether recognised speech says that somebody works at a make, that it lies in a town, or that it speaks."""
        page, before = self.page, self.low(start - 1)
        lies = self.low(end) == "in" and before not in _HAVE and page.gap[end] and self.is_listed_town(end + 1)
        works = before in ("zit", "zat") or (before == "voor" and self.low(end) in _FOR_FIRMS)
        works = works and "_".join(page.low[start:end]) in self.words["employers"]  # ik heb voor philips gewerkt
        return lies or works or self._speaks_as_firm(end)

    def _is_named_thing(self, start: int, end: int) -> bool:
        """Whether a make stands between commas behind a thing, which it is: *een ketel, Remeha, in Meerzicht*."""
        thing = start - 2
        if self.low(start - 1) != "," or self.low(end) != "," or thing < 0:
            return False
        firm = self.page.low[thing] in self.words["firms"] or self.is_kind(thing)
        adverb = self.page.low[thing] in self.words["adverbs"] | _NOW
        return self.page.alpha[thing] and not self.page.capital[thing] and not firm and not adverb

    def _is_done_by_somebody(self, verb: int) -> bool:
        """Whether somebody stands before a verb of firms, so that it is not the make that does so: *Sietse had Sikaflex
        op de rand gedaan*."""
        who = verb - 1
        given = self.capital(who) and self.board.flags[who] & (Flag.FIRST | Flag.ORGANISATION) == Flag.FIRST
        return self.low(who) in _SUBJECTS or given or (who >= 0 and self.page.shut[who])

    def _is_led_to(self, start: int, drunk: bool) -> bool | None:
        """Whether the word before a make leads to a firm; ``None`` where it leads to neither firm nor thing."""
        page, before = self.page, self.low(start - 1)
        if before == "van":
            given = page.starts[start - 1] and self.low(start + 1) in _FROM_THEM
            return given or self._is_from_firm(start - 1)
        if before == "met" and not _TALKS.isdisjoint(self._clause_before(start - 1)):
            return not drunk
        if before == "in" and self.low(start - 2) in _FOR_FIRMS:
            return True  # werken in McDonald's
        if before in _DEALINGS:
            if before == "voor" and not _FOR_THEM.isdisjoint(page.low[start + 1 : start + _BEHIND]):
                return True
            if before == "door" and self.low(start - 2) in ("?", ":") and "wie" in page.low[max(0, start - 6) : start]:
                return True  # Door wie? R: Door Siemens.
            preposition = start - 1
            while self.low(preposition - 1) in (",", "en") and self.low(preposition - 3) == before:
                preposition -= 3  # leveren aan Scania, aan DAF
            return not _DEALINGS[before].isdisjoint(self._clause_before(preposition))
        return None

    def _is_from_firm(self, particle: int) -> bool:
        """Whether what *van* follows is somebody, or of a firm alone: *die man van DAF*, *Gijs Kok van Philips*."""
        page, who = self.page, particle - 1
        if self.low(who) in ("nog", "alleen"):
            return not _KNOWN_FROM.isdisjoint(page.low[max(0, particle - 5) : particle])
        word = self.word_before(particle)
        who -= word == ","
        mark = self.board.marks[who] if who >= 0 else None
        if mark is not None and page.capital[who]:
            given = self.capital(who - 1) and self.board.flags[who - 1] & Flag.FIRST  # Gijs Stolwijk
            if mark.kind is PERSON or given:
                return True
        of_people = word in self.words["kin"] or word in self.words["titles"] or self.is_post(word)
        return of_people or word in _SOMEBODY | _SENT | PREMISES | _TOLD_TO

    def _employs(self, start: int, end: int) -> bool:
        """Whether a make that is a firm in most mouths is nobody's thing here: *Unox natuurlijk*; not *een Philips*."""
        page, before = self.page, self.low(start - 1)
        if page.speech[start] or not self.capital(start):
            return False
        if "_".join(page.low[start:end]) not in self.words["employers"] or self.low(end) == "-":
            return False
        if before == "van":
            return self.low(start - 2) in _OF_FIRMS
        if before == "de":
            return self.low(start - 2) in self.words["firms"] | {","}
        if before == "het":
            return self.low(start - 2) in ("was", "is", "werd", "wordt", "heet", "heette")
        if before == "met":
            return self.hears(start, 0.9)
        return before not in _OWNED | _BESIDE_THINGS

    def _is_drunk(self, start: int) -> bool:
        """Whether somebody eats or drinks what stands there: *thuis drinken we Heineken*."""
        return not _DRUNK.isdisjoint(self.page.low[max(0, start - 4) : start])

    def _heard_as_firm(self, start: int, end: int) -> bool:
        """Whether the detector hears a make as a firm, and the words beside it allow it: *hier had je Philips*."""
        page, before = self.page, self.low(start - 1)
        if end > start + 1 or page.starts[start] or self.needless or not self.hears(start, 0.9):
            return False
        owned = not _OWNED.isdisjoint((before, self.low(start - 2))) and self.low(start - 1) not in (",", "en", "of")
        return not owned and before not in _BESIDE_THINGS and not self.capital(end)

    def _clause_before(self, index: int) -> list[str]:
        """The words of the clause before a token, as many as matter."""
        page, first = self.page, index
        while first > max(0, index - _REACH) and not page.newline[first] and page.low[first - 1] not in _ENDS:
            first -= 1
        return page.low[first:index]

    def _renamed(self, start: int, end: int) -> bool:
        """Whether a make is what a firm is called now, or put right: *Océ heet nu Canon*, *voor Bolt, nee, Uber*."""
        page, lead = self.page, start - 1
        lead -= self.low(lead) in _NOW
        called = self.low(lead) in _CALLED or (self.low(end) in _CALLED and self.low(end + 1) in ("dat", "het", "die"))
        if self.low(start - 1) != "," or called:
            return called
        word = start - 2
        word -= self.low(word) == "ja" and self.low(word - 1) == "nou"
        named = word - 2
        if self.low(word) not in ("nee", "nou", "sorry") or self.low(word - 1) != "," or named < 0:
            return False
        return self.capital(named) and not page.starts[named] and self.low(named - 1) in ("bij", "voor", "van", "naar")

    def _had_somewhere(self, start: int) -> bool:
        """Whether somebody has a make in a town: *in Best heb ik Bata*, *in Terneuzen heb je Dow*."""
        verb = start - 1
        verb -= self.low(verb) in _WHO
        town = verb - 1
        if self.low(verb) not in _HAVE or self.low(town - 1) != "in":
            return False
        return self.capital(town) and bool(self.board.flags[town] & Flag.PLACE)

    def _place_of_work(self, end: int) -> bool:
        """Whether somebody is or goes there: *Philips, daar zit Wilco*, *Bosch, daar moet je naar Eva vragen*."""
        if self.low(end) != "," or self.low(end + 1) != "daar" or "mee" in self.page.low[end : end + 8]:
            return False
        return self.low(end + 2) in _THERE or (self.low(end + 2) == "moet" and self.low(end + 4) in ("naar", "zijn"))

    def _speaks_as_firm(self, end: int) -> bool:
        """Whether in speech a firm looks for people or says something: *siemens in hengelo zoekt*."""
        town = end + 1
        if self.low(end) == "in" and town < len(self.page) and self.board.flags[town] & Flag.PLACE:
            end += 2
        return self.low(end) in SAYS

    def among_firms(self, other: int, comma: int) -> bool:
        """Whether a comma parts a make from a firm that is no make: *Seacon, Michael Kors, VidaXL*."""
        if self.low(comma) not in (",", "en") or not 0 <= other < len(self.page) or not self.capital(other):
            return False
        flags = self.board.flags[other]
        return (
            bool(flags & Flag.ORGANISATION)
            and not flags & Flag.BRAND
            and self.page.low[other] not in self.words["brands"]
        )

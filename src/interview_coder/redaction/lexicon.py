"""The shipped lists and dictionary, as flags of a word.

Everything is loaded at the first use and kept. Words are looked up in lower case; diacritics may be missing in the
text where a list has them.
"""

from __future__ import annotations

import gzip
import re
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import zip_longest
from typing import Final
from zlib import crc32

from interview_coder.domain.text import fold
from interview_coder.redaction.sounds import Listed, sound_keys
from interview_coder.redaction.tokens import words


class Flag:
    """What the lists say of one word in lower case, as bits of a plain integer (an enumeration is ten times slower)."""

    FIRST = 1
    SURNAME = 2
    PLACE = 4
    ORGANISATION = 8
    DEMONYM = 16
    CAPITAL = 32
    """The Dutch word list has it with a capital only."""
    WORD = 64
    """A word of the dictionary in lower case, whole."""
    KEEP = 128
    NATION = 256
    EVERYDAY = 512
    COMPOUND = 1024
    """Made of two words of the dictionary."""
    FORM = 2048
    """An inflection of a word of the dictionary: a diminutive, a participle, a plural."""
    COMMON = 4096
    """A word that is heard often, though not every day."""
    MAINLY = 8192
    """A word that in speech is nearly always a name; the other flags say nothing of the word."""
    BRAND = 16384
    """A make: a thing in most mouths, that stays, and a firm where somebody works."""
    PAPER = 32768
    """A law, a document, a test or a post, told by how it ends: it stays."""
    MATTER = 65536
    """A word of the dictionary for a field, a sector, a state or what is done, told by how it ends: hardly ever a name
    by itself."""


NAMED: Final = Flag.FIRST | Flag.SURNAME | Flag.PLACE | Flag.ORGANISATION
KNOWN_WORD: Final = Flag.WORD | Flag.COMPOUND | Flag.FORM
STAYS: Final = Flag.KEEP | Flag.NATION
_CAPITALS: Final = NAMED | Flag.CAPITAL
_OF_PEOPLE_AND_PLACES: Final = Flag.FIRST | Flag.SURNAME | Flag.PLACE
_HEARD: Final = Flag.EVERYDAY | Flag.COMMON

_SECTIONS: Final = {
    "first": Flag.FIRST,
    "surname": Flag.SURNAME,
    "place": Flag.PLACE,
    "organisation": Flag.ORGANISATION,
    "capital": Flag.CAPITAL,
    "everyday": Flag.EVERYDAY,
    "common": Flag.COMMON,
    "mainly-name": Flag.MAINLY,
    "nation": Flag.NATION,
}
PHRASES: Final = ("first-phrase", "surname-phrase", "place-phrase", "organisation-phrase", "nation-phrase")

_DAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_CALENDAR: Final = frozenset(
    [
        *(day + part for day in _DAYS for part in ("", "ochtend", "middag", "avond", "nacht", "morgen")),
        *("januari", "februari", "maart", "april", "augustus", "september", "oktober", "november", "december"),
        *("kerstmis", "sinterklaas", "carnaval", "hemelvaart", "pinksteren", "koningsdag", "ramadan", "suikerfeest"),
        "pasen",
    ]
)
# What laws and models of learning end in, whoever they are called after, and what papers, tests and posts do.
_LAWS: Final = tuple(words("wet wetten cyclus piramide taxonomie theorie regeling toets diagram akkoord"))
_PAPERS: Final = _LAWS + tuple(
    words(
        """kader kaders dossier dossiers monitor commissie beleid aanpak norm examen examens besluit convenant agenda
        rapport rapportage nota richtlijn handreiking protocol formulier formulieren portfolio register indicator
        subsidie toeslag uitkering schaal kwalificatie certificaat diploma leerweg leerlijn traject verslag
        verslagen analyse analyses leerplan leerplannen opdracht opdrachten boek boekje boeken map mapje onderzoek
        onderzoeken enquête notitie notities gesprek gesprekken overzicht bijeenkomst brief brieven niveau plicht
        recht adviseur medewerker houder beheerder assistent assistente specialist manager monteur technicus
        begeleider begeleidster coördinator ondersteuner verzorger verzorgende kunde techniek marketing examinering
        toetsing relevantie vakantie verlof weken week scan scans rendement perspectief schema rooster systeem
        systemen methode methodiek proces processen ontwikkeling ondersteuning begeleiding trainingen opleiding
        arbeidsmarkt prognose prognoses cijfer cijfers budget tekort overschot aanbod les lessen vakken competentie
        competenties vaardigheid vaardigheden handeling handelingen deskundige functionaris beoordelaar examinator
        vormgever consulent decaan operator secretaris dienstverlening coach stage stoornis crisis schuld loon
        uitkomsten abonnement borrel document documenten plannen loopbanen quotum
        contract contracten overeenkomst overeenkomsten afspraken bericht berichten notulen fragment fragmenten memo
        transcript studiewijzer stagewijzer keuzewijzer
        docent docenten student studenten leerling leerlingen deelnemers stagiair stagiairs stagiaires
        data dagen code codes clausule"""
    )
)
# What opens words of feasts, of nets and of games, which stay: *Kerstdiner*, *Instagrampost*, *Minecraftwereld*.
_OPENS_KEPT: Final = tuple(
    words(
        """advents carnavals halloween hemelvaart kerst koningsdag moederdag nieuwjaars oudejaars paas
        prinsjesdag ramadan sinterklaas vaderdag valentijns bijbel koran
        android discord disney excel facebook fifa fortnite google instagram insta linkedin marvel minecraft
        netflix nintendo pinterest playmobil playstation pokémon powerpoint snapchat spotify tiktok tinder twitch
        twitter whatsapp xbox youtube"""
    )
)
# What words of the dictionary end in that are hardly ever a name by themselves: fields, sectors, states, what is done.
_MATTERS: Final = tuple(
    words(
        """tie sie eit heid isme ing schap logie grafie nomie iatrie istiek therapie massage kunde onderwijs training
        stage klas dienst opvang zorg teelt geving personeel vervoer design opziener regelaar bewaarder
        loon geld schuld nood crisis stoornis management beheer krediet polis bouw"""
    )
)
# The same of words that only seem to be put together of two (*Dolfijnentrainer*, *Tegelzetten*): no name ends so.
_DEEDS: Final = tuple(
    words(
        """ieel iële gericht gerichte nummer nummers datum lijst lijsten maken leren nemen zetten schrijven houden
        kijken rijden leider trainer trainers route routes producten coaches assistenten verkopers kaarten toetsen
        woorden formulier formulieren"""
    )
)
_MATTER: Final = 7
# What the names of medicines end in, by the stems that the World Health Organization gives out (INN Stem Book).
_MEDICINES: Final = tuple(
    words(
        """olol pril sartan statine prazol tidine mycine cilline floxacine cycline conazol nidazol bendazol azepam
        oxetine ipramine triptyline triptan setron gliptine gliflozine glutide xaban grel parine limumab
        tuzumab ximab lizumab tinib ciclovir mivir dronaat dronine asone nisolon sonide terol tropium fylline lukast
        thiazide semide peridol peridon tiapine epine orfine fentanil profen oxicam coxib caïne efedrine gestrel
        formine glitazon barbital azine sterone zolamide oprost"""
    )
)
# What learned words end in (illnesses, branches of learning), and what is made, whatever its first half is.
_LEARNED: Final = _MEDICINES + tuple(
    words(
        """logie logieën logisch logische grafie grafisch grafische scopie scopieën scopisch scopische ectomie tomisch
        therapie therapieën therapeutisch pathie patisch metrie metrisch nomisch gnosie gnostiek iatrie iatrisch
        iatrische gogiek gogisch gogische iviteit itis lerose matose cytose dermie algie plegie fasie trofie stenose
        plastiek isme kunde kundig kundige hygiëne ceutisch ceutische ziekte syndroom reflex effect principe methode
        koeken koekjes soep saus plug pluggen schroeven machine machines apparaat apparaten toestel
        carcinoom sarcoom melanoom blastoom lymfoom infarct embolie thorax oedeem eczeem kemie anemie uremie penie urie
        plasie megalie fagie praxie calculie fobie thyreoïdie acidose steatose osteoporose sepsis astma fibrose"""
    )
)
# Clubs, homes and quarters that are called so.
_CALLED: Final = words(
    "volharding vriendenkring nijverheid vrijheid vooruitgang ontspanning ontmoeting verbinding verwachting "
    "vriendschap broederschap eenheid veiligheid waakzaamheid werkzaamheid verwondering inspiratie stichting"
)
# What is written behind the apostrophe of a kept word: *ROC's*, *MBO'ers*, *een FIFA'tje*.
_AFTER_APOSTROPHE: Final = words("s er ers tje tjes je jes etje etjes")
# How the section of the keep list is headed whose entries stay with these capitals only.
_IN_LETTERS: Final = "in these letters alone"
_STRETCHED: Final = re.compile(r"(\w)\1\1+")
_DOUBLED: Final = re.compile(r"([a-z])\1")


def _read(name: str) -> dict[str, list[str]]:
    """The sections of a packed list."""
    raw = resources.files(__package__).joinpath("data", name).read_bytes()
    blocks = (block.partition("\n") for block in gzip.decompress(raw).decode("utf-8").lstrip("=").split("\n="))
    return {title: body.split("\n") for title, _, body in blocks}


@cache
def _keep_sections() -> list[tuple[str, list[str]]]:
    """The sections of the keep list: what each is headed by, and its entries."""
    raw = resources.files(__package__).joinpath("data", "keep.txt").read_text(encoding="utf-8")
    sections = (section.partition("\n") for section in raw.split("\n# -- "))
    entries = ((title, [line.split("#", 1)[0].strip() for line in body.splitlines()]) for title, _, body in sections)
    return [(title, [line for line in lines if line]) for title, lines in entries]


def _keep_lines(headed: str = "") -> list[tuple[str, bool]]:
    """The entries of the keep list under such a heading, and whether each asks for exactly its capitals."""
    return [
        (line.lstrip("="), line.startswith("="))
        for title, lines in _keep_sections()
        if title.startswith(headed or title)
        for line in lines
        if headed or not title.startswith(_IN_LETTERS)
    ]


@lru_cache(8192)
def squeeze(word: str) -> str:
    """The word with letters that stand three times or more in a row only twice: ``zooom`` as ``zoom``."""
    return _STRETCHED.sub(r"\1\1", word)


_NEAR: Final = ("place", "organisation")
# What stands inside a town of several words.
_WATERS: Final = words("op aan bij in en a d ad / de den der het")
# What begins with one of these may be a local body, or is heard too often to look what follows.
_BODIES: Final = words("bureau stichting centrum college instituut gemeente school de het een in op van met")


# A kept word is longer than this to be known when it is misspelt.
_LONG_ENOUGH: Final = 5


def within(said: str, meant: str, slips: int) -> bool:
    """Whether a word is at most so many slips of the pen away from another one; a swap of neighbours is one."""
    from rapidfuzz.distance import OSA

    return OSA.distance(said, meant, score_cutoff=slips) <= slips


def _nearly(here: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether one long word of a phrase is misspelt, the others as they are: *Loon op Zandt*."""
    other = [(a, b) for a, b in zip(here, phrase, strict=True) if a != b]
    if len(other) != 1:
        return False
    said, meant = other[0]
    if len(meant) < 4 or abs(len(said) - len(meant)) > 1 or not said.isalpha():
        return False
    return within(said, meant, 1) and len("".join(phrase)) > 7


class Phrases:
    """Names and terms of several tokens, the longest first."""

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], str]], is_word: Callable[[str], bool]) -> None:
        self._is_word = is_word
        self._exact: dict[tuple[str, ...], str] = {}
        self._lengths: dict[tuple[str, ...], list[int]] = {}
        self._seconds: dict[str, set[str]] = {}
        self._near: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._near_second: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._near_kept: dict[tuple[str, ...], list[str]] = {}
        for tokens, tag in sorted(phrases):
            self._exact.setdefault(tokens, tag)
            self._seconds.setdefault(tokens[0], set()).update(tokens[1:2])
            lengths = self._lengths.setdefault(tokens[:2], [])
            if len(tokens) > 1 and len(tokens) not in lengths:
                lengths.append(len(tokens))
            if tag in _NEAR and len(tokens[0]) > 3:
                self._near.setdefault(tokens[0], []).append((tokens, tag))
            if tag == "keep" and len(tokens) < 4 and tokens[0] not in _BODIES and len(tokens[-1]) > 5:
                self._near_kept.setdefault(tokens[:-1], []).append(tokens[-1])
            if tag in _NEAR and len(tokens[0]) > 4 and len("".join(tokens)) > 9 and "-" not in tokens:
                self._near_second.setdefault(tokens[1], []).append((tokens, tag))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)
        # A phrase may begin at these whatever follows, and at those before a long word that is misspelt.
        self._alone = {tokens[0] for tokens in self._lengths if len(tokens) == 1} | self._near.keys()
        self._near_firsts = {tokens[0] for tokens in self._near_kept if len(tokens) == 1}

    def at(self, tokens: list[str], index: int) -> list[tuple[int, str]]:
        """The lengths and tags of the phrases that begin at a token: the longest first, then those nearly there."""
        first, found = tokens[index], []
        for length in (*self._lengths.get(tuple(tokens[index : index + 2]), ()), 1):
            tag = self._exact.get(tuple(tokens[index : index + length]))
            if tag is not None and index + length <= len(tokens):
                found.append((length, tag))
        for phrase, tag in self._near.get(first, ()):
            here = tuple(tokens[index : index + len(phrase)])
            if len(here) != len(phrase):
                continue
            if len(phrase) == 2 and len(here[1]) < 6 and self._is_word(here[1]):
                continue  # Philips belt, een nieuwe baas
            if _nearly(here, phrase):
                found.append((len(phrase), tag))
        if not found and len(first) > 4 and index + 1 < len(tokens) and tokens[index + 1] in self._near_second:
            # The first word may be the misspelt one: *Caplle aan den IJssel*.
            for phrase, tag in self._near_second[tokens[index + 1]]:
                here = tuple(tokens[index : index + len(phrase)])
                same = here[1:] == phrase[1:] and first != phrase[0] and first[0] == phrase[0][0]
                if same and not self._is_word(first) and _nearly(here, phrase):
                    return [(len(phrase), tag)]
        if not found and first in self._seconds:
            found = self._nearly_kept_at(tokens, index)
        return found

    def openings(self, tokens: list[str]) -> list[int]:
        """The tokens at which a phrase may begin."""
        alone, seconds, misspelt, none = self._alone, self._seconds, self._near_second, frozenset[str]()
        kept = self._near_firsts
        return [
            index
            for index, (first, second) in enumerate(zip_longest(tokens, tokens[1:], fillvalue=""))
            if first in alone
            or second in seconds.get(first, none)
            or (second in misspelt and len(first) > 4)
            or (len(second) > _LONG_ENOUGH and first in kept)
        ]

    def _nearly_kept_at(self, tokens: list[str], index: int) -> list[tuple[int, str]]:
        """A kept phrase of which the last word is misspelt: *Zorg en Welzein*, *Pedagogisch Mederwerker*."""
        for length in (3, 2):
            here = tuple(tokens[index : index + length])
            meant = self._near_kept.get(here[:-1]) if len(here) == length else None
            if meant is None or not _LONG_ENOUGH < len(here[-1]) < 30 or self._is_word(here[-1]):
                continue
            if any(_nearly((here[0], here[-1]), (here[0], word)) for word in meant):
                return [(length, "keep")]
        return []


class _Words:
    """The dictionary: the checksums of its words. One word in twelve thousand seems to be in and is not."""

    def __init__(self) -> None:
        raw = resources.files(__package__).joinpath("data", "words.bin").read_bytes()
        sums = array("I", raw)
        if sys.byteorder == "big":
            sums.byteswap()
        self._sums = frozenset(sums)

    def __contains__(self, word: str) -> bool:
        return crc32(word.encode()) in self._sums


class Lexicon:
    """Flags of words and phrases of several words. One is shared by all: see :func:`lexicon`."""

    def __init__(self) -> None:
        self._words = _Words()
        self._lists = _read("lists.txt.gz")
        self._heads = frozenset(self._lists["head"])
        self._sections: dict[str, int] = {}
        for title, flag in _SECTIONS.items():
            for word in self._lists[title]:
                self._sections[word] = self._sections.get(word, 0) | flag
        keep = [(entry.lower(), exact, split(entry.lower())) for entry, exact in _keep_lines()]
        single = [(entry, exact) for entry, exact, tokens in keep if len(tokens) == 1]
        # Letters that spell a word (*BRON*) say nothing of the word, and a word in capitals stays anyway.
        self._keep = frozenset(
            word
            for word, exact in single
            if not exact or not (word in self._words or self._sections.get(word, 0) & _OF_PEOPLE_AND_PLACES)
        )
        self._plain_keep = frozenset(word for word, exact in single if not exact)
        phrases = [
            (tuple(line.split(" ")), title.removesuffix("-phrase")) for title in PHRASES for line in self._lists[title]
        ]
        self._brands = frozenset(line.lower() for line, _exact in _keep_lines("brands"))
        for entry, _exact, tokens in keep:
            if len(tokens) > 1:
                phrases.append((tokens, "brand" if entry in self._brands else "keep"))
        phrases += list(self._without_hyphens(phrases))
        self.phrases = Phrases(phrases, self._words.__contains__)
        self._towns: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for tokens, tag in phrases:
            if tag == "place" and len(tokens) > 2 and all(token in _WATERS for token in tokens[1:-1]):
                self._towns.setdefault(tokens[1:-1], []).append((tokens[0], tokens[-1]))
        self.letters = frozenset(line for line, _exact in _keep_lines(_IN_LETTERS))
        """What stays where it is written in these letters alone, capitals and small: ``ISTQB``, ``eIDAS``."""
        self.surname_phrases = frozenset(self._lists["surname-phrase"])
        """Family names with their particles, in lower case: ``van der meer``."""
        self._flags: dict[str, int] = {}
        self._slips: dict[str, int] = {}
        self._made_things: dict[str, bool] = {}
        self._nearly_kept: dict[str, bool] = {}
        self._nearly_heard: dict[str, bool] = {}
        self._nearly_everyday: dict[str, bool] = {}
        self._long_kept: dict[str, list[str]] = {}

    def flags(self, word: str) -> int:
        """What is known of a word, given in lower case."""
        found = self._flags.get(word)
        if found is None:
            found = self._flags[word] = self._look_up(word)
        return found

    def names_in_one(self, joined: str) -> int:
        """The flags of words that were joined, 0 where it is plain that no list of names has them as one word."""
        listed = self._sections.get
        known = bool(listed(joined, 0) & _CAPITALS or (not joined.isascii() and listed(fold(joined), 0) & _CAPITALS))
        known = known or _STRETCHED.search(joined) is not None
        known = known or any(
            listed(joined[: at.start()] + joined[at.end() - 1 :], 0) & _CAPITALS for at in _DOUBLED.finditer(joined)
        )
        return self.flags(joined) if known else 0

    def is_name(self, word: str) -> bool:
        """Whether a list has the word as a name, whatever else it is."""
        return bool(self.flags(word) & NAMED)

    def is_made_thing(self, word: str) -> bool:
        """Whether a word of no list of names is made with a head that no name is made with: *Schadehersteller*; not
        where it is one slip of the pen away from a name (*Hoogeven*)."""
        found = self._made_things.get(word)
        if found is None:
            found = self._made_things[word] = self._is_made_thing(word)
        return found

    def _is_made_thing(self, word: str) -> bool:
        if self.flags(word) & _CAPITALS or len(word) > _LONGEST:
            return False
        heads = self._heads
        made = any(
            word[cut:] in heads and (self.flags(word[:cut]) or (word[cut - 1] == "s" and self.flags(word[: cut - 1])))
            for cut in range(3, len(word) - _SHORTEST_HEAD + 1)
        )
        return made and not self.slip_of(word) & NAMED

    def slip_of(self, word: str) -> int:
        """What an unknown word is one slip of the pen away from: ``Flag.WORD``, flags of a name, or 0."""
        found = self._slips.get(word)
        if found is None:
            found = self._slips[word] = self._slip(word)
        return found

    @cached_property
    def places_by_sound(self) -> Listed:
        """The places by how they sound, for pieces of their names."""
        return Listed(
            name
            for title in ("place", "place-phrase")
            for name in self._lists[title]
            if not self.flags(name) & (Flag.WORD | STAYS)
        )

    @cached_property
    def firms_by_sound(self) -> Listed:
        """The firms and schools of one word by how they sound."""
        return Listed(name for name in self._lists["organisation"] if not self.flags(name) & (Flag.WORD | STAYS))

    def _without_hyphens(self, phrases: Iterable[tuple[tuple[str, ...], str]]) -> Iterator[tuple[tuple[str, ...], str]]:
        """Towns that are written with hyphens, without them: *Hendrik Ido Ambacht*, *Etten Leur*."""
        for tokens, tag in phrases:
            parts = tokens[::2]
            hyphens = len(tokens) > 2 and all(token == "-" for token in tokens[1::2])
            if tag != "place" or not hyphens or len(tokens) % 2 == 0 or min(map(len, parts)) < 3:
                continue
            if any(part not in self._words for part in parts):
                yield parts, tag

    def nearly_town(self, first: str, between: tuple[str, ...], last: str) -> bool:
        """Whether two words with small ones between them are a town misspelt: *Berg op Zoom*, *Son en Breughle*."""
        from rapidfuzz.distance import OSA

        for head, tail in self._towns.get(between, ()):
            if head[0] != first[0] or tail[0] != last[0]:
                continue
            heard = sound_keys(last) == sound_keys(tail)  # Alphen aan de Rein
            slips = OSA.distance(first, head), 0 if heard else OSA.distance(last, tail)
            if sum(slips) < 3 and all(
                slip < 2 or len(word) > 5 for slip, word in zip(slips, (head, tail), strict=True)
            ):
                return True
        return False

    def nearly_everyday(self, word: str) -> bool:
        """Whether a word is one slip away from a long enough word of every day: *leker*."""
        found = self._nearly_everyday.get(word)
        if found is None:
            found = len(word) > 4 and any(self._sections.get(other, 0) & Flag.EVERYDAY for other in one_slip(word))
            self._nearly_everyday[word] = found
        return found

    def nearly_heard(self, word: str) -> bool:
        """Whether a word is one slip away from a long enough word that is heard often: *handoeken*, *kontroleren*."""
        found = self._nearly_heard.get(word)
        if found is None:
            found = len(word) > 5 and self.slip_of(word) == Flag.WORD
            found = found and any(self._sections.get(other, 0) & _HEARD for other in one_slip(word))
            self._nearly_heard[word] = found
        return found

    def nearly_kept(self, word: str) -> bool:
        """Whether a word that no list has is one slip away from a nation, a tongue, a day, or a long kept word."""
        found = self._nearly_kept.get(word)
        if found is None:
            listed = self._sections.get
            others = [*one_slip(word), word.replace("gt", "cht")]
            long = self._plain_keep if len(word) > 6 else ()
            found = any(
                listed(other, 0) & Flag.NATION
                or other in _CALENDAR
                or (other in long and len(other) > 7 and other[0] == word[0])
                for other in others
            ) and not any(listed(other, 0) & NAMED for other in others if other not in _CALENDAR)
            found = found or (len(word) > 11 and not self.slip_of(word) & NAMED and self._far_from_kept(word))
            self._nearly_kept[word] = found
        return found

    def _far_from_kept(self, word: str) -> bool:
        """Whether a very long word is two slips away from a kept one: *parafetrinair*."""
        from rapidfuzz.distance import OSA

        if not self._long_kept:
            for kept in self._plain_keep:
                if len(kept) > 10:
                    self._long_kept.setdefault(kept[0], []).append(kept)
        return any(
            abs(len(kept) - len(word)) < 3 and OSA.distance(word, kept, score_cutoff=2) <= 2
            for kept in self._long_kept.get(word[0], ())
        )

    def _slip(self, word: str) -> int:
        if not 4 <= len(word) <= 20 or not word.isalpha():
            return 0
        listed, best = self._sections.get, 0
        for other in one_slip(word):
            found = listed(other, 0)
            if found & _OF_PEOPLE_AND_PLACES:
                flags = self.flags(other)
                if not flags & KNOWN_WORD:
                    return flags & NAMED
            if found & _HEARD or (len(word) > 7 and other in self._words):
                best = Flag.WORD
        return best

    def _look_up(self, word: str) -> int:
        found = self._listed(word)
        if not found and _STRETCHED.search(word):
            for spelling in (_STRETCHED.sub(r"\1\1", word), _STRETCHED.sub(r"\1", word)):
                found |= self._listed(spelling)
        if not found and 2 < len(word) < 30:
            found = self._without_doubles(word)
        plain = fold(word)
        if plain != word:
            other = self._listed(plain)
            # Stress is written with accents (éigen, tíen); a name that has its own is no such word.
            found |= other if not found & NAMED else other & ~(Flag.WORD | Flag.EVERYDAY | Flag.COMMON)
        if not found & (Flag.WORD | Flag.KEEP | NAMED | Flag.CAPITAL | Flag.DEMONYM | Flag.NATION):
            if self._is_form(word):
                found |= Flag.FORM
            elif self._is_compound(word) or self._is_learned(word):
                found |= Flag.COMPOUND
        if found & (NAMED | Flag.DEMONYM):
            return found
        paper = not found & Flag.KEEP and self._is_paper(word, bool(found & KNOWN_WORD))
        if self._opens_as_kept(word):
            found |= Flag.KEEP
        if paper and (found & Flag.WORD or not self.slip_of(word) & Flag.PLACE):  # not Dortrecht
            found |= Flag.KEEP | Flag.PAPER
        matter = (found & Flag.WORD and word.endswith(_MATTERS)) or (found & KNOWN_WORD and word.endswith(_DEEDS))
        if matter and len(word) >= _MATTER and word not in _CALLED:
            found |= Flag.MATTER
        return found

    def _without_doubles(self, word: str) -> int:
        """What is known of a word in which a letter was typed twice, where without it it is no name: *Excell*, *DUOO*;
        inside, only of what stays or is heard every day."""
        for match in _DOUBLED.finditer(word):
            last = match.end() == len(word) and (len(word) > 5 or word[-1] in "aeiou")
            flags = self._listed(word[: match.start()] + word[match.start() + 1 :])
            if (last or (len(word) > 3 and flags & (Flag.EVERYDAY | STAYS))) and not flags & NAMED:
                return flags
        return 0

    @staticmethod
    def _is_learned(word: str) -> bool:
        """Whether a long word ends as learned words, made things and medicines do: Fytopathologie, Hartmanplug,
        Metoprolol."""
        return len(word) > _MATTER and word.endswith(_LEARNED)

    def _is_paper(self, word: str, known: bool) -> bool:
        """Whether a long word is what laws, documents, tests and posts are called, or is learned: Mededingingswet,
        Kolbcyclus."""
        return (word.endswith(_PAPERS if known else _LAWS) and len(word) > 8) or self._is_learned(word)

    def _opens_as_kept(self, word: str) -> bool:
        """Whether a word is made of a feast, a net or a game and a word of the dictionary."""
        if not word.startswith(_OPENS_KEPT):
            return False
        tails = [word.removeprefix(head) for head in _OPENS_KEPT if word.startswith(head)]
        return any(
            self._sections.get(tail, 0) & Flag.EVERYDAY
            or (len(tail) > 3 and (tail in self._words or self._is_form(tail)))
            for tail in tails
        )

    def _listed(self, word: str) -> int:
        found = Flag.WORD if word in self._words else 0
        if word in self._brands:
            found |= Flag.BRAND
        found |= self._sections.get(word, 0)
        kept = self._plain_keep
        inflected = len(word) > 5 and word[-1] == "s" and word[:-1] in kept
        inflected = inflected or (len(word) > 6 and word.endswith("es") and word[:-2] in kept)
        stem, _, ending = word.rpartition("'")
        inflected = inflected or (ending in _AFTER_APOSTROPHE and stem in self._keep)
        if word in self._keep or (inflected and not found & NAMED):
            found |= Flag.KEEP
        if not found & ~Flag.MAINLY and self._is_of_place(word):
            found |= Flag.DEMONYM
        return found

    def _is_of_place(self, word: str) -> bool:
        """Whether the word is who lives in a place or what is of it: Rotterdammer, Zwollenaar, Groninger, Almeloos."""
        listed = self._sections.get
        for ending in _OF_PLACES:
            stem = word.removesuffix(ending)
            if stem == word or len(stem) < 4:
                continue
            single = stem[:-1] if stem[-1] == stem[-2] else stem
            forms = (stem, single, stem + "en", stem + "e", stem + "o")
            if any(listed(form, 0) & Flag.PLACE and len(form) > 4 for form in forms):
                return True
        return False

    def _is_form(self, word: str) -> bool:
        """Whether the word is regularly made of one in the dictionary; short stems prove nothing."""
        words = self._words
        for ending, stems in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                base = word[: len(word) - len(ending)]
                if any(base + stem in words for stem in stems):
                    return True
        if word.startswith("ge") and len(word) > 6 and word[-1] in "dt":
            stem = word[2:-1]
            return stem in words or stem + "en" in words or stem + "n" in words
        return False

    def _is_compound(self, word: str, pieces: int = 2) -> bool:
        """Whether the word is two or three words of the dictionary, with or without a joining s."""
        words = self._words
        if not 8 <= len(word) <= _LONGEST:
            return False
        for cut in range(4, len(word) - 3):
            head, tail = word[:cut], word[cut:]
            if (
                head in words
                or head in self._plain_keep
                or (head.endswith("s") and len(head) > 4 and head[:-1] in words)
            ):
                if tail in words or (tail.endswith("jes") and tail[:-1] in words):
                    return True
                if pieces > 1 and self._is_compound(tail, pieces - 1):
                    return True
        return False


def one_slip(word: str) -> Iterator[str]:
    """The words that differ by one letter left out, put in, put for another, or by two letters that changed places."""
    for index in range(len(word) + 1):
        head, tail = word[:index], word[index:]
        if tail:
            yield head + tail[1:]
            if len(tail) > 1:
                yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_LONGEST: Final = 64
"""No compound is longer; a text without spaces must not cost the square of its length."""
_SHORTEST_HEAD: Final = 5
_OF_PLACES: Final = ("er", "ers", "se", "s", "naar", "naars", "naren", "ster", "aar", "aars", "ër", "ërs", "oos", "ose")
_ENDINGS: Final = (
    ("tje", ("",)),
    ("tjes", ("",)),
    ("je", ("",)),
    ("jes", ("",)),
    ("pje", ("",)),
    ("etje", ("",)),
    ("en", ("", "e")),
    ("s", ("",)),
    ("'s", ("",)),
    ("e", ("",)),
    ("er", ("en", "")),
    ("ers", ("en",)),
    ("ster", ("en",)),
    ("ing", ("en",)),
    ("t", ("en", "")),
    ("te", ("en",)),
    ("ten", ("en",)),
    ("de", ("en",)),
    ("den", ("en",)),
    ("'er", ("",)),
    ("'ers", ("",)),
    ("end", ("en",)),
    ("ende", ("en",)),
    ("erig", ("en", "")),
    ("loos", ("",)),
    ("loze", ("",)),
    ("achtig", ("",)),
    ("achtige", ("",)),
)


def split(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase, as the tokens of a text."""
    from interview_coder.redaction.tokens import tokenise

    if phrase.replace(" ", "a").isalpha():
        return tuple(phrase.split())  # Letters and blanks only, as most phrases are.
    return tuple(phrase[start:end].replace("’", "'") for start, end in tokenise(phrase))


@cache
def lexicon() -> Lexicon:
    """The lexicon, loaded once."""
    return Lexicon()


def is_ordinary_word(name: str) -> bool:
    """Whether every word of a name is a word of the dictionary as well, as in *de Boer* or *Roos*."""
    return all(lexicon().flags(word.lower()) & Flag.WORD for word in split(name))


def is_listed_place(name: str) -> bool:
    """Whether a list has a name as a place."""
    return bool(lexicon().flags(name.lower()) & Flag.PLACE)


def with_genitives(names: Sequence[str]) -> list[str]:
    """Names, each followed by itself with the *s* of possession (*Tjitskes*), where that is no other word or name."""
    found: list[str] = []
    for name in names:
        last = (name.split() or [""])[-1].lower()
        owns = len(last) > 2 and last[-1].isalpha() and last[-1] not in "sxz"
        owns = owns and not lexicon().flags(last + "s") & (KNOWN_WORD | Flag.FIRST | Flag.SURNAME)  # Willems
        found += [name, f"{name}s"] if owns else [name]
    return list(dict.fromkeys(found))

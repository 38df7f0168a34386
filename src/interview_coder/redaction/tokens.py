"""A text as tokens, with what their place says: sentence starts, capitals, lines of lower-case speech."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

# *v.d.* before a name; a word with its inner apostrophes and combining marks; a clitic ('s, 't), or one other sign.
_TOKEN: Final = re.compile(
    r"[vV](?:\.d\.?|/d)(?= ?[A-Z])|"
    r"(?:[^\W_][\u0300-\u036f\u200d]*)+(?:['’](?:[^\W_][\u0300-\u036f]*)+)*|['’](?:[stnmrk]|er|ers)(?!\w)|\S"
)
_POSSESSIVE: Final = re.compile(r"['’]s$")
# Marks of names that are out, in the forms that the program writes, and words left out.
MARKS: Final = re.compile(
    r"\[(?:…|\.\.\.|(?:persoon|plaats|organisatie|contact|naam|overig|person|place|organisation|name|other)(?: \d+)?)\]"
)
_LABEL: Final = re.compile(
    r"(?:^|\n)[ \t]*((?:I|R|V|A|INT|RESP|Int|Resp|Interviewer|Respondent|Geïnterviewde|Onderzoeker|Interviewster|Vraag|"
    r"Antwoord|(?:Spreker|Speaker)(?: [A-Z])?|(?:Student|Leerling|Vrouw|Man|Docent|Ouder|Moeder|Vader|Deelnemer|"
    r"Persoon|Stem|Collega|Medewerker|Begeleider|Teamleider|Mentor|Stagiair)e? [A-Z]|[A-Z])[ ]?\d{0,2})[ ]?(?::|\t)"
)
_LETTER: Final = re.compile(r"^[ \t]*([A-Z]\.)[ \t]+(?=\S)", re.MULTILINE)
# So many lines at least tell who speaks by a letter.
_LETTERED: Final = 4
# What tells who speaks in captions of the web: *<v Marit>*.
_VOICE: Final = re.compile(r"(?<=<)v(?=\s)")
# A capital inside a word: mboRijnland.
_CAMEL: Final = re.compile(r"(?:[a-df-hj-z]|[a-z]{2,5})[A-Z][a-z]{3}")
# A field of a form: *Datum:*.
_FIELD: Final = re.compile(r"[^\W\d_][\w.-]*(?: [\w.-]+)?:")
# Small words of names, mistyped, and one with stress.
_SLIPS: Final = {"én": "en", "vna": "van", "vn": "van", "nva": "van", "vann": "van", "dre": "der", "edn": "den"}
# The number before a heading, which ends in no full stop: *3.2 Spijbelen*, *II Thuis | III Werk*.
_OUTLINE: Final = re.compile(
    r"(?:^[ \t]*(?:\d{1,2}(?:\.\d{1,2})+|[IVX]{2,4})|\|[ \t]*[IVX]{1,4})[ \t]+(?=[^\W\d_])", re.MULTILINE
)
_LONG_LINE: Final = 1000
_OPENERS: Final = frozenset('.?!…:;"“”„«»‘([{])}–—•*/|\n>\\☐☒')
_ABBREVIATIONS: Final = frozenset(
    [
        "dhr",
        "mevr",
        "mw",
        "mej",
        "dr",
        "drs",
        "mr",
        "ir",
        "prof",
        "ing",
        "st",
        "bijv",
        "bv",
        "o.a",
        "jr",
        "sr",
        "ds",
        "nl",
        "blz",
        "tel",
        "nr",
        "ca",
        "evt",
        "resp",
        "vgl",
        "zgn",
        "gem",
        "prov",
        "burg",
        "hr",
        "fam",
        "chr",
        "wed",
    ]
)


def words(text: str) -> frozenset[str]:
    """The words of a text apart by blanks, as a set: a readable way to write one down."""
    return frozenset(text.split())


# What opens a line that is added to a letter: *PS In Goor staat de brug open*.
_ADDED: Final = frozenset(["PS", "Ps", "NB"])
_CLOSING: Final = frozenset(".,;:?!")
_GREETINGS: Final = words(
    "beste hallo hoi hi hey hee hai ha geachte goedemorgen goedemiddag goedenavond goedendag dag lieve gegroet"
)


def tokenise(text: str) -> list[tuple[int, int]]:
    """The half-open span of each token, in order; white space is in none."""
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        tail = _POSSESSIVE.search(text, start, end) if end - start > 3 else None
        if tail:
            spans += ((start, tail.start()), (tail.start(), end))
        else:
            spans.append((start, end))
    return spans


def whole_graphemes(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened so that it cuts no grapheme: combining marks, joiners and modifiers stay with their base."""
    while 0 < start < len(text) and _continues(text, start):
        start -= 1
    while 0 < end < len(text) and _continues(text, end):
        end += 1
    return start, end


def _continues(text: str, index: int) -> bool:
    """Whether the character at an index belongs to the grapheme before it."""
    char, before = text[index], text[index - 1]
    if unicodedata.category(char) in ("Mn", "Me", "Mc") or char in "\u200d\u200c" or before == "\u200d":
        return True
    if "\U0001f3fb" <= char <= "\U0001f3ff" or "\u1160" <= char <= "\u11ff" or "\U000e0020" <= char <= "\U000e007f":
        return True
    if "\u0600" <= before <= "\u0605" or before in "\u06dd\u070f\u08e2":
        return True
    if "\U0001f1e6" <= char <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff":
        run = 0
        while index - 1 - run >= 0 and "\U0001f1e6" <= text[index - 1 - run] <= "\U0001f1ff":
            run += 1
        return run % 2 == 1
    return before == "\r" and char == "\n"


# First names as they are cut short before a full stop.
_CUT_FIRST: Final = words("Th Ch Ph Tj Sj Fr IJ Ij Kl Gr Cl Joh Chr Wm")


def is_initial(word: str) -> bool:
    """Whether a token may be an initial before a full stop: ``J``, ``Th``, ``IJ``, ``Joh``."""
    return word[:1].isupper() and (len(word) == 1 or word in _CUT_FIRST)


_ENDS: Final = frozenset([".", "?", "!", "…"])
# What written text has and recognised speech has not.
_STOPS: Final = frozenset([".", ",", "?", "!"])


class Page:
    """A text laid out for the rules: parallel lists, one entry a token.

    ``low`` is the token in lower case with straight apostrophes; ``starts`` says that a capital here proves nothing;
    ``capital`` that the first letter is one, ``shout`` that all are (two or more); ``speech`` that the token lies in
    lower-case or all-capital text, where capitals tell nothing at all; ``faded`` that this may be so because the names
    with capitals are marks by now, in text that has stops; ``gap`` that white space stands before it; ``newline`` that
    a line or a column of a table begins with it;
    ``shut`` that it belongs to a mark or a speaker's label and must not be touched.
    """

    def __init__(self, text: str, spans: list[tuple[int, int]] | None = None) -> None:
        self.text = text
        self.spans = tokenise(text) if spans is None else spans
        self.begins = [start for start, _ in self.spans]
        self.ends = [end for _, end in self.spans]
        self.words = [text[start:end] for start, end in self.spans]
        self.low = [word.lower().replace("’", "'") for word in self.words]
        # *Dre* with a capital is somebody; *Vna* may open a name.
        self.low = [
            _SLIPS.get(low, low) if word == low or low[0] == "v" else low
            for low, word in zip(self.low, self.words, strict=True)
        ]
        size = len(self.words)
        self.alpha = [word[0].isalpha() for word in self.words]
        self.capital = [
            word[0].isupper() or word[0].istitle() or (not word.islower() and _CAMEL.match(word) is not None)
            for word in self.words
        ]
        self.shout = [len(word) > 1 and word.isupper() for word in self.words]
        self.gap = [False] * size
        self.newline = [False] * size
        self._begins_line = [False] * size
        self.shut = [False] * size
        self._lay_out()
        self.starts = self._sentence_starts()
        self.speech = self._speech()
        self.faded = self._faded()

    def __len__(self) -> int:
        return len(self.words)

    def lines(self) -> list[tuple[int, int]]:
        """The half-open run of tokens of each line; very long lines are cut."""
        begins: list[int] = []
        for index, new in enumerate(self._begins_line):
            if new or index - begins[-1] >= _LONG_LINE:
                begins.append(index)
        if not begins:
            return []
        return list(zip(begins, [*begins[1:], len(self.words)], strict=True))

    def begins_line(self, index: int) -> bool:
        """Whether a token is the first of its line, not only of a column."""
        return self._begins_line[index]

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """The half-open run of tokens that a span of the text touches."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.begins, end))

    def _lay_out(self) -> None:
        behind = 0
        lines: list[tuple[list[int], list[int]]] = []
        for index, (start, end) in enumerate(self.spans):
            if start > behind or index == 0:
                blanks = self.text[behind:start]
                self.gap[index] = True
                if index == 0 or "\n" in blanks:
                    self.newline[index] = self._begins_line[index] = True
                    lines.append(([], []))
                elif "\t" in blanks:
                    self.newline[index] = True
                elif len(blanks) > 2:
                    lines[-1][self.text[start].islower()].append(index)
            behind = end
        for index in self._columns(lines):
            self.newline[index] = True
        shut = [match.span() for match in MARKS.finditer(self.text)]
        shut += [match.span(1) for match in _LABEL.finditer(self.text)]
        shut += [match.span() for match in _VOICE.finditer(self.text)]
        shut += self._lettered()
        shut.sort()
        position = 0
        for start, end in shut:
            while position < len(self.spans) and self.spans[position][1] <= start:
                position += 1
            while position < len(self.spans) and self.spans[position][0] < end:
                self.shut[position] = True
                position += 1

    def _lettered(self) -> list[tuple[int, int]]:
        """Who speaks, told by a letter and a full stop where most lines begin so, by turns: *I. Hoezo? B. Nou.*"""
        heads = [match.span(1) for match in _LETTER.finditer(self.text)]
        if len(heads) < _LETTERED:
            return []
        letters = [self.text[start] for start, _end in heads]
        turns = sum(one != other for one, other in pairwise(letters))
        lines = sum(map(bool, map(str.strip, self.text.splitlines())))
        by_turns = len(set(letters)) == 2 and 4 * turns >= 3 * (len(heads) - 1)
        return heads if by_turns and 2 * len(heads) > lines else []

    def _columns(self, lines: list[tuple[list[int], list[int]]]) -> Iterator[int]:
        """The tokens behind wide gaps that begin a column; ``lines`` has those with and without a small letter.

        The line beside has wide gaps, too, and small letters stand behind no more of its own than other signs; or a
        field stands there, or its colon before it.
        """
        for place, (heads, smalls) in enumerate(lines):
            beside = [*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]]
            table = len(smalls) <= len(heads) and any(any(gaps) for gaps in beside)
            for index in heads:
                if table or _FIELD.match(self.text, self.begins[index]) or self.words[index - 1] == ":":
                    yield index

    def _sentence_starts(self) -> list[bool]:
        headings = {match.end() for match in _OUTLINE.finditer(self.text)}
        return [
            new
            or (not self.words[index - 1][0].isalnum() and self._opens(index))
            or (self.words[index - 1] in _ADDED and self.newline[index - 1])
            or self.begins[index] in headings
            for index, new in enumerate(self.newline)
        ]

    def _closes_greeting(self, comma: int) -> bool:
        """Whether a comma ends what a letter opens with: *Beste meneer, Kan ik later komen?*"""
        for index in range(comma - 1, max(comma - 6, -1), -1):
            if self.low[index] in _GREETINGS:
                return index == 0 or self.newline[index]
            if self.words[index] in _CLOSING or self.newline[index]:
                return False
        return False

    def _opens(self, index: int) -> bool:
        """Whether what stands before a token lets it begin with a capital."""
        before = self.words[index - 1]
        if before == ",":
            return self.gap[index] and self._closes_greeting(index - 1)
        if before == ".":
            if self.shut[index - 1]:
                return True  # B. Tijd.
            if index < 2 or self.gap[index - 1]:
                return self.gap[index]
            earlier = self.words[index - 2]
            initial = len(earlier) == 1 and earlier.isupper()
            short = self.low[index - 2] in _ABBREVIATIONS and not self._ends_address(index - 2)
            return self.gap[index] and not initial and not short
        if before in ("'", "-", "–", "’"):
            opening = index == 1 or self.gap[index - 1]
            if before in ("'", "’"):
                closes = not opening and self.gap[index] and self.words[index - 2] in _ENDS  # 'Kom.' Over Kevin
                return closes or (opening and not self.gap[index])
            return opening and self.gap[index]
        if before == "/":
            return False
        return before in _OPENERS

    def _ends_address(self, index: int) -> bool:
        """Whether a token is the last piece of a site: *kpnmail.nl*, *punt nl*."""
        before = self.words[index - 1] if index else ""
        return (before == "." and not self.gap[index]) or before.lower() == "punt"

    def _speech(self) -> list[bool]:
        speech = [False] * len(self.words)
        letters = [i for i in range(len(self.words)) if self.alpha[i] and not self.shut[i]]
        capitals = sum(self.capital[i] and not self.shout[i] for i in letters)
        if len(letters) >= 3 and capitals == 0 and not any(self.shout[i] and len(self.words[i]) > 6 for i in letters):
            return [True] * len(self.words)
        begin = 0
        for index in range(1, len(self.words) + 1):
            if index < len(self.words) and not self._begins_line[index]:
                continue
            # Who speaks in a chat has a capital, whatever follows.
            label = next((i + 1 for i in range(begin, min(begin + 4, index)) if self.words[i] == ":"), begin)
            line = [i for i in range(label, index) if self.alpha[i] and not self.shut[i]]
            upper = sum(self.shout[i] for i in line)
            lower = sum(not self.capital[i] for i in line)
            if line and ((len(line) >= 8 and lower + upper == len(line)) or (upper > 1 and upper >= 0.7 * len(line))):
                speech[label:index] = [True] * (index - label)
            begin = index
        return speech

    def _faded(self) -> list[bool]:
        """The speech on lines of pages with marks and stops: what is recognised has no stops."""
        size = len(self.words)
        marked = any(self.shut[i] and self.words[i] == "…" for i in range(size))
        written = marked and any(self.words[i] in _STOPS and not self.shut[i] for i in range(size))
        return list(self.speech) if written else [False] * size

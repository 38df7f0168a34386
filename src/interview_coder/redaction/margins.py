"""What stands before the first piece of a number or an address, or behind the last, and belongs to it.

A piece that is none by itself (*06 en dan, wacht, 28 81*), how the words are written (*met dubbel s*), and what is put
right.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from interview_coder.domain.model import Find
from interview_coder.redaction.bridges import ATS, CHOICES, MOST_WORDS, OPENS, goes_on
from interview_coder.redaction.figures import PLURALS, is_number
from interview_coder.redaction.lexicon import Flag, lexicon
from interview_coder.redaction.speech import ADDRESSES, MEASURES, NUMBERS, STOP, Speech, is_measured, run_at
from interview_coder.redaction.spoken import BANKS, BOXES, SPELT
from interview_coder.redaction.tokens import words

_MOBILE: Final = ("06", "nulzes")
# How a name is spelled: *met dubbel s*, *met een lange ij*, *met drie y's*, *met f r l*.
_SPELT: Final = words(
    """een één dubbel dubbele lange korte gewone hoofdletter hoofdletters kleine letter twee drie vier alleen de en of
    dus maar niet 2 3 4 , dan"""
)
_LETTERS: Final = re.compile(
    r"[a-z]|[a-z]['’](?:s|en)|[a-z]{1,2}tjes?|ij|ei|ck|ks|th|dt|ph|sch|ee|oo|aa|uu|ie|ae|oe|ue"
)
# What stands between the words of an address, and where: *met puntjes ertussen*.
_MARKS: Final = words("puntjes punt punten streepje streepjes cijfer cijfers")
_WHERE: Final = words("ertussen ervoor erachter laag underscore")
# What a number or a house number ends in that is no digit.
_RESTS: Final = words("nogwat nogiets dinges bis hs huis")
_REST_OF_NUMBER: Final = re.compile(
    rf",?\s(?:en |dan )*de rest (?:is |zijn |allemaal |alleen )*(?:{'|'.join(PLURALS)})\b", re.IGNORECASE
)
# What opens a site: *mijn punt school punt nl*.
_SUBDOMAINS: Final = words("mijn my intranet portaal portal webmail mail start login student studenten")
# The end of an address said in one breath.
_ONE_WORD_ENDS: Final = words("dotcom dotnl puntcom puntnl")
_BETWEEN_LETTERS: Final = words("en dan een de nog met letters letter eh uh ehm , …")
_HOUSE: Final = words("nummer huisnummer huis")
_TO_HOUSE: Final = _HOUSE | words(", . en dan is het mijn ons op")
_OR: Final = words("nee of sorry wacht eh uh pardon nou")
# What leads to an address, and what a sentence opens with before it.
_LEADS: Final = words("naar is op via adres mail mailadres was wordt heet onder als mijn m'n zijn haar")
_OPENERS: Final = words(
    """ja nee nou dus oké oke ok eh uh o oh en maar dan graag prima goed natuurlijk tuurlijk jawel interviewer
    interviewster respondent spreker vraag antwoord docent student moeder vader"""
)
_GOES_ON: Final = frozenset([",", "punt", "streepje", "underscore"])
_SENTENCE: Final = frozenset([".", "?", "!", ";", ":"])
_LONGEST_CLAUSE: Final = 24
# How few words before an address make one with it where they open the sentence.
_FEW: Final = 3
# How many tokens of hesitation stand between a box and its number.
_PAUSES: Final = 5


def with_margins(speech: Speech, find: Find, since: int) -> Find:
    """A find with what belongs to it on either side; nothing before the offset ``since`` is taken."""
    first, last = speech.tokens(find)
    if find.reason in NUMBERS:
        head = _head_of_number(speech, find, first, last)
    else:
        head = min(_spelled_before(speech, find, first, last), _clause_before(speech, find, first, last))
    if speech.spans[head][0] < since:
        head = first
    if find.reason in ADDRESSES:
        written = find.reason != "handle" and "@" in speech.text[find.start : find.end]
        end = _figures_behind(speech, last) if written or find.reason == "url" else last
        end = _spelt(speech, last) if end == last and not written else end
    else:
        end = _put_right(speech, last)
        if find.reason == "phone" and end == last:
            end = max(_thousands_behind(speech, last), _rest_behind(speech, last))
        if find.reason == "postcode" and end == last:
            end = _letters_behind(speech, last) if speech.digits[last] else _letters_told(speech, last)
            end = _house_behind(speech, end)
    start = find.start if head == first else speech.spans[head][0]
    return replace(find, start=start, end=find.end if end == last else speech.spans[end][1])


# -- Before ------------------------------------------------------------------------------------------------------------


def _head_of_number(speech: Speech, find: Find, first: int, last: int) -> int:
    """The first token of a number with the mobile or bank code that was said before a remark, or a letter."""
    low = speech.low
    if low[first - 1 : first] == ["plus"] and len(speech.value(first, last)) > 8 and not speech.broken(first):
        return first - 1  # plus eenendertig zes
    box = first - 1 if low[first] not in BOXES else -1
    while box >= 0 and first - box < _PAUSES and low[box] in (",", "eh", "uh", "is", "dat") and not speech.broken(box):
        box -= 1  # Postbus, eh, negentien
    if box >= 0 and low[box] in BOXES and not speech.broken(first):
        return box
    lettered = find.reason == "bsn" and first > 0 and len(low[first - 1]) == 1 and low[first - 1].isalpha()
    if lettered and low[first - 1] not in "ou" and speech.gap(first - 1) and not speech.broken(first):
        return first - 1  # S 3 0 7
    letter = first > 1 and low[first - 1] == "," and low[first - 2].isalpha()
    letter = letter and (len(low[first - 2]) == 1 or low[first - 2] in SPELT)
    letter = letter and find.reason != "postcode" and low[first - 2] not in "ou"
    if letter and not speech.broken(first) and not speech.opens(first - 2):
        return first - 2  # S, nul nul, acht één
    again = low[first - 1] == "," and low[max(0, first - 2)] == low[first] and low[first] not in BOXES
    if again and first > 1 and not speech.broken(first - 1):
        return first - 2  # 7941, 7941 HK; plus, plus 3 8 0
    if find.reason == "phone" and not speech.value(first, last).startswith("0"):
        for back in range(first - 2, max(-1, first - 2 * MOST_WORDS), -1):
            if speech.broken(back + 1):
                break
            bank = low[back] == "nl" and not BANKS.isdisjoint(low[back + 1 : first])
            if (bank or low[back] in _MOBILE) and goes_on(speech, back + 1, first, BANKS):
                return back
    return first


def _thousands_behind(speech: Speech, last: int) -> int:
    """The last token of a number that is not whole yet with the thousands that close it: *088, nul nul één, vijf
    duizend*."""
    low, end = speech.low, last + 1
    end += low[end : end + 1] == [","]
    word = low[end] if end < len(low) else ""
    closes = word.endswith("duizend") and is_number(word) and (word != "duizend" or end == last + 1)
    if not closes or any(map(speech.broken, range(last + 1, end + 1))):
        return last
    return last if end + 1 < len(low) and low[end + 1] in MEASURES else end


def _rest_behind(speech: Speech, last: int) -> int:
    """The last token of what the rest of a number is said to be: *nul vier acht vijf, en de rest achten*."""
    rest = _REST_OF_NUMBER.match(speech.text, speech.spans[last][1])
    return speech.token_of(rest.end()) if rest else last


def _spelled_before(speech: Speech, find: Find, first: int, last: int) -> int:
    """The first token of an address with a letter before it, or the word that its first letters spell."""
    low = speech.low
    if first == 0 or speech.broken(first):
        return first
    letters = ""
    for letter in low[first : last + 1]:
        if len(letter) != 1 or not letter.isalpha():
            break
        letters += letter
    place = first - 1 - (low[first - 1] == ",")
    if len(letters) > 2 and low[place] == letters:
        return place  # chay, c h a y
    spells = find.reason == "e-mail" and first > 1 and low[first - 1] == "met" and not speech.broken(first - 1)
    beside = next((word for word in low[first + 1 : first + 3] if word != ","), "")
    spells = spells and len(low[first]) == len(beside) == 1 and beside.isalpha()
    if spells and low[first - 2].isalpha() and low[first - 2] not in STOP:
        return first - 2  # gijsbers met g, i, j, apenstaartje
    if low[first - 1] == "punt" and first > 1 and low[first - 2] in _SUBDOMAINS and not speech.broken(first - 1):
        return first - 2
    head = first
    while head > 0 and not speech.broken(head) and speech.gap(head - 1) and not speech.opens(head - 1):
        single = len(low[head - 1]) == 1 and low[head - 1].isalpha() and low[head - 1] not in "ou"
        if not single and (low[head - 1] not in SPELT or head == first):
            break
        head -= 1  # y el k amsterdam at
    return head


def _clause_before(speech: Speech, find: Find, first: int, last: int) -> int:
    """The first token of a clause that is an address with remarks: *secretariaat, dat is met een c, apenstaart*."""
    low = speech.low
    if find.reason not in ADDRESSES or first < 2 or speech.broken(first) or low[first - 1] in _LEADS:
        return first
    begin = first
    while begin > 0 and first - begin < _LONGEST_CLAUSE and not speech.broken(begin):
        if low[begin - 1] in _SENTENCE and speech.gap(begin - 1):
            break
        begin -= 1
    if ATS.isdisjoint(low[first : last + 1]) or "(" in speech.text[find.start : find.end]:
        return first
    opening = [word for word in low[begin:first] if word != ","]
    led = low[begin - 1 : begin] == [":"] and not speech.opens(begin)  # Mail: wim apenstaartje
    if len(opening) < _FEW and not led and all(map(_may_open, opening)):
        return begin  # Kantine podcast, twente, apenstaartje
    head = begin if first - begin < _LONGEST_CLAUSE else -1
    for index in range(begin, first - 1):
        if _opens_address(speech, index, head) and not any(map(OPENS.fullmatch, low[index + 1 : first])):
            return index  # not: Shirley, die heeft een mail, shirleytje apenstaart
    return first


def _opens_address(speech: Speech, index: int, opening: int) -> bool:
    """Whether a word that nobody says every day is led to, and a sign or a remark follows it."""
    low = speech.low
    led = index == opening or low[index - 1] in _LEADS or low[index - 1] == ","
    return led and low[index + 1] in _GOES_ON and _may_open(low[index])


def _may_open(word: str) -> bool:
    """Whether a word may be the first one of an address: nobody says it every day."""
    plain = len(word) > 2 and word.isalpha() and word not in STOP and word not in _OPENERS
    return plain and not lexicon().flags(word) & Flag.EVERYDAY


# -- Behind ------------------------------------------------------------------------------------------------------------


def _figures_behind(speech: Speech, last: int) -> int:
    """The last of the figures that go on, one by one, with the number that an address ends in: *meer-8 8 4 1*."""
    low, end = speech.low, last
    if low[last].isdecimal() and low[last - 1] in ("-", "_"):
        while end + 1 < len(low) and len(low[end + 1]) == 1 and low[end + 1].isdecimal() and not speech.broken(end + 1):
            end += 1
    return end


def _spelt(speech: Speech, last: int) -> int:
    """The last token of what tells how an address is written: *met drie y's*, *aan elkaar, zeventig*."""
    low, ahead = speech.low, last + 1
    while ahead < len(low) and low[ahead] in (",", "dus", "en", "ja") and not speech.broken(ahead):
        ahead += 1
    said = low[ahead : ahead + 2]
    if len(said) < 2 or speech.broken(ahead):
        return last
    if said[0] in _ONE_WORD_ENDS and ahead == last + 1:
        return ahead
    if said[0] == "met":
        end = last
        for index in range(ahead + 1, min(ahead + 12, len(low))):
            if speech.broken(index):
                break
            if (_LETTERS.fullmatch(low[index]) and low[index] != "u") or low[index] in _WHERE:
                end = index
            elif low[index] in _MARKS:
                continue
            elif low[index] not in _SPELT:
                # met een streepje
                break
        return end
    if said == ["aan", "elkaar"]:
        end = ahead = ahead + 2
        while ahead < len(low) and low[ahead] in (",", "en", "dan", "nog", "een") and not speech.broken(ahead):
            ahead += 1
        run = run_at(speech, ahead) if ahead < len(low) and not speech.broken(ahead) else None
        if run is not None and run.digits < 5 and not is_measured(speech, run):
            return run.last
        if end == len(low) or speech.broken(end) or not low[end].isalnum():
            return end - 1
    return last


def _letters_behind(speech: Speech, last: int) -> int:
    """The last token of the letters behind the digits of a postcode: *dan de G, en, eh, de L*."""
    low, letters, end, index = speech.low, 0, last, last + 1
    while index < min(last + 20, len(low)) and letters < 2 and not speech.broken(index):
        word = low[index]
        if len(word) == 1 and word.isalpha() and word != "u":
            letters, end = letters + 1, index
            if low[index + 1 : index + 2] == ["van"] and index + 2 < len(low) and low[index + 2].isalpha():
                end = index = index + 2  # de G van Gerard
        elif word not in _BETWEEN_LETTERS:
            break
        index += 1
    return last if letters < 2 else end


def _house_behind(speech: Speech, last: int) -> int:
    """The last token of a house number that is told behind a postcode: *en dan nummer zesenzeventig*."""
    low, ahead, told = speech.low, last + 1, speech.low[last] in _HOUSE
    while ahead < min(last + 7, len(low)) and low[ahead] in _TO_HOUSE and not speech.broken(ahead):
        told = told or low[ahead] in _HOUSE
        ahead += 1
    if speech.digits[last] == 1:
        ahead, told = last, low[last - 1] in _HOUSE  # nummer 2 2
    run = run_at(speech, ahead) if told and ahead < len(low) and not speech.broken(ahead) else None
    return run.last if run is not None and run.digits < 5 and not is_measured(speech, run) else last


def _letters_told(speech: Speech, last: int) -> int:
    """The last token of the words that tell the two letters of a postcode: *W R van wortel, rozijn*."""
    low = speech.low
    van = last - 1 if low[last - 1] == "van" else last + 1  # the first word may be taken already
    second = van + 2
    while second < len(low) and low[second] in (",", "en", "van"):
        second += 1
    if van < 2 or second >= len(low) or low[van] != "van" or any(map(speech.broken, range(van, second + 1))):
        return last
    return second if [low[van + 1][0], low[second][0]] == low[van - 2 : van] else last


def _put_right(speech: Speech, last: int) -> int:
    """The last token of digits that are said for the last ones of a number: *nummer drie, nee drieëndertig*."""
    low, ahead, said = speech.low, last + 1, False
    if ahead < len(low) and low[ahead] in _RESTS and not speech.broken(ahead):
        return ahead
    if low[ahead : ahead + 2] in (["nog", "wat"], ["nog", "iets"]) and not speech.broken(ahead):
        return ahead + 1
    while ahead < len(low) and ahead < last + 6 and not speech.broken(ahead):
        word = low[ahead]
        if word in _OR or word in CHOICES:
            said = True
        elif word not in (",", ".", "/", "een", "…", "-"):
            break
        ahead += 1
    if not said or ahead >= len(low) or not speech.digits[ahead] or speech.broken(ahead):
        return last
    run = run_at(speech, ahead)
    if run is None or run.digits > 4 or run.nought or is_measured(speech, run):
        return last
    closes = run.last + 1 == len(low) or not low[run.last + 1].isalnum() or speech.broken(run.last + 1)
    return run.last if closes else last

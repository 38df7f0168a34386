"""What somebody says to be called on the net: *op snap ben ik coolejan*, *mijn tiktok heet jansje tikt*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from interview_coder.domain.model import Find
from interview_coder.redaction.lexicon import KNOWN_WORD, NAMED, STAYS, Flag, lexicon
from interview_coder.redaction.nets import NETS, ON_THE_NET
from interview_coder.redaction.speech import STOP, Speech
from interview_coder.redaction.tokens import words

HANDLE_CUE: Final = re.compile(rf"{ON_THE_NET}\w*")
_CALLED: Final = words("onder als genaamd")
_HAVE: Final = words("heb heeft gebruik zit alleen op")
_OWN: Final = words("mijn m'n zijn z'n haar d'r jouw je hun onze de het")
GO_ON: Final = words("daar die dat en of als want maar dus ja nou dan ik je is zie kun kan heb heet eh")
SPELT_WITH: Final = words("dubbel dubbele hoofdletter een één streepje twee")


def find_accounts(speech: Speech) -> Iterator[Find]:
    """What somebody says to be called on the net: *op snap ben ik coolejan*, *mijn tiktok heet jansje tikt*."""
    low = speech.low
    for index, word in enumerate(low):
        if word == "aan" and low[index + 1 : index + 2] == ["elkaar"]:
            glued = index - 1 - (low[index - 1] == ",")
            if glued >= 0 and _is_made_up(low[glued]) and speech.text[speech.spans[glued][0]].islower():
                yield speech.find(glued, glued, 0.7, "handle")  # yfkeopreis, aan elkaar
        if not HANDLE_CUE.match(word):
            continue
        first = _told_name(low, index)
        if not 0 < first < len(low) or speech.broken(first):
            continue
        if (tied := _tied(speech, first)) > first:
            yield speech.find(first, tied, 0.75, "handle")
            continue
        if (
            low[first].isalpha()
            and low[first + 1 : first + 2] == ["met"]
            and low[first + 2 : first + 3]
            and low[first + 2] in SPELT_WITH
        ):
            yield speech.find(first, _described(speech, first), 0.7, "handle")
            continue
        last, strange, named = first - 1, False, False
        while last + 1 < min(len(low), first + 5) and low[last + 1] not in GO_ON | STOP and not speech.broken(last + 1):
            if not (low[last + 1].isalpha() or speech.digits[last + 1]):
                break
            if strange and low[last + 1] == "met":
                break
            flags = lexicon().flags(low[last + 1])
            made_up = not flags & (KNOWN_WORD | STAYS) and len(low[last + 1]) > 3 and not speech.digits[last + 1]
            if last < first and flags & (KNOWN_WORD | STAYS | Flag.EVERYDAY | Flag.COMMON) == Flag.COMPOUND:
                made_up = len(low[last + 1]) > 6
            if last < first and not made_up and not flags & NAMED:
                break
            strange, named, last = strange or made_up, named or bool(flags & NAMED), last + 1
        numbered = named and last > first and speech.digits[last] and low[first - 1] not in _CALLED
        if last >= first and (strange or numbered):
            last = _described(speech, last)
            yield speech.find(first, last, 0.7, "handle")


def _tied(speech: Speech, first: int) -> int:
    """The last token of a name on the net that hyphens join, the first where it is none: *yusuf-k-dev*."""
    low, last, strange = speech.low, first, False
    while last + 2 < len(low) and low[last + 1] == "-" and not (speech.gap(last) or speech.gap(last + 1)):
        last += 2
    for index in range(first, last + 1, 2):
        flags = lexicon().flags(low[index])
        strange = strange or bool(speech.digits[index]) or not flags & (KNOWN_WORD | STAYS | Flag.EVERYDAY)
    return last if strange else first


def _described(speech: Speech, last: int) -> int:
    """The last token of what tells how a handle is written: *fennaaa met vier a's en dan 08*."""
    low, ahead, plural = speech.low, last + 1, False
    if (
        low[ahead : ahead + 1] == ["met"]
        and low[ahead + 1 : ahead + 2]
        and low[ahead + 1] in SPELT_WITH | {"drie", "vier", "vijf"}
    ):
        plural = ahead + 2 < len(low) and bool(len(low[ahead + 2]) == 1 or re.fullmatch(r"\w['’]s", low[ahead + 2]))
        if plural and not speech.broken(ahead + 2):
            last = ahead + 2
            ahead = last + 1
    while ahead < min(len(low), last + 4) and low[ahead] in (",", "en", "dan") and not speech.broken(ahead):
        ahead += 1
    if plural or ahead > last + 1:
        while ahead < len(low) and speech.digits[ahead] and not speech.broken(ahead):
            last, ahead = ahead, ahead + 1
    return last


def _is_made_up(word: str) -> bool:
    """Whether a long word is in no dictionary and no list."""
    return len(word) > 6 and word.isalpha() and not lexicon().flags(word)


def _told_name(low: list[str], cue: int) -> int:
    """Where the name of an account begins that a word for one tells, -1 where none is told."""
    after, before = low[cue + 1 : cue + 5], low[max(0, cue - 4) : cue]
    for length, link in enumerate(after, 1):
        if link == "-" or link in ("account", "naam", "profiel"):
            continue
        if link in ("ben", "heet", "sta") and after[length : length + 1] in (["ik"], ["ze"], ["hij"], ["je"]):
            return cue + length + 2
        if link in _CALLED:
            return cue + length + 1
        if link in (",", ":") and length == 1 and low[cue] in NETS and len(after) > 1 and _is_made_up(after[1]):
            return cue + 2  # TikTok, kokmetkoen
        if link == "." and length == 1 and not _HAVE.isdisjoint(before):
            return cue + length + 1  # Ik heb alleen Snapchat. Fennaaa.
        if link in ("is", "heet", "luidt", "=") and not _OWN.isdisjoint(before):
            return cue + length + 1
        break
    return -1

"""Names that were heard as several words: nearly a listed place, or a name that the page has in one."""

from __future__ import annotations

import re

import pytest

from interview_coder.redaction import find_names

_MARK = re.compile(r"\[([^\[\]]*)\]")


def redacted(text: str) -> str:
    """A text with what is found in brackets."""
    out, behind = "", 0
    for find in find_names(text):
        out += f"{text[behind : find.start]}[{text[find.start : find.end]}]"
        behind = find.end
    return out + text[behind:]


@pytest.mark.parametrize(
    "marked",
    [
        "Hij woont in [Wyn schoten] en werkt daar ook.",
        "Ze kwam uit [Ap inge dam], dat weet ik nog.",
        "Dat is [Hylke Wierstra]. Later schreef hij [Wier stra] in het verslag.",
        "Ik sprak met [Leon Verbrugghen]. [Verbrugg hen] schrijft de computer dan.",
    ],
)
def test_a_name_in_several_words_goes(marked: str) -> None:
    assert redacted(_MARK.sub(r"\1", marked)) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "[Joke Vroegop] komt nooit voor tienen. Vroeg op, dat is ze niet.",
        "We spraken met [De Leeuw]. De leeuw en het lam, zei hij.",
        "Ik ging naar Grote steden, of in Mooie huizen kijken.",
    ],
)
def test_words_beside_each_other_stay(marked: str) -> None:
    text = _MARK.sub(r"\1", marked)
    assert "split-name" not in {find.reason for find in find_names(text)}

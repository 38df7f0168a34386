"""Words that stay beside names: the *van* of a workplace, slips of the pen, words that open a sentence."""

from __future__ import annotations

import pytest

from interview_coder.redaction import find_names


def redacted(text: str) -> str:
    """The text with braces around what would go."""
    for find in reversed(find_names(text)):
        text = f"{text[: find.start]}{{{text[find.start : find.end]}}}{text[find.end :]}"
    return text


@pytest.mark.parametrize(
    "marked",
    [
        "Ik belde met {Truus Hamer} van {Hamer} Dakwerken in {Zwolle}.",
        "We spraken {Bas Pronk} van {Huppelstein}, in {Drachten}.",
        "Gebeld met meneer {Dijkstra} van {Klikwerk} over de stage.",
        "Daar was mevrouw {Dijkstra} van de {Loddersweg}, die zei niks.",
        "Ik denk dat {Wouter} van {Computerhulp} nog iemand zoekt.",
        "{Fatima} van {Overvecht} zat bij mij in de klas.",
        # the particle of a name
        "Ik heb {Jolien van Amerongen} gesproken.",
        "Mijn naam is {Jan Willem van Bokhoven}.",
        "De examinator was {Anna Bouwman-van der Veen}.",
        "Mevrouw {De Haas van Dorsser} zat voor.",
        "Mijn mentor was {Kees van der Mier}.",
    ],
)
def test_the_van_of_a_workplace_stays(marked: str) -> None:
    assert redacted(marked.replace("{", "").replace("}", "")) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "ze zegd dat {Marieke Jansen} komt. {Jansen} wil altijd meteen antwrd en daar is zij blij om.",
        "gesprek met {Willemijn Postma}, locatiemanger. prbleem was dat hij een klnat was, niemadn anders.",
        "{Hennie Bakkers} is mijn baas. zij heeft gebld met {Joop} over het coderen. en over de parkeerpas.",
        "{Sanne} woont in {Almere}. ik zit in {lelystat} op kamers, en dat is te ver weg.",
    ],
)
def test_slips_in_small_letters_stay_on_a_page_whose_capitals_are_names(marked: str) -> None:
    assert redacted(marked.replace("{", "").replace("}", "")) == marked

"""Names that were heard or typed in pieces."""

from __future__ import annotations

import pytest

from interview_coder.redaction import find_names
from interview_coder.redaction.sounds import Sounding, joined_key, sound_keys


def redacted(text: str) -> str:
    """The text with braces around what is redacted."""
    for find in sorted(find_names(text), key=lambda find: -find.start):
        text = f"{text[: find.start]}{{{text[find.start : find.end]}}}{text[find.end :]}"
    return text


@pytest.mark.parametrize(
    "marked",
    [
        # places and schools of the lists, as they sound
        "Mijn tante woont in {Hee ren veen}, al jaren.",
        "Hij werkt nu in {Winte swijk} bij een slager.",
        "Dat is een meisje uit {wage ninge} geloof ik.",
        "Ze komt met de bus uit {Ter neusen}.",
        "Wij hebben stagiairs van het {Noorde poort} gehad.",
        "De trein kwam niet en zij woont in {Hoog land}.",
        # words of their own
        "De winkels in {Hulst} ook.",
        "Wij gaan met de klas naar het oude bos achter school.",
        "Ze reed in vier weken naar zes wegen.",
        "Hij is van huis uit timmerman en werkt bij hoge kosten over.",
        # names of the page
        "Later kwam ze dan toch in {roer mond} terecht.",
        "Meneer {Noorderhof} gaf les. Ik belde later met {Noorder of}.",
        "Bij {Witvoort} was het druk. Nee, {Wit voort} belde zelf.",
        "Mevrouw {Zandstra} kwam langs, {Zand stra} dus.",
        # nothing of the page is joined by a small word that goes on, an article, or who speaks next
        "Ik belde {Kwast} en {Kwasten}. {Kwast} en ik lachten erom.",
        "Bij {De Haven} werken ze hard. In de haven ligt nu niets.",
        "{Lisette} ging weg. Daarna kreeg {Lisete} een bos bloemen.",
    ],
)
def test_joins_the_pieces_of_a_name(marked: str) -> None:
    text = marked.replace("{", "").replace("}", "")
    assert redacted(text) == marked


@pytest.mark.parametrize(
    ("first", "second"),
    [("apingedam", "appingedam"), ("lantstede", "landstede"), ("duijvenvoorde", "duivenvoorde"), ("wijck", "wijk")],
)
def test_hears_spellings_as_one(first: str, second: str) -> None:
    assert joined_key([sound_keys(first)]).replace("uy", "ui") == joined_key([sound_keys(second)]).replace("uy", "ui")


def test_asks_for_names_with_one_slip() -> None:
    known = Sounding()
    known.add(sound_keys("noordhof"), "noordhof")
    assert known.exact(sound_keys("nordhoff")) == "noordhof"
    assert known.near(sound_keys("noordof")) == "noordhof"
    assert known.near(sound_keys("norodhof")) == "noordhof"
    assert known.near(sound_keys("oosthof")) == ""
    assert not known.may_begin("p")

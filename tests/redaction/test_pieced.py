"""Names that were heard or typed in pieces."""

from __future__ import annotations

import pytest
from tests.redaction.marking import plain, redacted

from interview_coder.redaction import find_names
from interview_coder.redaction.sounds import Sounding, joined_key, sound_keys


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
        "Ze kwam uit {Ap inge dam}, dat weet ik nog.",
        "En in {Zoeter meer} is het wel zo. Zijn bijbaan bij {MC Donalds} raakte hij kwijt, bij {Mc Donalds} dus.",
        "Die jongen van de {Burgemeester Tella weg}. Aan de {Bees laan} zat de school. {Kevin} weg? Nee.",
        "Op het {Hori zon} College zat ik. Bij basisschool {De Regen boog} werk ik. {Huize Rust oord} is groot.",
        # with a slip
        "Ik ken mensen in {Vein dam}, al jaren.",
        "Hij woont in {Wyn schoten} en werkt daar ook.",
        "Wij wonen in {Raams donkveer}, al jaren. Hij heeft zijn diploma in Losse stukken gehaald.",
        # small words that close no clause
        "Hij zat op het {Mean der}, en dat ging. Daar kwam {Geert Kolk man}, en toen nog {Wout er}, die is van hier.",
        "Ik werk met {Jan} en {Kees}, man, en toen was {Piet} er nog.",
        "Dat is bakkerij {Van Lank veld} in {Uden}, en hij was in {Odessa} zeeman.",
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
        "Dat is {Hylke Wierstra}. Later schreef hij {Wier stra} in het verslag.",
        "Ik sprak met {Leon Verbrugghen}. {Verbrugg hen} schrijft de computer dan.",
        # nothing of the page is joined by a small word that goes on, an article, or who speaks next
        "Ik belde {Kwast} en {Kwasten}. {Kwast} en ik lachten erom.",
        "Bij {De Haven} werken ze hard. In de haven ligt nu niets.",
        "{Joke Vroegop} komt nooit voor tienen. Vroeg op, dat is ze niet.",
        "We spraken met {De Leeuw}. De leeuw en het lam, zei hij.",
        "{Lisette} ging weg. Daarna kreeg {Lisete} een bos bloemen.",
    ],
)
def test_joins_the_pieces_of_a_name(marked: str) -> None:
    assert redacted(plain(marked)) == marked


def test_leaves_words_with_needless_capitals_apart() -> None:
    finds = find_names("Ik ging naar Grote steden, of in Mooie huizen kijken.")
    assert "split-name" not in {find.reason for find in finds}


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

"""Names that are ordinary words, told by what only people do or stand beside; and the words that they are."""

from __future__ import annotations

import pytest
from tests.redaction.marking import plain, redacted


@pytest.mark.parametrize(
    "marked",
    [
        # who does what only people do
        "Dan de stand van zaken. {Bakker} stelt voor de week te ruilen.",
        "Het was druk. {Schilder} informeerde naar de uren.",
        "Er kwam niemand. {Rust} vraagt of het morgen kan.",
        "Verslag van het overleg\n\n{Kuiper} notuleert vandaag.",
        # who does what things do as well, but has no article; who is what people are; whom *hij* takes up
        "Dan nog dit. {Vonk} heeft het rooster gemaakt.",
        "Het was stil op de gang. {Mol} is met pensioen.",
        "We zaten klaar. {Traag} was er niet, hij had zich verslapen.",
        # who is so old, whose post or department is told
        "Intake, kort verslag\n\n{Nacht} is 17 en zit in de tweede klas.",
        "{Wonder}, secretaris van de club, vroeg ernaar.",
        "Het ligt stil. {Nacht}, de teamleider, is op vakantie.",
        "{Zwaan} (maatschappelijk werk) belt volgende week.",
        # of whom it is said that it is a name
        "{Liefde} is een achternaam, hoor. {Liefde} kwam te laat.",
        # who stands beside somebody, or behind a post
        "Op dinsdag komen {Sanne} en {Geluk} helpen.",
        "Docent {Bloem} is er vandaag niet bij.",
        # towns, and firms of small words
        "Ik doe {Best}, en jij de rest van de week.",
        "Dat ging via stichting {Samen}.",
        "Ze verhuisde naar {Water en Liefde}.",
    ],
)
def test_words_that_are_names_go_where_their_company_tells(marked: str) -> None:
    assert redacted(plain(marked)) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Muziek zegt mij niets. Rust vraagt tijd.",
        "Knap vindt ze dat. Bijzonder vond ik de map.",
        "Moeder belt morgen. Respondent (met collega) vertelt over vroeger.",
        "Waardoor reageerde die wel? Vervoer regelt de gemeente.",
        "Formeel heet dat een traject. Sindsdien belt hij elke week.",
        "Instroom is 18 en uitstroom 12.",
        "Visser, bakker, smid, dat zijn beroepen. Ja, doktersassistente, in een dorp.",
        "Dat is mijn naam. Nee, de baas heet anders.",
        "Ze zit bij de opleiding Licht en Geluid.",
        "Ik doe best veel, en dat gaat goed.",
        "Goud heeft zijn prijs. Hout komt uit het noorden. Koffie was er niet, dat is jammer.",
        "Laatstgenoemde is ziek. Vervoer is met de bus. Brand was er niet, alleen rook.",
    ],
)
def test_words_stay_where_anything_could_do_so(text: str) -> None:
    assert redacted(text) == text


@pytest.mark.parametrize(
    "marked",
    [
        "Mijn baas heet {Hoop}. {Karin Hoop}. Maar zij zegt zelf: gewoon doen. Hoop is geen plan.",
        "Ze heet {Roos}. {Roos Bakker}. Ik kreeg van haar een Roos, echt een bloem, op de laatste dag.",
        "Meneer {Zomer} gaf les. Zomer begint op 21 juni.",
        "Wij kregen les van mevrouw {Hemel}. Hemel, zegt een klant, wat een drukte.",
    ],
)
def test_a_word_stays_on_a_page_that_has_it_as_a_name(marked: str) -> None:
    assert redacted(plain(marked)) == marked

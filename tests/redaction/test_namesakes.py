"""Firms that are called by ordinary words, where the text tells that they are firms."""

from __future__ import annotations

import pytest
from tests.redaction.marking import plain, redacted


@pytest.mark.parametrize(
    "marked",
    [
        # what nobody can be *bij*
        "Ze loopt stage bij {November}, dat bevalt goed. Daarvoor zat ze bij {Zondag}.",
        "Hij werkt nu bij {Overmorgen}, en dat blijft zo. We spreken elkaar morgen.",
        "Zij werkt nu bij {Iedereen}. Dat is de naam, hè. Een bakker zit daar ook bij, en iedereen komt er.",
        # who says what they are called
        "Wij heten {Altijd}. Iedereen lacht daarom, maar {Altijd} is nu eenmaal onze naam.",
        "Wij zijn {Dakplan}. Vroeger heette het anders.",
        "Wij zijn Bouwers, en wij zijn Katholiek. We zijn Nederlanders.",
        # a town behind a word that opens a sentence
        "Hier de lijst. {Stroom}, in {Ermelo}, zoekt leerlingen.",
        "Vroeger, in {Aleppo}, was ik lerares. Thuis, in {Ermelo}, is het stil. Buiten, in {Ede}, regent het.",
        "Dit staat er: Mol – {Vlam} ({Weesp}).",
        # *en Zo*, two names or words that are one firm
        "Bij {Nagel en Zo} in {Tiel} leer je veel. {Draad & Zo}, in {Epe}, zoekt iemand.",
        "We werken samen met {Hendriks en Terpstra}, dat zit in {Arnhem}.",
        "We werken samen met {Hendriks} en {Terpstra}, die zitten in {Arnhem}.",
        "Hij zat bij {Face à Face} in {Breda}. Zij zat in {Slenaken} bij {Bos gen Vis}.",
        # numbers and sizes
        "Hij had zelf een bureau, {Buro 27}, maar dat ging failliet. Ze werkt bij {Plein 7} in {Oss}.",
        "Zij werkte bij {Haarstudio 19} en dat beviel.",
        "Groep 8 heeft lokaal 12. Bij Groep 5 zat hij ook, zie bij Vraag 3 en bij Bijlage 2.",
        # phrases, and again on the page
        "Oom heeft een taxibedrijf, {Boeken op Tijd}, in {Ermelo}. {Marjolein Smid} werkt ook bij {Boeken op Tijd}.",
        "Die sportclub, {Kracht na Werk} heet die. Ze werkt bij {Hulp in Huis}, zo heet dat.",
        "Hij begon een eigen zaak: {Onder de Kastanje}. Nu staat hij bij {Achter de Kerk} in de keuken.",
        "Mijn zus heeft een kapsalon in {Dongen}, {Krul en Kam}. Ik help daar.",
        # what answers the question which firm, what commas tell
        "I: Bij welk bedrijf ging het mis?\nR: {Geluk}. Dat was geen succes.",
        "I: Hoe heet dat restaurant?\nR: {Zaterdag}. Gek hè, op zaterdag is het dicht.",
        "{Morgen}, de kinderopvang, is gestopt. Morgen bel ik nog.",
        "Ja, de kinderopvang, is gestopt. Nou, de bakkerij, heeft het druk.",
        "Bij haar stagebedrijf, {Topicus}, was het leuk.",
        # made words for a shop, a number in letters, an article behind a dash
        "Ze mocht niets bij {Brillenhuis} in het eerste jaar.",
        "We eten bij {Zeshonderd Meter}, boven in de toren.",
        "Op de lijst: {Anouk} gaat op maandag – {Het Rode Fietsje}. Nog niets voor de rest.",
        "Drie keer noemen ze hetzelfde bedrijf, {TenneT}. Bij de buren doet {Ja Wij Doen} Fotografie mee.",
        "{Omhoog} is een film-bedrijf in {Ede}.",
    ],
)
def test_a_firm_that_is_called_by_words_is_told_by_what_stands_beside_it(marked: str) -> None:
    assert redacted(plain(marked)) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Ze is begeleider bij Zorg en Welzijn, en bij Kunst en Cultuur. Ik zit bij Brood en Banket.",
        "We gaan naar Praktijkleren. Het gebeurde op Vrijdag 3 november. Kijk bij vrijdag, of bij Stap 3.",
        "Stage in Ede is lastig. Geduld heet dat. Leren heet dat, zegt hij.",
        "Rust, zo heet dat gevoel. Hij noemt Rekenen, dat is zijn vak.",
    ],
)
def test_words_that_are_told_to_be_no_firm_stay(text: str) -> None:
    assert redacted(text).replace("{Ede}", "Ede") == text


@pytest.mark.parametrize(
    "marked",
    [
        # a firm of which somebody is not sure, and one that a word of kind without an article leads to
        "Ze werkt nu bij een bedrijf in {Breda}, {Frutas} dacht ik.",
        "Het was een garage in {Joure}, {Welles} geloof ik.",
        "Hij zit bij visbedrijf {Schot}. We leveren aan vishandel {Noor}.",
        "Gewoon brood, van een bakkerij Deens model.",
        # a school before a programme, a town, somebody
        "I: En toen?\nR: {Terra}, verpleegkunde.",
        "Volgende week: {Terra}, mevrouw {Smid}.",
        "R: {Terra}, in {Assen}. Daar was het leuk.",
        "Rust, verpleegkunde en een boek, meer wil ik niet.",
        # two firms of a list, two towns, two names for one
        "We belden {Arvato}, transportbedrijf {Hagens} en {Seacon} in {Horst}.",
        "Bij {Oostrum} en {Jouswier} is het stil.",
        "Bij een werf, {Wijgbolds} of {Wiggbolds}, ik weet het niet.",
        # what a firm is called
        "Ons bedrijf heet {Stoel en Tafel}, in {Goor}.",
        "Onze firma is {Boerma en Nauta}, al jaren.",
        "Ik kwam van {Koninklijke Mosa} in {Maastricht}. {Koninklijke Tichelaar}, in {Makkum}, kende ik ook.",
        "De Koninklijke Marechaussee stond op de brug.",
        # a church and a school of several words
        "Hij was koster in de {Johan van Dedemkerk}. Ze zit op de {Willem van Oranjeschool}.",
        # for whom somebody works, what a firm was once, a firm in its town
        "Ik werk voor {Danser}, in {Goor}. Ik werk voor de Kerst alles af.",
        "Sinds het nog {Kramp} was, werkte ik daar. Toen het nog {C1000} was, ook.",
        "{Surplus}, {Zevenbergen}. Dat is een eind.",
        "Stage in {Zwolle} kost tijd. Wonen in {Goor} is duur. Thuis in {Goor} is het stil.",
        "Ik heb bij {Bakkers Bart} gewerkt. {Loods 5} zei niks.",
        # letters of broadcasters are names where somebody works
        "Ik ken hem nog van {VARA}, vroeger.",
        "Ik keek naar de NCRV en de VPRO.",
    ],
)
def test_firms_by_what_is_said_of_them(marked: str) -> None:
    assert redacted(plain(marked)) == marked

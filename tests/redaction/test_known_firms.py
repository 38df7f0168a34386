"""Firms and schools that the whole country knows, the borders of their names, and the makes and words that stay."""

from __future__ import annotations

import pytest
from tests.redaction.marking import plain, redacted


@pytest.mark.parametrize(
    "marked",
    [
        # makes where somebody works, or that want something
        "Ik zit op {KW1C}, zij op {2College}. We hebben stagiairs van {Siemens} en een monteur van {Scania}.",
        "Mijn zus zit bij {Centric}, mijn broer bij {Makita}.",
        "Na het examen ben ik naar {Nedap} gegaan.",
        "{Philips} wil geen eerstejaars meer.",
        "{Puma}, het kantoor, belde terug.",
        "Het was rustig. {Fokker} in {Papendrecht} zoekt lassers.",
        "Het was rustig. Fokker in de stal, dat was mijn werk.",
        "dat is lastig want {bosch} in {tilburg} zoekt alleen monteurs",
        "ik had ze allebei gebeld en {siemens} zei nee",
        "Hij heeft een accuboor van Makita, en thuis drinken we Heineken.",
        "Op school werken we met AFAS en Visma.",
        # makes that are a firm in most mouths, and what one owns of them
        "Vroeger had je hier {Philips}. {Thuisbezorgd}, dat was mijn werk. Wij zijn van {Grolsch}.",
        "Ik noem een {Forbo}. Een magazijn, de {Zara} zeg maar, of {Unox}. Dat pand is van {Trespa}.",
        "Ze doet het met een Philips, hij met een krat Grolsch en een broodje Unox.",
        "Er is hier een {Lidl} bij gekomen. Dit is een Ikea, zei ze. Ze had een Ikea-lamp.",
        "{Siemens} in de {Eemshaven} zoekt lassers. Wij leveren aan {Scania}.",
        "We werken op school met Siemens, en thuis zonder Lely. Dat zoek je op via Google in de les.",
        "{Google} in de {Eemshaven}, dat is werk. Zij had een winkel in {Best}, {Bloem en Blad}, op de hoek.",
        # letters that are a word, colours of a club, and words that are a firm by what it does
        "Ze zit bij {DA}, hij speelt bij {Oranje Zwart}. De {Gasunie}, {NAM}, {Avebe}: daar zit werk.",
        "{Timing} had iemand voor me. {Summa}, dat is onze vaste school. En als {Gamma} me niet wil?",
        "Timing had ik niet. Timing is alles.",
        # where somebody is, is no part of the name; a word of kind stays before a listed hall
        "Dat doet {Nicole} aan de {Parade}, en {Joke op den Camp}. Loop mee met {Gülsen} op {Westerkim}.",
        "We waren in theater {De Leest}. Ze werkt bij {Zorg en Zekerheid}.",
        "Ik zat in het bestuur van stichting {Vier het Leven}, in {Heiloo}.",
        "Hij komt uit {Purmerend}, {Mick Schilde r}. Vraag {Sjoerd van Loo n}, die weet het.",
        "Het heet nu {De Zonnewijzer}. We zaten in {Almere}, in {Haven}, in een haven. Vraag {Joh. Mulder}.",
        "HR wil AFAS vervangen.",
        # a make behind somebody, in a talk, at work
        "Met {Nicole} van {Hoogovens}, en {Gijs Stolwijk} van {Philips}. De collega's van {Batavus} zeggen het ook.",
        "De tv van {Peter} staat aan. Ze had contact gezocht met {Siemens}. Hij wil werken in {McDonald's}.",
        # a house that a hotel is in, a firm of a family that opens an answer, listed names of words of kind
        "Ik loop stage bij hotel {Kasteel Bloemendal} in {Vaals}.",
        "Leermeester: {Van Hardeveld} Bouw, in {Veenendaal}.",
        "Ze zit op het {Stedelijk Dalton} College, hij bij het {Reformatorisch Dagblad}, zij bij {Sissy's} als kok.",
        "Ik werk bij {Ankersmit} Auto's in {Laren}, en we hebben drie collega's: {Zomer}, {Lente} en {Blad}.",
        # family names that are places, behind a first name or a slip of one
        "En {Dorien van Kuilenborg} is de eigenaar, met {Pieter-Jna van Roessel}.",
        "R: Wat leuk. {Achterom 63}.\nI: Postcode?",
        "Lokaal 12.\nI: En de postcode?",
        # a verb is no slip of the place behind a firm
        "{Gijs Stolwijk} van {Philips} belt me daar ook over op.",
        # what lies inside a name
        "De rentmeester was {Alard baron van Voërst}. Hij is de baron van {Twickel}.",
        "Die {Haarlem School of Hair}, of hoe het heet.\nR: {Huis ter Leede}, in {Leerdam}.",
        "Ik ben om die reden voor Makita gegaan. Ik heb veel gewerkt\nDat is iets voor Makita.",
        "Op zondag bezorg ik nog voor {Domino's}. Ze is gevraagd door {Siemens}. Dat is iets voor Makita.",
        "Hij plant chauffeurs in bij {Hofland Trading}, in {Tiel}, en zij zit bij {Kuipers Barbers}.",
        "nou ik heb een mercedes gekocht en die wil niet starten",
        # English words behind a name, and a few of Dutch, belong to it; what a Dutch speaker keeps apart stays
        "Hij rijdt voor {Scania Trucks}, zij pakt in bij {Bejo Zaden}.",
        "Ik heb daarna bij {Hofland Agro} in {Ommen} gewerkt, en bij {Polder Marine Services}.",
        "Mijn tante werkt bij {Kuipers} Catering, mijn oom bij {Hofland} Grondverzet.",
        "Volgend jaar kies ik Marine Engineering of Logistics Management.",
        # brothers and sisters with a capital are a firm
        "{Gebroeders Hoek} uit {Urk} nam er twee. {Gebr. van Dam} geen een.",
        "De gebroeders {Hoekstra} waren er ook, met hun vader.",
        "{Sjouke} zei het zelf. Us mem wie siik.",
        "Ik begeleid ook iemand bij {Hofland Parts en Supplies}.",
        # what a make is called now, put right, had in a town, or where somebody is
        "{Océ} heet nu {Canon}. {Canon} heet dat.",
        "Hij reed eerst voor {Picnic}, nee, {Uber}, en toen voor ons.",
        "In {Weert} heb ik {Trespa}, en in {Tilburg} zit {Bosch}.",
        "{Makita}, daar zit een oud-leerling van ons.",
        "Makita, daar werk ik graag mee. Thuis heb ik Bosch.",
        "en dan aan tafel {philips} in {drachten} hè",
        "ik heb een bosch in {zwolle} gekocht",
        # a family name that is a word before a long trade
        "{Vos} Klimaattechniek zocht iemand.",
        "ik ben van {kool} klimaattechniek en wij zoeken iemand",
        "ik hou van wit schilderwerk en van groot onderhoud",
        # a listed firm that is a word and opens a sentence
        "{Gamma} in {Ede} neemt nog twee mensen. Winkels in {Ede} zoeken mensen.",
        "{Omring} natuurlijk, en {Evean}.",
        # qualities in dialect make a word of kind a name
        "Haar boerderij, {De Olde Schoapskooi}, staat in {Holten}.",
        # a house with a capital is a part of the name
        "Ze ging naar {Huize Vredestein} in {Velp}.",
        "{Huize 't Zwaluwnest} heeft twee leerlingen.",
        # the word of kind and the trade stay, on either side
        "Ik liep mee met {Jansma} Fourage en met {Veldkamp} Pallets.",
        "Bij {Drostema} Verf en Behang in {Joure} was het druk.",
        "Ze zit op het {Deltion} Collage, en hij op het {Albeda} Collega.",
        "Ze ligt in het {Erasmus MC}, haar vader werkt voor de {ING}.",
        "Toen kwam er iemand van Omrop {Fryslân}.",
        # a school that only words of kind and sort name
        "Hij geeft les op de {Maritieme Academie} in {Harlingen}.",
        # the article in speech
        "ik werk sinds kort bij de {rooi pannen} in {breda}",
        "we zaten in zorgcentrum {de wiekslag} met zijn tweeën",
        "mijn zus is naar {de krim} verhuisd",
        # a family name that is a word, before a trade in speech
        "nou ik loop stage bij {zwart} techniek in {zeist} en bij groot onderhoud",
        # firms that are known
        "Zij werkt voor {TenneT} en haar man bij {Noorderzijlvest}.",
        "Vroeger was hij van {Pro Persona}, nu van {Kentalis}.",
        # letters behind a hyphen, a firm that small words answer with, a *van* that is none of the name
        "Hij kreeg een stage bij {Fox-IT}, in {Delft}.",
        "Interviewer: Hoe heet het bedrijf?\nBegeleider: {Zonder Zorgen}. Dat is een thuiszorgclub.",
        "Volgend jaar willen we er een bij van {Yuverta}.",
    ],
)
def test_known_firms_go_and_what_they_do_stays(marked: str) -> None:
    assert redacted(plain(marked)) == marked

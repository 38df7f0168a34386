"""What stands beside a name and is its own, and words that are names by their place."""

from __future__ import annotations

import pytest
from tests.redaction.marking import plain, redacted


@pytest.mark.parametrize(
    "marked",
    [
        # beside a firm or a home
        "En een paar zaten er bij {Thermae 2000}, in {Valkenburg}.",
        "Kerk: {Church of Pentecost}, in {Rotterdam}, elke zondag met de bus.",
        "De tuin van klooster {Sint-Nicolaas}, hè, in {Denekamp}.",
        "Notulen, werkgroep LOB, Stichting {Voortgezet Onderwijs Kennemerland}",
        "Hij zegt: eerst een jaar {Stedelijk} College afmaken.",
        "Ik zit op het Grafisch Lyceum {Rotterdam}.",
        "{Google}, die zit in de {Eemshaven}, ja daar heb je een mevrouw.",
        # beside a family name
        "R: {Ids-Jelle Sinnema-Terwisscha van Scheltinga}. Ja. Zet maar {Ids}.",
        "Koffie met {Trudy Sanders-Kluijtmans} van {Rijnstate}, elke week.",
        "Drie keer per jaar komt {Corrie van Hoeve} van school.",
        "nou ja kijk ik ben {bennie oude nijhuis} en ik doe de planning",
        "wel vijf van die zo heten dus we zeggen {jan van klaas} en dat was het",
        "en daar heb je {gerda gerda tol} dat is de moeder van de baas en die regelt alles",
        "Op mijn stage, bij {Oase Beauty & Wellness}, in {Noordwijk}. En bij {Nisa for Nisa}, een stichting.",
        "Ze werkte bij atelier {Zonder Zoom}, en hij bij kinderopvang {Bij Ons}. Op kinderdagverblijf {'t Kruimeltje}.",
        "{Vera} heeft er zelf één, {Papier Hier}. De dames van {Haar en Meer} gingen elke vrijdag lunchen.",
        "{Het Inkthuis} bestaat niet meer. Voor mij was {De Rode Loper} ideaal.",
        "Nee, bij {Schot}, een machinebouwer. Een Schot zei dat. Het nummer van {Brit}, en met {Deen} erbij.",
        "Je bent niet geweest bij Engels van {Mc Donnald}. Ik liep stage bij {da Vinsi}.",
        # by their place
        "{Roos} en ik hebben samen op school gezeten. Als {Tea} zegt dat iemand niet eet, dan bel ik.",
        "{Bart} zei dat hij het had besteld. {Baart} zegt zoveel. Die voorman, {lubbert}, en {Lubbert} dus.",
        "Bij meneer {de Rijkes} mocht je niet meer binnen. {Rianda} zocht niemand. Hij woont in {Dortrecht}.",
        "{Lente} en haar zus {Fee} zijn begonnen. {Slager} noemden wij hem, onze docent. Saai noemden ze het.",
        "I: Wie besliste dat?\nR: {Mooi}. Mevrouw {Mooi}, van het examenbureau.",
        "Op mijn cv staat een halfjaar {Anders}, zo heet dat restaurant. Na school ging ik naar huis.",
        "{Sven} zou zijn eigen neefje, {Job}, ook hier willen zien.",
        "{Jean} zei je dan, maar hij wou {JB} heten.",
        "I: Wie zit er in uw ploeg?\nR: {Storm} is weg, die zit bij de gemeente.",
        "I: U bent wijkagent?\n{Dik de Haan}: Klopt. {Dik de Haan}, en ik ben dus niet dik.\nMevrouw {de Boer}: Ja.",
        "R: Ja, ‘de {Loods}’ noemen ze het. We doen nu reparaties.",
        "Hoe schrijf ik het?\nR: {Bakhuizen}, met een z.",
        "I: En {Bouwend} Groep wilde meedoen?\nR: {Bouwend}, ja, met {Erik Tuinman}.",
        "En de stage?\nR: Bij een kinderopvang, {Hoera}. Leuk daar.",
        "Zo'n {Westlander} van twee meter. Die zei, meid, ruik.",
        "Je kan gewoon langskomen. {Van Berckelweg 30}. De postcode is {2201 RX}.",
        "Graag vóór die tijd de dossiers. Niet in je hoofd.\n\n{Roos}",
        "We volgen de bpv en gebruiken Magister. {Roos}",
        "Ik wacht op {Karel}... Kamer is bezet.",
        "Die brief ging naar mevrouw {Krof}... {Krop}, en daar zat een foto bij.",
        "Ik sprak mevrouw {Zwolsman}, ik geloof {Swolsman}, met een s misschien.",
        # what stays
        "ik zit op het {grafisch} lyceum {utrecht} en daarna op het {regio} college uit {zaandam}",
        "en wat zei je school daarvan mbo {rijnland} nou meneer {paardekooper} zei ja",
        "Interviewer: Ah, ik had de lijst om.\nR: P.S. {Marielle} met twee l'en.",
        "Horecadocenten zijn niet te krijgen. Studiedata doet weer iets anders. Windkracht acht.",
        "Gebruik de CanMEDS-rollen en MarineTraffic. Een Beerenburgje erbij.",
    ],
)
def test_what_stands_beside_a_name(marked: str) -> None:
    assert redacted(plain(marked)) == marked

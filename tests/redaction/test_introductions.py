"""Who is somebody by how the talk brings them up, whatever word the name is; and words that stay there."""

from __future__ import annotations

import pytest
from tests.redaction.marking import plain, redacted


@pytest.mark.parametrize(
    "marked",
    [
        # who is asked for
        "I: Wie leert je dat?\nR: {Molenaar}. Die kan alles.",
        "I: En wie gaf je les?\nR: Nou, {Vink}, en dat was zwaar.",
        "I: Hoe heet je baas?\nR: {Rook}. Een rook van een vent.",
        "I: Wat is je achternaam?\nR: {Te Wierik Colenberg}. Met een k.",
        "I: En je mentor?\nR: {Kuiper}. Altijd vrolijk.",
        "I: En {Haak}, wie is dat?\nR: {Haak} is weg.",
        "Wie is {Fijn}?\nDat is de kok.",
        "R: {Engel}. {Engel Bakker}, zo heet ik nou eenmaal.",
        # who is written to, who signs
        "Beste {Hoop},\n\nDank voor je bericht. Ik hoop dat het lukt.\n\n{Keizer}",
        # who stands in a list or heads an item
        "{Breed}, {Lang}, {Koos} en ik zaten in de bus.",
        "{Karin} – ziek. {Mustafa} – op stage. {Lang} – nog niets.",
        "{Roos-Marijn}: ja\n{Yasmina}: nee\n{roos-marijn}: toch wel\n{Pieternel}: goed",
        # what people call somebody, who sits at a desk
        "Op de werkvloer noemen ze mij {de Professor}.",
        "Ze noemen hem gewoon {de Schele}, al jaren.",
        "{Els} van de administratie zoekt het uit.",
        "De beamer, dat regelt {Kok} van de mediatheek.",
        # who is told of in the next sentence, who was called so before
        "Ik mocht mee met {Heer}. Dat was de oudste van het stel.",
        "Ik had ruzie met {Meester}, onze teamleider.",
        "Daar had je een bazin die {Haar} heette.",
        "Er was een man die {Bos} heette. {Bos} nam ons mee.",
        "{Wil}, jij wilde nog iets vragen.",
        "Het is {Blauw}, en {Blauw} twijfelt nog. {Blauw} wil er zwart op wit bij.",
        "Buiten staat {Bakker} te roken.",
        "Maandag ga ik met {Best} en met {Van Rooijestijn} kijken.",
        "{Mei-Lin} en {April} waren er.",
        "Dat is sneu voor {Job}.",
        "{Breed}, {Lang}, {Koos} en ik dus. {Breed} is de smalste.",
        "Ik ging naar {Rook}. {Rook} was ook de naam van de baas.",
        "Voor het gesprek: {Goud}, eigenaar.",
        "Bij ons zeggen ze gewoon {Sjokkie} tegen mij.",
        "aanw: {Lies Van Gestl}, {Ineke}, {Ronny}\n\n- {Ineke}: belt\n- {Ronny}: komt\n- {lies}: folders",
        "Er kwamen drie meiden: {Zomer}, {Lente} en {Sky}.",
        "{Mus} en {Specht} zijn vrienden.",
        "Dat zei {Goud} al. {Goud} weet alles.",
        "{Koning} (45) is teamleider, en respondent 4 ({Vos}) ook.",
        "Toen zei {Kerk} dat het mocht. Dat heb ik van {Molen} geleerd.",
        "{Bos}, kun je morgen vroeg beginnen?",
        "Er kwam een nieuwe, {Ben Stil}. En {Ben} zei niks. Ik ben niet bang. Ben je gek.",
        "Meneer {De Mol} was er. {De Mol} zegt dat het mag. De mol zit in de tuin.",
        # particles
        "mijn mentor is {vink} en die heeft me geholpen met mijn verslag",
        "en toen belde {anouk kers} dat is mijn docent en ik heb {sanne bal} van school gesproken",
        "ik ga met {storm} en {fleur} naar de stad",
        "mijn naam is {klaas van ek} ik ben praktijkopleider en {femke van heek} zit naast mij",
        "Hij heet {Van Harinxma toe Sloten}, en zij is een {Sytsma tot Bergum}.",
        "Ik belde met {vd Hout}, en met {van der Wahl}.",
        "Toen heeft {Van den hout} dat beloofd.",
        "Van {Visser} kreeg ik een taart. {Visser} is aardig.",
        "{Van Dijk} kreeg een boete. {Van Plund} heet hij.",
        "Daar zit {Daniëlle Bloemendal} achter de balie.",
        # where somebody works
        "Ik belde {Dinie Zwaan} van {Zwaan} Diervoeders en {Koen Bijlsma} van {Schreur} Installatietechniek.",
        "Dat zegt {Paul} van {Van Ostade}, en {Wouter} van {Warm Thuis} ook.",
        "{Gatse Fopma} van {Fopma & Sinnema}, en {Loes van der Heide}.",
        # lines whose only capitals are names
        "Goed verslag.\n- {Ronny} heeft gebld met {Saskia} over de avond die er nog aan komt",
        # towns
        "Ze wonen in {Berg op Zoom}, in {Capele aan den IJsel} en in {Alpen a/d Rijn}.",
        "Op vakantie in {Zell am See}.",
        "Ze komt uit {Hendrik Ido Ambacht} en werkt in {Etten Leur}.",
        # a first name that is a language, and an answer to who of the family it is
        "Ik ben {Frans Gorissen} en ik geef les.",
        "Interviewer: En uw dochter?\nMoeder: {Roos}. Zij werkt met bloemen, met een roos.",
        "Interviewer: En uw man?\nMoeder: Bakker. Hij staat vroeg op.",
        # what people call themselves, and the letters of two first names
        "Ik kan praten. {Kettinggenoten}, zo heten we. Daar is {Slikwerk}, heten wij.",
        "Hij noemt zijn merk {Dijkjeugd}. Dat komt van het merk Zonnestroom.",
        "{Berend-Jan Wassink} geeft les. Iedereen zegt {BJ}.",
        # a word with its article behind a first name is what somebody does, or something
        "{Koen} heeft met {Daan} de stam opgehaald. Hij komt van de {Fatih} moskee.",
    ],
)
def test_who_is_brought_up_goes(marked: str) -> None:
    assert redacted(plain(marked)) == marked


@pytest.mark.parametrize(
    "text",
    [
        "I: Wie komen er?\nR: Ouders. Ook opa's.",
        "I: Wie helpt je?\nR: Moeder. Altijd moeder.",
        "I: Wie bepaalt dat?\nR: Niemand. Wij zelf.",
        "I: Bij wie moet ik zijn?\nR: Bij ons, denk ik.",
        "I: Wat gebruik je daar?\nR: Hout. Veel hout.",
        "I: Hoe heet dat vak?\nR: Taal. Gewoon taal.",
        "Beste collega's,\n\nMorgen is er taart.\n\nSucces",
        "Beste student,\n\nHet rooster is klaar.",
        "Mijn vader, mijn moeder en ik zaten in de bus.",
        "Doel – werk. Plan – leren. Actie – bellen.",
        "Datum: maandag\nPlaats: lokaal 3\nTijd: tien uur",
        "Wij noemen dat de Duitse manier.",
        "Ik volgde Kok. Dat is een mooi vak.",
        "Smid is nu geen beroep meer.",
        "Koffie is de beste medicijn. Ik wacht tot maandag.",
        "Dan zeggen ze Nee, dat kan niet.",
        "ik had een gesprek van een uur en het was een dag van niks",
        "we doen iets met roos en linde in de tuin en mijn mentor is boos op mij",
        "Vd school heb ik niks gehoord.",
        "Brood, heb je dat nog? Kaas en melk zijn duur. Hoofdstuk (20) is kort, leerjaar 2 (BBL) niet.",
        "Er waren twee vakken: taal en rekenen. Ik was in de kerk en bij de molen.",
        "Wil je dat? Wil hij dat ook?",
    ],
)
def test_other_words_there_stay(text: str) -> None:
    assert redacted(text) == text


@pytest.mark.parametrize(
    "marked",
    [
        # a post behind a first name that is a small word
        "{Elke}, onze mentor, belde gisteren. Elke dag is het druk, elke leerling telt.",
        # first names and family names behind *van*
        "De directeur, {Fleur van Houten}, ken ik goed. Mijn juf, {Roos van Ommen}, ook.",
        "Dat was {Douwe Sminia toe Wiarda}, een lange man.",
        "Mijn naam is {Jentje Wimke van Ens-Kanis}.",
        # old houses
        "Meneer {Oude Nijhuis} was er. {Oude Nijhuis} lachte. Het oude huis is groot.",
        # trades as family names
        "Ik ben {Mies Schilders}, hallo.",
        # the word beside the name
        "Meneer {Stil} is er. {Stil} is geen stille jongen.",
        "Meneer {Sterk} komt. Sterk als een paard, dat wel.",
        "Ik werk bij {Passie} in {Goor}. Passie had zij ook.",
        # posts with a needless capital
        "Kandidaat {Nynke} kwam. Bestuurslid {Nynke} ook.",
        "In Duitsland heb je een Meister.",
        # from whom somebody has what
        "{Melle} komt ook. Van {Melle} krijg ik een appel.",
        "Studenten van {Urk} gaan naar {Zwolle}.",
        "Van {Vera Hamer} en {Job}. Dat is alles.",
        "Met {Roos} en met {Sterre}. {Roos} is er al lang.",
        "Dat was {Anouk de Crom} (of {de Krom}, ik weet het niet).",
        "De notulen zijn van {Jan}. Hij belt maandag, {T.})",
        "I: Waar dan?\nR: In {Muggenbeet}.\nI: {Muggenbeet}, bestaat dat?",
        "PS In {Goor} is de brug dicht.",
        "Groeten.\n\n(Gebeld op maandag)",
        "'De Inspectie' en 'het Ministerie' zijn twee dingen.",
        "Hij reed in een Fiatje, zij in een Opeltje.",
        "Jongeren die thuis zitten, daar gaat het om.",
    ],
)
def test_somebody_by_company_and_words_that_stay(marked: str) -> None:
    assert redacted(plain(marked)) == marked


@pytest.mark.parametrize(
    "marked",
    [
        # machines, what people drink, and words of work
        "We drukken met de Heidelberg, dat is een drukpers. Eerst op de Linde, een heftruck, en dan lopen.",
        "Met een Auxerrois erbij was het feest. De Webinar liep vast.",
        "Die Kwaliteitswijzer vullen we samen in.",
        "Halverwege komt een student binnen. Een Prins zal ik nooit worden.",
        # in speech, where somebody is and what there is at work
        "toen stond ik naast {gerrit} op de brug en die zei niks",
        "gewoon op de veerdienst en daarna bij de ketels dus dat is lachen",
        "ik ben met {tonnie} van de leerlingzorg naar zijn moeder gereden",
        "hoe ben jij in het sportonderwijs terecht gekomen",
        "en toen was er een meneer gevallen op de gang en ik hielp hem",
        "ik zit in de les bij {derksen} en dan gaat de telefoon",
    ],
)
def test_words_of_work_stay(marked: str) -> None:
    assert redacted(plain(marked)) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "I: En waar was dat?\nR: {Kraaiennest}, bij de winkels.",
        "I: Waar kom je vandaan?\nR: {Tuinwijk}, achter het station.",
        "I: En waar was dat?\nR: Kantine, bij de koffie.",
        "I: Waar woon je?\nR: Thuis, gewoon.",
    ],
)
def test_a_quarter_that_answers_where_goes(marked: str) -> None:
    assert redacted(plain(marked)) == marked

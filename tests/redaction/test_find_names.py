"""What is taken out of a sentence and what stays, by classes of names."""

from __future__ import annotations

import re

import pytest
from tests.redaction.marking import plain, redacted

from interview_coder.domain.model import NameKind
from interview_coder.redaction import find_names

MARKED = re.compile(r"\{([PLOC])?:?([^{}]*)\}")
KINDS = {"P": NameKind.PERSON, "L": NameKind.PLACE, "O": NameKind.ORGANISATION, "C": NameKind.CONTACT}


@pytest.mark.parametrize(
    "marked",
    [
        # people: titles, particles, initials, double names, possessives
        "Dat weet mevrouw {Van den Berg-El Amrani} beter dan meneer {de Vries}.",
        "Ik belde met {Fatima Benhaddou} en met {J.W. ter Horst}, en met {Marloes}’s collega.",
        "Mijn moeder, {Maria do Carmo}, zit op {Al-Ikhlaas}, zegt {Jos van der}... {Jos van der Laan}.",
        "Ik speelde bij {Wilem II}, en nu zit ik in het {Huis van de Techniek}.",
        "Zijn eigen zaak heet {Patrick's}, en zij werkt in een bloemenzaak, {Barbara's}.",
        "Toen zei ik tegen {Sanne Oosterhuis}: ga maar.",
        "{Henk} staat daar al, en {Jan-Willem van der Meer} ook.",
        # places, and words made of them
        "Ze komen uit {Hengelo}, uit het {Westland} en uit {Bergen op Zoom}.",
        "Een echte {Rotterdammer} houdt van {Westlandse} kassen.",
        "Een {Zeeuws-Vlaming}, een {Noord-Hollander}, een {West-Fries} en {Zuid-Hollandse} praat.",
        "Ze spreekt met haar moeder in het West-Fries.",
        "Zij woont in {'t Zand}, het {Noord-Hollandse}.",
        "Vlak bij de {Parallelweg 12}, in de gemeente {Hellendoorn}.",
        # schools and firms: the word of kind stays
        "Op het {Koning Willem I} College en het {Graafschap} College, net als ROC {Mondriaan}.",
        "Hij loopt stage bij basisschool {De Regenboog} of bij de {Albert Heijn}.",
        "Dat stond in de {Volkskrant}.",
        # unknown and foreign names
        "Daar zit nu {Shaquintely Oduwaiye} aan de balie.",
        # contact data, written and said
        "Mail naar {w.hoogenboom@voorbeeldschool.nl} of bel {06-18273645}.",
        "Dat is {jan punt de vries apenstaartje gmail punt com}.",
        "Bel maar {nul zes twaalf vierendertig zesenvijftig achtenzeventig}.",
        "{Nul. Zes. Twaalf. Vierendertig. Zesenvijftig. Achtenzeventig}.",
        "mail maar naar {sanne bakker apen staartje hotmail punt com}",
        "{sanne aan elkaar bakker apenstaartje live punt nl}",
        "{s van simon, a van anna, n van nico apenstaartje ziggo punt nl}",
        "{sannebakker et gmail punt com} is mijn adres",
        "De site heet {bakkerijjansen punt en el}",
        "mijn discord is {wolf hekje een twee drie vier}",
        "het is {facebook punt com slash sanne punt bakker}",
        "mijn postcode dat is {achtduizend dertien pee kaa}",
        "{8013, de P van Pieter, de K van Karel, en dan 12}",
        "kenteken is {twaalf a b c drie}",
        "mijn studentnummer is {twee nul drie vier vijf zes zeven}",
        # the trade behind a firm, and a word of kind before it, stay
        "Wij kregen hout van Betonbouw {Wijnstekers} en ijzer van Timmerwerken {Oudshoorn} uit {Lopik}.",
        "Zijn zus werkt bij {Kroezen} Verwarming, zijn broer bij {Dijkgraaf} Piping in {Dordrecht}.",
        "Ik zit op het Techniek College {Rotterdam}.",
        "Ze mailde {Noordhoek} Bouwgroep en {De Wilg} Advocaten in {Zeist}.",
        "De tandarts heet Tandzorg {Vollenhove}. Hij werkt voor {Noorlander} Growers.",
        "Ik doe de stages met {Hub Schrijnemakers} en {Mees Brouwers}, op {De Nieuwste School}.",
        "I: Hoe heet uw bedrijf?\nR: {Kapot}. Dat onthoudt iedereen.",
        "Mijn zus heeft een zaak, {Nails by Farida}, en hij komt van {Zeeuws Beslaghuis}.",
        "Het {Sint Franciscus} Zikenhius belde. Ik ging naar {Peper en Zout}, een winkel.",
        "I: Hoe heet jullie winkel ook weer?\nR: {Schik}. Met een hoofdletter.",
        "Ik liep stage bij {Hoekstra} Speeltoestellen, bij {Poelstra} Rioolontstopping en bij {Oranje} Uitvaart.",
        "Het Grand Hotel {Zeeduin} en het Provinciaal Instituut {Lommel}; {Ankersmit} Auto's ook.",
        "ik werk bij {hoekstra} speeltoestellen in {joure} en dan bouwen we en dan bij {van der meulen} dakwerken",
        # roads without a word for one, coasts, islands, quarters, stops
        "We zaten in {Houten}, {Meerpaal 14}. Afspraak: dinsdag, {Havendrift 8}. Neem laarzen mee.",
        "Ze wonen op het {KNSM-eiland} en varen op de {Waddenzee}. Uitstappen bij metro {Strandvliet}.",
        "Hij logeerde in {Bergen aan Zee}, zij in de {Molukse} wijk in {Moordrecht}.",
        "Bij {Terpstra} Koeling, dat heet tegenwoordig {Terpstra} Installatie BV.",
        "Zij belde Bloemisterij {Hoogsteen} en daarna Haarmode {Wietske}.",
        "Ik werk voor {Brabant} Water en hij voor de {Landstede} Groep.",
        "Dat is {Jolien Brood}, die staat bij de kassa.",
        # firms that are told behind the word for them, called so, or said to be one
        "Wij hebben een camping, {De Vuurkuil}, en een klein café, {Kruim en Korst}, in het dorp.",
        "Er is een winkel die {Toch} heet, en het dorpje heet {Over}, bij {Zuidlaren}.",
        "{Rust} is trouwens ook een stageadres. En wat is {Vrij}? Dat is een kapsalon.",
        "Zij zit nu bij {Stof en Steen}. Hij zat op het {3Master}, of in Hotel {de Zwaan}.",
        # an article behind a word of kind, a particle before a firm, a figure that belongs to it
        "Bij Hotel {de Gouden Kom} en kaasboerderij {het Wiel}, en (via {Van de Wierdsma} Bouw, {Lunteren}).",
        "{Beweging 3.0} heeft afgezegd.",
        # streets of one word before a town, regions with small words, towns that look like a college
        "Inschrijving: {Dirk Hoekstra}, {Turfpoort 14}, {Sneek}. Aan de {Brink 200}, in {Hengelo}.",
        "In de {Zak van Zuid-Beveland}, op de {Kleefse Waard} en in het {Drents-Friese Wold}, en in {Kollem}.",
        # small words inside a firm, makes that send something, what answers a question for a school
        "Hij zit bij {Was en Strijk} in {Baarn}, en ik bij {Hulp voor Heerde}, of bij {Tijd in de Tuin}.",
        "Ik kreeg een mail van {Fendt} en hij rijdt voor {Uber}.",
        "I: En de school?\nR: {Groenhart}, die zit in {Gouda}.",
        "{De Sleutel}, {De Brug} en {Het Kompas} doen mee. En ja, de {Brug}-kinderen.",
        "Toen werd het een trimsalon. {Nat en Droog}, op de {Kerkstraat}. En daarnaast Vishandel {Schot}.",
        # a street in two words, a particle behind a preposition
        "Hij woont aan de {Marconni weg}, en werkt bij {van Merksteijn} in {Almelo}.",
        "zij woont in {leek} en zat bij {rockwool} maar het leek mij niks",
        "Bij {Verf en Vorm} leren ze dat. {Tak en Twijg}, dat is een tuincentrum, had niemand.",
        "{Goed Gevoel}, dat is een kapsalon, had niemand.",
        "en dan heb je nog de {kring} dat is een verpleeghuis en daar zit mijn zus",
        "Ze gaan naar {Scheepvaart en Transport}, en dan naar lunchroom {'t Putje} aan de {Markt}.",
        "Bij {Goed Werk} leren ze dat. Alle adressen van het {Groene Hart}.",
        "zij heeft een kraam op de {haagse markt} en hij gaat elke dag naar {nefit}",
        # what answers the question for an address
        "I: Adres? R: {Op den Hook 3}, {Gronsveld}. Straat? S: {Hertog Janstraat 19}. Waar woont u? R: {Turfpoort 6}.",
        # shops called after what stays elsewhere, schools whose halves are one word in a list
        "Kinderdagverblijf {Dikkie Dik} en kapsalon {Knippies} zoeken nog iemand.",
        "Zij ging naar het {Spaarne} Gasthuis, en hij naar het {Theresia} Lyceum, of naar {Ter Steege} Bouw.",
        # a person with a listed firm's or a trade's word, a town without its apostrophe
        "Nu heb ik een meisje, {Lieke van Uden}, en dat gaat goed.",
        "Ik ben {Tineke Bouw}, en ik doe de instroom.",
        "Ik woon in {s Hertogenbosch}.",
        "Het is een wijk van {Haarlem} en dat is het nadeel van {Limburg}, zegt {Jan van Haarlem}.",
        "Die is van {Urk}, en zij kwam van {Hulst}; vraag {van Loenen} maar, of {Ad Schoenmakers} van de brasserie.",
        "Zij woont bij haar tante aan de {Rozenlaan}, meneer {op 't Veld} ook. Laatst, een leerling, {Dewi}, zei dat.",
        "Dat zei {Gerda Slot} van {Slot} Zuivel, en {Wiebren Nauta} van {Nauta} Jachtbouw.",
        "Elke dag van {Dokkum} met de bus, of van {Dongen} naar {Tilburg}.",
        "dat was een idee van {henk te brake} onze teamleider en eerst dachten we",
        "Het staat op {www.voorbeeldschool.nl/contact}, postcode {3601 BK 14}.",
        "Mobiel {06 en dan 29 44 17 03}, of mail {yvonne(at)voorbeeld(punt)nl}.",
        "Op Snapchat heet ik {petje_1968}, en het dossier gaat naar {Postbus 84}, {6660 AB}.",
        "Het burgerservicenummer was {123456780}, zei ze.",
        # streets of several words, with all kinds of numbers
        "Wij zitten aan de {Laan van Meerdervoort 1200} en aan de {Oude Dijk 5}.",
        "Het is {Hoofdstraat 12-14}.",
        "R: Een kapsalon. Aan de {Hoofdstraat 41}, in {Meppel} dus.",
        "Schrijf op:\n{Lynn de Rooij}\n{Pastoor Kuijpersstraat 9}\n{5142 EK Waalwijk}",
        # names that are words, names in lists, misspelt names
        "Ze woont in {Best} en werkt bij meneer {Paling}.",
        "{Lente de Wolf} zit in de klas met {Puck}, {Bloem} en {Ties}.",
        "{Roos} zegt dat ze uit {Doetinchm} komt.",
        # firms: the word of kind and the trade stay, the article of a home goes
        "Zij noemt Dierenzaak {Oranje} en Baggerbedrijf {Merwezoon}, en dan {Van der Plas} Metaal.",
        "Daar heb je {Stal Groot Nuenum}, {Gaia Park} en bij de {Chinese Brug}, en bij de notaris, {Stolk en Teeuw}.",
        "Waar? {De Ielanen} misschien. Of de {KSA}, dat is voor kinderen.",
        "Een collega van {Rijn IJssel} en {Hilde Nijkamp} van {Zone} waren er ook.",
        # words of kind by their end, before and behind the name, and a school's second half
        "Wij nemen ze van Vakgarage {Meskers}, en bij Autoschade {Teunissen} ook, en bij Timmerfabriek {Overdijk}.",
        "Zij werkt bij Strandpaviljoen {De Piraat}, bij Palingrokerij {Schoehuys} en bij Machinefabriek {Dijkstra}.",
        "Bij {Gilde} Opleidingen, bij Onderwijsgroep {Tilburg}, en een man van {Griendtsveen} Potgrond.",
        "Over MBO {Rijnland}: lief maar traag. Hij is van ROC {van Twente}.",
        "Die advocaat, mr. {Frans Uithof}, kent ze goed.",
        # a name and the same word turned round, owned, listed or counted
        "Daar werkt {Roos}. {Roos} zegt dat, en {Erna Bosman} ook. Dat is {Henk Slager}. Slager word je niet zomaar.",
        "Ik ken {Tijs Zomer}. Zomer of winter, hij kwam. En {Hein de Kort} is ziek. Korte lijnen, zegt hij.",
        "Voorzitter, wie begint? {Prins}, jij zat te knikken. Dat is {Kees Jonker}. {Jonker} zoekt er twee.",
        "{Roos} en {Storm} zaten er. {Storm} niet. Dat heb ik van {Piet Prins}. {Prins} ook, maar hij is ziek.",
        "{Joy} zat bij ons. Het was een joy, en het goes, zei {Joy}.",
        # words that company makes a name of
        "Ik ging langs bij de zusjes {Brons} en bij {Karel Timmermans}.",
        "{Rots}, de bedrijfsleider daar, vond dat goed. Onze conciërge heet {Paas}.",
        "Een kennel, {Van de Roerkant}, zei {Frans-Willem Goudriaan}. Bel {0528 600 219 toestel 14}.",
        # makes where somebody works, and firms by what is said of them
        "Bij {Wavin} zit die man van {DAF}, en {Lely} zit in {Maassluis}; ik heb zelf een Canon.",
        "Daar zit {Lieneke} van {A12}, in {Ede}, en zij zat op het {A12} in {Ede}.",
        "Hij heeft nog voor {Siemens} in Denemarken gezeten, met een oude {Philips}-man; zij had Sikaflex gekocht.",
        "Wij leveren aan {Scania}, aan {DAF}. Van {Shimano} krijgen we een cursus. Door wie?\nR: Door {Siemens}.",
        "Wij zijn met drie locaties. {Het Vlindertje}, {Okidoki} en {Bommelstee}. Op alle drie lopen stagiairs.",
        "Met welke bedrijven werken jullie?\nR: {Pronk}, {Brand}, {Zeeman}. Niet de winkel hoor.",
        "Daar heb ik er altijd drie. {Gamma} in {Papendrecht}, daar zit {Sjaak}.",
        "Dan bedoelen ze {Kans}, dat is de kringloop in {Zutphen}, of {Kluis}, de atletiekclub.",
        "Zij zat bij de Kringloop {Vraag & Aanbod} en bij dierenpension {Hof van Ede}.",
        # letters, genitives, labels, signatures, second halves
        "Die noem ik even {K.}, en collega {M.} zei dat het van {J.H.} kwam.",
        "{Bart Visser} was erbij. {Vissers} eis was streng, maar {Barts} moeder niet.",
        "{Hoop}: Ja, lastig.\nInterviewer: En?\n{Hoop}: Die zit er nog.",
        "Ik bel je nog.\nGroetjes,\n{Storm}",
        "De kok heet {Bosscha}, de hulp {Rommel} (zo heet hij echt).",
        "[03-10, 06:49] {Merel Sint Nicolaas}: welke bus\n[03-10, 06:52] {Merel Sint Nicolaas}: die van acht",
        "Vijf maanden {Málaga}. Hotel {Sol y Mar}, receptie.",
        "Niet verder vertellen.\n\nLiefs, {Lob}",
        "En een adres?\n{Zoë}: {Botter 37-12}. Meer weet ik niet.",
        "En {De Dageraad}, daar woon je nog?\nR: {De Dageraad}, ja, begeleid wonen.",
        "{Luca}: Doña {Remedios}. {Tim Wachtmeester} kwam, en mevrouw {Korporaal} ook.",
        "Met {Tjalling-jan} en {Jelte-Frans}, en {Jos v.d. Heijden}, ja.",
        "Daar zit {Hoop}, ja zo heet ze, en {Linda Hout} op de {UK 141}, en bij {Quick '20}.",
        # small words and capitals that the detector hears in a name
        "Ik heb gebeld met {Greet van Zutphen} van de administratie, en met {Guido van t Hof}.",
        "Zij werkte bij {Tjebbema van Haersma}, een boerderij, en bij een {Fabricius tot Lindenhorst}.",
        "Wij hadden {Grote Kees} en {Kleine Piet} in de klas. {Dikke Henk}, die is weg, en {Bart Belg} ook.",
        "Ik sprak de zoon van {Japik fan Grutte Wim}, zo heet hij.",
        "Hij werkt bij café {de Bolle} en bij kaasboerderij {de Weide}; eerst met {von Berg}, dan met {van der Kamp}.",
        "{Annemieke} van het kantoor liep van {Deventer} tot {Zwolle}, en {Peter} van school ook.",
        "wij hebben een plek bij kinderopvang {de kikker} en daar gaat het goed",
        # who is at a meeting, and who then opens, tells, finds
        "Aanwezig: {Kuiper}, {Van Staal}, {Brink}, {Jong} (vz), {Klein} en {Steen}\n1. {Jong} opent. De jonge garde "
        "is er niet.\n2. {Steen} meldt dat het goed gaat. {Van Staal} vindt dat te lang.",
        "Afwezig met bericht: {Ploeg} (mentor), mevr. {Linde}, dhr. {Wolf}. De wolf is terug.",
        # words that are said to be somebody, or do what somebody does
        "We hadden {Geluk} in de klas, dat is een jongen uit een groot gezin. {Geluk} kwam altijd te laat.",
        "Ik werk met {Kers}, dat is een Syrische jongen, en met {Bever}, onze chauffeur.",
        "Maar {Timmer}, van de werkplaats, die zei: wacht nou even. En dan nog {Dokter}, van de administratie.",
        "Dat is {Wout Zwaar}. {Zwaar} is de baas, en {Zwaar} heeft het zo gewild. Die man heet {Dre}, van {Andre}.",
        # a make that is a family name, a title of other tongues, what opens an address or stands behind one
        "Dat zei {Sander Wahl}, en meneer {Omron} ook; daar woont Beppe {Jeltje} naast Hoca {Ramazan}.",
        "{Margriet} weg, burn-out. Mijn begeleider was Dr. {Smitskamp}, de dominee was ds. {Tahitu}. 'k Heet {Ignace}.",
        "R05 sprak met {Milan}. Met een K. {Kas Bloemen}. Ik moet van Mervrouw {Brouwer} een verslag doen.",
        "Tolk: Zij heet {Oksana}.\nI: En dan?\nTolk: Dan gaat ze.",
        "Ik sprak met Directeur {Bos} en met Mentor {Jansen}, en met {Frans} en {Piet}.",
        "Mail {femke@voorbeeld.nl}. Dan belt {Erik}. Woont {Dorpsstraat 14}, {5512 AB}, en {Kees} van IT ernaast.",
        "Ik moest wachten tot {Vos} terug was, en toen kwam mevrouw {bos} binnen, en mijn nicht {Noya} uit {Gouda}.",
        "{Bloem}. Ja, dat is mijn voornaam. {Roet} is zijn bijnaam. In de lijst staat {Kwakman}, {J.}, zeven keer.",
        "Het was er niet. {Van Buren}, {Teun van Buren}, is loodgieter.",
        "{Sanne}: hoi\n{Lars}: hee\n{Sanne}: kom je\n{Lars}: ja\n{Hoop}: ik ook\n{Anemiek}: ik niet",
        "ja en toen zei {sterk} dat is onze adjunct en {storm} die is van de opleiding en meneer {lo a njoe} ook",
        "en {van gerwen} de docent van de werkplaats zei dat en hij rijdt van {hasselt} naar {genk} elke dag",
        "{Vlinder} was ook een leerling hier. {Jonker}, van de overkant, heeft koeien. Ze heet {Fenna Stal}.",
        "Van: {Engel}, {R.}\nAan: {Prins}\nCc: {Kuiper}, {Vos}\n\nDe vos is er.",
        "en toen kwam {marloes de kort} en {rachid oulad} die heeft het gezegd",
        "Dat was {Tijmen Zandvliet van Rossem}, een jongen van zeventien.",
        "Die {Van Zeist} is aardig. {Van Zeist} heeft een garage, en {Koos Wijnen} ook.",
        "{Ploeg}, {Wagenaar} en {Schaap} hebben getekend. {Rechts} is een rare naam, maar zo heet hij: {Peter Rechts}.",
        "dan gaan we met {tim de vaal} naar {deventer} en {bas} van school die komt ook mee",
        "{Cornelis van Lynden van Sandenburg} kwam. {Marks} idee was goed. Actie: {Vink}. Casus {D.}: ja.",
        "Als {Lieve} er niet is, doet {Zoë} het. Dat zeggen {Piet Wind} en {Gerrit Zee}.",
        "{Peper} is de examensecretaris. {Jannes Peper}.",
        "Dat is {Hans Groot}. Groot nieuws was dat. En {Piet Steen}. Steen en parel horen bij elkaar.",
        "Toen ging {Stern} weg. {Stern} was de enige die bleef.",
        # all lower case
        "bij ons oefent de harmonie {sint caecilia} en er is een dierenpension {oda hoeve} daar zit mijn nicht",
        "ik sprak met meneer {de vries} en met {fatima} over het {graafschap} college in {doetinchem}",
        # persons that are a people, a word, or of an old house
        "Met mijn dochter {Berber} ga ik zwemmen, en met {Mei}, dat is mijn zusje.",
        "Er is iemand die {Regen} heet, en een jongen die {Vlinder} heet. {Wolf}, zo heet onze conciërge.",
        "Dat was {Jolanda Hofstra tot Bergsma}, en haar man heet {Derk Scholten op Wiebren}.",
        "Toen kwam {Ruby} met haar broer {Swift} binnen.",
        # somebody of whom there is a saying, who answers under a rare word, and makes where one goes
        "Ik woon bij mijn tante {Truus}, en ome {Jan} is er vaak. Dat is {Jan Klaassen}.",
        "Interviewer: Al lang?\n{Vreugde}: Negentien jaar.\nInterviewer: En nu?\n{Vreugde}: Het is me een vreugde.",
        "Avondploeg buiten. {Helder}, dat is een bedrijf voor lichtmasten. Dan reden we naar de {McDonald's}.",
        "De {HU} vind ik goed. Ik werk nu bij {GGNet}, en hij zit in {'s Hertogenbos}.",
        "R: Ik had een stoel, en {Piet Hein Ik} heeft hem. Ik niet.",
        "Dat is {Levi}’s idee, en mijn vriendin {Inas} weet ervan.",
        # a family name that a list has as a firm, and whose what is; initials with their own full stop
        "Ik ben {Marieke Verstegen}. {Verstegens} leerlingen zijn blij. {Ahmed B.} kwam, en {Lisa K.}, die ook.",
        "Dat zei {Jan B}. Toen ging hij weg.",
        "Dan kijkt hij nog eens. {Wil}, mijn vrouw, die vindt dat wat. {Wil Bakker}, die is ook bakker.",
        "Ik werk voor {Horst} en {Heel} en wat ertussen zit. In het dc van {Bol} stond ik.",
        "Wie was het? Bloembinderij {Aad en Nel}, in {Monster}.",
        "Hij heette toen nog {Bakker}. Die heette weer {Bakker}. De LTS aan de {Wethouder Korteboslaan} in {Almelo}.",
        # who is told together with somebody, and who speaks, told by a letter and a full stop
        "Wij waren met vijf. {Lotus} en {Yael Querido} kwamen bij mij thuis. Buren en {Yael Querido} kwamen ook.",
        "I. Vertel.\nB. Tijd. Daar hielp {Hanneloor} bij.\nI. En nu?\nB. Uit {Harderwijk} komt er nog een.",
        # two families that are one firm
        "Wij heten Kwekerij {Van der Hoorn en Vogelzang}. Dat is een makelaarskantoor, {Hoekstra en van Eck} dus.",
        "Ik heb zelf ook bij {Koninklijke Visio} gewerkt, in de keuken, in {Huizen}.",
        # families that a firm, a heap or a town is called like
        "Ik heb het aan mevrouw {van de Berg} gevraagd, en aan meneer {van Houtum}. De heer {van Haren} is voorzitter.",
    ],
)
def test_names_go(marked: str) -> None:
    assert redacted(plain(marked)) == marked


@pytest.mark.parametrize(
    "text",
    [
        "De opleiding Helpende Zorg & Welzijn valt onder SBB en de MBO Raad.",
        "In Nederland spreken ze Nederlands, Turks en Engels; met Kerst en op maandag ook.",
        "Administratief Medewerker niveau 2 en Dierverzorging 2 doen het bij het CBS, DUO en het UWV.",
        "Bij Nederlandse vmbo-scholen heet dat roc, aoc of de bpv.",
        "Ja. Nou, Joh! Wat een gedoe. “Ga iets met techniek doen”, zeg ik dan.",
        "Wil je dat? Mark mijn woorden niet. Best lastig, hoor.",
        "De Sectorkamer Zorg, Welzijn en Sport heeft een Regeling; de NVAO, de BTG en het ECBO ook.",
        "Ik zet het in Eduarte, ik doe de STARR, en Medewerker Facilitaire Dienstverlening is vol.",
        "Zij is docent Fries en burgerschap. Het Nederlans gaat beter dan in okotber.",
        "Er was een aapje bij de kinderboerderij, en de aap zijn staart zat vast, zei opa.",
        "We maken een Béchamel, met Gorgonzola, en dat ging zelfs op zondagogtend door.",
        "Ik werk met Docker, op een Lenovo, en het liefst op een A4'tje.",
        "Joost mag het weten. Jan met de pet, Jan en alleman, en zo'n Brave Hendrik; klaar is Kees.",
        "Een Tibetaanse vrouw uit Bhutan, een Arubaan en iemand uit Luxemburg of Tanzania leren hier Tigrinya.",
        "Docent in schaal LC, dat is de Begeleider Ondersteuning uit de Werkgroep Instroom, met zijn PDG.",
        "Op de posters stonden Hovenier, Bloemist, Dierverzorger, Bakker, Kok en Schilder. En Mediatheek, Kantine.",
        "Dat stond in de Veiligheidsanalyse en in het Praktijkleerplan van de bank. Die zegt dat.",
        "De Maslowpiramide, de Kolbcyclus en de Likertschaal, met eHerkenning en ISBN's. Een Bol'er ook.",
        "Zij doet Haarverzorgign of Verpleegkudne, en hij de opleiding Autotechneik in de SharePiont.",
        "ik bel dan naar huis en bij de buren is het niet anders",
        "Een Surinaamse jongen en een Marokkaanse vriend [lacht] zaten in Word en Excel.",
        "Ik was Verpleegster in Indië, nu Intercedent, en hij is Stuurman-werktuigkundige, aan tafel Blauw.",
        "De vaste Kamercommissie wacht op een Kamerbrief over Loting en matching, zei de Nederlandse Arbeidsinspectie.",
        "Volgens het Sectorinstituut Transport en Logistiek en OnderhoudNL staat het in Jobdigger.",
        "In de ochtend zaal Zwaluw, in de middag zaal Merel. Hij was trots als een Pauw.",
        "Wie kwam er? Oma's. Allemaal oma's. En een groep PIE, of een VIG.",
        "De Arbeidsmarktscan en het Onderwijsrendement.",
        "Het Nationaal Cohortonderzoek, de Praktijkopdrachten, een Werkboek en het Rookplein; toen Kader.",
        "Zaag, Beitel, Hamer, daar gaat het om.",
        "Verslag Werkgroep Taal en Toegang. Zij doet Zorg en Welzijn, hij Bouw en Infra, bij Hout en Staal.",
        "Een 4Havo, een bedrijf, Loonwerk en Mest, en een nieuwe baas. Focusgroep 3, dat is een kapsalon van niks.",
        "Zorg is een organisatie op zich, en stage is een school. Hoe heet het? Dat heet Loonwerk.",
        "Ik heb een Canon en een Michael Kors, en op Insta heet ze anders.",
        "Aanwezig: docenten, ouders, Teamleider Zorg, CvB, iemand van Passend Onderwijs. Afgemeld: niemand.",
        "Soep, dat is een voorgerecht. Hulp, dat is een vak. Kaas, van de boerderij, koop ik graag.",
        "Een kok, dat is een man die kookt. Kok, dat is een beroep voor een man. Kandidaat komt later. Post gaat mee.",
        "dan is het zoals het hoort zegt de docent groot is het niet en roos is een bloem en wit is een kleur",
        "Zorg kost veel tijd. Groen doet het goed. Storm trok over het land. Moeder belt morgen. Lang bleef het stil.",
        "Koning zijn is niet makkelijk. Wolf in schaapskleren. Kapper worden, dat wil ze. Hout werkt altijd.",
        "en de wolf die komt uit het bos en groen is de sector en sterk moet je zijn zegt hij en kok dat is een vak",
        "Het KvK-nummer, een A.D.H.D.-test, en een vitamine C.",
        "Dat is […] en dat is [persoon 2], zegt [organisatie 1].",
        # bodies, schemes, posts, makes, figures, tongues and parts of days with a needless capital
        "De VBNE, het LBIO en de KNVvL vroegen naar de Arbocatalogus en de SLIM-subsidie.",
        "De jongens willen Voetballer, Militair of Manager Handel worden; op het rooster staat Klinisch Redeneren.",
        "Een thermometer van Omron, messen van Zwilling, een Toblerone en een VVV-bon; op zijn pet staat Pikachu.",
        "Hij spreekt Pulaar en Tigrinja, want hij is een Guineeër, en van de Griek in de straat leert hij Nederlands.",
        "“Kiend, hedde gij dat al?” Dan Allahoe Akbar, zei ze op Zondagmorgen. De kok is een Pool, zij een Noor.",
        "Het is hier een soort Ikea. Na de Kerst zei hij dat, toen deed ik Boer zoekt Vrouw aan, met groep D3B.",
        "Hij spreekt geen Frans, want Frans en Duits waren vol. Wij zitten met Kok en Gastheer in een klooster.",
        "Er zijn aanmeldingen voor Matroos en Schipper, en ik geef les in Kok.",
        "Een Taxus is geen Tsuga, zei ze, en sla de Dikke Van Dale er maar op na.",
        "Iris is ook een bloem, hoor. Joy is in het Engels blijdschap. De Werkgroep Taal, de vakgroep Groen.",
        "We keken samen naar Grey's Anatomy, met iemand van Team Onderwijs, en de buurman is een Ossetiër.",
        "Die app heet Yubu, het systeem heet Roosta, en we spelen het spel Flapdoedel.",
        "Post van DUOO, gewoonn, met Excell en twee Volvos; wit van schrik zat ik. Kort van stof is hij, ja.",
        "Hij doet Procesoperator A. En op de IKEA-bank zat niemand.",
        "Ik zag het in Magistr, want hij doet Helpnde, geen Verpleging.",
        "als een oude man in de kou met zijn kleine scheutjes thee en een oude hond",
        # what opens a sentence, foreign words, languages of programming, letters typed twice
        "Ik zei niks. Benauwd. Toen ging de deur open. Huiswerk vond ik altijd saai.",
        "Kussen is pillow in het Engels. Stella is ster, in het Latijn. Natuuurlijk, Beedankt.",
        "Ik heb Java en Python gehad, en op vrijdag een uurtje Ruby of Swift.",
        "Hij doet nu Verpleegkuntdige, want Parafeterinaire was vol.",
        "Zij wordt Pedagogisch Medewrker, hij gaat naar Zorg en Welzjin.",
        "Die is gebleven omdat haar moeder MS heeft.",
        "interviewer: vertel eens\nrespondnet: ja, wij bieden veel.\ninterviewer: En?\nrespondnet: te veel.",
        "Interviewer: En nu?\nInspecteur: Wij beoordelen.\nInterviewer: Ja?\nInspecteur: Nee.",
        "Interviewer: En nu?\nTherapeute: Ja.\nInterviewer: Ja?\nTherapeute: Nee.\nNotitie: klok.\nNotitie: deur.",
        "Die Berg papierwerk schrok me af. Zoiets, dat is een bedrijf. Hij wees naar de Volvo.",
        "We gingen naar de Samsung kijken. Het vak heette toen loopbaan.",
        "Assistent Kapper vond ik lastig. Yellow Belt vond ik lastig. Kijk op oefenen.nl, want ik doe ASP.NET.",
        "Ik schrok van de Berg papierwerk.",
        "En met Spaans, nou ja, keuken-Spaans. Ik ben toch... Thu-, gewoon thuis. Met Sint. Suf, want ik ben twintig.",
        "Subjectief, objectief, eh, Eva- evaluatie en plan. Ik heb 'm één keer... Gebr-, gebruikt, per ongeluk.",
        "Er is nog niemand geplaatst. Vooral Software developer is lastig. Daarvoor was het een kleuterschool.",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert redacted(text).replace("{Mark}", "Mark") == text


@pytest.mark.parametrize(
    "marked",
    [
        "{Storm} belde. Ik ken {Storm}. Storm op zee, zeg ik dan.",
        "Daar zit {Marleen Groot}. Groot ja, maar ze is heel klein.",
        "Mijn mentor was {Loes Rood}. Rood? Heel rood, ja, werd ik ervan.",
        "Ik werk met {Ineke Wolk}. {Wolk}, wolk, zeiden ze op het plein.",
        "Bij ons zit meneer {Jager}. {Jager} jaagde nooit, zei hij.",
        "Daar kom je bij Kok niveau 3 wel achter. {Hans Kok} vindt dat ook.",
        "In de klas zit een {Lente}, een {Roos} en een {Vuur}. {Vuur} is de jongste.",
        "Hier zit {Pim Goed}. Goed advies is duur.",
        "Dan had je {Joy} nog. Het was joy, hoor, met {Joy}.",
    ],
)
def test_a_word_that_is_a_name_elsewhere_is_told_by_what_stands_beside_it(marked: str) -> None:
    assert redacted(plain(marked)) == marked


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ik sprak met Marloes Verhagen.", NameKind.PERSON),
        ("Ze woont in Doetinchem.", NameKind.PLACE),
        ("Ze werkt bij de Albert Heijn.", NameKind.ORGANISATION),
        ("Bel 06-18273645.", NameKind.CONTACT),
    ],
)
def test_kinds(text: str, kind: NameKind) -> None:
    assert [find.kind for find in find_names(text)] == [kind]

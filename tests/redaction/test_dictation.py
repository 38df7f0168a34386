"""Contact data as two people talk about it, turn after turn; and the numbers in such talks that are none."""

from __future__ import annotations

import re

import pytest
from tests.redaction.marking import missed, redacted

_MARK = re.compile(r"\[([^\[\]]*)\]")


@pytest.mark.parametrize(
    "marked",
    [
        "I: Hoe kan ik u bereiken?\nR: [Nul vier drie], dat is het kengetal.\nI: [Nul vier drie].\n"
        "R: [Acht een].\nI: Ja.\nR: [Dertig negentien]. En dan vraagt u naar de planning.",
        "I: Mag ik je 06?\nR: [Nul zes].\nI: Ja.\nR: [Vierentwintig]...\nI: Oké.\nR: [zeven zeven, nul acht].",
        "I: Waar bel ik je?\nR: Op [nul zes]. [Veertig].\nI: [Veertig]?\nR: Nee, [veertien]. [Drie keer de acht].",
        "R: Zijn nummer weet ik niet. Iets met [zesendertig] op het eind.",
        "I: Postcode?\nR: [7213]...\nI: Ja?\nR: [GV].\nI: Huisnummer?\nR: [Negen].",
        "I: Uw postcode?\nR: [Zevenenveertig]...\nI: [Zevenenveertig].\nR: [Nul drie]. [X] [D].",
        "I: Het klantnummer?\nR: Die is lang hoor. [Dertien nul nul].\nI: Ja.\nR: [Zesentachtig].\nI: Ja.\nR: [Vier].",
        "I: Postcode?\nR: [Acht twee], nee, [8241]. [Dubbel k].",
        "I: Wat was het kenteken?\nR: [P], [zesenveertig].\nI: Ja.\nR: [X L].\nI: En?\nR: Nog een [D].",
        "I: En je studentnummer?\nR: [Nul drie acht een].\nI: Ja.\nR: [Vijf vijf zes].\nI: [0381556].",
        "I: Uw bsn?\nR: [Drie een nul].\nI: Ja.\nR: [Vijf vijf acht].\nI: Ja.\nR: [Nul nul twee].",
        "I: Het rekeningnummer?\nR: [NL44].\nI: Ja.\nR: [Rabo].\nI: Ja.\nR: [Nul een twee drie]. [Vier vijf zes].",
        "I: Postadres?\nR: Postbus [vier nul twee], [6500].\nI: [6500]. Letters?\nR: [BJ].",
        "I: Je studentnummer?\nR: [S0271]. En dan [884].\nI: [s0271884].\nR: Ja.",
        "I: En het klantnummer?\nR: [31-9920-C]. Op de brief [319920C].",
        "Mijn studentnummer is [driehonderdzestigduizend tweehonderd].",
        "R: De zaak bel je op [0297]. Driemaal de [6]. En dan [108].",
        "R: Haar mobiel is [06-3311 4477]. Die andere, die op [82] eindigt, is stuk.",
        "I: Het kenteken?\nR: [TB-194-J].\nI: [TB 194 J], oké.",
        "I: Bank?\nR: [NL12 ABNA 04] en dan weet ik het niet meer.",
        "R: Paspoort, ja: [NWB3K91D7].",
        "I: Postcode?\nR: [6833]. De letters, eh, [F van Frits, H van Henk].\nI: [FH].",
        "R: [Postbus zestien, vijfenzeventig veertig, nee, zevenenvijftig zestig a a].",
        "R: We zitten nu op [7475 dubbel P].",
        "R: De site is [w w w punt fierehuis punt f r l].",
        "R: De Duitse site is [klinkwerk punt d e slash n l slash leren].",
        "R: Uploaden op [https dubbele punt dubbele schuine streep mijn punt klinkwerk punt nl].",
        "R: Naar [j van e drie vier], alles aan elkaar, dus [jvane34, apenstaartje, xs4all punt nl].",
        "R: Via [reserveer at zwaluwhof punt restaurant], zo heet dat tegenwoordig.",
        "R: Een gewoon nummer: [zes, eenentwintig, nog eens eenentwintig, vierenzestig, nul acht].",
        "R: Je toetst [nul vier acht vijf, zevenenvijftig, en de rest achten].",
        "R: [53 als laatste twee, 0548 en dan 51 26].",
        "R: Het moest [NL63] zijn, [RABO 0147 2208 91].",
        "R: Drie toestellen. De balie is [3300], de keuken [3312] en de zusterpost [3319].",
        "R: [06 21 77 40 12]. Ik had [zesenzeventig tweeëntwintig] opgeschreven.",
        "R: In dat spel speelde ik als [xX_Kroketje_Xx].",
        "R: [www.kiesmetmij.nl].\nI: [Kies met mij], aan elkaar?",
        "R: Het heet [@klinkersopzee].\nI: [Klinkers op zee].\nR: Ja, aan elkaar.",
        "R: Op Discord heet ik [Moerasbever#4417]. Nu hoeft dat hekje niet meer, dan is het gewoon [moerasbever].",
        "R: Kijk op [discord.gg/meesenmo].",
        "R: [06 82 22 17 04] en zij hadden op het eind [zeventig] staan.",
        "R: Hier heb ik hem. [NL 19] ING, [B, nul nul nul zes, zeven vier, twee acht, acht drie].",
        "r dat is [willeke at hotel de zwaluw breda aan elkaar punt nl] en bellen kan ook",
        "r mail maar naar [henriette punt blom apenstaartje ziggo punt nl]\ni [blom] met één o\nr ja",
    ],
)
def test_what_is_dictated_over_turns_goes(marked: str) -> None:
    assert missed(marked, "[]") == []


@pytest.mark.parametrize(
    "text",
    [
        "I: Mag ik je nog bellen?\nR: Ja hoor.\nI: En hoe oud ben je?\nR: Zestien.\nI: Zestien.",
        "I: Hoeveel bedrijven bel je per week?\nR: Twintig.\nI: Twintig?\nR: Nee, dertig.",
        "I: Welk lokaal is dat?\nR: Nul veertien, boven.\nI: 014.\nR: En daarnaast 212.",
        "I: Uw nummer heb ik al. Hoeveel fte?\nR: Nul acht.\nI: Nul acht.",
        "I: Wat had je voor rekenen?\nR: Zes vier.\nI: En voor Engels?\nR: Acht.",
        "I: Hoe zit dat met de telefoon in de klas?\nR: Van de twintig hebben er zes hem op tafel.\nI: Zes.",
        "I: Mensen met jouw postcode hebben minder kans, zei je?\nR: Ja, zeventig procent.\nI: Zeventig.",
        "I: In welk jaar ging je rekenen?\nR: 2018.\nI: 2018. En het diploma?\nR: 2021.",
        "R: Op een mailtje reageren er drie, vier. Op een appje negentien.\nI: Negentien.",
        "R: Met mijn rekening zat het goed. Twaalf vijftig was het.\nI: Twaalf vijftig.",
        "I: Klopt de telefoonlijst?\nR: Er staan dertien namen op.\nI: Dertien.\nR: Nee, veertien.",
        "Bel 113 of 0800-0113. Of de tandarts, 088 en nog wat.",
        "I: Welke niveaus bellen jullie na?\nR: Niveau twee en drie. 2F en 3F ook.",
        "dat nummer begint met 06 en verder weet ik het niet",
        "I: En de laatste twee van je 06-nummer?\nR: Weet ik niet.",
        "I: Ken je je studentnummer?\nR: Nee. Maat XL heb ik, en lokaal B106 is het.",
        "I: Hoeveel punten?\nR: Driemaal de 4, en een 5.",
    ],
)
def test_other_numbers_of_a_talk_stay(text: str) -> None:
    assert redacted(text) == text


@pytest.mark.parametrize(
    "marked",
    [
        "Mijn nummer is [nul zes, twaalf, en dan vierendertig, vijftig].",
        "Bel maar: [033, streepje, 277 19 63].",
        "I: Postcode?\nR: [6012, en dan de letters XL].",
        "I: Postcode?\nR: [6012 GV]. Van Gerard, Victor.",
        "1. Tel. [06 81190472]\n2. Een student die niet opneemt",
    ],
)
def test_hesitation_between_pieces_goes_with_them(marked: str) -> None:
    assert redacted(_MARK.sub(r"\1", marked), "[]") == marked


@pytest.mark.parametrize(
    "marked",
    [
        "I: Wat is je mail?\nR: [stagehulp at pm punt me], aan elkaar.",
        "R: Mail maar: [lies apenstaartje school zorg punt test].",
        "I: Mailadres?\nR: [sietske punt]\nI: Ja?\nR: [sietske punt brandsma at]\nI: At wat?\n"
        "R: [at duifpost punt example].",
        "R: Via Instagram. Daar heet ze [wiepkje.knipt], met een punt ertussen.",
        "R: Mail naar [j.p.brouwertje] bij [Gmail].",
        "R: Op Insta heet ik [visser.man.88].\nI: [visser punt man punt 88], ja.",
        "R: Mail naar [sjoukje@dorpshuis.example] en Thea, dat is [thea.w] en verder hetzelfde.",
        "R: Haar mail is [info@] en dan net als de mijne.",
        "I: Je mailadres?\nR: [marloes]@\nI: Ja?\nR: Dan een streepje. Dan [tvb], dat is van mijn man.",
        "R: Mail [wolferts88]. At [hotmail].\nI: [Punt com]?\nR: [Punt nl].",
        "R: Mijn inlog was [vak_0317].",
        "R: [w.lindeboer@zorgplein.test].\nI: [W, punt, lin, de, boer].\nR: En niet [nl] maar [org].",
        "R: [i.oosterbaan@kas-en-co.test].\nI: Dus [O, O, S, ter, baan].\nR: Ja, [Ooster, baan].",
        "R: Het is [tesse_wagenvoort06@mail.test].\nI: [Tesse], laag streepje, [wagenvoort], en dan [06]?",
        "R: Mail naar [d.r.hulstkamp@]... nee, naar mijn werk.",
        "R: Mijn moeder: [06 - 19 38 40 71].\nI: [1938], dat onthoud ik wel.",
        "R: Haar nummer is [+31 6]\nI: Ja.\nR: [27, 91], [40 33].",
        "R: [Nul zes].\nI: [Nul zes].\nR: [Eenentachtig].\nI: Ja.\nR: [Nul negen, tien elf].",
        "Het oude toestel, eindigend op [774], is weg.",
        "I: Je inlognaam?\nR: [k.oosterwold2].\nI: [k punt oosterwold twee].",
    ],
)
def test_halves_of_addresses_go(marked: str) -> None:
    assert missed(marked, "[]") == []


@pytest.mark.parametrize(
    "text",
    [
        "R: Op school hebben we een mail gehad over het verslag. Dat is een goed punt.\nI: Welk punt?",
        "R: Met die groep at ik altijd soep, punt. Daarna gingen we weer.",
        "R: Bij ons kan alles, staat er. Als het eindigt op een 0, dan telt het niet, of in 2027.",
        "R: Ik volg ze op Insta, o.a.vanwege de filmpjes, d.w.z.soms.",
    ],
)
def test_other_points_stay(text: str) -> None:
    assert redacted(text) == text


@pytest.mark.parametrize(
    "marked",
    [
        "R: [Nul zes, veertien, acht, acht nul, eh, ik heb mijn leesbril niet op, drie, negen twee]. Daar "
        "ben ik op te bereiken.",
        "R: Haar nummer is [nul zes. Vier vijf. Drie drie. Momentje. De bel gaat. Ja. Acht een. Twee zeven]. Zo.",
        "R: Wacht, mijn BSN is [3 1 8, 5 0 9, eh is dat een 1 of een 7, nee een 1, 4 2].",
        "I: En uw rekeningnummer? R: [NL, dan 48, dan Rabobank dus RABO, nul vier, nul vijf, en dan, effe de "
        "app openen, negen acht, zes een, drie zes].",
        "Het is [NL 81 RABO 0312 45 17, effe denken, 20]. Daar mag het op.",
        "Wij wonen op Berkenpad [12], [9351 en dan de K van karel, de D van dirk].",
        "Het adres is Tollenstraat 44, [31 25, eh, R K], Schiedam.",
        "Dat mag naar kantoor. Brink zesenvijftig, [vierenzeventig twaalf, B V]. Wel mijn naam erop.",
        "Stuur maar naar [Postbus achtendertig, drieëntachtighonderd A B], in Emmeloord.",
        "Daar moest je een brief heen sturen, [5802 KB, nummer 23]. En nooit antwoord.",
        "Ik woonde op de Stellingweg 130. [Zesentachtig eenenzeventig, eh, Anna, Dirk], dat weet ik nog.",
        "De vader: [Vierendertig twaalf, even denken, L Z, nee, L X]. Het is dat witte huis.",
        "Ze hebben een website. [Driemaal w, houthandelvoskuil aan elkaar, punt eu]. Eu, want nl was bezet.",
        "Dat zoek je zo op, [www. Vermeulen bakt.nl]. Haar vader wilde eigenlijk stoppen.",
        "Wil je mijn site? [www. logopedie oosterhout.nl], gewoon.",
        "Mail doet zijn vrouw. [info at, en dan hazelhofmeubelen, meervoud, punt com].",
        "I: Mailt u die? R: [T.tenbrinke, ten brinke aan elkaar met een e, apenstaartje sensire.nl]. Alleen "
        "op maandag.",
        "Stuur het maar naar [hr, streepje, velthuis, at velthuispartners, en dan niet punt nl maar punt com].",
        "Mail me gerust, [amadou b. at tutanota.com]. De B is van Barry.",
        "Staat op zijn hand: [Hennie punt zandbelt, krul a, humanitas, streepje, dmh punt nl]. Echt waar.",
        "Die hoefsmid dan. [Hoefsmid wim, apenstaartje, twents ijzer punt nl]. En eronder?",
        "Mailen. [Kantine podcast, twente, alles aan elkaar, at proton.me]. Maar je moet wel durven.",
        "Zij kan het. [Secretariaat, eh, at sint maarten parochie. Nl]. Zij heet ook Maartje.",
        "We hebben een Instagram. [At sterre slaat toe]. Geweldig toch?",
        "En toen had ik ineens een TikTok. [At schilder, schilder, schilder, nul zeven een]. Driemaal schilder.",
        "We hebben er een accountje op Instagram bij, [at nuchter, punt, de podcast]. Ik doe hem samen met Boaz.",
        "Ik heet op TikTok [at knip met pip], maar dan met dubbel p.",
        "Haar LinkedIn. [linkedin.com, slash in, slash radha-bissumbhar-8 8 4 1]. Zij is 34.",
        "I: Wat staat er bij BSN? R: [S 3 0 7 1 1 9 5]. Ja dat is van school.",
        "Ze heet overal [yfkeopreis, aan elkaar, en dan nog een 7] erachter.",
        "Je belt [nul achthonderd, en dan, eh, zesenzeventig, zesenzeventig]. Dan ben je een half uur bezig.",
        "Hij schreef: [Postbus, eh, negentien, vierentwintig], Lisse. Dat is van de kerk.",
        "Zet me er maar op. [Gijsbers met g, i, j, punt l, apestaartje hetnet punt nl]. Ik heb hem al lang.",
        "Het is [j en m vosselman, aan elkaar, met en als woordje, at solcon punt nl].",
        "I: Mijn nummer? Mail maar naar [zonnetje acht apenstaartje gmail punt com].\nR: [Zonnetje acht], ja.",
        "R: Mail naar [c punt wekker apestaart levvel punt nl].\nI: Ach ja, [wekker], zonder s. Ik stuur het.",
        "Mail naar [info at vrolijkkoelhuis punt nl].\nI: Met dubbel k?\nR: Ja, [vrolijkkoelhuis], met twee "
        "keer een k.",
        "Mijn nummer is [06 14 36 70 88]. Die [acht acht] op het eind moet [acht negen] zijn.",
        "Bel maar [06 14 36 70 63]. Die [63] is eigenlijk een [53], dat is fout gedrukt.",
        "Bel [038 421 56 30].\nI: [Dertig] op het laatst. En een mobiel nummer?",
        "Baas: Dat doet Lammert. [Administratie apenstaartje visschergrondverzet, dus v i, dubbel s, c h "
        "e r, en dan grondverzet, punt nl]. Excel dan.",
        "Zorgbegeleider: [T.tenbroeke, ten broeke aan elkaar met oe, apenstaartje sensire.nl]. Alleen "
        "kijk ik daar op maandag pas op.",
        "Ik maak filmpjes over de opleiding. Kapper, niveau 3. Ik heet daar [at knip met pip], maar dan met dubbel p.",
        "Mijn telefoon is, eh, [plus, plus 3 8 0, 6 7, 5 5 1, 0 2, 9 4]. Dat is nog de oude.",
        "Daar moest je een brief heen sturen, [5 8 0 1 KC, nummer 2 2]. En nooit antwoord.",
        "[Drieëntachtighonderd A A]. En een telefoonnummer?",
        "Krijg ik een mail, van [j hordijk, at tcr mbo nl], geen onderwerp, alleen een duim.",
        "Die eigenaar zei: volg mij maar, [trefpunt puntje frietje nul een zes vier]. Ik dacht wat is dit.",
        "Ik moest opschrijven, [f hoekema, in één woord, apenstaart, kliniek streepje itwetter punt frl], en dat frl.",
        "Daar heb ik je postcode voor nodig. R: [7682, eh, WP, Willem Pieter, nummer 9, of nou ja 9a], "
        "anders komt het bij de buren.",
        "Per post graag. [2162, eh, HK, van Hendrik Karel, huisnummer 55, of nee, 57], wij zijn de hoek.",
        "Dat is [s punt wielhouwer, dus w-i-e-l-h-o-u-w-e-r, ja met o-u, apenstaartje "
        "zorgsaam-kuststreek punt nl]. Onderzoeker.",
        "Zijn vaste lijn deed het nog: [0345, en dan, eh, mijn dochter staat net te praten, sst, 57 11 … "
        "57 11 86]. Daar woont nu iemand anders.",
        "dan moet je een rekeningnummer doorgeven nou dat is dan [nl zesentwintig abna nul vier eh nul "
        "vier één acht nee niet één acht maar acht één zeven zeven drie drie nul twee] dat staat op haar "
        "naam",
        "die kan naar mijn huis dat is [eenentachtig dertig nee wacht drieëntachtig eenentwintig en dan "
        "de letters eh r k van rinus karel nummer veertien] dus dat wordt dan",
        "heb je ook een mailadres voor ons ja dat is [oumaima met o u dus o u m a i m a punt werk "
        "apenstaartje outlook punt com] oké",
        "je bsn staat op je pas en ik zeg [twee nul zeven eh ik heb m'n bril niet op drie drie één nee "
        "drie één drie vijf vijf acht] en zij zegt het hard",
        "Interviewer: Op naam van?\nDeelnemer: [M. Kasprzyk]. Dat spel ik ook maar even.",
        "I: Welke wijk deed je?\nR: [Hulst], en de dorpen eromheen. Er stond altijd wind.",
        "Mijn vrouw is een [Slager] van zichzelf, en haar vader was ook al zo.",
        "Wij wonen in [Lopik], aan de [Lopikerweg Oost honderdtweeëntachtig], al jaren. Nee, [Akerstraat-Noord 318].",
        "Bij mij is het [Singel driehonderdvier], twee hoog, in [Amsterdam].",
        "Dat mag naar kantoor. [Brink zesenvijftig], [vierenzeventig elf, B V]. Wel mijn naam erop.",
        "Gewoon thuis. [Kloosterveste 81], [9401 KP]. Als het maar niet te laat is.",
        "Ik bel elke week. [038 850], eh, [38 50], hoe was het, [850 31 77]. Keuze 4.",
    ],
)
def test_what_is_said_with_asides_goes(marked: str) -> None:
    assert missed(marked, "[]") == []


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        (
            "Wij staan op Instagram. At je daar wel eens over na? At iedereen mee?",
            "At je daar wel eens over na? At iedereen mee",
        ),
        ("Bel 06 24 81 63 70. Het aantal moet 47 zijn, dacht ik.", "Het aantal moet 47 zijn, dacht ik."),
        ("Zij heeft 06 22 19 .. .. gehad. Actie: brief naar Kerkpad 41, 4695 CJ.", "gehad. Actie: brief naar"),
        (
            "Op Insta heet ik @dylano.vdh_010. Met een punt en dan een streepje laag.",
            "Met een punt en dan een streepje laag",
        ),
        ("NL06 BUNQ 0371 2828 80, en zij hadden 08 op het eind.", "en zij hadden"),
        ("Post gaat naar de postbus, Postbus 118, 7460 AC Rijssen.", "Post gaat naar de postbus"),
        (
            "Is het fietspad dan aan elkaar of los, aan elkaar toch? Spijkerbroek, aan elkaar.",
            "Is het fietspad dan aan elkaar of los, aan elkaar toch? Spijkerbroek, aan elkaar",
        ),
    ],
)
def test_what_stands_beside_contact_data_stays(text: str, stays: str) -> None:
    assert stays in redacted(text)

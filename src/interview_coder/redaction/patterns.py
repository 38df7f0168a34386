"""What contact data look like as they are written: a pattern for each way, and what a line must hold to be read."""

from __future__ import annotations

import re
from typing import Final

from interview_coder.redaction.addresses import TLD, WRITTEN_TLD
from interview_coder.redaction.nets import CUES, NET, ON_THE_NET

# Two letters behind a number that are a word or a unit, not the letters of a postcode.
_NO_POSTCODE: Final = (
    "(?:de|do|ga|go|so|to|my|hi|ai|hé|en|in|of|op|is|ze|ik|je|we|te|al|uit|um|dm|km|cm|kg|na|zo|da|"
    r"zn|ww|bv|nv|er|om|me|eh|uh|ja|af|nu|he|ha|ah|oh|"
    "hm|ml|mm|mg|gr|pk|kw|gb|mb|tb|ex|eu|wo|ma|di|vr|za|mi|ie|as|ne|nr|en|ei|ee|st|pp|pm|am|va|vb|bo|lj|km|hz|cc|cl|dl|ha)"
)
_HOUSE: Final = (
    r"(?:(?:[\s,]*|\s*-\s*|[\s,]+(?:(?:huis)?nummer|(?:huis)?nr\.?)\s+)\d{1,5}"
    r"(?:\s?-?[a-zA-Z](?!\w)|-\d{1,3}(?!\w)|\s(?:of|en)\s\d{1,4}(?!\w)|[\s-]?(?:bis|hs|[IVX]{1,3}|i{2,3})(?!\w))?(?!\w|\.\d))?"
)
_OPEN: Final = r"[(\[{<]"
_SHUT: Final = r"[)\]}>]"
# What numbers follow that are nobody's: norms, laws, levels, amounts, colours, parts.
_NORM: Final = (
    "(?:ISO|NEN|EN|BRL|CE|DIN|IEC|NPR|NTA|SIKB|VCA|EU|PGS|RAL|ISBN|ISSN|EAN|DOI|BW|AVI|UN|CAS|IEEE|ASTM|ATA|MIL|SAE|EUR|USD|"
    "GBP|MBO|HBO|WO|VWO|HAVO|VMBO|BBL|BOL|ROC|AOC|VSO|PRO|BPV|CPU|GPU|RTX|GTX|LED|PVC|PC|TV|DVD|HZ|KHZ|KV|VOLT|KW|KG|KM|"
    "CREBO|KD|NACE|BSN|KVK|BTW|TEL|NR|ID|BIG|IBAN|BIC|SBI|ICD|DSM|CAO|OC|NL|BE|DE)(?![A-Z])"
)
# Begins of words for numbers of a programme, a law, a book, a page, a make: of nobody.
_NOBODYS: Final = (
    r"(?<!\w)(?!(?i:crebo|croho|isbn|artikel|serie|type|model|product|versie|huis|kamer|lokaal|volg|regel|pagina|"
    r"onderdeel|kleur|batch|lot|norm|factuur|order|bestel|un)\w*)"
)
# Numbers as words.
_IN_WORDS: Final = "[^\\W\\d_]*(?:honderd|tig|tien|elf|twaalf|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_LETTER: Final = "(?:[a-z]|bee|cee|dee|gee|haa|jee|kaa|ka|pee|tee|vee|wee|zet|iks)"
# A reason and how sure it is; the digits that a line has at least, and what it has one of, small; the pattern.
_PATTERNS: Final[tuple[tuple[str, float, int, str, str], ...]] = (
    ("url", 0.99, 0, ":// www", r"\b(?:https?://|ftp://|www\s?\.)[^\s<>\"“”\[\]{}]+"),
    ("url", 0.97, 0, "www", rf"\bwww\s?\.(?:\s?\w[\w-]*\s?\.){{1,8}}\s?(?:{WRITTEN_TLD})(?!\w)"),
    # As a transcript parts what was one: *www. bakkerij oosterhout.nl*.
    ("url", 0.95, 0, "www", rf"\bwww\s?\.(?:\s\w[\w-]*){{1,4}}\s?\.\s?(?:{TLD})(?!\w)"),
    ("e-mail", 0.99, 0, "@", r"(?<![\w.+%-])(?:mailto:)?\w[\w.+%'’-]*@\w[\w.-]*\w"),
    # Typed over a comma: *jansen@live,nl*.
    ("e-mail", 0.9, 0, "@", rf"(?<![\w.+%-])\w[\w.+%'’-]*@\w[\w-]*,(?:{TLD})(?!\w)"),
    ("e-mail", 0.97, 0, "@", rf"(?<![\w.+%-])\w[\w.+%-]*\s?@\s\w[\w-]*(?:\s?\.\s?\w[\w-]*)*?\s?\.\s?(?:{TLD})(?!\w)"),
    (
        "e-mail",
        0.97,
        0,
        "( [ { <",
        rf"(?<![\w.+%-])\w[\w.+%-]*(?:\s?{_OPEN}\s?(?:punt|dot|streepje|underscore)\s?{_SHUT}\s?\w[\w-]*)*"
        rf"\s?{_OPEN}\s?(?:at|a|@|apenstaart(?:je)?|apestaart(?:je)?|ad(?=\s?{_SHUT}\s?\w[\w-]*\s?[.({{\[<]))\s?{_SHUT}\s?\w[\w-]*"
        rf"(?:(?:\s?{_OPEN}\s?(?:punt|dot|\.)\s?{_SHUT}\s?|\.|\s\.\s?(?=(?:\w[\w-]*\s?\.\s?)?(?:{TLD})(?!\w)))\w[\w-]*)*",
    ),
    ("url", 0.9, 0, "( [ { <", rf"(?<![\w@.-])\w[\w-]*(?:\s?{_OPEN}\s?(?:punt|dot)\s?{_SHUT}\s?\w[\w-]*)+"),
    (
        "handle",
        0.9,
        0,
        CUES,
        rf"{ON_THE_NET}\s?[:=]\s?(?P<it>\w[\w.:]*\w)",
    ),
    (
        "handle",
        0.85,
        0,
        CUES,
        rf"\b{NET}\s?(?:[:=]|is)\s?(?P<it>(?=[^\W\d_]+[._\d])\w[\w.]*\w)",
    ),
    (
        "e-mail",
        0.95,
        0,
        "@",
        rf"(?<![\w.+%-])\w[\w+%-]*(?:\s[._-]\s\w[\w+%-]*)+\s?@\s?\w[\w-]*(?:\s?\.\s?\w[\w-]*)*?\s?\.\s?(?:{TLD})(?!\w)",
    ),
    ("handle", 0.95, 0, "@", r"(?<![\w@.])@\w[\w.-]*"),
    ("handle", 0.95, 0, "#", r"(?<![\w@.])\w{2,32}#\d{4}(?!\w)"),
    (
        "handle",
        0.9,
        0,
        "_",
        r"(?<![\w.@])(?=\w{0,40}[^\W\d_])\w{0,40}[^\W_]_{1,3}[^\W_]\w{0,40}(?:\.\w{1,40})?",
    ),
    (
        "url",
        0.9,
        0,
        ".",
        rf"(?<![\w@.-])(?:[a-z0-9][\w-]*\.)+(?:{WRITTEN_TLD})(?::\d{{2,5}})?(?:/[^\s<>\"“”\[\]]*)?(?![\w-])"
        r"(?:,?\s(?:(?:en\s)?dan\s)?(?:schuine streep|slash),?\s(?:(?:eh|uh|en dan|dan),?\s)?\w[\w-]*)*",
    ),
    # Endings that are words, or of two letters, need a path behind them or a word for a site before them.
    (
        "url",
        0.9,
        0,
        "/",
        r"(?<![\w@./-])(?:[a-z0-9][\w-]*\.)+(?:me|ly|gle|ee|to|gl|gd|am|fm|ai|cc|tk|ws|is|no|so|ma)/[\w@+][^\s<>\"“”\[\]]*",
    ),
    (
        "url",
        0.85,
        0,
        "site shop pagina link domein kijk surf",
        r"\b(?:web)?(?:site|shop|pagina|link|domein|kijk|kijken|surf)\b[^.!?\n]{0,20}?(?:\b(?:op|naar|is|heet|via)|:)\s"
        r"(?P<it>(?:[a-z0-9][\w-]+\.)+(?:me|one|top|land|bank|post|name|live|team|taxi|art|zorg|bio|film|museum|restaurant|am|fm|ai))(?!\w)",
    ),
    (
        "phone",
        0.97,
        7,
        "",
        r"(?<![\w.,/-])(?:\(?(?:\+|00)\s?[1-9]\d{0,2}\)?[\s.()/‐‑–-]*(?:\(0\)[\s.-]*)?\d(?:[\s.()/‐‑–-]{0,3}\d){6,10}"
        r"|\(?0\d{1,3}\)?(?:[\s./‐‑–-]{0,3}\d){6,8})(?!\w)(?:,?\s(?:toestel|tst\.?|doorkies)\s?(?:nummer\s)?\d{1,5}(?!\w))?",
    ),
    # One that breaks off: *+31 6, en dan*.
    ("phone", 0.8, 3, "+31 0031", r"(?<!\w)(?:\+|00)31(?:[\s-]?\(0\))?[\s-]?[1-9](?:[\s-]?\d){0,7}(?!\w)"),
    ("phone", 0.8, 5, "+ 00", r"(?<!\w)(?:\+|00)(?:3[2-469]|4[0-9]|90|212)[\s-]?[1-9](?:[\s-]?\d){2,7}(?!\w|[.,]\d|%)"),
    ("phone", 0.8, 6, "+ 00", r"(?<![\w.,/-])(?:\+|00)(?:3[1-469]|4[0-9]|90|212)(?:,\s\d{2,5}){1,3}(?!\w|[.,]\d)"),
    # Digit by digit: *ons nummer thuis: 3 1 4 7*.
    ("phone", 0.75, 4, "nummer", r"\b(?:telefoon)?nummer\b[^!?\n\d]{0,60}(?P<it>(?!1 2 3)\d(?: \d){3,9})(?!\w|[.,]\d)"),
    # Masked, or with what was never filled in: *06******48*, *0511 54 28 xx*.
    (
        "phone",
        0.85,
        0,
        "*",
        r"(?<![\w.,/-])(?:\+31|0)\d{1,3}(?:[\s-]?\d){0,9}[\s-]{0,3}(?:\*[\s-]?){2,9}(?:\d{1,4}(?!\w))?",
    ),
    (
        "phone",
        0.85,
        3,
        "x",
        r"(?<![\w.,/-])0\d{1,3}(?:[\s-]{0,3}\d){0,9}[\s-]{0,3}x{2,8}(?:[\s-]?x{2,4})*(?:\d{1,4}|(?:[\s-]\d{2,4}){1,3})?(?!\w)",
    ),
    ("phone", 0.85, 7, "x", r"(?<![\w.,/-])0\d{1,3}(?:[\s-]{0,3}\d){4,8}x(?!\w)"),
    # The end of a number whose beginning is dots, and its beginning alone: *..40 88*, *076-7*.
    ("phone", 0.7, 4, ".. …", r"(?<![\w.])(?:\.{2,3}|…)\d\d[ -]?\d\d(?:[ -]?\d\d){0,3}(?!\w|[.,:]\d)"),
    ("phone", 0.7, 4, "-", r"(?<![\w.,/-])0[1-7]\d{1,2}-\d{1,5}(?![\w-]|[.,]\d)"),
    # The half of an address before its sign: *info@ en dan hetzelfde*.
    ("e-mail", 0.8, 0, "@", r"(?<![\w.+%@-])[^\W\d_][\w.+%-]{1,40}@(?!\.?\w|@)"),
    ("bsn", 0.85, 0, "*", r"(?<![\w*])\*{3,6}[\s.-]?(?:\*{2,4}[\s.-]?)?\d{2,4}(?![\w*])"),
    ("e-mail", 0.95, 0, "*", r"(?<![\w*])\w{1,20}\*{2,12}\w{0,20}@\w[\w.*-]*\w"),
    ("postcode", 0.8, 2, "* x", r"(?<!\w)[1-9]\d\s?(?:\*\*|xx)\s?(?:[a-z]{2}|\*\*)(?!\w|\*)"),
    # The number of a student: *s1180426*.
    ("bsn", 0.85, 7, "s", r"(?<!\w)s\d{7,9}(?!\w)"),
    # The number of a town hall: 14 and the area.
    ("phone", 0.85, 5, "", r"(?<![\w.,/-])14[\s-]0\d{2,3}(?!\w|[.,-]\d)"),
    (
        "phone",
        0.8,
        5,
        "14",
        r"\b(?:bel|belt|belde|bellen|nummer)\b[^.!?\n\d]{0,24}(?P<it>140[1-9]\d{1,2})(?!\w|[.,]\d|\s?(?:euro|€))",
    ),
    (
        "phone",
        0.8,
        2,
        "toestel door tst int pieper bieper",
        r"\b(?:toestel(?:nummer)?|[pb]ieper(?:nummer)?|door(?:kies(?:nummer|en)?|kiezen)|tst\.?|int\.|intern)\s?(?:op|naar|nummer|nr\.?|is|:)?\s?"
        r"(?P<it>\d(?:\s?\d){1,5})(?!\w|[.,:]\d|\s(?:uur|jaar|euro|procent|studenten|leerlingen|mensen|keer))",
    ),
    ("e-mail", 0.7, 4, "erachter", r"(?<![\w.])(?P<it>\d{4,9}),?\s(?:en\s)?(?:de|het)?zelfde\serachter\b"),
    ("phone", 0.8, 5, "tel", r"\btel\b\.?:?\s(?P<it>\d(?:[ .-]?\d){4,7})(?!\w|[.,]\d)"),
    (
        "phone",
        0.7,
        0,
        "nummer cijfer",
        r"\b(?:nummer|cijfer)\b[^!?\n]{0,80}\b(?:een|twee|nog|dubbele?)\s(?P<it>(?!0\s(?:er)?voor)\d{1,3}|(?!cijfer|nummer|nul\s(?:er)?voor)[a-z]{3,6})\s(?:er\s?)?"
        r"(?:voor|achter|tussen|ervoor|erachter|ertussen|erbij|bij|te\sveel|te\sweinig)(?!\w|\s(?:de|het|mij|me|hem|haar|ons|zich|school|elkaar|wie|wat)\b)",
    ),
    # A digit that was taken for another: *een negen getikt in plaats van een acht*.
    (
        "phone",
        0.7,
        0,
        "plaats",
        r"\b(?:nummer|06|telefoon|postcode)\b[^!?\n]{0,60}\b(?P<it>een\s(?:\d|[a-z]{3,5}))\s(?:ge(?:tikt|toetst|typt|draaid|beld|schreven|hoord)|"
        r"in(?:getoetst|getikt|getypt)|op(?:geschreven)?|aan|staan|gezet)\b[^.!?\n]{0,30}\bin plaats van\s",
    ),
    (
        "phone",
        0.7,
        0,
        "plaats",
        r"\b(?:nummer|06|telefoon|postcode)\b[^!?\n]{0,60}\been\s(?:\d|[a-z]{3,5})\s[^.!?\n]{0,45}\bin plaats van\s"
        r"(?P<it>een\s(?:\d|nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen))(?!\w)",
    ),
    ("iban", 0.97, 12, "", r"(?<!\w)[A-Z]{2}\s?\d{2}[\s-]?[A-Z]{4}(?:[\s-]?\d){10}(?!\w)"),
    # One that breaks off behind its bank: *NL76 RABO 03 en dan*.
    (
        "iban",
        0.9,
        2,
        "nl",
        r"(?<!\w)NL\s?\d{2}[\s-]?(?:ABNA|ASNB|BUNQ|INGB|KNAB|RABO|RBRB|REVO|SNSB|TRIO|FVLB|HAND)(?:[\s-]?\d){0,9}(?!\w)",
    ),
    # Its first four signs, with words before its bank: *NL63 zijn, RABO 0147 …*.
    (
        "iban",
        0.8,
        2,
        "nl",
        r"(?<!\w)NL\s?\d{2}(?=[^\w\n][^.?!\n]{0,30}\b(?:ABNA|ASNB|BUNQ|INGB?|KNAB|RABO|RBRB|SNSB|TRIO)\b)",
    ),
    ("iban", 0.95, 14, "", r"(?<!\w)[A-Z]{2}\d{2}(?:[\s-]?\d{4}){3,6}(?:[\s-]?\d{1,3})?(?!\w)"),
    (
        "iban",
        0.9,
        5,
        "giro rekening",
        r"\b(?:giro|(?:bank|spaar|giro)?rekening)(?:nummer|nr\.?)?\b[^\d\n.!?]{0,16}"
        r"(?P<it>\d(?:[ .-]?\d){4,9})(?!\w|[.,]\d)",
    ),
    (
        "postbus",
        0.9,
        1,
        "postbus antwoordnummer box",
        r"(?<!\w)(?:postbus|antwoordnummer|p\.?\s?o\.?\s?box)\s+(?:nummer\s+)?\d(?:[\d .]*\d)?(?!\w)",
    ),
    (
        "postbus",
        0.9,
        0,
        "postbus antwoordnummer",
        r"(?<!\w)(?:postbus|antwoordnummer)\s+(?:nummer\s+)?[^\W\d_]*(?:duizend|honderd)[^\W\d_]*(?!\w)",
    ),
    (
        "postcode",
        0.85,
        4,
        "postcode",
        r"\bpostcode(?:s|gebied|wijk)?\b[^\d\n.!?]{0,16}(?P<it>[1-9]\d{3}(?:\s?(?:en|,|of)\s[1-9]\d{3})*)(?!\w|[.,]\d)",
    ),
    ("postcode", 0.8, 2, "postcode", r"\bpostcode(?:gebied|wijk)\s(?P<it>[1-9]\d)(?!\w|[.,]\d)"),
    ("postcode", 0.85, 4, "-", r"(?<![\w-])(?:NL|B|D)-\s?[1-9]\d{3,4}(?:\s?[A-Z]{2})?(?![\w-])"),
    # A Belgian postcode says nothing but behind a street.
    (
        "postcode",
        0.85,
        5,
        "",
        r"(?:straat|laan|weg|plein|dreef|lei|kaai|markt|hof|pad|kade|dijk)\s+\d+\s?[a-z]?(?:\s*,?\s*(?:bus|bte)\s*\w+)?"
        r"\s*,?\s+(?P<it>(?:B-?\s?)?[1-9]\d{3})(?!\w)",
    ),
    (
        "postcode",
        0.85,
        6,
        "",
        r"(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer)\s+\d{1,4}\s?[a-z]?\s*,?\s+"
        r"(?P<it>(?:D-?\s?)?\d{5})(?!\w)",
    ),
    # Words with dots and a digit are somebody's name on a site: olena.shev.91.
    (
        "handle",
        0.85,
        1,
        ".",
        r"(?<![\w@./-])(?=[\w.]{0,40}[^\W\d_]\d|[\w.]{0,40}\.\d+\b)[^\W\d_]{2,30}\w{0,20}(?:\.(?:\w{2,30}|[^\W\d_](?=\.))){1,4}(?![\w@])",
    ),
    # The numbers of several extensions: *drie toestellen: de balie is 3300, de keuken 3312*.
    *(
        (
            "phone",
            0.75,
            3,
            "toestel",
            r"\btoestellen\b[^\n]{0,120}?(?<![\w.,/-])"
            + r"\d{3,5}\b[^\n.!?]{1,40}?\b" * more
            + r"(?P<it>(?!19|20)\d{3,5})"
            r"(?!\w|[.,:]\d|\s(?:uur|jaar|euro|keer|mensen))",
        )
        for more in range(4)
    ),
    # What follows the word for an account.
    (
        "handle",
        0.8,
        0,
        f"{CUES} teams",
        rf"(?:{ON_THE_NET}|teams)\b[^.!?\n]{{0,40}}?\b(?:heet|ben|is|was|werd|luidt|onder|als|naam|via|naar|volg|zoek)\b[^.!?\n]{{0,12}}?\s"
        r"[\"“'‘]?(?:live:)?(?P<it>(?=\w*\d)(?=\w*[^\W\d_]{2})\w{4,30}|[^\W\d_]{1,20}(?:[._]\w{2,20}){1,4}|[^\W\d_]{3,20}[._]\w)(?![\w@])",
    ),
    (
        "handle",
        0.8,
        0,
        CUES,
        rf"\b{NET}[.,:]\s(?P<it>[^\W\d_]{{2,20}}[._]\w{{1,20}}(?:[._]\w{{1,20}}){{0,3}})(?![\w@])",
    ),
    (
        "handle",
        0.85,
        1,
        f"{CUES} magister",
        rf"(?:{ON_THE_NET}|magister)"
        r"[^.!?\n\w]{1,4}(?P<it>(?=\w*\d)(?=\w*[^\W\d_]{3})\w{5,30})",
    ),
    # A number that is somebody's or something's; not that of a programme, a law, a book, a page.
    (
        "bsn",
        0.85,
        5,
        "nummer nr",
        rf"(?:{_NOBODYS}[^\W\d_]{{2,}}-?(?:nummer|nr\b\.?)|(?:student|leerling|personeels|klant|dossier)-?\s?nummer)"
        r"[^\d\n.!?]{0,20}?(?P<it>(?!(?:[A-Z]-)?(?:19|20)\d\d-)(?:[A-Z]{0,3}|[A-Z]-)\d(?:[ .-]?\d){4,15})(?!\w|[.,]\d)",
    ),
    # A number without a word for whose it is: *onder nummer 003391*; and one that is told afterwards.
    (
        "bsn",
        0.75,
        6,
        "nummer",
        r"\b(?:onder|met|is|was|stond|had|heb|mijn|m'n|zijn|haar|je)\s(?:ik\s|hij\s|zij\s)?nummer\s(?P<it>\d{6,10})(?!\w|[.,]\d)",
    ),
    (
        "bsn",
        0.8,
        6,
        "nummer",
        r"(?<![\w.,-])(?P<it>[A-Za-z]{0,2}-?\d{6,10})\b,?\s(?:dat|en dat|dit)\s(?:is|was)\s"
        r"(?:mijn|m'n|zijn|z'n|haar|d'r|ons|je|het)\s"
        r"(?:\w+\s)?(?:student|leerling|personeels|medewerkers|werknemers|klant|deelnemers)-?nummer\b",
    ),
    (
        "bsn",
        0.85,
        7,
        "kvk id ov-chip chipkaart bankpas big vog btw id-kaart paspoort rijbewijs identiteitskaart reisepass ausweis",
        r"\b(?:kvk|id|ov-chip\w*|chipkaart|bankpas|big|vog|btw|id-kaart|paspoort|rijbewijs|identiteitskaart|reisepass|"
        r"\w{0,10}ausweis)\b[^\d\n.!?]{0,24}?\b(?P<it>[a-z]{0,2}\d(?:[ .-]?\d){6,18})(?!\w)",
    ),
    (
        "bsn",
        0.75,
        0,
        "ervoor erachter",
        r"\b(?:student|leerling|personeels|klant)\w*(?:nummer|nr)\b[^!?\n]{0,80}\bmet (?:een|de|de letter) "
        r"(?P<it>[a-z]) er(?:voor|achter)(?!\w)",
    ),
    # In speech, a sign at a time: *n x 4 r 8 8 2 k 6*.
    ("bsn", 0.75, 5, " ", r"(?<![\w'’.,/-])(?=(?:(?:[a-z] )*\d ?){5})[a-z](?: [a-z\d]){5,20}(?![\w-]|[.,]\d)"),
    # The same in words: *studentnummer vierhonderdtwaalfduizend driehonderd*.
    (
        "bsn",
        0.8,
        0,
        "duizend",
        r"\b(?:student|leerling|personeels|klant|relatie|polis|lidmaatschaps|paspoort|inlog)-?\s?(?:nummer|nr\.?)[^\d\n.!?]{0,20}?"
        rf"\b(?P<it>[^\W\d_]*duizend[^\W\d_]*(?:\s(?:en\s)?(?:{_IN_WORDS}))*)(?!\w)",
    ),
    (
        "bsn",
        0.85,
        1,
        "paspoort rijbewijs id-kaart identiteitskaart id-bewijs",
        r"\b(?:paspoort|rijbewijs|id-kaart|identiteitskaart|id-bewijs)\w*\b[^\d\n.!?]{0,24}?\b"
        r"(?P<it>(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{7,12})(?!\w)",
    ),
    ("bsn", 0.9, 11, "", r"(?<!\w)NL\s?\d{3}\.?\d{3}\.?\d{3}\.?B\d\d(?!\w)"),
    (
        "bsn",
        0.85,
        1,
        "kenteken nummerplaat nummerbord",
        r"\b(?:kenteken|nummerplaat|nummerbord)\w*\b[^.!?\n]{0,20}?\b(?P<it>(?=[\w-]*\d)[A-Z\d]{1,3}-[A-Z\d]{2,3}-[A-Z\d]{1,2}"
        r"|(?!is|was|van|en|de|het|dat)[A-Z]{1,3}[ -]?\d{1,3}[ -]?[A-Z]{1,3}|\d{1,3}[ -]?[A-Z]{1,3}[ -]?\d{1,3})(?!\w)",
    ),
    ("phone", 0.8, 3, "intern", r"\bintern[e]? (?:tele?foon)?nummer (?:is|:)?\s?(?P<it>\d(?:\s?\d){2,5})(?!\w)"),
    (
        "postcode",
        0.9,
        0,
        "duizend",
        r"\b(?:(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen) ?)?duizend"
        r"(?: ?(?:en )?\w*(?:honderd|tig|tien|elf|een|twee|drie|vier|vijf|zes|zeven|acht|negen)\w*){0,2}"
        rf"[ ,]+{_LETTER}(?: van \w+)?[ ,]+(?:en )?{_LETTER}(?!\w)"
        r"(?: van \w+)?(?:[ ,]+(?:huis)?nummer \w+)?",
    ),
    # Hundreds of tens: *drieëntachtighonderd A A*.
    ("postcode", 0.9, 0, "honderd", rf"\b[a-zë]*(?:tien|tig|elf|twaalf)honderd[ ,]+{_LETTER}[ ,]+{_LETTER}(?!\w)"),
    (
        "phone",
        0.85,
        6,
        "tel mobiel",
        r"\b(?:tel|telefoon|telefoonnummer|mobiel|mobielnummer)\b[.:]?\s(?:is\s)?(?P<it>\d{6,10})(?!\w)",
    ),
    (
        "handle",
        0.8,
        0,
        CUES,
        r"(?<![\w@./-])(?P<it>[^\W\d_]{2,20}(?:[._]\w{1,20}){1,4})(?![\w@])[^.!?\n]{0,25}?\bop\s"
        rf"{NET}",
    ),
    ("bsn", 0.85, 2, "brin", r"\bbrin\w*\b[^\n.!?]{0,15}?\b(?P<it>\d\d[a-z]{2}(?:\d\d)?)(?!\w)"),
    ("phone", 0.85, 11, "", r"(?<![\w.,/-])31\s?6(?:\s?\d){8}(?!\w)"),
    # Plates have six signs in three groups of letters or digits; with a month it is a date.
    (
        "bsn",
        0.85,
        1,
        "-",
        r"(?<![\w-])(?=(?:[A-Z\d]-?){6}(?![\w-]))(?=[A-Z-]*\d)(?=[\d-]*[A-Z])(?!\d+-(?:jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)-)"
        r"(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{2,3}|\d{2,3})-(?:[A-Z]{1,3}|\d{1,3})",
    ),
    # A Belgian one has seven.
    ("bsn", 0.85, 4, "-", r"(?<![\w-])[12]-[A-Z]{3}-\d{3}(?![\w-])"),
    # A number of seven digits on its own is nobody's amount, if it is not round and nothing is counted by it.
    (
        "bsn",
        0.8,
        7,
        "",
        r"(?<![\w.,/€-])(?<!€ )(?<!eur )\d{7}(?<!000)(?![\w-]|[.,]\d|\s(?:euro|mensen|studenten|leerlingen|jongeren|"
        r"keer|stuks|inwoners|views|volgers|nederlanders|huishoudens|banen)\b)",
    ),
    # With a house number behind it even *pk* is no unit.
    (
        "postcode",
        0.85,
        5,
        "nummer",
        r"(?<![\w.])[1-9]\d{3}\s?[a-z]{2}[ ,]+(?:huis)?nummer\s+\d{1,5}(?:\s?[a-z])?(?!\w)",
    ),
    # A number of eight or nine digits on its own is nobody's amount, if it is no day either: *20250226*.
    (
        "bsn",
        0.85,
        8,
        "",
        r"(?<![\w.,/-])(?<!build )(?<!versie )"
        r"(?!\d{1,3}(?:\.\d{3})+(?!\d)|(?:19|20)\d\d-\d{4}(?!\d)|20[0-3]\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d))"
        r"\d(?:[ .-]?\d){7,8}(?![\w-]|[.,]\d)",
    ),
    # The number of somebody who asks for asylum: no amount is written so.
    ("bsn", 0.8, 10, " ", r"(?<![\w.,/€-])(?<!€ )[1-9]\d\d \d{3} \d{4}(?![\w-]|[.,]\d)"),
    ("bsn", 0.8, 10, "", r"(?<![\w.,/-])(?<!isbn )(?<!isbn: )\d{10,19}(?![\w-]|[.,]\d)"),
)
_EXACT: Final[tuple[tuple[str, float, int, str, str], ...]] = (
    # Half a postcode: *4816 met een A en iets*, *3762 en nog iets*.
    (
        "postcode",
        0.75,
        4,
        "",
        r"(?<![\w.,€])(?!19|20)(?P<it>[1-9]\d{3}) "
        r"(?:met een [A-Z](?!\w)|en (?:nog |dan )?iets(?!\s(?:van|als|meer|minder)))",
    ),
    # A number that breaks off: *06 8…*.
    ("phone", 0.75, 3, "", r"(?<![\w.,/-])06[ -]\d{1,3}(?=\s?(?:…|\.\.))"),
    ("phone", 0.75, 5, "-", r"(?<![\w.,/-])06\d{1,5}(?:-\d{1,4}){0,3}-(?=\s[^\W\d])"),
    # A number that is spelled behind its word: *nummer S 1 3 3 0 6 2*.
    ("bsn", 0.75, 4, "nummer", r"nummer,? (?P<it>[A-Z](?: \d){4,9})(?!\w| \d|[.,]\d)"),
    # The number of somebody at work: *P104482*.
    ("bsn", 0.8, 6, "", r"(?<![\w.,/-])[A-Z]\d{6,9}(?![\w-]|[.,]\d)"),
    # Capitals and digits: of a pass where one is spoken of, and in groups; no norm, no amount, no year.
    (
        "bsn",
        0.75,
        4,
        "pas badge polis nummer",
        rf"\b(?:pas|pasje|badge|polis|nummer)\b[^.!?\n]{{0,25}}?(?<![\w.,/-])(?P<it>(?!{_NORM})[A-Z]{{2,4}}-?\d{{4,12}})"
        r"(?![\w-]|[.,]\d)",
    ),
    (
        "bsn",
        0.7,
        5,
        "",
        rf"(?<![\w.,/-])(?!{_NORM}|[A-Z]+ (?:\d+ )?(?:19|20)\d\d(?!\d))[A-Z]{{2,4}} "
        r"(?:\d{5,12}|(?=(?:\d ?){6})\d{2,4}(?: \d{2,5}){1,3})(?:-[A-Z])?(?![\w-]|[.,]\d|\s?(?:euro|uur|jaar|%))",
    ),
    # A number of letters and digits, where one was spoken of: *klantnummer … L-0093*.
    (
        "bsn",
        0.75,
        2,
        "nummer",
        r"\b(?:klant|student|leerling|deelnemers|personeels|relatie|lid|polis)nummer\b[^\n]{0,110}?(?<![\w-])"
        r"(?P<it>[A-Z]{1,3}-\d{4,6}|(?=[A-Z]{0,8}\d)(?=\d{0,8}[A-Z])[A-Z\d]{6,10})(?![\w-])",
    ),
    (
        "bsn",
        0.75,
        4,
        "nummer",
        rf"{_NOBODYS}(?!(?i:zaak))[^\W\d_]{{2,}}nummer\b[^\n]{{0,60}}?(?<![\w-])(?P<it>(?!{_NORM})(?=(?:[^\d\s]*\d){{4}})"
        rf"(?:[A-Z]{{1,4}}\d{{0,4}}(?:[-/.]\d{{2,8}}){{1,3}}"
        rf"|(?=[A-Z]{{0,12}}\d)(?=\d{{0,12}}[A-Z])[A-Z\d]{{6,12}}(?:[ -]\d{{4,8}})?))(?![\w-]|[.,]\d)",
    ),
    # Spelled, a sign at a time: *IR 6 4 B 0 8 1 7*.
    (
        "bsn",
        0.75,
        4,
        " ",
        rf"(?<![\w.,/-])(?!{_NORM})(?=[A-Z]{{1,4}} (?:(?:[A-Z] )*\d ?){{4}})[A-Z]{{1,4}}(?: [A-Z\d]){{4,16}}"
        r"(?![\w-]|[.,]\d)",
    ),
    # Of a car, a frame.
    (
        "bsn",
        0.75,
        4,
        "chassis vin frame",
        r"(?i:\b(?:chassis|vin|frame))[^\n]{0,60}?(?<![\w-])"
        r"(?P<it>(?=(?:[^\d\s]*[ -]?\d){4})[A-HJ-NPR-Z\d]{8,17}(?:[ -]\d{4,8})?)(?![\w-])",
    ),
    # Letters for digits: *06-POOTJES*.
    ("phone", 0.85, 2, "-", r"(?<![\w.,/-])0(?:6|[89]00|8[58]|[1-7]\d{1,2})-\d{0,4}[A-Z]{4,9}(?![\w-])"),
    # In small letters and glued, with a house number; no measure: *3305vb 101*, not *1500kg 3*.
    (
        "postcode",
        0.8,
        5,
        "",
        r"(?<![\w.,])[1-9]\d{3}(?!k[gm]|[cm]m|m[bl]|cc|[gk]b|eu|pk|hp|st|ex)[a-z]{2}\s\d{1,4}[a-z]?(?!\w|[.,:]\d|\s?(?:uur|keer|jaar|euro|%))",
    ),
    ("postcode", 0.9, 4, "", r"(?<![\w.])[1-9]\d{3}(?:,? (?:en|dan|met|de|letters|nog)){1,4} [A-Z]\s?[A-Z](?!\w)"),
    (
        "postcode",
        0.95,
        4,
        "",
        r"(?<![\w.])(?!\d{4} [GMT]B (?:aan |werk|video)?(?:geheugen|ram|opslag|data|ruimte|vrij)\b)"
        rf"[1-9]\d{{3}}\s?[A-Z]\s?[A-Z]{_HOUSE}(?!\w)",
    ),
    (
        "postcode",
        0.8,
        4,
        "",
        rf"(?<![\w.])(?!(?:19|20)\d\d\s)[1-9]\d{{3}}\s?(?!{_NO_POSTCODE}\b)[a-z]\s?[a-z]\b{_HOUSE}(?!\w)",
    ),
    ("postcode", 0.85, 5, "", rf"(?<![\w.])[1-9]\d{{3}}(?!{_NO_POSTCODE})[a-z]{{2}}\d{{1,4}}(?!\w)"),
)
RULES: Final = tuple(
    (reason, confidence, digits, tuple(needs.split()), re.compile(pattern, flags))
    for table, flags in ((_PATTERNS, re.IGNORECASE), (_EXACT, 0))
    for reason, confidence, digits, needs, pattern in table
)

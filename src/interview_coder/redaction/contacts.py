"""E-mail, telephone, postcode with number, URL, handle, citizen service number, as they are written.

What is said out loud (*jan punt de vries apenstaartje gmail punt com*) is in the modules ``spoken`` and ``addresses``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from interview_coder.domain.model import Find, NameKind
from interview_coder.redaction.addresses import TLD, WRITTEN_TLD, find_addresses
from interview_coder.redaction.dictation import find_dictated
from interview_coder.redaction.echoes import find_echoes
from interview_coder.redaction.figures import FREE_LINES
from interview_coder.redaction.halves import find_halves
from interview_coder.redaction.lexicon import KNOWN_WORD, Flag, lexicon
from interview_coder.redaction.pieces import find_pieces
from interview_coder.redaction.speech import NUMBERS, Speech
from interview_coder.redaction.spoken import ALPHABET, find_numbers
from interview_coder.redaction.tokens import tokenise, words

# Two letters behind a number that are a word or a unit, not the letters of a postcode.
_NO_POSTCODE: Final = (
    "(?:de|do|ga|go|so|to|my|hi|ai|hé|en|in|of|op|is|ze|ik|je|we|te|al|uit|um|dm|km|cm|kg|na|zo|da|"
    r"zn|ww|bv|nv|er|om|me|eh|uh|ja|af|nu|he|ha|ah|oh|"
    "hm|ml|mm|mg|gr|pk|kw|gb|mb|tb|ex|eu|wo|ma|di|vr|za|mi|ie|as|ne|nr|en|ei|ee|st|pp|pm|am|va|vb|bo|lj|km|hz|cc|cl|dl|ha)"
)
_HOUSE: Final = (
    r"(?:(?:[\s,]*|\s*-\s*|[\s,]+(?:(?:huis)?nummer|(?:huis)?nr\.?)\s+)\d{1,5}"
    r"(?:\s?-?[a-zA-Z](?!\w)|-\d{1,3}(?!\w)|\s(?:of|en)\s\d{1,4}(?!\w)|\s?(?:bis|hs|[IVX]{1,3}|i{2,3})(?!\w))?(?!\w|\.\d))?"
)
_OPEN: Final = r"[(\[{<]"
_SHUT: Final = r"[)\]}>]"
# Numbers as words.
_IN_WORDS: Final = "[^\\W\\d_]*(?:honderd|tig|tien|elf|twaalf|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_LETTER: Final = "(?:[a-z]|bee|cee|dee|gee|haa|jee|kaa|ka|pee|tee|vee|wee|zet|iks)"
# Where somebody has a name on the net.
_ON_THE_NET: Final = (
    "insta snap tiktok twitter facebook discord telegram linkedin youtube gebruikersnaam account inlog profiel skype "
    "gamertag username nickname twitch teams threads bereal strava bluesky magister"
)
# A reason and how sure it is; the digits that a line has at least, and what it has one of, small; the pattern.
_PATTERNS: Final[tuple[tuple[str, float, int, str, str], ...]] = (
    ("url", 0.99, 0, ":// www", r"\b(?:https?://|ftp://|www\s?\.)[^\s<>\"“”\[\]{}]+"),
    ("url", 0.97, 0, "www", rf"\bwww\s?\.(?:\s?\w[\w-]*\s?\.){{1,8}}\s?(?:{WRITTEN_TLD})(?!\w)"),
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
        rf"\s?{_OPEN}\s?(?:at|a|ad|@|apenstaart(?:je)?|apestaart(?:je)?)\s?{_SHUT}\s?\w[\w-]*"
        rf"(?:(?:\s?{_OPEN}\s?(?:punt|dot|\.)\s?{_SHUT}\s?|\.|\s\.\s?(?=(?:\w[\w-]*\s?\.\s?)?(?:{TLD})(?!\w)))\w[\w-]*)*",
    ),
    ("url", 0.9, 0, "( [ { <", rf"(?<![\w@.-])\w[\w-]*(?:\s?{_OPEN}\s?(?:punt|dot)\s?{_SHUT}\s?\w[\w-]*)+"),
    (
        "handle",
        0.9,
        0,
        ": =",
        r"(?:insta(?:gram)?|snap(?:chat)?|tiktok|twitter|gebruikersnaam|account|skype|discord|telegram|gamertag|nickname|username|twitch)"
        r"\s?[:=]\s?(?P<it>\w[\w.:]*\w)",
    ),
    (
        "handle",
        0.85,
        0,
        "strava bluesky threads bereal github steam signal psn xbox reddit vinted linkedin",
        r"\b(?:strava|bluesky|threads|bereal|github|steam|signal|psn|xbox|reddit|vinted|linkedin)\s?(?:[:=]|is)\s?"
        r"(?P<it>(?=[^\W\d_]+[._\d])\w[\w.]*\w)",
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
        r"(?<![\w@./-])(?:[a-z0-9][\w-]*\.)+(?:me|ly|ee|to|gl|gd|am|fm|ai|cc|tk|ws|is|no|so|ma)/[\w@+][^\s<>\"“”\[\]]*",
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
    # The number of a town hall: 14 and the area.
    ("phone", 0.85, 4, "", r"(?<![\w.,/-])14[\s-]0\d{1,3}(?!\w|[.,]\d)"),
    (
        "phone",
        0.8,
        2,
        "toestel door tst int",
        r"\b(?:toestel(?:nummer)?|door(?:kies(?:nummer|en)?|kiezen)|tst\.?|int\.|intern)\s?(?:op|naar|nummer|nr\.?|is|:)?\s?"
        r"(?P<it>\d(?:\s?\d){1,5})(?!\w|[.,:]\d|\s(?:uur|jaar|euro|procent|studenten|leerlingen|mensen|keer))",
    ),
    ("phone", 0.8, 5, "tel", r"\btel\b\.?:?\s(?P<it>\d(?:[ .-]?\d){4,7})(?!\w|[.,]\d)"),
    (
        "phone",
        0.7,
        0,
        "nummer cijfer",
        r"\b(?:nummer|cijfer)\b[^!?\n]{0,80}\b(?:een|twee|nog|dubbele?)\s(?P<it>(?!0\s(?:er)?voor)\d{1,3}|(?!cijfer|nummer|nul\s(?:er)?voor)[a-z]{3,6})\s(?:er\s?)?"
        r"(?:voor|achter|tussen|ervoor|erachter|ertussen|erbij|bij|te\sveel|te\sweinig)(?!\w)",
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
    # What follows the word for an account.
    (
        "handle",
        0.8,
        0,
        _ON_THE_NET,
        r"(?:insta(?:gram)?|snap(?:chat)?|tiktok|twitter|facebook|discord|telegram|linkedin|youtube|gebruikersnaam|account|"
        r"inlog(?:naam)?|profiel|skype|gamertag|username|nickname|twitch|teams|threads|bereal|strava|bluesky)\b[^.!?\n]{0,40}?\b(?:heet|ben|is|was|werd|luidt|onder|als|naam|via|naar|volg|zoek)\b[^.!?\n]{0,12}?\s"
        r"[\"“'‘]?(?:live:)?(?P<it>(?=\w*\d)(?=\w*[^\W\d_]{2})\w{4,30}|[^\W\d_]{1,20}(?:[._]\w{2,20}){1,4}|[^\W\d_]{3,20}[._]\w)(?![\w@])",
    ),
    (
        "handle",
        0.8,
        0,
        "insta snap tiktok",
        r"\b(?:insta(?:gram)?|snap(?:chat)?|tiktok)\.\s(?P<it>[^\W\d_]{2,20}[._]\w{2,20})(?![\w@])",
    ),
    (
        "handle",
        0.85,
        1,
        _ON_THE_NET,
        r"(?:insta(?:gram)?|snap(?:chat)?|tiktok|twitter|discord|telegram|gebruikersnaam|inlognaam|accountnaam|magister)"
        r"[^.!?\n\w]{1,4}(?P<it>(?=\w*\d)(?=\w*[^\W\d_]{3})\w{5,30})",
    ),
    # A number that is somebody's or something's; not that of a programme, a law, a book, a page.
    (
        "bsn",
        0.85,
        5,
        "nummer nr",
        r"\b(?!(?:crebo|croho|isbn|artikel|serie|type|model|product|versie|huis|kamer|lokaal|volg|regel|pagina|dossier)\w*)"
        r"(?:[^\W\d_]{2,}-?(?:nummer|nr\b\.?)|(?:student|leerling|personeels|klant|dossier)-?\s?nummer)"
        r"[^\d\n.!?]{0,20}?(?P<it>(?!(?:[A-Z]-)?(?:19|20)\d\d-)(?:[A-Z]{0,3}|[A-Z]-)\d(?:[ .-]?\d){4,15})(?!\w|[.,]\d)",
    ),
    (
        "bsn",
        0.85,
        7,
        "kvk ov-chip chipkaart bankpas big vog btw id-kaart paspoort rijbewijs identiteitskaart reisepass ausweis",
        r"\b(?:kvk|ov-chip\w*|chipkaart|bankpas|big|vog|btw|id-kaart|paspoort|rijbewijs|identiteitskaart|reisepass|"
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
        r"\b(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)?duizend(?: ?(?:en )?\w*(?:honderd|tig|tien|elf|een|"
        rf"twee|drie|vier|vijf|zes|zeven|acht|negen)\w*){{0,2}}[ ,]+{_LETTER}(?: van \w+)?[ ,]+(?:en )?{_LETTER}(?!\w)"
        r"(?: van \w+)?(?:[ ,]+(?:huis)?nummer \w+)?",
    ),
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
        _ON_THE_NET,
        r"(?<![\w@./-])(?P<it>[^\W\d_]{2,20}(?:[._]\w{1,20}){1,4})(?![\w@])[^.!?\n]{0,25}?\bop\s"
        r"(?:insta|tiktok|snap|twitter|facebook|linkedin|discord|telegram)",
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
    # With a house number behind it even *pk* is no unit.
    (
        "postcode",
        0.85,
        5,
        "nummer",
        r"(?<![\w.])[1-9]\d{3}\s?[a-z]{2}[ ,]+(?:huis)?nummer\s+\d{1,5}(?:\s?[a-z])?(?!\w)",
    ),
    # A number of eight or nine digits on its own is nobody's amount.
    (
        "bsn",
        0.85,
        8,
        "",
        r"(?<![\w.,/-])(?!\d{1,3}(?:\.\d{3})+(?!\d)|(?:19|20)\d\d-\d{4}(?!\d))\d(?:[ .-]?\d){7,8}(?![\w-]|[.,]\d)",
    ),
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
    # Letters for digits: *06-POOTJES*.
    ("phone", 0.85, 2, "-", r"(?<![\w.,/-])0(?:6|[89]00|8[58]|[1-7]\d{1,2})-\d{0,4}[A-Z]{4,9}(?![\w-])"),
    ("postcode", 0.9, 4, "", r"(?<![\w.])[1-9]\d{3}(?:,? (?:en|dan|met|de|letters|nog)){1,4} [A-Z]\s?[A-Z](?!\w)"),
    ("postcode", 0.95, 4, "", rf"(?<![\w.])[1-9]\d{{3}}\s?[A-Z]\s?[A-Z]{_HOUSE}(?!\w)"),
    (
        "postcode",
        0.8,
        4,
        "",
        rf"(?<![\w.])(?!(?:19|20)\d\d\s)[1-9]\d{{3}}\s?(?!{_NO_POSTCODE}\b)[a-z]\s?[a-z]\b{_HOUSE}(?!\w)",
    ),
    ("postcode", 0.85, 5, "", rf"(?<![\w.])[1-9]\d{{3}}(?!{_NO_POSTCODE})[a-z]{{2}}\d{{1,4}}(?!\w)"),
)
_RULES: Final = tuple(
    (reason, confidence, digits, tuple(needs.split()), re.compile(pattern, flags))
    for table, flags in ((_PATTERNS, re.IGNORECASE), (_EXACT, 0))
    for reason, confidence, digits, needs, pattern in table
)
_LINE: Final = re.compile("[^\n]+")
# An address that the end of a line breaks at its sign.
_BROKEN: Final = re.compile(
    rf"(?<![\w.+%-])\w[\w.+%-]*(?:@[ \t]*\n[ \t]*|[ \t]*\n[ \t]*@)(?:[\w-]+\.)+(?:{WRITTEN_TLD})(?!\w)", re.IGNORECASE
)
_INITIALLED: Final = re.compile(r"(?<![\w@./-])[a-z]\.([a-z]{4,20})(?![\w@])")
# What a line must hold to be worth reading closely.
_SIGN: Final = re.compile(
    r"[\d@_#]|duizend|\bplaats van\b|\ber(?:voor|achter)\b|\w\.\w|://|\bwww|[(\[{<]\s?(?:at|a[)\]}]|ad|apen|punt|dot)|\bpostbus|\b(?:insta|snap|tiktok|twitter|facebook|discord|telegram|linkedin|youtube|"
    r"gebruikersnaam|account|inlognaam|profiel|skype|gamertag|username|nickname|twitch|teams|threads|bereal|strava|bluesky)",
    re.IGNORECASE,
)
# Sites of the whole country, which say nothing of anybody.
_NATIONAL: Final = words(
    """stagemarkt.nl kiesmbo.nl werk.nl studiekeuze123.nl beroepeninbeeld.nl kansopwerk.nl rijksoverheid.nl duo.nl
    s-bb.nl mbostart.nl mijnduo.nl cbs.nl uwv.nl google.nl google.com marktplaats.nl mboraad.nl leerbanenmarkt.nl
    indeed.nl indeed.com wikipedia.org youtube.com facebook.com jobmbo.nl onderwijsinspectie.nl examenblad.nl
    cinop.nl ecbo.nl nro.nl slo.nl cito.nl nibud.nl digid.nl svb.nl belastingdienst.nl toeslagen.nl overheid.nl
    wetten.overheid.nl nos.nl nu.nl rivm.nl kvk.nl fnv.nl aob.nl cnv.nl nji.nl nuffic.nl vo-raad.nl
    onderwijsincijfers.nl 9292.nl ns.nl bol.com thuisbezorgd.nl netflix.com canva.com chatgpt.com quizlet.com
    openai.com kahoot.it kahoot.com office.com microsoft.com zoom.us teams.microsoft.com whatsapp.com
    web.whatsapp.com instagram.com tiktok.com snapchat.com linkedin.com twitter.com x.com spotify.com apple.com
    amazon.nl amazon.com coolblue.nl vinted.nl wehkamp.nl zalando.nl ah.nl jumbo.com mijnoverheid.nl
    mijn.overheid.nl mijnuwv.nl studielink.nl surf.nl kennisnet.nl nationalevacaturebank.nl randstad.nl
    tempo-team.nl 113.nl thuisarts.nl ggd.nl politie.nl rdw.nl cbr.nl anwb.nl postnl.nl knmi.nl buienradar.nl
    ad.nl telegraaf.nl volkskrant.nl nrc.nl trouw.nl rtl.nl juridischloket.nl defensie.nl werkenbijdefensie.nl
    mbo-today.nl mbotoday.nl tweedekamer.nl eerstekamer.nl raadvanstate.nl woordenlijst.org vandale.nl encyclo.nl
    officielebekendmakingen.nl independer.nl nidos.nl coa.nl ind.nl vluchtelingenwerk.nl kindertelefoon.nl
    funda.nl kamernet.nl herzieningmbo.nl kwalificatiesmbo.nl leeroverzicht.nl skillsheroes.nl nl.wikipedia.org
    google.be translate.google.com deepl.com maps.google.com gmail.com hotmail.com outlook.com duolingo.com
    wikihow.com reddit.com discord.com twitch.tv pinterest.com github.com airbnb.nl booking.com schiphol.nl"""
)
_SOCIAL: Final = words(
    """facebook.com youtube.com indeed.com indeed.nl marktplaats.nl instagram.com tiktok.com snapchat.com linkedin.com
    twitter.com x.com spotify.com github.com reddit.com twitch.tv pinterest.com vinted.nl whatsapp.com discord.com
    kahoot.it zoom.us teams.microsoft.com funda.nl kamernet.nl airbnb.nl booking.com"""
)
# Dates, and years beside each other or beside an amount.
_DATE: Final = re.compile(
    r"(?:19|20)\d\d \d{4}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d|(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}"
    r"|(?:19|20)\d\d ?-? ?(?:19|20)\d\d"
)


# A word that is written with the sign of an address: *M@ZL*, *N@tschool*.
_WITH_SIGN: Final = re.compile(r"[a-z]@[^\W\d_]{2,9}(?:-\w+)?$", re.IGNORECASE)
# A date and a time.
_DATED: Final = re.compile(r"[0-3]?\d([-/.])[01]?\d\1(?:19|20)\d\d,?\s[0-2]?\d[:.][0-5]\d(?!\d)")
# The letters of a postcode, and the names that tell them: *GV. Van Gerard, Victor.*
_LETTER_NAME: Final = "|".join(sorted(ALPHABET))
_TOLD: Final = re.compile(
    rf"(?:(?<!\w)(?P<letters>[A-Z]\s?[A-Z]|\[…\]))[.,]?\s(?P<it>(?:van\s|de\s)?(?P<first>{_LETTER_NAME})"
    rf"(?:,|\sen|,\sen)?\s(?:van\s)?(?P<second>{_LETTER_NAME}))(?=[.,!?\n]|$)",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(r"\w\.(?:nl|com|org|net|it|us|tv|eu|be)(?!\w)", re.IGNORECASE)
_SITE: Final = re.compile(
    rf"(?<![\w@.-])(?:https?://)?(?:[a-zA-Z0-9][\w-]*\.)+(?:{TLD}|it|us|tv)(?![\w-]|\.\w|/\w)", re.IGNORECASE
)
_ISBN: Final = re.compile(r"97[89][ -]?\d(?:[ -]?\d){9}(?!\w)")
# What files end in, and words behind which an underscore stands in a handle.
_FILE: Final = re.compile(
    r".+\.(?:mp[34]|m4a|wav|docx?|pdf|xlsx?|pptx?|csv|txt|jpe?g|png|zip|sav|dta|sps|wma|mov|avi|vtt|srt|odt|rtf|html?)",
    re.IGNORECASE,
)
_CUED: Final = re.compile(
    r"insta|snap|tiktok|twitter|facebook|account|gebruikersnaam|inlog|discord|skype|gamertag|username|mail|volg|@|naam\b|\bdm\b|playstation",
    re.IGNORECASE,
)
# What is said between the pieces of a number or an address, and what goes with it.
_ASIDES: Final = words("eh uh euh ehm uhm nee wacht sorry ja dus nou")
_BESIDE_ASIDES: Final = words(", . ; : … ! ? - – en dan")
# What is said by somebody who is not done with a number or an address, what goes with it, and how long it is at most.
_HESITATION: Final = words("eh uh euh ehm uhm nee wacht sorry ja nou dan nog even kijken momentje")
_BESIDE_HESITATION: Final = words(", . … - – en dus de hoor een wat iets")
# What is asked or said about a digit inside a number.
_DOUBT: Final = re.compile(
    r"\W*(?:(?:is|was) (?:dat|het) een |of (?:is het )?een |nog een keer(?:,? (?:ja|dus))?|twee keer(?: dus)?|"
    r"(?:zonder|met(?: een)?) (?:streepje|punt|spatie)s?(?: ertussen)?(?: dus)?|aan elkaar)\W*",
    re.IGNORECASE,
)
_LONGEST_BRIDGE: Final = 40
_CODES: Final = words("bsn iban")
# How many signs and tokens a code has at most.
_LONG_CODE, _CODE_TOKENS = 24, 12
_BETWEEN_NUMBERS: Final = _ASIDES | {"dan"}
_BETWEEN_CALLS: Final = _BETWEEN_NUMBERS | words("streepje spatie pauze")
_BEHIND_BETWEEN: Final = _BESIDE_ASIDES | words("de nog letters")
# Lines of the whole country: *0900-8844*.
_FREE_LINE: Final = re.compile("|".join(rf"{line[:4]}[\s-]?{line[4:]}" for line in sorted(FREE_LINES)))


def find_contacts(text: str, spans: Sequence[tuple[int, int]] | None = None) -> list[Find]:
    """The contact data in a text, written or spoken, in order and apart from each other.

    ``spans`` are those of its tokens, if they are known already.
    """
    found: list[Find] = []
    for line in _LINE.finditer(text):
        if _SIGN.search(text, *line.span()):
            found += _written(text, *line.span())
    if "@" in text:
        found += (Find(*match.span(), NameKind.CONTACT, 0.95, "e-mail") for match in _BROKEN.finditer(text))
    found += _initialled(text)
    speech = Speech(text, tokenise(text) if spans is None else spans)
    found += find_numbers(speech)
    found += find_addresses(speech, is_national)
    found += find_pieces(speech, found)
    found += find_halves(speech, found)
    found += find_dictated(speech, _apart(found))
    found += find_echoes(speech, _apart(found))
    found += _codes_again(speech, found)
    shut = national_sites(text)
    joined = _apart(
        [
            find
            for find in found
            if not _ISBN.match(text, find.start)
            and not any(start <= find.start and find.end <= end for start, end in shut)
            and not (
                find.reason == "handle" and "_" in text[find.start : find.end] and _is_file(text, find.start, find.end)
            )
        ]
    )
    told = list(told_letters(text))
    parts = (_without_asides(speech, _without_told(find, told)) for find in joined)
    return _bridged(speech, [part for part in parts if part.end > part.start])


def _codes_again(speech: Speech, found: Sequence[Find]) -> Iterator[Find]:
    """Codes of letters and digits that were found, written once more with other signs between: *VX 833 K*."""
    codes = {
        code
        for find in found
        if find.reason in _CODES
        and 4 < len(code := "".join(filter(str.isalnum, speech.text[find.start : find.end].lower()))) < _LONG_CODE
        and not code.isdigit()
        and not code.isalpha()
    }
    low = speech.low
    for first in range(len(low)) if codes else ():
        code, last = "", first
        while last < len(low) and last - first < _CODE_TOKENS and len(code) < _LONG_CODE:
            if last > first and speech.broken(last):
                break
            code += low[last] if low[last].isalnum() else ""
            if not (low[last].isalnum() or low[last] in ("-", ".")):
                break
            if code in codes and low[first].isalnum() and low[last].isalnum():
                yield speech.find(first, last, 0.8, "bsn")
                break
            last += 1


def _without_told(find: Find, told: Sequence[tuple[int, int]]) -> Find:
    """A find without the names that only tell the letters before them."""
    for start, end in told:
        if start < find.end <= end:
            return Find(find.start, max(find.start, start), find.kind, find.confidence, find.reason)
    return find


def _without_asides(speech: Speech, find: Find) -> Find:
    """A find without what is said before its first piece and behind its last: *eh, nul zes twaalf, en dan*."""
    first, last = begin, end = speech.tokens(find)
    number = find.reason in NUMBERS
    asides = _BETWEEN_CALLS if find.reason == "phone" else _BETWEEN_NUMBERS if number else _ASIDES
    asides = asides | {"dan"} if find.reason == "e-mail" else asides
    behind = _BEHIND_BETWEEN if number else _BESIDE_ASIDES
    low = speech.low
    while begin <= end and low[begin] in asides and _is_aside(speech, begin, (first, last), find.reason):
        begin += 1
        while begin <= end and (low[begin] in behind or _is_article(speech, begin, last)):
            begin += 1
    while end >= begin and low[end] in asides and _is_aside(speech, end, (first, last), find.reason):
        end -= 1
        while end >= begin and low[end] in _BESIDE_ASIDES:
            end -= 1
    if (begin, end) == (first, last):
        return find
    start, stop = (speech.spans[begin][0], speech.spans[end][1]) if begin <= end else (find.end, find.end)
    return Find(max(find.start, start), min(find.end, stop), find.kind, find.confidence, find.reason)


def _bridged(speech: Speech, finds: Sequence[Find]) -> list[Find]:
    """Finds that only hesitation parts as one, with it: *0548, en dan 555, eh, nee wacht, 01 73*."""
    joined: list[Find] = []
    for find in finds:
        last = joined[-1] if joined else None
        if last is not None and find.start - last.end < _LONGEST_BRIDGE and _is_bridge(speech, last, find):
            best = last if last.confidence >= find.confidence else find
            joined[-1] = Find(last.start, find.end, last.kind, best.confidence, best.reason)
        else:
            joined.append(find)
    return joined


def _is_bridge(speech: Speech, left: Find, right: Find) -> bool:
    """Whether what stands between two finds is said by somebody who is not done yet, on the same line."""
    if "\n" in speech.text[left.end : right.start]:
        return False
    between = speech.low[speech.tokens(left)[1] + 1 : speech.tokens(right)[0]]
    if left.reason == right.reason == "phone" and _DOUBT.fullmatch(speech.text, left.end, right.start):
        return True
    return not _HESITATION.isdisjoint(between) and all(
        word in _HESITATION or word in _BESIDE_HESITATION for word in between
    )


def _is_article(speech: Speech, index: int, last: int) -> bool:
    """Whether *een* stands before a letter: *en dan een K*."""
    after = speech.low[index + 1] if index < last else ""
    return speech.low[index] == "een" and len(after) == 1 and after.isalpha()


def _is_aside(speech: Speech, index: int, span: tuple[int, int], reason: str) -> bool:
    """Whether a token is said between pieces; glued to a sign it is a word of a written address."""
    if speech.low[index] == "dan" and reason == "e-mail" and speech.low[index - 1] != "en":
        return False  # een h, dan een punt
    start, end = speech.spans[index]
    if end - start == 2 and speech.text[start:end].isupper():
        return False  # 4711 EH
    first, last = span
    before = index == first or speech.gap(index - 1) or speech.low[index - 1] in (",", "…")
    pause = speech.low[index + 1 : index + 3] == [".", "."]
    return before and (index == last or speech.gap(index) or pause or speech.low[index + 1] in (",", "…"))


def national_sites(text: str) -> list[tuple[int, int]]:
    """The spans of the sites of the whole country that are written in a text; they stay."""
    if not _ENDING.search(text):
        return []
    return [match.span() for match in _SITE.finditer(text) if is_national(match[0].lower())]


def told_letters(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the names that only tell the two letters before them, in a text or a redacted one; they stay."""
    for match in _TOLD.finditer(text):
        letters = "".join(match["letters"].split()).lower()
        if letters == "[…]" or letters == match["first"][0].lower() + match["second"][0].lower():
            yield match.span("it")


def _written(text: str, begin: int, stop: int) -> Iterator[Find]:
    """The contact data that is written in a part of a text."""
    line = text[begin:stop].casefold()
    held = sum(map(str.isdecimal, line))
    for reason, confidence, digits, needs, pattern in _RULES:
        # Most patterns cannot be in most lines, and saying so is quicker than looking.
        if held < digits or (needs and not any(sign in line for sign in needs)):
            continue
        for match in pattern.finditer(text, begin, stop):
            start, end = match.span("it") if "it" in pattern.groupindex else match.span()
            end = _without_tail(text, start, end)
            if reason == "e-mail" and _WITH_SIGN.match(text, start, end):
                continue
            if end <= start or (reason == "url" and is_national(text[start:end].lower())):
                continue
            if reason in ("bsn", "phone") and (
                _DATE.fullmatch(text[start:end]) or _FREE_LINE.fullmatch(text[start:end]) or _DATED.match(text, start)
            ):
                continue
            yield Find(start, end, NameKind.CONTACT, confidence, reason)


def _is_file(text: str, start: int, end: int) -> bool:
    """Whether words that underscores join are a file or a variable: *REC_0017*, *interview_03.mp3*, *uitval_ja*."""
    name = text[start:end]
    if _FILE.fullmatch(name) or re.fullmatch(r"[A-Z]{2,5}_\d+", name):
        return True
    if _CUED.search(text, max(0, start - 60), end + 20):
        return False
    parts = [part for part in re.split(r"[\W\d_]+", name.lower()) if part]
    flags = [lexicon().flags(part) for part in parts]
    return all(
        len(part) < 3 or flag & Flag.KEEP or (flag & KNOWN_WORD and not flag & (Flag.FIRST | Flag.SURNAME))
        for part, flag in zip(parts, flags, strict=True)
    )


def _initialled(text: str) -> Iterator[Find]:
    """An initial and a family name as on a site, where an address stands near: *er is ook een f.nijland*."""
    if "@" not in text and "mail" not in text and "apenstaart" not in text:
        return
    for match in _INITIALLED.finditer(text):
        flags = lexicon().flags(match[1])
        if flags & Flag.SURNAME or not flags & (KNOWN_WORD | Flag.KEEP):
            yield Find(*match.span(), NameKind.CONTACT, 0.7, "handle")


def is_national(site: str) -> bool:
    """Whether a site (in lower case) is one of the whole country."""
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", site)
    name, _slash, path = host.partition("/")
    return name in _NATIONAL and not (path and name in _SOCIAL)


def _apart(found: list[Find]) -> list[Find]:
    """Overlapping finds joined, the surest reason kept."""
    joined: list[Find] = []
    for find in sorted(found, key=lambda item: (item.start, -item.end)):
        if joined and find.start < joined[-1].end:
            last = joined[-1]
            best = last if last.confidence >= find.confidence else find
            joined[-1] = Find(last.start, max(last.end, find.end), best.kind, best.confidence, best.reason)
        else:
            joined.append(find)
    return joined


def _without_tail(text: str, start: int, end: int) -> int:
    """The end without punctuation and blanks that belong to the sentence."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:!?'’\"”-–/…"):
        if text[end - 1] == "/" and "://" in text[start:end]:
            break
        end -= 1
    if end > start and text[end - 1] == ")" and "(" not in text[start:end]:
        end -= 1
    return end

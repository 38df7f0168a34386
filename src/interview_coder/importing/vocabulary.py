"""Words that mean something in a transcript: of speakers, of headers, of sentences; folded (small, no accents)."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from interview_coder.domain.model import Role


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


ONE_VOICE: Final[dict[Role, frozenset[str]]] = {
    Role.INTERVIEWER: words(
        """
        interviewer interviewers interviewster interviewende onderzoeker onderzoekster researcher
        i int intv itv iv interv vraag v q question vr
        """
    ),
    Role.RESPONDENT: words(
        """
        respondent respondente respondenten geinterviewde geinterviewden interviewee interviewees ondervraagde
        r resp res respt g gi geint antwoord a ant answer
        """
    ),
}
"""Ways to write the one interviewer, the one respondent: all of them are the same voice."""

ROLES: Final[dict[Role, frozenset[str]]] = {
    Role.INTERVIEWER: words(
        """
        vraagsteller vraagstelster gespreksleider gespreksleidster moderator facilitator host
        """
    ),
    Role.RESPONDENT: words(
        """
        deelnemer deelneemster deelnemers participant informant kandidaat gesprekspartner docent docente leraar lerares
        teamleider directeur manager opleidingsmanager intaker coach mentor coordinator student studente leerling p dn
        """
    ),
    Role.OTHER: words(
        """
        notulist notuliste transcribent observator observer notetaker notulant tolk interpreter allen alle iedereen
        allemaal beiden beide samen onbekend onbekende unknown all both stem voice
        """
    ),
}
"""Words for a role that several people may have: each word is a voice."""

CODES: Final = words("i int intv itv iv interv v q vr r resp res respt g gi geint a ant p dn")
"""Those that are no words: speakers at the begin of a label or in brackets only."""

GENERIC: Final = words("spreker spreekster speaker persoon person stem voice spk")
"""Words for voices that a program numbered without knowing who is who."""

WEAK: Final = words(
    """
    vraag v q question vr antwoord a ant answer p g gi dn iv res docent docente leraar lerares teamleider directeur
    manager opleidingsmanager intaker coach mentor coordinator student studente leerling kandidaat allen alle iedereen
    allemaal beiden beide samen onbekend onbekende unknown all both stem voice persoon person host
    """
)
"""Speakers that are ordinary words or letters as well: only if the whole document says so."""

TITLES: Final = words("dhr mevr mw mevrouw meneer heer mr mrs ms dr drs ir ing prof juf meester bc msc ma ba mdr")
PARTICLES: Final = words(
    "van de der den ter ten te het 't in op aan bij von du la le el al ben bin ibn da dos di d' 's en &"
)

STOP: Final = words(
    """
    ja nee nou dus maar en want ik je jij u we wij hij zij ze het de een dat dit die deze er hier daar toen dan nu wel
    niet kijk bijvoorbeeld voorbeeld conclusie kortom punt let op eerst eerste tweede derde ten slotte tenslotte verder
    ook of als omdat daarom namelijk oftewel ofwel zoals zo goed oke ok precies klopt natuurlijk inderdaad misschien
    soms vaak altijd nooit gewoon eigenlijk anders wat wie waar wanneer waarom hoe welke opmerking noot nb ps pps
    samenvatting samengevat resultaat gevolg reden doel stap optie thema onderwerp inleiding introductie afsluiting
    einde begin start stop pauze opname bron zie hallo hoi dag goedemorgen goedemiddag goedenavond welkom bedankt dank
    dankjewel tot slot sorry hm hmm mm mhm uh eh ehm uhm ah oh aha tja nja jawel jazeker zeker mooi prima super oktober
    januari februari maart april mei juni juli augustus september november december maandag dinsdag woensdag donderdag
    vrijdag zaterdag zondag yes no well so but and because i you he she they it the a an this that these there here
    then now not look example conclusion note first second third finally also or if when where why how what who okay
    right exactly maybe sometimes always never just actually summary result reason goal step option topic end hello hi
    welcome thanks thank alternatief feit kans risico probleem oplossing nadeel voordeel plus min enerzijds anderzijds
    http https www mailto tel
    """
)
"""Words that begin a sentence and may be followed by a colon: no speakers."""


class Field(Enum):
    """What a key of a header is about."""

    SCHOOL = auto()
    PROGRAMMES = auto()
    SEQUENCE = auto()
    DATE = auto()
    MODE = auto()
    INTERVIEWERS = auto()
    RESPONDENTS = auto()
    PEOPLE = auto()
    PLACE = auto()
    ORGANISATION = auto()
    CONTACT = auto()
    OTHER = auto()


def _keys(text: str) -> frozenset[str]:
    return frozenset(" ".join(key.split()) for key in text.split("|"))


KEYS: Final[dict[Field, frozenset[str]]] = {
    Field.SCHOOL: _keys(
        """
        school|schoolnaam|naam school|naam van de school|naam onderwijsinstelling|onderwijsinstelling|instelling|
        naam instelling|schoolname|school name|name of school|name of the school|institution|college|roc|mbo|mbo school|
        schoolnummer|school nummer|schoolnr|school nr|nummer school|nr school|school number|school no|school id|
        schoolcode|school code
        """
    ),
    Field.PROGRAMMES: _keys(
        """
        opleiding|opleidingen|opleiding en|programma|programma s|programme|programmes|program|programs|studie|
        studierichting|opleidingsnaam|naam opleiding|course|courses|programme s|beroepsopleiding
        """
    ),
    Field.SEQUENCE: _keys(
        """
        volgnummer|volgnr|sequence|sequence number|volgnummer interview|interview volgnummer|serial number
        """
    ),
    Field.DATE: _keys(
        """
        gesproken op|opgenomen op|
        datum|date|interviewdatum|datum interview|datum gesprek|datum van het interview|datum afname|afnamedatum|
        date of interview|interview date|afgenomen op|gehouden op|dag|datum van afname|datum en tijd|date and time
        """
    ),
    Field.MODE: _keys(
        """
        wijze|vorm|mode|afname|wijze van afname|afnamewijze|vorm interview|interviewvorm|gespreksvorm|
        wijze van interviewen|vorm van het interview|interview mode|mode of interview|type interview|soort interview|
        methode|method|interviewwijze|medium|wijze interview|form|manner|format
        """
    ),
    Field.INTERVIEWERS: _keys(
        """
        interviewer|interviewers|interviewer s|interviewster|onderzoeker|onderzoekers|interviewed by|geinterviewd door|
        afgenomen door|naam interviewer|namen interviewers|naam interviewers|naam onderzoeker|naam van de interviewer|
        researcher|name of interviewer|name interviewer
        """
    ),
    Field.RESPONDENTS: _keys(
        """
        respondent|respondenten|respondent en|respondents|respondent s|geinterviewde|geinterviewden|geinterviewde n|
        interviewee|interviewees|participant|participants|deelnemer|deelnemers|naam respondent|naam respondenten|
        namen respondenten|naam geinterviewde|gesprekspartner|gesprekspartners|informant|naam van de respondent|
        name of respondent|name respondent|gesproken met|in gesprek met|interview met
        """
    ),
    Field.PEOPLE: _keys(
        """
        contactpersoon|contact person|contact|transcribent|getranscribeerd door|transcriptie door|transcriptie|
        transcribed by|transcriber|uitgewerkt door|notulist|observator|begeleider|directeur|teamleider|aanwezig|
        aanwezigen|naam|name|present|ook aanwezig|contactpersonen|docent|opleidingsmanager|intaker
        """
    ),
    Field.PLACE: _keys(
        """
        plaats|place|locatie|location|stad|woonplaats|gemeente|vestiging|city|town|regio|region|plaats interview|
        vestigingsplaats|adres|address|locatie interview|plaats van het interview|campus|provincie
        """
    ),
    Field.ORGANISATION: _keys(
        """
        organisatie|organisation|organization|bedrijf|stagebedrijf|werkgever|company|employer|opdrachtgever
        """
    ),
    Field.CONTACT: _keys(
        """
        e mail|email|mail|emailadres|e mailadres|telefoon|telefoonnummer|tel|mobiel|phone|phone number|telephone
        """
    ),
    Field.OTHER: _keys(
        """
        duur|duration|tijd|time|starttijd|eindtijd|tijdstip|aanvang|start|bestand|bestandsnaam|file|audio|audiobestand|
        project|projectnaam|onderzoek|study|functie|function|rol|role|versie|version|opname|recording|taal|language|
        niveau|level|leerweg|status|titel|title|interviewnummer|interview nummer|interview nr|interviewnr|
        interview number|interview|nummer|nr|onderwerp|subject|lengte|length|jaar|year|schooljaar|toestemming|consent|
        afdeling|department|sector|team|opmerkingen|opmerking|bijzonderheden|remarks|notes|leeftijd|geslacht|type|soort|
        code|respondentnummer|respondentcode|aantal respondenten|topiclijst|cohort|crebo|crebonummer
        """
    ),
}

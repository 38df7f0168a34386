"""What headers and file names tell of an interview."""

from __future__ import annotations

from datetime import date

import pytest

from interview_coder.domain.model import Draft, KnownName, Metadata, Mode, NameKind
from interview_coder.importing import metadata_from_name, parse_text
from interview_coder.importing.formats import read_data

PROGRAMMES = ("Administratief Medewerker", "Helpende Zorg & Welzijn", "Dierverzorging 2")
AM, HZW, DV = PROGRAMMES
BODY = "\n\nI: Zullen we beginnen?\nR: Dat is goed.\n"


def read(header: str) -> Draft:
    draft = parse_text(header + BODY, programmes=PROGRAMMES)
    assert [turn.text for turn in draft.turns] == ["Zullen we beginnen?", "Dat is goed."]
    return draft


@pytest.mark.parametrize(
    ("value", "number", "name"),
    [
        ("7", 7, ""),
        ("07", 7, ""),
        ("school 7", 7, ""),
        ("nr. 7", 7, ""),
        ("7 - Graafschap College", 7, "Graafschap College"),
        ("7. Graafschap College", 7, "Graafschap College"),
        ("7 (Graafschap College)", 7, "Graafschap College"),
        ("Graafschap College (7)", 7, "Graafschap College"),
        ("Graafschap College (school 7)", 7, "Graafschap College"),
        ("Graafschap College", None, "Graafschap College"),
        ("ROC van Twente, Hengelo", None, "ROC van Twente, Hengelo"),
        ("-", None, ""),
        ("?", None, ""),
    ],
)
@pytest.mark.parametrize("key", ["School", "Schoolnaam", "school", "SCHOOL NAME", "Naam van de school"])
def test_school(key: str, value: str, number: int | None, name: str) -> None:
    draft = read(f"{key}: {value}\nDatum: 3 mei 2021")
    assert draft.metadata.school == number
    assert draft.school_name == name
    assert draft.names == ((KnownName(name, NameKind.ORGANISATION),) if name else ())
    assert draft.warnings == ()


def test_number_and_name_of_the_school_apart() -> None:
    draft = read("Schoolnaam: Graafschap College\nSchoolnummer: 7")
    assert (draft.metadata.school, draft.school_name) == (7, "Graafschap College")


@pytest.mark.parametrize(
    "value",
    [
        "3 mei 2021", "03-05-2021", "3/5/2021", "3.5.2021", "2021-05-03", "20210503", "maandag 3 mei 2021", "3-5-'21",
        "3 mei ’21", "3 May 2021", "May 3, 2021", "3rd of May 2021", "03-05-21", "3 mei 2021, 14:00 uur",
        "3 MEI 2021", "05/03/2021 is 2021-05-03"[-10:], "3 mei 2021 van 9:00 tot 10:00",
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["Datum", "Date", "Datum interview", "Interviewdatum"])
def test_date(key: str, value: str) -> None:
    draft = read(f"{key}: {value}")
    assert draft.metadata.date == date(2021, 5, 3)
    assert draft.warnings == ()


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize(
    "names",
    [
        "januari februari maart april mei juni juli augustus september oktober november december",
        "January February March April May June July August September October November December",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
    ],
)
def test_months(month: int, names: str) -> None:
    name = names.split(" ")[month - 1]
    assert read(f"Datum: 5 {name} 2020").metadata.date == date(2020, month, 5)


@pytest.mark.parametrize("value", ["ergens in mei", "31 februari 2021", "mei 2021", "99-99-9999", "volgende week"])
def test_date_that_is_none(value: str) -> None:
    draft = read(f"Datum: {value}")
    assert draft.metadata.date is None
    assert len(draft.warnings) == 1
    assert value not in draft.warnings[0]


@pytest.mark.parametrize(
    ("value", "mode"),
    [
        ("telefonisch", Mode.TELEPHONE),
        ("per telefoon", Mode.TELEPHONE),
        ("by phone", Mode.TELEPHONE),
        ("Telephone", Mode.TELEPHONE),
        ("face-to-face", Mode.FACE_TO_FACE),
        ("Face to face, op school", Mode.FACE_TO_FACE),
        ("f2f", Mode.FACE_TO_FACE),
        ("op locatie", Mode.FACE_TO_FACE),
        ("live", Mode.FACE_TO_FACE),
        ("in person", Mode.FACE_TO_FACE),
        ("video", None),
        ("via Teams (videobellen)", None),
        ("online", None),
        ("deels telefonisch, deels face to face", None),
    ],
)
@pytest.mark.parametrize("key", ["Wijze", "Vorm", "Mode", "Wijze van afname"])
def test_mode(key: str, value: str, mode: Mode | None) -> None:
    draft = read(f"{key}: {value}")
    assert draft.metadata.mode == mode
    assert len(draft.warnings) == (mode is None)


@pytest.mark.parametrize(
    ("value", "programmes"),
    [
        ("Administratief Medewerker", (AM,)),
        ("administratief medewerker", (AM,)),
        ("Administratief medewerker (niveau 2)", (AM,)),
        ("Adminstratief Medewerker", (AM,)),
        ("Helpende Zorg en Welzijn", (HZW,)),
        ("helpende zorg & welzijn", (HZW,)),
        ("Helpende", (HZW,)),
        ("Dierverzorging", (DV,)),
        ("Dierverzorging 3", ("Dierverzorging 3",)),
        ("Administratief Medewerker en Helpende Zorg & Welzijn", (AM, HZW)),
        ("Helpende Zorg en Welzijn en Administratief Medewerker", (HZW, AM)),
        ("Helpende Zorg & Welzijn / Dierverzorging 2", (HZW, DV)),
        ("Administratief Medewerker; Dierverzorging 2", (AM, DV)),
        ("Administratief Medewerker + Dierverzorging 2", (AM, DV)),
        ("Administratief Medewerker, Dierverzorging 2", (AM, DV)),
        ("Logistiek en Transport", ("Logistiek en Transport",)),
        ("Verkoop, Handel en  Mode", ("Verkoop, Handel en Mode",)),
    ],
)
def test_programmes(value: str, programmes: tuple[str, ...]) -> None:
    assert read(f"Opleiding: {value}").metadata.programmes == programmes


def test_programmes_that_nobody_knows_stay_as_written() -> None:
    draft = parse_text(f"Opleidingen: Zorg & Welzijn, Logistiek{BODY}")
    assert draft.metadata.programmes == ("Zorg & Welzijn", "Logistiek")


@pytest.mark.parametrize(
    ("value", "initials", "names"),
    [
        ("Sanne Vermeer", ("S.V.",), ["Sanne Vermeer"]),
        ("Jan de Vries", ("J.d.V.",), ["Jan de Vries"]),
        ("S. Vermeer", ("S.V.",), ["S. Vermeer"]),
        ("SV", ("S.V.",), []),
        ("JdV", ("J.d.V.",), []),
        ("Sanne", ("S.",), ["Sanne"]),
        ("dr. Sanne Vermeer", ("S.V.",), ["Sanne Vermeer"]),
        ("Sanne Vermeer en Jan de Vries", ("S.V.", "J.d.V."), ["Sanne Vermeer", "Jan de Vries"]),
        ("Sanne Vermeer, Jan de Vries (stagiair)", ("S.V.", "J.d.V."), ["Sanne Vermeer", "Jan de Vries"]),
    ],
)
@pytest.mark.parametrize("key", ["Interviewers", "Interviewer", "Interviewer(s)", "Afgenomen door"])
def test_interviewers(key: str, value: str, initials: tuple[str, ...], names: list[str]) -> None:
    draft = read(f"School: 7\n{key}: {value}\nDatum: 3 mei 2021")
    assert draft.metadata.interviewers == initials
    assert [name.text for name in draft.names] == names


def test_names_of_a_header() -> None:
    draft = read(
        "Interview met Fatima el Amrani\nRespondenten: mevr. K. Bakker (teamleider), dhr. Piet Smit\n"
        "Plaats: Doetinchem\nContactpersoon: Els Jansen\nStagebedrijf: Dierenpension De Kwispel\n"
        "E-mail: k.bakker@voorbeeld.nl\nVolgnummer: 2"
    )
    assert {(name.text, name.kind) for name in draft.names} == {
        ("Fatima el Amrani", NameKind.PERSON),
        ("K. Bakker", NameKind.PERSON),
        ("Piet Smit", NameKind.PERSON),
        ("Doetinchem", NameKind.PLACE),
        ("Els Jansen", NameKind.PERSON),
        ("Dierenpension De Kwispel", NameKind.ORGANISATION),
        ("k.bakker@voorbeeld.nl", NameKind.CONTACT),
    }
    assert draft.metadata.sequence == 2
    assert draft.warnings == ("1 line that belongs to no turn was left out.",)


@pytest.mark.parametrize(
    "header",
    [
        "School: 7\nOpleiding: Dierverzorging 2\nDatum: 3 mei 2021",
        "School:\t7\nOpleiding:\tDierverzorging 2\nDatum:\t3 mei 2021",
        "School\t7\nOpleiding\tDierverzorging 2\nDatum\t3 mei 2021",
        "School: 7 | Opleiding: Dierverzorging 2 | Datum: 3 mei 2021",
        "Datum = 3 mei 2021\nSchool = 7\nOpleiding = Dierverzorging 2",
        "School:\n7\nOpleiding:\n- Dierverzorging 2\nDatum:\n3 mei 2021",
        "**School:** 7  \n**Opleiding:** Dierverzorging 2  \n**Datum:** 3 mei 2021",
        "- School: 7\n- Opleiding: Dierverzorging 2\n- Datum: 3 mei 2021",
        "---\nschool: 7\nopleiding: 'Dierverzorging 2'\ndatum: 2021-05-03\n---",
        "---\nSchool: 7\nProgrammes:\n  - Dierverzorging 2\nDate: 2021-05-03 # ja\n---\n# Gesprek"[:-11],
        '---\nSchool: 7\nProgrammes: ["Dierverzorging 2"]\nDate: 2021-05-03\n---',
        "| Kenmerk | Waarde |\n|---|---|\n| School | 7 |\n| Opleiding | Dierverzorging 2 |\n| Datum | 3 mei 2021 |",
        "School: 7\n\nOpleiding: Dierverzorging 2\n\nDatum: 3 mei 2021",
        "School: 7\nOpleiding: Dierverzorging 2\nDatum: 3 mei 2021\n-----------",
        "School number: 7\nProgramme: Dierverzorging 2\nInterview date: May 3, 2021",
    ],
)
def test_forms_of_a_header(header: str) -> None:
    draft = read(header)
    assert draft.metadata == Metadata(school=7, programmes=(DV,), date=date(2021, 5, 3))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("School: 7\nInterviewer: Goedemorgen\nRespondent: Hallo\nInterviewer: En?\nRespondent: Ja.", "Goedemorgen"),
        ("School: 7\n\nInterviewer: Welkom hier.\nRespondent: Dank.\nInterviewer: En?", "Welkom hier."),
        ("Interviewer: Ja?\nRespondent: Nee\nInterviewer: Oké\nRespondent: Zo is dat", "Ja?"),
        ("School: 7\nInterviewer: Sanne\nRespondent: Els\n\nInterviewer: Zo.\nRespondent: Ja.", "Zo."),
        ("Interviewer: Sanne Vermeer\nRespondent: Karin Bos\n\nInterviewer: Zo.\nRespondent: Ja.", "Zo."),
        ("School: 7\nRespondent: teamleider zorg\n\nI: Zo.\nR: Ja.", "Zo."),
    ],
)
def test_interviewer_in_a_header_or_in_a_turn(text: str, first: str) -> None:
    assert parse_text(text).turns[0].text == first


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("07_administratief-medewerker_2.docx", Metadata(7, (AM,), 2)),
        ("7_administratief-medewerker.txt", Metadata(7, (AM,))),
        ("interview_07_Administratief-Medewerker_2.odt", Metadata(7, (AM,), 2)),
        ("Interview 7 Administratief Medewerker 2.docx", Metadata(7, (AM,), 2)),
        ("school07_helpende-zorg-en-welzijn.rtf", Metadata(7, (HZW,))),
        ("School 11 - Helpende Zorg & Welzijn (4).docx", Metadata(11, (HZW,), 4)),
        ("03_dierverzorging-2.md", Metadata(3, (DV,))),
        ("03_dierverzorging-2_1.md", Metadata(3, (DV,), 1)),
        ("03 Dierverzorging 2.md", Metadata(3, (DV,))),
        ("05_administratief-medewerker+helpende-zorg-en-welzijn.vtt", Metadata(5, (AM, HZW))),
        ("05_administratief-medewerker-en-helpende-zorg-en-welzijn.vtt", Metadata(5, (AM, HZW))),
        ("05_helpende-zorg-en-welzijn_en_administratief-medewerker_3.vtt", Metadata(5, (HZW, AM), 3)),
        ("05_administratief-medewerker_helpende-zorg-en-welzijn.odt", Metadata(5, (AM, HZW))),
        ("07_administratief-medewerker_2_def.docx", Metadata(7, (AM,), 2)),
        ("2021-05-03_07_administratief-medewerker_2.docx", Metadata(7, (AM,), 2, date(2021, 5, 3))),
        ("07_logistiek-en-transport_2.docx", Metadata(7, ("Logistiek en Transport",), 2)),
        ("gesprek met mevrouw Bakker.docx", Metadata()),
        ("interview 3.docx", Metadata()),
        ("graafschap_2.docx", Metadata()),
        ("opname (1).srt", Metadata()),
        ("administratief-medewerker.txt", Metadata(None, (AM,))),
        ("", Metadata()),
        ("07.docx", Metadata()),
    ],
)
def test_file_names(name: str, expected: Metadata) -> None:
    assert metadata_from_name(name, PROGRAMMES) == expected


def test_header_wins_over_the_name(tmp_path_factory: pytest.TempPathFactory) -> None:
    from interview_coder.importing import read_draft

    path = tmp_path_factory.mktemp("x") / "07_administratief-medewerker_2.txt"
    path.write_text(f"School: 8\nWijze: telefonisch{BODY}", encoding="utf-8")
    assert read_draft(path, programmes=PROGRAMMES).metadata == Metadata(8, (AM,), 2, None, Mode.TELEPHONE)


def test_header_alone_is_no_transcript() -> None:
    from interview_coder.errors import ImportFailure

    with pytest.raises(ImportFailure, match="no words"):
        read_data(b"School: 7\nDatum: 3 mei 2021\n", "x.txt")


@pytest.mark.parametrize(
    ("head", "day", "programmes"),
    [
        ("Gesproken op 3-4-2026", date(2026, 4, 3), ()),
        ("Gesproken op: 3-4-2026", date(2026, 4, 3), ()),
        ("Interview afgenomen op 3 april 2026.", date(2026, 4, 3), ()),
        ("Interview opleiding Dierverzorging 2\nGesproken op 3 april 2026", date(2026, 4, 3), ("Dierverzorging 2",)),
        ("Gesproken op school met drie mensen", None, ()),
    ],
)
def test_a_header_without_signs_between_key_and_value(head: str, day: date | None, programmes: tuple[str, ...]) -> None:
    draft = parse_text(f"{head}\n\nI: Hoe gaat het hier op school?\nR: Goed hoor.\nI: En verder?\nR: Ook goed.\n")
    assert (draft.metadata.date, draft.metadata.programmes) == (day, programmes)
    assert [turn.text for turn in draft.turns] == [
        "Hoe gaat het hier op school?",
        "Goed hoor.",
        "En verder?",
        "Ook goed.",
    ]

"""References and quote marks, as the report prints them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coder.domain.model import CodeKind, Metadata, Mode, QuoteRow
from interview_coder.domain.quotes import curl, listed, parse_pattern, printed, quoted, reference
from interview_coder.errors import InvalidInputError

MBO = "{school}. {programmes}"
AM, HZW, DV = "Administratief Medewerker", "Helpende Zorg & Welzijn", "Dierverzorging 2"


@pytest.mark.parametrize(
    ("metadata", "language", "expected"),
    [
        (Metadata(school=6, programmes=(DV,)), "nl", "6. Dierverzorging 2"),
        (
            Metadata(school=5, programmes=(AM, HZW)),
            "nl",
            "5. Administratief Medewerker en Helpende Zorg & Welzijn",
        ),
        (
            Metadata(school=5, programmes=(AM, HZW)),
            "en",
            "5. Administratief Medewerker and Helpende Zorg & Welzijn",
        ),
        (
            Metadata(school=5, programmes=(AM, HZW, DV)),
            "nl",
            "5. Administratief Medewerker, Helpende Zorg & Welzijn en Dierverzorging 2",
        ),
        (Metadata(school=11, programmes=(AM,), sequence=2), "nl", "11. Administratief Medewerker (2)"),
    ],
)
def test_references_read_as_in_the_report(metadata: Metadata, language: str, expected: str) -> None:
    assert reference(MBO, metadata, 3, language) == expected


@pytest.mark.parametrize(
    "metadata",
    [
        Metadata(),
        Metadata(school=5),
        Metadata(programmes=(AM,)),
        Metadata(school=5, programmes=(" ",)),
        Metadata(school=5, sequence=2),
    ],
)
def test_an_interview_of_which_too_little_is_known_goes_by_its_number(metadata: Metadata) -> None:
    assert reference(MBO, metadata, 3, "nl") == "Interview 3"


def test_a_pattern_with_the_number_needs_no_sequence() -> None:
    assert reference("Interview {number}", Metadata(school=5, sequence=2), 7, "nl") == "Interview 7"


def test_date_and_mode_can_be_part_of_a_reference() -> None:
    metadata = Metadata(school=2, date=date(2025, 3, 31), mode=Mode.TELEPHONE)
    assert reference("{school}, {date}, {mode}", metadata, 1, "nl") == "2, 2025-03-31, telefonisch"
    assert reference("{school}, {date}, {mode}", metadata, 1, "en") == "2, 2025-03-31, by telephone"


@pytest.mark.parametrize(
    "pattern",
    ["", "Interview", "{}", "{name}", "{school", "school}", "{school.real}", "{school!r}", "{{school}}", "{number}\n"],
)
def test_a_bad_pattern_is_refused_with_a_sentence(pattern: str) -> None:
    with pytest.raises(InvalidInputError, match=r"^The reference pattern .*\.$"):
        reference(pattern, Metadata(school=1), 1, "nl")


@given(st.text(max_size=40))
def test_any_pattern_is_either_refused_or_printed_with_its_literal_text(pattern: str) -> None:
    try:
        pieces = parse_pattern(pattern)
    except InvalidInputError:
        return
    metadata = Metadata(4, (DV,), None, date(2025, 1, 2), Mode.TELEPHONE)
    text = reference(pattern, metadata, 9, "en")
    assert text.startswith(pieces[0])
    assert text.endswith(pieces[-1])


def test_names_are_listed_as_a_sentence_does() -> None:
    assert [listed(names, "nl") for names in ([], ["A"], ["A", "", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A en B",
        "A, B en C",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Dan zeg je: "Ga iets met techniek doen", maar dat werkt niet.',
            "“Dan zeg je: “Ga iets met techniek doen”, maar dat werkt niet.”",
        ),
        (
            "Dan zeg je: “Ga iets met techniek doen”, maar dat werkt niet.",
            "“Dan zeg je: “Ga iets met techniek doen”, maar dat werkt niet.”",
        ),
        ('"Ga weg"', "““Ga weg””"),
        ('Hij zei: "Zij zei "nee""', "“Hij zei: “Zij zei “nee”””"),
        ('""Nee" zei ze", zei hij', "“““Nee” zei ze”, zei hij”"),
        ('("nee")', "“(“nee”)”"),
        ('techniek doen", maar', "“techniek doen”, maar”"),
        ('zei:"nee"en ging', "“zei:“nee”en ging”"),
        ('zo " los', "“zo “ los”"),
        ("zo'n foto's 's middags", "“zo'n foto's 's middags”"),
        ("[…] heeft [lacht]", "“[…] heeft [lacht]”"),
        ("", "“”"),
    ],
)
def test_quote_marks(text: str, expected: str) -> None:
    assert quoted(text) == expected


@given(st.text(alphabet=st.sampled_from('abc "“”„.,(-\n'), max_size=60))
def test_curling_changes_straight_marks_and_nothing_else(text: str) -> None:
    result = curl(text)
    assert len(result) == len(text)
    assert '"' not in result
    assert all(new == old or (old == '"' and new in "“”") for old, new in zip(text, result, strict=True))
    assert curl(result) == result


def _row(**changes: object) -> QuoteRow:
    values: dict[str, object] = {
        "id": "c",
        "interview": "i",
        "reference": "6. Dierverzorging 2",
        "section": "4.1",
        "code_key": "V1",
        "code_name": "Overtuiging",
        "code_path": "Overtuiging",
        "code_kind": CodeKind.CONDITION,
        "quote": "Dat is zo.",
        "edited": None,
        "stance": None,
        "coder": "Anna",
        "memo": "",
        "start": 0,
        "end": 10,
        "turn": 1,
    }
    return QuoteRow(**(values | changes))  # type: ignore[arg-type]


def test_a_printed_quote_has_its_reference_and_the_edited_form_wins() -> None:
    assert printed(_row()) == "“Dat is zo.” (6. Dierverzorging 2)"
    edited = _row(edited="Dat […] zo.")
    assert printed(edited) == "“Dat […] zo.” (6. Dierverzorging 2)"
    assert printed(edited, literal=True) == "“Dat is zo.” (6. Dierverzorging 2)"

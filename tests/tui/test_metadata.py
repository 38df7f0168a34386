"""The details of an interview: what is understood of what is typed, and the form at work."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from interview_coder.domain.model import Draft, DraftTurn, Metadata, Mode
from interview_coder.intake import Prepared
from interview_coder.study import Study
from interview_coder.tui.screens.metadata import Form, MetadataScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Launch


@pytest.mark.parametrize("typed", ["2015-03-12", "12-3-2015", "12 maart 2015", "March 12, 2015", " 12/03/2015 "])
def test_dates_are_read_in_the_ways_people_write_them(typed: str) -> None:
    metadata, wrong = Form(date=typed).read()
    assert (metadata.date, wrong) == (date(2015, 3, 12), {})


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (Form(date="gisteren"), "date"),
        (Form(date="31-02-2015"), "date"),
        (Form(school="zeven"), "school"),
        (Form(school="0"), "school"),
        (Form(school="10000"), "school"),
        (Form(school="-3"), "school"),
        (Form(sequence="2a"), "sequence"),
        (Form(sequence="²"), "sequence"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence_at_its_field(form: Form, field: str) -> None:
    _metadata, wrong = form.read()
    assert list(wrong) == [field]
    assert wrong[field].startswith("Type ")


def test_an_empty_form_is_nothing_known() -> None:
    assert Form().read() == (Metadata(), {})


def test_programmes_come_once_and_interviewers_in_order() -> None:
    form = Form(programmes=("Dierverzorging 2",), others=" dierverzorging 2; Kok ;;Kok", interviewers="AB, ;CD")
    metadata, wrong = form.read()
    assert metadata.programmes == ("Dierverzorging 2", "Kok")
    assert metadata.interviewers == ("AB", "CD")
    assert wrong == {}


def prepared(**metadata: object) -> Prepared:
    draft = Draft((DraftTurn(None, "Dag."),), (), school_name="ROC [red]Zandstad")
    return Prepared("x.docx", draft, [], [], Metadata(**metadata))  # type: ignore[arg-type]


async def test_the_form_is_filled_in_and_shows_the_reference_as_it_will_print(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        result: list[Metadata | None] = []
        subject = prepared(programmes=("Helpende Zorg & Welzijn",))
        drive.app.push_screen(MetadataScreen(drive.study, subject, missing=True), result.append)
        await drive.settled()
        assert "The file says: ROC [red]Zandstad" in drive.shown()
        # A number that is none is told at the field, and nothing closes.
        await drive.keys("7", "x", "enter")
        assert "whole number" in drive.shown()
        assert result == []
        await drive.keys("backspace")
        assert "(7. Helpende Zorg & Welzijn)" in drive.shown()
        assert "whole number" not in drive.shown()
        # The second programme is ticked: the first stays first.
        await drive.keys("tab", "tab", "space")
        assert "(7. Helpende Zorg & Welzijn and Administratief Medewerker)" in drive.shown()
        await drive.keys("ctrl+s")
        assert result == [Metadata(school=7, programmes=("Helpende Zorg & Welzijn", "Administratief Medewerker"))]


async def test_the_preview_numbers_what_would_print_the_same(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        result: list[Metadata | None] = []
        subject = prepared(school=1, programmes=("Dierverzorging 2",))
        drive.app.push_screen(MetadataScreen(drive.study, subject), result.append)
        await drive.settled()
        assert "(1. Dierverzorging 2 (2))" in drive.shown()
        drive.app.screen.query_one("#date", Input).focus()
        await drive.keys("word:12 maart 2015", "tab")
        assert drive.app.screen.query_one("#date", Input).value == "2015-03-12"
        await drive.keys("right", "space", "ctrl+s")
        assert result[0] is not None
        assert (result[0].date, result[0].mode) == (date(2015, 3, 12), Mode.FACE_TO_FACE)


async def test_escape_leaves_an_untouched_form_without_a_result(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        result: list[Metadata | None] = []
        drive.app.push_screen(MetadataScreen(drive.study, prepared(school=3)), result.append)
        await drive.settled()
        await drive.keys("escape")
        assert result == [None]


async def test_details_are_corrected_from_the_list_of_interviews(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("f2", "r")
        assert isinstance(drive.app.screen, MetadataScreen)
        await drive.keys("9", "ctrl+s")
        assert drive.study.interviews()[0].reference == "9. Dierverzorging 2"
        await drive.keys("ctrl+q")
    with Study.open(study_file) as study:
        assert study.interviews()[0].metadata.school == 9

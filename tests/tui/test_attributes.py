"""Attributes of interviews: made, given in the details, seen in the list, exported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Input, Select

from interview_coder.domain.model import AttributeKind
from interview_coder.study import Study
from interview_coder.tui.screens.attributes import AttributeForm, Attributes
from interview_coder.tui.screens.metadata import MetadataScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Launch


async def test_an_attribute_is_made_renamed_and_taken_away(study_file: Path, launch: Launch) -> None:
    async with launch(study_file) as drive:
        await drive.keys("f2", "a", "a", "word:Regio")
        assert isinstance(drive.app.screen, AttributeForm)
        # A choice without choices is refused in the form.
        await drive.keys("tab", "right", "right", "right", "space", "ctrl+s")
        assert "what there is to choose from" in drive.shown()
        drive.app.screen.query_one("#choices", Input).value = "stad; dorp ; stad"
        await drive.keys("ctrl+s")
        (one,) = drive.study.attributes()
        assert (one.name, one.kind, one.choices) == ("Regio", AttributeKind.CHOICE, ("stad", "dorp"))
        await drive.keys("enter")
        drive.app.screen.query_one("#name", Input).value = "Streek"
        await drive.keys("enter")
        assert drive.study.attributes()[0].name == "Streek"
        await drive.keys("x", "y")
        assert drive.study.attributes() == []
        assert isinstance(drive.app.screen, Attributes)
        await drive.keys("escape", "escape", "u")
        assert drive.study.attributes()[0].name == "Streek"


async def test_values_are_given_in_the_details_and_seen_in_the_list(study_file: Path, launch: Launch) -> None:
    with Study.open(study_file, coder="Anna") as study:
        ids = [
            study.add_attribute("Leerlingen", AttributeKind.NUMBER).id,
            study.add_attribute("Bezocht", AttributeKind.DATE).id,
            study.add_attribute("Regio", AttributeKind.CHOICE, ["stad", "dorp"]).id,
            study.add_attribute("Bijzonder").id,
        ]
        first = study.interviews()[0].id
        study.set_coded_up_to(first, len(study.transcript(first).text) // 4)
    async with launch(study_file, size=(240, 40)) as drive:
        assert "25%" in drive.shown()
        await drive.keys("f2", "r")
        screen = drive.app.screen
        assert isinstance(screen, MetadataScreen)
        screen.query_one("#value-0", Input).value = "veel"
        screen.query_one("#value-1", Input).value = "12 maart 2015"
        screen.query_one("#value-2", Select).value = "dorp"
        await drive.keys("ctrl+s")
        assert drive.app.screen is screen
        assert screen.query_one("#value-0").has_focus
        assert "takes a number" in drive.shown()
        before = len(drive.study.history())
        screen.query_one("#value-0", Input).value = "250"
        await drive.keys("ctrl+s")
        assert drive.study.interview(first).attributes == {ids[0]: "250", ids[1]: "2015-03-12", ids[2]: "dorp"}
        assert len(drive.study.history()) == before + 1
        # Taken away again by emptying it.
        await drive.keys("r")
        drive.app.screen.query_one("#value-0", Input).value = ""
        await drive.keys("ctrl+s")
        assert ids[0] not in drive.study.interview(first).attributes
        # The list as a file.
        await drive.keys("x", "c", "ctrl+s")
        await drive.settled()
        text = (study_file.parent / "test-interviews.csv").read_text(encoding="utf-8-sig")
        assert "2015-03-12" in text
        assert "25%" in text

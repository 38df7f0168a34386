"""Corrections from the workbench: words, speakers, borders of turns, a better transcript. No coding loses its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import work

from interview_coder.i18n import _, ngettext
from interview_coder.tui import look
from interview_coder.tui.base import Plain
from interview_coder.tui.screens.bench import Bench
from interview_coder.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_coder.domain.model import Interview, Speaker, Turn, Unplaced
    from interview_coder.intake import Prepared

_LETTERS: Final = "123456789abcdefghijklmopqrstuvwxyz"
_NEW: Final = "n"
_UNKNOWN: Final = "0"
_SAME: Final = "="


class Placing(Plain):
    """Says above the keys what is being placed by hand."""

    DEFAULT_CSS = """
    Placing {
        dock: bottom;
        height: auto;
        max-height: 4;
        padding: 0 1;
        background: $warning 25%;
        margin-bottom: 1;
    }
    """


class WordActs(Bench):
    """The part of the workbench that corrects transcripts."""

    def __init__(self) -> None:
        super().__init__()
        self.placing: Unplaced | None = None

    # What is meant

    def _turns_meant(self) -> tuple[Turn, ...]:
        """The turns that the selection touches, else the one under the cursor."""
        if self.transcript is None:
            return ()
        cursor = self.view.cursor
        start, end = self.view.selected_span or (cursor, cursor + 1)
        turns = tuple(turn for turn in self.transcript.turns if turn.start < end and turn.end > start)
        return turns or tuple(turn for turn in self.transcript.turns if turn.start <= cursor <= turn.end)[:1]

    def _corrected(self, told: str) -> None:
        """Show the text as it is now, with the cursor where it was."""
        position = self.view.position
        self.reload()
        self.view.clear_selection()
        self.view.position = position
        self.app.notify(told + " " + _("u takes it back."), timeout=4)

    @work(exit_on_error=False, group="dialog")
    async def action_correct(self) -> None:
        """Ask what is to be corrected; one more key does it."""
        from interview_coder.tui.screens.ask import Answer, Ask

        if self.transcript is None:
            return
        count = len(self.study.unplaced())
        without = ngettext("what has no place yet ({n})", "what has no place yet ({n})", count).format(n=count)
        answers = [
            Answer("w", _("the words of the selection, or of this turn")),
            Answer("s", _("who speaks here")),
            Answer("t", _("split this turn at the cursor")),
            Answer("j", _("join this turn with the next")),
            Answer("l", _("labels and roles of the speakers")),
            Answer("r", _("replace the whole text by a better transcript")),
            *([Answer("u", without)] if count else []),
        ]
        acts: dict[str, Callable[[], object]] = {
            "w": self.action_correct_words,
            "s": self.action_change_speaker,
            "t": self.action_split_turn,
            "j": self.action_join_turns,
            "l": self.action_speakers,
            "r": self.action_replace_text,
            "u": self.action_unplaced,
        }
        key = await self.app.push_screen_wait(Ask(_("What is to be corrected?"), answers))
        if key is not None:
            acts[key]()

    # Words

    @work(exit_on_error=False, group="dialog")
    async def action_correct_words(self) -> None:
        from interview_coder.tui.screens.correct import Correct

        turns = self._turns_meant()
        if self.transcript is None or self.opened is None or not turns:
            return
        if len(turns) > 1:
            self.app.notify(_("Correct one turn at a time."), severity="warning")
            return
        turn = turns[0]
        start, end = self.view.selected_span or (turn.start, turn.end)
        title = _("Words of turn {n}").format(n=turn.number)
        if turn.speaker is not None:
            title += f" · {turn.speaker.label}"
        target = (
            f"words.{turn.id}" if (start, end) == (turn.start, turn.end) else f"words.{turn.id}.{start - turn.start}"
        )
        interview = self.opened.id
        where = {"interview": interview, "turn": str(turn.number)}
        words = await self.app.push_screen_wait(Correct(title, self.transcript.text[start:end], target, where))
        if words is not None:
            self.study.correct(interview, start, end, words)
            self._corrected(_("The words are corrected."))

    # Speakers

    async def _which_speaker(
        self, question: str, *, same: Speaker | None = None, with_same: bool = False
    ) -> str | None:
        """The id of the speaker that is chosen, ``""`` for not known, ``=`` for the same; ``None`` on Esc."""
        from interview_coder.tui.screens.ask import Answer, Ask
        from interview_coder.tui.screens.speakers import SpeakerForm

        assert self.opened is not None
        opened = self.opened
        speakers = [one for one in self.study.interview(opened.id).speakers if not (with_same and one == same)]
        keys = dict(zip(_LETTERS, speakers, strict=False))
        answers = [Answer(key, f"{one.label} ({_(look.ROLE_NAMES[one.role])})") for key, one in keys.items()]
        if with_same:
            answers.insert(
                0, Answer(_SAME, _("the same: {label}").format(label=same.label if same else _("not known")))
            )
        answers += [Answer(_NEW, _("somebody new")), Answer(_UNKNOWN, _("not known"))]
        key = await self.app.push_screen_wait(Ask(question, answers))
        if key == _NEW:
            typed = await self.app.push_screen_wait(SpeakerForm(None))
            return self.study.add_speaker(opened.id, *typed).id if typed is not None else None
        if key is None or key == _SAME:
            return key
        return "" if key == _UNKNOWN else keys[key].id

    @work(exit_on_error=False, group="dialog")
    async def action_change_speaker(self) -> None:
        turns = self._turns_meant()
        if self.opened is None or not turns:
            return
        interview = self.opened.id
        question = ngettext("Who speaks in this turn?", "Who speaks in these {n} turns?", len(turns))
        chosen = await self._which_speaker(question.format(n=len(turns)))
        if chosen is not None:
            self.study.set_speaker(interview, [turn.id for turn in turns], chosen or None)
            self._corrected(_("The speaker is changed."))

    @work(exit_on_error=False, group="dialog")
    async def action_speakers(self) -> None:
        from interview_coder.tui.screens.speakers import Speakers

        if self.opened is not None and await self.app.push_screen_wait(Speakers(self.opened.id)):
            self._corrected(_("The speakers are changed."))

    # Borders of turns

    @work(exit_on_error=False, group="dialog")
    async def action_split_turn(self) -> None:
        if self.opened is None or self.transcript is None:
            return
        interview, offset = self.opened.id, self.view.cursor
        turn = next((one for one in self.transcript.turns if one.start <= offset <= one.end), None)
        if turn is None:
            return
        behind = self.transcript.text[offset : turn.end].strip()
        chosen = await self._which_speaker(
            _("Who says “{words}”?").format(words=look.snippet(behind, 40)), same=turn.speaker, with_same=True
        )
        if chosen is None:
            return
        if chosen == _SAME:
            self.study.split_turn(interview, offset)
        else:
            self.study.split_turn(interview, offset, speaker_id=chosen or None)
        self._corrected(_("The turn is split."))

    @work(exit_on_error=False, group="dialog")
    async def action_join_turns(self) -> None:
        turns = self._turns_meant()
        if self.opened is None or self.transcript is None or not turns:
            return
        interview, first = self.opened.id, turns[0]
        second = next((turn for turn in self.transcript.turns if turn.number == first.number + 1), None)
        if second is not None and second.speaker != first.speaker:
            question = _("Turns {first} and {second} have different speakers. Join them under {speaker}?").format(
                first=first.number,
                second=second.number,
                speaker=first.speaker.label if first.speaker else _("not known"),
            )
            if not await self.app.confirm(question, yes=_("Join")):
                return
        self.study.join_turns(interview, first.id)
        self._corrected(_("The turns are joined."))

    # A better transcript

    @work(exit_on_error=False, group="dialog")
    async def action_replace_text(self) -> None:
        from interview_coder.importing import FORMATS
        from interview_coder.tui.screens.review import ReviewScreen
        from interview_coder.tui.screens.unplaced import told_of
        from interview_coder.tui.screens.wait import waiting
        from interview_coder.tui.widgets.path_picker import PathPicker

        opened = self.opened
        if opened is None:
            return
        study, registry = self.study, self.app.registry
        title = _("The better transcript of {interview}").format(interview=look.interview_title(opened))
        paths = await self.app.push_screen_wait(
            PathPicker(title, start=study.path.parent, suffixes=FORMATS, use=_("Read"))
        )
        if not paths:
            return
        chosen = self.app.settings.get("model")
        model = chosen if isinstance(chosen, str) and chosen else None
        prepared = await waiting(
            self.app,
            _("Reading it and looking for names…"),
            lambda: study.prepare(paths[0], registry=registry, model=model),
        )
        outcome = await self.app.push_screen_wait(ReviewScreen(study, prepared))
        if outcome != "finished":
            return
        if not await self._agrees_to_replace(opened, prepared):
            return
        report = await waiting(
            self.app,
            _("Moving codings to the new text…"),
            lambda: study.replace_transcript(opened.id, prepared, registry=registry),
        )
        self._keep_words(prepared)
        self.reload()
        told = told_of(report.kept, report.close, len(report.unplaced))
        if report.unplaced:
            await self._list_unplaced(told)
        else:
            await self.app.tell(_("The text is replaced"), told + " " + _("u takes it back."))

    def _keep_words(self, prepared: Prepared) -> None:
        from interview_coder.tui.screens.review_queue import ALWAYS

        for one in prepared.decisions:
            if one.keep is True and one.reason == ALWAYS:
                self.study.keep_word(prepared.text[one.start : one.end])

    async def _agrees_to_replace(self, opened: Interview, prepared: Prepared) -> bool:
        out = sum(one.keep is False for one in prepared.decisions)
        names = ngettext("{n} name is taken out.", "{n} names are taken out.", out).format(n=out)
        return await self.app.confirm(
            _("Replace the text of {interview}?").format(interview=look.interview_title(opened)),
            names
            + " "
            + _("The {codings} move to the same words of the new text; what finds no place is listed and kept.").format(
                codings=look.codings(opened.codings)
            ),
            yes=_("Replace"),
        )

    @work(exit_on_error=False, group="dialog")
    async def action_unplaced(self) -> None:
        await self._list_unplaced("")

    async def _list_unplaced(self, told: str) -> None:
        from interview_coder.tui.screens.unplaced import WithoutPlace

        one = await self.app.push_screen_wait(WithoutPlace(told))
        self.reload()
        if one is not None:
            self._begin_placing(one)

    def _begin_placing(self, one: Unplaced) -> None:
        interview = next((item for item in self.interviews if item.id == one.interview), None)
        if interview is None or self.app.read_only:
            return
        if self.opened is None or interview.id != self.opened.id:
            self.open_interview(interview)
        self.leave_placing()
        self.placing = one
        self.mount(
            Placing(
                _("Select where this stands now and press Enter; Esc keeps it for later: {code} “{words}”").format(
                    code=one.code_name, words=look.snippet(one.words, 200)
                )
            ),
            before=self.query_one(KeyBar),
        )
        self.view.focus()

    def leave_placing(self) -> bool:
        """Stop placing by hand; returns whether that was going on."""
        going = self.placing is not None
        self.placing = None
        self.query(Placing).remove()
        return going

    def action_place_here(self) -> None:
        """Put what is being placed on the selected words."""
        one, span = self.placing, self.view.selected_span
        if one is None:
            return
        if span is None or self.opened is None or self.opened.id != one.interview:
            self.app.notify(_("Select the words in the text first."), severity="warning")
            return
        coding = self.study.place(one.id, *span)
        self.leave_placing()
        self.view.clear_selection()
        self.reload()
        if coding is not None:
            self.view.focus_coding(coding.id)
        self.app.notify(_("It has its place again."), timeout=3)
        if self.study.unplaced():
            self.action_unplaced()

"""The panes beside the transcript: the interviews, the code tree, and what is known of the passage under the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from interview_coder.domain.model import Attribute, Code, Coder, Coding, Interview, Status
from interview_coder.domain.text import safe
from interview_coder.i18n import _
from interview_coder.tui import look
from interview_coder.tui.actions import Place
from interview_coder.tui.base import Plain, plain
from interview_coder.tui.team import BLIND
from interview_coder.tui.widgets.rows import Rows, spread


class Head(Widget):
    """The top line: what is open, and the study at the right end as far as there is room for it."""

    DEFAULT_CSS = """
    Head {
        dock: top;
        height: 1;
        background: $panel;
        padding: 0 1;
    }
    """

    def __init__(self) -> None:
        super().__init__(id="head")
        self._left = self._right = Content("")

    def show(self, left: Content, right: Content) -> None:
        """Show other words."""
        self._left, self._right = left, right
        self.refresh()

    def render(self) -> Content:
        width = self.content_size.width
        room = width - self._left.cell_length - 3
        right = self._right.truncate(room, ellipsis=True) if room >= 8 else Content("")
        return spread(self._left, right, width)


class InterviewList(Rows[Interview]):
    """The interviews: sign of status, reference, words, codings; the open one is marked."""

    PLACES = (Place.INTERVIEWS, Place.LIST)

    class Do(Message):
        """An action of the list was asked for, on an interview."""

        def __init__(self, what: str, interview: Interview) -> None:
            self.what, self.interview = what, interview
            super().__init__()

    class Mine(Message):
        """Only one’s own interviews are asked for, or all again."""

    def __init__(self) -> None:
        super().__init__(empty=_("No interviews yet. F5 imports them."), single_click=True, id="interviews")
        self.opened = ""
        self.blind: frozenset[str] = frozenset()

    def draw(self, item: Interview, width: int) -> Sequence[Content]:
        sign = (look.STATUS_SIGNS[item.status] + " ", look.STATUS_STYLES[item.status])
        name = plain(look.interview_title(item), "bold underline" if item.id == self.opened else "")
        size = look.short(item.words)
        # How far it is coded, while that says more than the sign of its status.
        far = f"{item.coded_share:.0%} " if item.coded_up_to and item.status is not Status.DONE else ""
        counts = Content.assemble((far, "$accent"), (size, "$muted"), f" {item.codings:>3} ")
        values = [safe(value) for value in item.attributes.values()] if width >= 60 else []
        left = Content.assemble(
            "▸" if item.id == self.opened else " ",
            sign,
            (BLIND + " " if item.id in self.blind else "", "bold $warning"),
            name,
            ("  " + " · ".join(values) if values else "", "$muted"),
        )
        return [spread(left, counts, width)]

    def update(
        self, interviews: Sequence[Interview], opened: str, blind: frozenset[str] = frozenset(), *, mine: bool = False
    ) -> None:
        """Show the interviews, ``opened`` being the id of the one in the transcript.

        ``blind`` are those of which the user sees only own work; ``mine`` says that the list has only own ones.
        """
        self.opened, self.blind = opened, blind
        self.empty = _("Nothing waits for you. w shows all.") if mine else _("No interviews yet. F5 imports them.")
        place = next((index for index, item in enumerate(interviews) if item.id == opened), None)
        self.show(interviews, None if self.has_focus else place)

    def refresh_one(self, interview: Interview) -> None:
        """Show an interview as it is now."""
        for index, item in enumerate(self.items):
            if item.id == interview.id:
                self.replace(index, interview)

    def _do(self, what: str) -> None:
        if self.current is not None:
            self.post_message(self.Do(what, self.current))

    def action_details(self) -> None:
        self._do("details")

    def action_status(self) -> None:
        self._do("status")

    def action_delete(self) -> None:
        self._do("delete")

    def action_attributes(self) -> None:
        self._do("attributes")

    def action_export(self) -> None:
        self._do("export")

    def action_mine(self) -> None:
        self.post_message(self.Mine())


class Inspector(VerticalScroll, can_focus=True):
    """The coding under the cursor with all that is known of it, others that overlap it, and the interview's memo.

    While codes or interviews are gone through in their lists: the one under the cursor there.
    """

    class Memo(Message):
        """A memo was clicked: that of a coding or code, of what is under the cursor (``here``), or else of the
        interview."""

        def __init__(self, subject: Coding | Code | None, *, here: bool = False) -> None:
            self.subject, self.here = subject, here
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="inspector")
        self._subject: Coding | Code | None = None

    def compose(self) -> ComposeResult:
        yield Plain(id="blindness")
        yield Plain(id="coding")
        yield Plain(id="coding-memo", classes="memo")
        yield Plain(id="interview-memo", classes="memo")

    def show(
        self,
        coding: Coding | None,
        overlapping: Sequence[Coding],
        codes: Mapping[str, Code],
        coders: Mapping[str, Coder],
        passage: str,
    ) -> None:
        """Show a coding (``None``: that there is none here) and those that overlap it under the cursor."""
        self._subject = coding
        memo = self.query_one("#coding-memo", Plain)
        code = codes.get(coding.code) if coding else None
        if coding is None or code is None:
            self.query_one("#coding", Plain).show(Content.styled(_("No coding under the cursor."), "$muted"))
            memo.display = False
            return
        lines: list[Content] = [Content.assemble(look.badge(code), " ", (safe(code.name), "bold"))]
        if above := code.path.rpartition("/")[0]:
            lines.append(plain(above, "$muted"))
        facts: list[Content | str | tuple[str, str]] = []
        if coding.stance:
            sign, name = look.stance(coding.stance), _(look.STANCE_NAMES[coding.stance])
            facts += [(f"{sign} {name}", "bold $accent"), "   "]
        coder = coders.get(coding.coder)
        if coder:
            facts += [look.dot(coder), " ", plain(coder.name), "  "]
        facts.append((coding.created.astimezone().strftime("%Y-%m-%d"), "$muted"))
        lines += [Content.assemble(*facts), Content(""), plain(f"“{look.snippet(passage, 160)}”", "italic")]
        if about := describe(code):
            lines += [Content(""), *about]
        others = [other for other in overlapping if other.id != coding.id and other.code in codes]
        if others:
            lines += [Content(""), Content.styled(_("Also here (o goes to the next):"), "$muted")]
            lines += [
                Content.assemble(
                    look.badge(codes[other.code]),
                    " ",
                    plain(codes[other.code].name),
                    f" {look.stance(other.stance)}",
                )
                for other in others
            ]
        self.query_one("#coding", Plain).show(Content("\n").join(lines))
        memo.display = True
        memo.border_title = _("Memo on this coding")
        memo.show(plain(coding.memo) if coding.memo else Content.styled(_("m writes one"), "$muted"))

    def show_code(self, code: Code, here: int, body: str) -> None:
        """Show a code of the tree, which has ``here`` codings in the open interview, and the memo on it."""
        self._subject = code
        lines: list[Content] = [Content.assemble(look.badge(code), " ", (safe(code.name), "bold"))]
        if above := code.path.rpartition("/")[0]:
            lines.append(plain(above, "$muted"))
        facts = [safe(code.key), code.mnemonic, _(look.KIND_NAMES[code.kind])]
        facts += [_("pinned")] if code.pinned else []
        facts += [_("retired")] if code.retired else []
        lines += [plain("  ".join(fact for fact in facts if fact), "$muted"), look.uses(code, here)]
        lines += [Content(""), *(describe(code) or [plain(_("No definition yet."), "$muted")])]
        self.query_one("#coding", Plain).show(Content("\n").join(lines))
        memo = self.query_one("#coding-memo", Plain)
        memo.display = True
        memo.border_title = _("Memo on this code")
        memo.show(plain(body) if body else Content.styled(_("m writes one"), "$muted"))

    def show_interview(self, interview: Interview, attributes: Sequence[Attribute]) -> None:
        """Show what is known of an interview in the list, with the ``attributes`` that the study has."""
        self._subject = None
        known = interview.metadata
        lines = [
            plain(look.interview_title(interview), "bold"),
            look.progress(interview),
            plain(f"{look.words(interview.words)} · {look.codings(interview.codings)}", "$muted"),
        ]
        facts = {
            _("Date"): known.date.isoformat() if known.date else "",
            _("Held"): _(look.MODE_NAMES[known.mode]) if known.mode else "",
            _("Interviewers"): ", ".join(known.interviewers),
            _("Speakers"): ", ".join(speaker.label for speaker in interview.speakers),
            **{one.name: interview.attributes.get(one.id, "") for one in attributes},
        }
        told = [Content.assemble((f"{safe(name)}: ", "$muted"), plain(value)) for name, value in facts.items() if value]
        self.query_one("#coding", Plain).show(Content("\n").join([*lines, Content(""), *told]))
        self.query_one("#coding-memo", Plain).display = False

    def show_passage_memo(self, words: str, body: str, coder: str) -> None:
        """Show a memo on a passage in the place of a coding."""
        self._subject = None
        lines = [plain(coder, "$muted"), Content(""), plain(f"“{look.snippet(words, 160)}”", "italic")]
        self.query_one("#coding", Plain).show(Content("\n").join(lines))
        memo = self.query_one("#coding-memo", Plain)
        memo.display = True
        memo.border_title = _("Memo on this passage")
        memo.show(plain(body))

    def show_blindness(self, text: str) -> None:
        """Say above all else what is hidden from the user, if anything."""
        blindness = self.query_one("#blindness", Plain)
        blindness.display = bool(text)
        blindness.show(Content.styled(text, "$warning"))

    def show_interview_memo(self, text: str) -> None:
        """Show the memo on the interview."""
        memo = self.query_one("#interview-memo", Plain)
        memo.border_title = _("Memo on the interview")
        memo.show(plain(text) if text else Content.styled(_("M writes one"), "$muted"))

    def on_click(self, event: events.Click) -> None:
        if event.widget is not None and event.widget.id == "coding-memo":
            self.post_message(self.Memo(self._subject, here=True))
        elif event.widget is not None and event.widget.id == "interview-memo":
            self.post_message(self.Memo(None))


def describe(code: Code) -> list[Content]:
    """Definition, when to use, when not, and example of a code, as far as they are there."""
    lines: list[Content] = []
    if code.definition:
        lines.append(plain(code.definition))
    for label, text in (
        (_("Use when"), code.use_when),
        (_("Not when"), code.not_when),
        (_("Example"), code.example),
    ):
        if text:
            lines.append(Content.assemble((f"{label}: ", "bold $muted"), plain(text)))
    return lines

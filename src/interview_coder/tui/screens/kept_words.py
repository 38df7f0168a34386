"""The words that a study keeps whatever they look like, to see them and to take them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from interview_coder.i18n import _
from interview_coder.tui.actions import Place, bindings_for
from interview_coder.tui.base import ModalScreen, Plain, plain
from interview_coder.tui.widgets.keybar import KeyBar
from interview_coder.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from interview_coder.study import Study


class KeptWordRows(Rows[str], inherit_bindings=False):
    """The words; there is nothing to choose, only to take back."""

    PLACES = (Place.WALK,)


class KeptWords(ModalScreen[None]):
    """The kept words of a study, in alphabetical order."""

    PLACES = (Place.KEPT,)
    BINDINGS = bindings_for(Place.KEPT)
    CSS_PATH = "kept_words.tcss"
    AUTO_FOCUS = "KeptWordRows"

    def __init__(self, study: Study) -> None:
        super().__init__()
        self._study = study

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Plain(_("Words that stay"), classes="dialog-title")
            yield Plain(
                _("They look like names and are left in every text of this study, because you kept them always."),
                classes="dialog-text",
            )
            yield KeptWordRows(
                lambda word, _width: [plain(f" {word}")],
                empty=_("None yet. K in the review of an import keeps a word always."),
            )
        yield KeyBar()

    def on_mount(self) -> None:
        self._fill(0)

    def _fill(self, cursor: int) -> None:
        words = self._study.kept_words()
        self.query_one(KeptWordRows).show(words, min(cursor, len(words) - 1))

    def action_unkeep(self) -> None:
        """Look at the word again in the next import; what is stored stays as it is."""
        rows = self.query_one(KeptWordRows)
        word = rows.current
        if word is None:
            return
        self._study.unkeep_word(word)
        self._fill(rows.cursor)
        self.app.notify(_("It is pointed out again in the next import."), timeout=4)

"""Giving a code by its two letters: ``;`` and the letters, from any codebook, without a dialog to wait for."""

from __future__ import annotations

from textual import events
from textual.content import Content

from interview_coder.domain.text import safe
from interview_coder.i18n import _
from interview_coder.tui.base import Plain
from interview_coder.tui.screens.coding import CodingActs


class MnemonicActs(CodingActs):
    """The part of the workbench that waits for two letters.

    The keys are taken before bindings see them, so that they are the code's however fast they come.
    """

    _letters: str | None = None
    """What was typed after ``;``; ``None`` while it was not pressed."""

    def action_mnemonic(self) -> None:
        if self._selection() is not None:
            self._wait_for("")

    def take_key(self, event: events.Key) -> bool:
        """Take a key that belongs to a mnemonic; False leaves it to the bindings."""
        if self._letters is None:
            return False
        letter = (event.character or "").lower()
        if event.key == "backspace":
            self._wait_for(self._letters[:-1])
        elif len(letter) != 1 or not "a" <= letter <= "z":
            self._wait_for(None)
        elif not self._letters:
            self._wait_for(letter)
        else:
            letters = self._letters + letter
            self._wait_for(None)
            code = next((code for code in self.offered_codes() if code.mnemonic == letters), None)
            if code is not None:
                self.give(code.id)
            else:
                self.app.notify(_("No code has the letters “{letters}”.").format(letters=letters), severity="warning")
        return True

    def _wait_for(self, letters: str | None) -> None:
        """Wait for more letters, or for none (``None``), and show which codes they can lead to."""
        self._letters = letters
        self.set_class(letters is not None, "-lettering")
        if letters is None:
            return
        known = sorted(
            (code for code in self.offered_codes() if code.mnemonic and code.mnemonic.startswith(letters)),
            key=lambda code: (code.id not in self.quick.recent, code.mnemonic),
        )
        columns = max(1, (self.view.size.width - 2) // _COLUMN)
        room = columns * _LINES
        cells = [
            Content.assemble((code.mnemonic, "bold $accent"), " ", safe(code.name)).truncate(
                _COLUMN - 2, ellipsis=True, pad=True
            )
            for code in known[:room]
        ]
        lines = [Content("  ").join(cells[at : at + columns]) for at in range(0, len(cells), columns)]
        if not known:
            lines = [Content.styled(_("no code begins so; Esc goes back"), "$muted")]
        head = Content.styled(f";{letters}", "bold $primary")
        if len(known) > room:
            head = Content.assemble(head, ("  …", "$muted"))
        self.query_one("#letters", Plain).show(Content("\n").join([head, *lines]))


_LINES = 4
_COLUMN = 26
"""How many lines the codes get, and how many cells each code."""

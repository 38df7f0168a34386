"""The values of attributes as fields of a form: drawn, read, and said what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Select

from interview_coder.domain.model import Attribute, AttributeKind, Interview
from interview_coder.domain.text import safe
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import _
from interview_coder.tui.base import Plain, plain

if TYPE_CHECKING:
    from interview_coder.study import Study


class AttributeFields(Vertical):
    """A field for each attribute of the study, filled with what an interview has."""

    DEFAULT_CSS = """
    AttributeFields { height: auto; width: 1fr; }
    AttributeFields .row { width: 1fr; height: auto; }
    AttributeFields .row Input, AttributeFields .row Select { width: 1fr; }
    AttributeFields .label { width: 20; color: $text-muted; }
    AttributeFields .wrong { display: none; height: auto; margin-left: 20; color: $error; }
    """

    def __init__(self, study: Study, interview: Interview) -> None:
        super().__init__(id="attributes")
        self._study, self._interview = study, interview
        self._attributes = study.attributes()

    def compose(self) -> ComposeResult:
        for index, one in enumerate(self._attributes):
            given = self._interview.attributes.get(one.id, "")
            with Horizontal(classes="row"):
                yield Plain(one.name, classes="label")
                if one.kind is AttributeKind.CHOICE:
                    options = [(plain(choice), choice) for choice in one.choices]
                    chosen: Any = given if given in one.choices else Select.NULL
                    yield Select[str](options, prompt=_("not known"), value=chosen, id=f"value-{index}", compact=True)
                else:
                    yield Input(
                        safe(given), placeholder=_hint(one), id=f"value-{index}", classes="-slim", max_length=1000
                    )
            yield Plain(id=f"value-{index}-wrong", classes="wrong")

    def _typed(self, index: int) -> str:
        widget = self.query_one(f"#value-{index}")
        value: object = widget.value if isinstance(widget, Input | Select) else ""
        return value if isinstance(value, str) else ""

    def values(self) -> dict[str, str]:
        """What was changed, by attribute id; empty takes a value away."""
        typed = {one.id: self._typed(index) for index, one in enumerate(self._attributes)}
        return {id_: value for id_, value in typed.items() if value != safe(self._interview.attributes.get(id_, ""))}

    def refused(self) -> bool:
        """Say at each field what is wrong with it, and go to the first that cannot be kept; whether there is any."""
        first: Input | Select[str] | None = None
        changed = self.values()
        for index, one in enumerate(self._attributes):
            line = self.query_one(f"#value-{index}-wrong", Plain)
            line.display = False
            try:
                if one.id in changed:
                    self._study.checked_value(one.id, changed[one.id])
            except InvalidInputError as error:
                line.show(str(error))
                line.display = True
                first = first or self.query_one(f"#value-{index}", Input)
        if first is not None:
            first.focus()
        return first is not None


def _hint(one: Attribute) -> str:
    if one.kind is AttributeKind.NUMBER:
        return _("a number")
    return _("2015-03-12, 12 March 2015") if one.kind is AttributeKind.DATE else ""

"""What rows, coders and desks are called where a merge tells of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from interview_coder.domain.coded import Decision
from interview_coder.domain.conditions import VERDICTS
from interview_coder.domain.merging import ConflictKind
from interview_coder.domain.model import AttributeKind, CodeKind, Mode, Role, Stance
from interview_coder.i18n import N_, _
from interview_coder.store.desks.causes import HANDED
from interview_coder.store.desks.files import Event, Source
from interview_coder.store.desks.gathering import Dispute
from interview_coder.store.desks.joining import Outcome, home
from interview_coder.store.desks.rules import Row
from interview_coder.store.history import DESKS

_LONG = 60
_VALUES: Final[Mapping[str, Mapping[Any, str]]] = {
    "stance": {
        Stance.SUPPORTS: N_("supports"),
        Stance.CONTRADICTS: N_("contradicts"),
        Stance.MIXED: N_("mixed"),
    },
    "kind": {
        CodeKind.CONDITION: N_("condition"),
        CodeKind.THEME: N_("theme"),
        CodeKind.OPEN: N_("open code"),
        AttributeKind.TEXT: N_("text"),
        AttributeKind.NUMBER: N_("number"),
        AttributeKind.DATE: N_("date"),
        AttributeKind.CHOICE: N_("choice"),
    },
    "mode": {Mode.FACE_TO_FACE: N_("face to face"), Mode.TELEPHONE: N_("by telephone")},
    "role": {
        Role.INTERVIEWER: N_("interviewer"),
        Role.RESPONDENT: N_("respondent"),
        Role.OTHER: N_("other"),
    },
    "verdict": VERDICTS,
    "decision": {
        Decision.FIRST: N_("as the first coder"),
        Decision.SECOND: N_("as the second coder"),
        Decision.BOTH: N_("both"),
        Decision.BORDERS: N_("new borders"),
        Decision.NONE: N_("nothing"),
        Decision.LATER: N_("to discuss"),
    },
}
"""What the values of a choice are called, by column; to be translated when shown."""


class Labels:
    """Names for people: a code's, an interview's reference, a coder's."""

    def __init__(self, sources: Sequence[Source], outcome: Outcome) -> None:
        self._rows: dict[str, dict[str, Row]] = {}
        for rows in (outcome.joined.rows, *(source.rows for source in sources)):
            for name, held in rows.items():
                mine = self._rows.setdefault(name, {})
                for identifier, row in held.items():
                    mine.setdefault(identifier, row)
        self._own = sources[0].desk
        self._coders = {
            event.after["desk"]: event.after.get("coder")
            for event in outcome.events
            if event.tbl == DESKS and event.what == HANDED and event.after
        }

    def coder(self, identifier: str) -> str:
        """The name of a coder."""
        row = self._rows["coders"].get(identifier)
        return str(row["name"]) if row else ""

    def desk(self, desk: str) -> str:
        """A desk by whom it was handed to; empty for the one of the study."""
        if desk == self._own:
            return ""
        coder = self._coders.get(desk)
        return (self.coder(coder) if coder else "") or desk[-6:]

    def interview(self, identifier: str) -> str:
        """How an interview is called: what tells it from others in short."""
        row = self._rows["interviews"].get(identifier)
        if row is None:
            return _("an interview")
        return _("Interview {n}").format(n=row["number"])

    def of(self, name: str, identifier: str) -> str:
        """What a row is about."""
        if name in ("codes", "programmes", "sections", "attributes", "queries", "coders"):
            row = self._rows[name].get(identifier)
            return str(row["name"]) if row else ""
        row = self._rows.get("transcripts" if name == "text" else name, {}).get(identifier, {})
        if name == "schools":
            return str(row.get("number", ""))
        parts = []
        if (place := home(name, identifier, self._rows)) is not None:
            parts.append(self.interview(place))
        for column in ("code_id", "coding_id"):
            code = row.get(column)
            if column == "coding_id" and code is not None:
                code = self._rows["codings"].get(code, {}).get("code_id")
            if code is not None and code in self._rows["codes"]:
                parts.append(str(self._rows["codes"][code]["name"]))
        if name == "assignments" and row:
            parts.append(self.coder(row["coder_id"]))
        return " · ".join(parts)

    def anything(self, identifier: str) -> str:
        """What a row of any table is about."""
        for name in ("codes", "interviews", "transcripts", "unplaced", *self._rows):
            if identifier in self._rows.get(name, {}):
                if name == "unplaced":
                    row = self._rows[name][identifier]
                    code = self._rows["codes"].get(row["values"].get("code_id"), {})
                    return " · ".join(
                        filter(None, (self.of("transcripts", row["transcript_id"]), str(code.get("name", ""))))
                    )
                return self.interview(identifier) if name == "interviews" else self.of(name, identifier)
        return ""


def side_value(dispute: Dispute, event: Event, value: Any, labels: Labels) -> str | None:
    """A version in words: of a text its own, of a row what it points to by name."""
    if dispute.kind is ConflictKind.DELETED:
        return None if event.after is None else _("kept, with the change")
    if dispute.kind is ConflictKind.TEXT:
        before = (event.before or {}).get("text") or ""
        return f"{_short(before)} → {_short(value or '')}"
    if dispute.kind is ConflictKind.PARTS:
        return ""
    if isinstance(value, dict):
        return "; ".join(str(one) for one in value.get("choices", ()))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and dispute.column.endswith("_id"):
        return labels.anything(value)
    told = _VALUES.get(dispute.column, {})
    return "" if value is None else _(told[value]) if value in told else str(value)


def _short(text: str) -> str:
    return f"“{text[:_LONG]}{'…' if len(text) > _LONG else ''}”" if text else "–"

"""The files of an import, from being chosen to being stored: held in memory alone, as they have names in them.

A tray belongs to an open study and lasts until its files are stored or taken off, or the study is closed; so one can
leave the import screen and come back to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from msgspec import Struct, field
from msgspec.structs import replace

from interview_coder.domain.marks import MarkStyle
from interview_coder.domain.model import DOUBTFUL, Metadata, NameKind
from interview_coder.domain.text import count_words, fold
from interview_coder.i18n import N_, ngettext
from interview_coder.intake import Prepared
from interview_coder.tui.widgets.path_listing import path_label

if TYPE_CHECKING:
    from interview_coder.redaction import NameRegistry
    from interview_coder.study import ImportReport, Study


class ImportOrder(Struct, frozen=True):
    """An import asked for from outside: the files, and what was said about them (see ``app.run``)."""

    paths: tuple[Path, ...]
    keys: Path | None = None
    given: dict[str, Any] = field(default_factory=dict)
    model: str | None = None
    marks: MarkStyle | None = None
    force: bool = False


class Stage(Enum):
    """Where a file is on its way, with what the list says of it."""

    WAITING = N_("not read yet")
    READING = N_("being read")
    FAILED = N_("failed")
    REVIEW = N_("to review")
    DETAILS = N_("details missing")
    READY = N_("ready")
    REPEATED = N_("already there")
    STORED = N_("imported")


SIGNS: Final = {
    Stage.WAITING: ("·", "$text-muted"),
    Stage.READING: ("…", "$primary"),
    Stage.FAILED: ("✗", "$error"),
    Stage.REVIEW: ("?", "$warning"),
    Stage.DETAILS: ("?", "$warning"),
    Stage.READY: ("→", "$primary"),
    Stage.REPEATED: ("!", "$warning"),
    Stage.STORED: ("✓", "$success"),
}


class Item(Struct, eq=False):
    """A file, or pasted text, on its way in.

    ``error`` is the sentence of a failure; ``given`` are fields of the metadata that go before what the file says;
    ``resumed`` counts the decisions of an earlier review that were taken up.
    """

    label: str
    path: Path | None = None
    text: str = ""
    size: int = 0
    words: int = 0
    reading: bool = False
    prepared: Prepared | None = None
    anonymised: bool = False
    reviewed: bool = False
    touched: bool = False
    asked: bool = False
    force: bool = False
    repeated: bool = False
    error: str = ""
    report: ImportReport | None = None
    given: dict[str, Any] = field(default_factory=dict)
    resumed: int = 0

    def stage(self, needs: tuple[str, ...]) -> Stage:
        """Where it is; ``needs`` names the fields of the metadata that the study's references want."""
        if self.report is not None:
            return Stage.STORED
        if self.reading:
            return Stage.READING
        if self.repeated and not self.force:
            return Stage.REPEATED
        if self.error:
            return Stage.FAILED
        if self.prepared is None:
            return Stage.WAITING
        if self.prepared.undecided:
            return Stage.REVIEW
        if not self.asked and lacks(self.prepared.metadata, needs):
            return Stage.DETAILS
        return Stage.READY

    @property
    def turns(self) -> int:
        """How many turns were found."""
        return self.report.turns if self.report else len(self.prepared.draft.turns) if self.prepared else 0

    def arrived(self, prepared: Prepared, *, anonymised: bool) -> None:
        """It was read; ``anonymised`` says that its names were left in without a decision."""
        prepared.metadata = replace(prepared.metadata, **self.given)
        self.prepared, self.words, self.error = prepared, count_words(prepared.text), ""
        self.reviewed = self.touched = self.asked = False
        self.anonymised = anonymised
        self.resumed = 0 if anonymised else len(prepared.decisions) - prepared.undecided

    @property
    def speakers(self) -> list[str]:
        """The labels of the voices that were found."""
        voices = (
            self.report.interview.speakers if self.report else self.prepared.draft.speakers if self.prepared else ()
        )
        return [voice.label for voice in voices]

    def names(self) -> Counter[NameKind]:
        """The names found and not kept, by kind."""
        if self.report:
            return Counter({NameKind(kind): count for kind, count in self.report.redactions.items()})
        if self.prepared is None:
            return Counter()
        return Counter(decision.kind for decision in self.prepared.decisions if decision.keep is not True)

    @property
    def doubtful(self) -> int:
        """How many finds a person should look at, and nobody has yet."""
        if self.prepared is None:
            return 0
        pairs = zip(self.prepared.finds, self.prepared.decisions, strict=True)
        return sum(find.confidence < DOUBTFUL and decision.keep is None for find, decision in pairs)

    def forget(self) -> None:
        """Let go of all that has names in it."""
        self.prepared, self.text = None, ""


def _stands_open(prepared: Prepared, names: set[tuple[str, ...]]) -> bool:
    """Whether one of the names, each as its folded words, stands in a text and is not wholly found there."""
    finds, words, found = iter(prepared.finds), [], []
    find = next(finds, None)
    for match in re.finditer(r"[\w'’-]+", prepared.text):
        while find is not None and find.end <= match.start():
            find = next(finds, None)
        words.append(fold(match[0]))
        found.append(find is not None and find.start < match.end())
    first = {name[0] for name in names}
    return any(
        tuple(words[index : index + len(name)]) == name and not all(found[index : index + len(name)])
        for index in (index for index, word in enumerate(words) if word in first)
        for name in names
    )


def lacks(metadata: Metadata, needs: tuple[str, ...]) -> bool:
    """Whether one of the needed fields is empty."""
    return any(not getattr(metadata, field) for field in needs)


KIND_NAMES: Final = {
    NameKind.PERSON: N_("person"),
    NameKind.PLACE: N_("place"),
    NameKind.ORGANISATION: N_("organisation"),
    NameKind.CONTACT: N_("contact"),
    NameKind.OTHER: N_("other"),
}


def kinds_told(counts: Counter[NameKind]) -> Iterator[str]:
    """``3 persons``, ``1 place``: for each kind that there is."""
    for kind, count in sorted(counts.items(), key=lambda pair: list(NameKind).index(pair[0])):
        if count:
            forms = {
                NameKind.PERSON: ngettext("{n} person", "{n} persons", count),
                NameKind.PLACE: ngettext("{n} place", "{n} places", count),
                NameKind.ORGANISATION: ngettext("{n} organisation", "{n} organisations", count),
                NameKind.CONTACT: ngettext("{n} contact", "{n} contacts", count),
                NameKind.OTHER: ngettext("{n} other", "{n} others", count),
            }
            yield forms[kind].format(n=count)


class Tray(Struct, eq=False):
    """The items of one study's import.

    ``always`` holds the folded names that stay in, in whatever file; ``spread`` the confirmed names, as folded words,
    that the files still to be reviewed were looked through for.
    """

    items: list[Item] = field(default_factory=list)
    always: set[str] = field(default_factory=set)
    spread: set[tuple[str, ...]] = field(default_factory=set)
    anonymised: bool = False
    model: str | None = None
    folder: Path | None = None
    pasted: int = 0

    def add_path(self, path: Path) -> Item | None:
        """A new item for a file, ``None`` where the file is on the list already."""
        if any(item.path == path and item.report is None for item in self.items):
            return None
        item = Item(path_label(path.name), path, size=_size(path))
        self.items.append(item)
        return item

    def add_failure(self, path: Path, sentence: str) -> None:
        """A path that is no transcript."""
        self.items.append(Item(path_label(path.name or path), path, error=sentence))

    def unstored(self) -> list[Item]:
        """What was read and is not in the study."""
        return [item for item in self.items if item.report is None and item.prepared is not None]

    def reports(self) -> list[ImportReport]:
        """What came of all that was stored."""
        return [item.report for item in self.items if item.report is not None]

    def clear(self) -> None:
        """Let go of everything."""
        for item in self.items:
            item.forget()
        self.items.clear()
        self.always.clear()
        self.spread.clear()

    def confirmed(self, registry: NameRegistry) -> NameRegistry:
        """The key file's names with those that were confirmed in files which are not stored yet; the key file itself
        learns them when they are."""
        from interview_coder.redaction import NameRegistry

        known = NameRegistry(entries=registry.entries)
        for item in self.items:
            if item.reviewed and item.prepared is not None:
                for words, kind in item.prepared.taken():
                    known.learn(words, kind)
        return known

    def missed(self, registry: NameRegistry) -> list[Item]:
        """The files that nobody has reviewed yet in which a confirmed name stands, whole or by a part of it that is no
        word of the dictionary, where nothing was found; each name is looked for once."""
        from interview_coder.redaction import NameRegistry

        fresh = NameRegistry(entries=self.confirmed(registry).entries[len(registry) :])
        names = {tuple(fold(name).split()) for name in [*(entry.text for entry in fresh.entries), *fresh.parts()]}
        names -= self.spread
        self.spread |= names
        return [
            item
            for item in self.items
            if item.prepared is not None
            and not (item.touched or item.reviewed or item.report or item.error)
            and _stands_open(item.prepared, names)
        ]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


_TRAYS: WeakKeyDictionary[Study, Tray] = WeakKeyDictionary()


def tray_of(study: Study) -> Tray:
    """The tray of an open study."""
    return _TRAYS.setdefault(study, Tray())


def always_kept(study: Study) -> set[str]:
    """The folded names that the user keeps in whatever file of this import."""
    return tray_of(study).always

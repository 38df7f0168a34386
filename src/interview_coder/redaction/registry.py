"""The key file: the names of a study, kept by the user apart from it, and what stands for each.

A TOML file with one ``[[name]]`` table a name: ``text``, ``kind`` (person, place, organisation, contact, other), and if
wanted ``aliases`` (a list), ``school`` (the number that stands for a school) and ``number`` (that of its typed mark). A
save changes only what is new: comments, order, and what another program put into the file meanwhile stay.
"""

from __future__ import annotations

import glob
import os
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from interview_coder.domain.model import NameKind
from interview_coder.domain.spellings import has_words, same
from interview_coder.domain.text import clean, fold
from interview_coder.errors import InvalidInputError, NotFoundError, OutputExistsError
from interview_coder.i18n import _
from interview_coder.locking import alone

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_HEADER = (
    "Names of a study. Whoever has this file can tell who is meant: keep it apart from the study, and destroy it",
    "when the study ends.",
)


_LINE = re.compile(r"at line (\d+)")
"""Where the reader of TOML says that something is wrong; the rest of what it says may hold a name."""

_FIELDS = frozenset(["text", "kind", "aliases", "school", "number"])
"""What a table may hold: an ``alias`` that nobody reads would be a name that nobody takes out."""


class NameEntry(Struct, frozen=True):
    """A name of the key file: how it is written, other ways to write it, and the school number it stands for."""

    text: str
    kind: NameKind
    aliases: tuple[str, ...] = ()
    school: int | None = None
    number: int | None = None
    """What tells it apart in a typed mark (``[persoon 1]``), among the names of its kind."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.text, *self.aliases)


class NameRegistry:
    """The names of a key file in memory. Changes reach the file with :meth:`save`."""

    def __init__(self, path: Path | None = None, entries: Sequence[NameEntry] = ()) -> None:
        self.path = path
        self._entries = list(entries)
        self._in_file = {same(entry.text) for entry in entries}
        self._stored: tuple[NameEntry, ...] = ()
        self._made = False

    @classmethod
    def create(cls, path: Path) -> NameRegistry:
        """A new, empty key file at ``path``.

        Raises OutputExistsError where there is a file already, InvalidInputError where it cannot be written.
        """
        if path.exists():
            raise OutputExistsError(_("The key file {file} exists already.").format(file=path.name))
        registry = cls(path)
        registry.save()
        return registry

    @classmethod
    def load(cls, path: Path) -> NameRegistry:
        """The key file at ``path``.

        Raises NotFoundError where there is none, InvalidInputError where it is not a key file.
        """
        try:
            raw = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
        except FileNotFoundError:
            raise NotFoundError(_("There is no key file {file}.").format(file=path.name)) from None
        except (OSError, ValueError, RecursionError) as error:
            sentence = _("{file} cannot be read as a key file; it should be a TOML file with [[name]] tables.")
            if place := _LINE.search(str(error)):
                sentence = _("{file} cannot be read as a key file: line {line} is no TOML.").replace("{line}", place[1])
            raise InvalidInputError(sentence.format(file=path.name)) from None
        tables = raw.get("name", [])
        # A slip ([[names]]) must not make it a file without names; beside names a title or a date may stand in it.
        others = [value for key, value in raw.items() if key != "name"]
        strange = any(isinstance(value, list | dict) for value in others) or (others and not tables)
        if not isinstance(tables, list) or strange:
            raise InvalidInputError(
                _("{file} is not a key file: it should have [[name]] tables and no others.").format(file=path.name)
            )
        registry = cls(path, [_entry(table, number, path.name) for number, table in enumerate(tables, start=1)])
        registry._made, registry._stored = True, registry.entries
        return registry

    @property
    def entries(self) -> tuple[NameEntry, ...]:
        """All names, in the order of the file."""
        return tuple(self._entries)

    @property
    def unsaved(self) -> bool:
        """Whether there is something that the file does not have."""
        return self.entries != self._stored

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, text: str, kind: NameKind, aliases: Sequence[str] = (), school: int | None = None) -> NameEntry:
        """Add a name, or the new aliases and school number to the one that is there; returns the entry.

        Raises InvalidInputError for a name without a letter or digit.
        """
        name = " ".join(clean(text).split())
        others = [" ".join(clean(alias).split()) for alias in aliases]
        if not has_words(name):
            raise InvalidInputError(_("A name needs at least one letter or digit."))
        if known := self._written(same(name)):
            index = known[0]
            entry = self._entries[index]
            have = {fold(form) for form in entry.forms}
            fresh = tuple(alias for alias in others if alias and fold(alias) not in have)
            self._entries[index] = replace(
                entry, aliases=entry.aliases + fresh, school=entry.school if school is None else school
            )
            return self._entries[index]
        entry = NameEntry(name, NameKind(kind), tuple(dict.fromkeys(alias for alias in others if alias)), school)
        self._entries.append(entry)
        return entry

    def learn(self, text: str, kind: NameKind) -> None:
        """Add a name that was taken out, unless it is in, or stands for just one name that is."""
        if self._meant(text, kind) is None and has_words(text):
            self.add(text, kind)

    def number_for(self, text: str, kind: NameKind) -> int:
        """The number of a name in typed marks, given now if it has none; the name is added if it is not in.

        Words that are part of just one name of their kind are that name, also with an *s* of possession: *Jan*, *Jans*
        and *de Vries* are *Jan de Vries*.
        """
        index = self._meant(text, kind)
        if index is None:
            self._entries.append(NameEntry(" ".join(clean(text).split()), kind))
            index = len(self._entries) - 1
        entry = self._entries[index]
        if entry.number is None:
            taken = [other.number or 0 for other in self._entries if other.kind == entry.kind]
            entry = self._entries[index] = replace(entry, number=max(taken) + 1)
        assert entry.number is not None
        return entry.number

    @contextmanager
    def numbering(self) -> Iterator[Callable[[str, NameKind], int]]:
        """What gives typed marks their numbers (:meth:`number_for`), while nobody else gives any: what another program
        put into the file comes in first, and the numbers are in the file when this ends.

        Raises InvalidInputError as :meth:`save` does.
        """
        with self._held() as (path, target):
            if target.is_file():
                self._take_over(NameRegistry.load(target))
            yield self.number_for
            self._save(path, target)

    def _written(self, wanted: str) -> list[int]:
        """The names that are written so."""
        return [i for i, entry in enumerate(self._entries) if any(same(form) == wanted for form in entry.forms)]

    def _meant(self, text: str, kind: NameKind) -> int | None:
        """The one name that words stand for, if any."""
        wanted = same(text)
        stem = wanted.removesuffix(" s").removesuffix("s")
        for words in (wanted, stem) if len(stem) > 2 and stem != wanted else (wanted,):
            # Numbers tell names of one kind apart: that of a person says nothing about a place of the same name.
            if known := [index for index in self._written(words) if self._entries[index].kind == kind]:
                return known[0]
            part_of = [
                i
                for i, entry in enumerate(self._entries)
                if entry.kind == kind and any(f" {words} " in f" {same(form)} " for form in entry.forms)
            ]
            if len(part_of) == 1:
                return part_of[0]
        return None

    def remove(self, text: str) -> None:
        """Take a name out. Raises NotFoundError where it is not in."""
        for index, entry in enumerate(self._entries):
            if same(entry.text) == same(text):
                del self._entries[index]
                return
        raise NotFoundError(_("That name is not in the key file."))

    def destroy(self) -> None:
        """Overwrite the file and delete it. Copies, and what the disk itself keeps of old blocks, are not reached.

        Raises InvalidInputError where it cannot be written.
        """
        if self.path is None:
            raise InvalidInputError(_("The key file has no place on the disk yet."))
        target = self.path.resolve()
        try:
            with _alone(target):
                # A save that was cut short has left a copy.
                for file in (target, *target.parent.glob(f".{glob.escape(target.name)}.*.tmp")):
                    _overwrite(file)
                    file.unlink()
                self.path.unlink(missing_ok=True)
        except OSError as error:
            raise InvalidInputError(
                _("The key file {file} cannot be destroyed ({reason}).").format(
                    file=self.path.name, reason=error.strerror or type(error).__name__
                )
            ) from None
        self._entries.clear()

    def save(self) -> None:
        """Bring what is new here into the file, and what is new there in here; readable by its owner only.

        Raises InvalidInputError where there is no path, the file is no key file any more, or it cannot be written; and
        where it is not there any more: what somebody destroyed must not come back.
        """
        with self._held() as (path, target):
            self._save(path, target)

    @contextmanager
    def _held(self) -> Iterator[tuple[Path, Path]]:
        """Hold the file for reading and writing it; its path, and where that leads to."""
        if self.path is None:
            raise InvalidInputError(_("The key file has no place on the disk yet."))
        target = self.path.resolve()
        self._must_be_there(target)
        with _alone(target):
            self._must_be_there(target)
            yield self.path, target

    def _must_be_there(self, target: Path) -> None:
        if self._made and not target.exists():
            raise InvalidInputError(
                _("The key file {file} is not there any more; it was not made again.").format(file=target.name)
            )

    def _save(self, path: Path, target: Path) -> None:
        import tomlkit

        before = ""
        if target.is_file():
            # Reading it as a key file comes first: it says in a sentence what is wrong with it.
            self._take_over(NameRegistry.load(target))
            before = target.read_text(encoding="utf-8-sig")
        text = tomlkit.dumps(_document(before, self._entries))
        if text != before:
            draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                with open(draft, "w", encoding="utf-8", newline="\n", opener=_private) as stream:
                    stream.write(text)
                    stream.flush()
                    os.fsync(stream.fileno())
                draft.replace(target)
            except OSError:
                with suppress(OSError):
                    draft.unlink()
                raise InvalidInputError(
                    _("The key file {file} cannot be written; choose a folder that you may write in.").format(
                        file=path.name
                    )
                ) from None
        self._made, self._stored = True, self.entries
        self._in_file = {same(entry.text) for entry in self._entries}

    def _take_over(self, elsewhere: NameRegistry) -> None:
        """Take over what another program, or a hand, put into the file since it was read."""
        ours: dict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(self._entries):
            ours[same(entry.text)].append(index)
        for theirs in elsewhere.entries:
            # A name may stand for a person and for a place: the first is the first in both.
            if places := ours[same(theirs.text)]:
                index = places.pop(0)
                entry = self._entries[index]
                have = {fold(form) for form in entry.forms}
                self._entries[index] = replace(
                    entry,
                    aliases=entry.aliases + tuple(alias for alias in theirs.aliases if fold(alias) not in have),
                    school=theirs.school if entry.school is None else entry.school,
                    number=entry.number if theirs.number is None else theirs.number,
                )
            elif same(theirs.text) not in self._in_file:
                self._entries.append(theirs)

    def parts(self) -> list[str]:
        """The words of the names of persons, between blanks and hyphens, that are no words of the dictionary: each may
        stand for somebody by itself."""
        from interview_coder.redaction.lexicon import is_ordinary_word

        people = [form for entry in self._entries if entry.kind is NameKind.PERSON for form in entry.forms]
        words = [word for form in people for word in re.split(r"[\s\u2010-\u2015-]+", form) if len(word) > 1]
        return [word for word in dict.fromkeys(words) if not is_ordinary_word(word)]

    def school_number(self, name: str) -> int | None:
        """The number that stands for a school of that name, with its place behind a comma or not; ``None`` where the
        file does not say."""
        whole = fold(" ".join(name.split()))
        for wanted in (whole, whole.partition(",")[0]):
            for entry in self._entries:
                if entry.school is not None and any(fold(form) == wanted for form in entry.forms):
                    return entry.school
        return None

    def search(self, query: str, *, limit: int = 20) -> list[NameEntry]:
        """The names that fit a query, best first; all of them, up to ``limit``, for an empty one."""
        from rapidfuzz import fuzz

        wanted = fold(" ".join(query.split()))
        if not wanted:
            return self._entries[:limit]
        scored = [
            (max(_score(fuzz.WRatio(wanted, fold(form)), wanted, fold(form)) for form in entry.forms), -index, entry)
            for index, entry in enumerate(self._entries)
        ]
        return [entry for score, _index, entry in sorted(scored, reverse=True)[:limit] if score >= 70]


def _alone(target: Path) -> AbstractContextManager[None]:
    """Let nobody else write a key file between reading it and writing it; nothing is left beside the names."""
    return alone(target.with_name(f".{target.name}.lock"), leave_none=True)


def _overwrite(file: Path) -> None:
    with file.open("r+b") as stream:
        length = stream.seek(0, os.SEEK_END)
        for filling in (b"\xff", b"\x00"):
            stream.seek(0)
            stream.write(filling * length)
            stream.flush()
            os.fsync(stream.fileno())


def _document(before: str, entries: Sequence[NameEntry]) -> TOMLDocument:
    """The file as it was, with its tables brought up to the entries."""
    import tomlkit
    from tomlkit.items import AoT

    document = tomlkit.parse(before)
    if not before.strip():
        for line in _HEADER:
            document.add(tomlkit.comment(line))
    tables = document.get("name")
    if not isinstance(tables, AoT):
        if tables is not None:
            del document["name"]
        tables = tomlkit.aot()
        if entries:
            document.add("name", tables)
    wanted: dict[str, list[NameEntry]] = defaultdict(list)
    for entry in entries:
        wanted[same(entry.text)].append(entry)
    gone = []
    for place, table in enumerate(tables):
        if alike := wanted[same(table["text"])]:
            _fill(table, alike.pop(0))
        else:
            gone.append(place)
    for place in reversed(gone):
        del tables[place]
    for entry in (one for alike in wanted.values() for one in alike):
        table = tomlkit.table()
        table.trivia.indent = "\n"
        table["text"], table["kind"] = entry.text, entry.kind.value
        _fill(table, entry)
        tables.append(table)
    return document


_UNSAID = {"kind": NameKind.PERSON.value}
"""What a table means that does not say so."""


def _fill(table: Any, entry: NameEntry) -> None:
    values = {
        "kind": entry.kind.value,
        "aliases": list(entry.aliases) or None,
        "school": entry.school,
        "number": entry.number,
    }
    for key, value in values.items():
        if value is not None and table.get(key, _UNSAID.get(key)) != value:
            table[key] = value


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _score(ratio: float, wanted: str, form: str) -> float:
    return ratio + 20 if form.startswith(wanted) else ratio


def _entry(table: Any, place: int, file: str) -> NameEntry:
    """The entry of one table; raises InvalidInputError, saying which table is wrong and not what it holds."""

    def wrong(field: str) -> InvalidInputError:
        sentence = _(
            "Name {number} in the key file {file} has a wrong “{field}”: text is a name, kind is person, place, "
            "organisation, contact or other, aliases is a list of names, school and number are whole numbers."
        )
        return InvalidInputError(sentence.format(number=place, file=file, field=field))

    if not isinstance(table, dict):
        raise wrong("name")
    if strange := sorted(table.keys() - _FIELDS):
        sentence = _("Name {number} in the key file {file} has “{field}”, which nothing reads; leave it out.")
        if near := get_close_matches(strange[0], sorted(_FIELDS), 1):
            sentence = _("Name {number} in the key file {file} has “{field}”, which nothing reads; is it “{near}”?")
        raise InvalidInputError(sentence.format(number=place, file=file, field=strange[0], near="".join(near)))
    text, kind = table.get("text"), table.get("kind", _UNSAID["kind"])
    aliases, school, number = table.get("aliases", []), table.get("school"), table.get("number")
    if not isinstance(text, str) or not any(char.isalnum() for char in text):
        raise wrong("text")
    if kind not in tuple(NameKind):
        raise wrong("kind")
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise wrong("aliases")
    for field, value in (("school", school), ("number", number)):
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise wrong(field)
    return NameEntry(text, NameKind(kind), tuple(alias for alias in aliases if alias.strip()), school, number)

"""Codebook templates: what a new study starts with, read from a TOML file that users can copy and edit.

A template names the programmes of the study, the report's sections, the pattern of a reference and the codes. Texts
are plain strings, or tables with one entry per language (``name.nl``, ``name.en``). Codes stand in one flat list of
``[[code]]`` tables; ``parent`` holds the key of another code, in any order.
"""

from __future__ import annotations

import colorsys
import itertools
import re
import string
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from interview_coder.domain.model import CodeKind
from interview_coder.domain.quotes import parse_pattern
from interview_coder.domain.text import clean, fold, one_line, slug
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import LANGUAGES, _

BUILT_IN: Final = ("mbo", "blank")
"""The templates that come with the program."""

COLOURS: Final = (
    "#4c7cc4",
    "#e85828",
    "#288828",
    "#a02888",
    "#40d0f4",
    "#b82840",
    "#a0d028",
    "#7c4cc4",
    "#885834",
    "#f494f4",
    "#287070",
    "#e8ac88",
    "#94a0f4",
    "#28b858",
    "#b870a0",
    "#7ca088",
)
"""Colours for codes that were given none, of middling lightness so that they serve on dark and on light themes."""

MAX_CHARACTERS: Final = 1_000_000
MAX_CODES: Final = 5_000
MAX_NAME: Final = 200
MAX_KEY: Final = 40

_LETTERS: Final = string.ascii_uppercase + string.ascii_lowercase + string.digits + "αβγδεζηθκλμξπρστφχψω"
_KEY: Final = re.compile(r"\w[\w.-]*")
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_TOP_FIELDS: Final = {"title", "reference", "programmes", "section", "code"}
_SECTION_FIELDS: Final = {"number", "title"}
_CODE_FIELDS: Final = {
    "key",
    "name",
    "kind",
    "parent",
    "section",
    "definition",
    "use_when",
    "not_when",
    "example",
    "colour",
    "letter",
    "mnemonic",
}


class TemplateCode(Struct, frozen=True):
    """A code to begin with. ``parent`` is a key; ``section`` is the code's own, ``None`` means its ancestor's."""

    key: str
    name: str
    kind: CodeKind
    section: str | None
    parent: str | None
    definition: str
    use_when: str
    not_when: str
    example: str
    colour: str
    letter: str
    mnemonic: str = ""


class Section(NamedTuple):
    """A section of the report: ``number`` as printed (``4.1``), and its title, perhaps empty."""

    number: str
    title: str


class Template(Struct, frozen=True):
    """A study's beginning, in one language. ``codes`` stand in tree order: each after its parent, depth first."""

    key: str
    language: str
    title: str
    reference: str
    programmes: tuple[str, ...]
    sections: tuple[Section, ...]
    codes: tuple[TemplateCode, ...]


def load_template(name_or_path: str | Path, language: str) -> Template:
    """The template of that name (``mbo``, ``blank``), or the one in a TOML file, in ``nl`` or ``en``.

    Raises InvalidInputError with a sentence where there is no such template or its file cannot be used.
    """
    name = str(name_or_path)
    path = Path(name_or_path)
    if name in BUILT_IN and not (isinstance(name_or_path, Path) and path.is_file()):
        file = resources.files("interview_coder") / "templates" / f"{name}.toml"
        return parse_template(file.read_text(encoding="utf-8"), language, key=name)
    if not path.exists():
        raise InvalidInputError(
            _("There is no template “{name}”: give {known} or a TOML file that exists.").format(
                name=name, known=", ".join(BUILT_IN)
            )
        )
    if not path.is_file():
        raise InvalidInputError(_("{file} is not a file: a template is a TOML file.").format(file=path))
    try:
        with path.open("rb") as stream:
            # One byte more than allowed tells too large from just fitting, whatever the file grows to.
            raw = stream.read(4 * MAX_CHARACTERS + 1)
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise InvalidInputError(
            _("The template {file} cannot be read: {reason}.").format(file=path, reason=error.strerror or error)
        ) from None
    except UnicodeDecodeError:
        raise InvalidInputError(_("The template {file} is not UTF-8 text.").format(file=path)) from None
    try:
        return parse_template(text, language, key=path.stem)
    except InvalidInputError as error:
        raise InvalidInputError(_("Template {file}: {problem}").format(file=path.name, problem=error)) from None


def parse_template(text: str, language: str, *, key: str = "") -> Template:
    """A template from the text of its TOML file, in ``nl`` or ``en`` (the other one where that is missing).

    ``key`` is the name under which the study remembers it. Missing keys, letters and colours are made up.

    Raises InvalidInputError with one sentence that says what is wrong and in which code or field.
    """
    if len(text) > MAX_CHARACTERS:
        raise InvalidInputError(
            _("The template is too large: at most {limit} characters are read.").format(limit=MAX_CHARACTERS)
        )
    try:
        data = tomllib.loads(text)
    except ValueError as error:  # also numbers of thousands of digits
        raise InvalidInputError(_("This is not valid TOML: {problem}.").format(problem=error)) from None
    except RecursionError:
        raise InvalidInputError(_("This is not a template: its values are nested too deeply.")) from None
    return template_from(data, language, key=key)


def template_from(data: dict[str, Any], language: str, *, key: str = "") -> Template:
    """A template from the table that its file holds; as ``parse_template``."""
    top = _Table(data, _("the template"), language)
    top.only(_TOP_FIELDS)
    sections = [_section(table) for table in top.tables("section")]
    tables = top.tables("code")
    if len(tables) > MAX_CODES:
        raise InvalidInputError(
            _("The template has {count} codes: at most {limit} are read.").format(count=len(tables), limit=MAX_CODES)
        )
    codes = _finish(_in_tree_order(_keyed(tables)))
    known = {section.number for section in sections}
    for code in codes:
        if code.section and code.section not in known:
            known.add(code.section)
            sections.append(Section(code.section, ""))
    return Template(
        key=key,
        language=language,
        title=top.name("title"),
        reference=_reference(top.name("reference")),
        programmes=top.names("programmes"),
        sections=tuple(sections),
        codes=tuple(codes),
    )


def make_key(name: str, taken: Iterable[str]) -> str:
    """A short key for a new code, like none that is ``taken`` (case apart): ``geen-keus``, ``geen-keus-2``."""
    return _free_key(name, {key.casefold() for key in taken})


def _free_key(name: str, used: set[str]) -> str:
    words = slug(name).split("-")
    base = words[0][:24]
    for word in words[1:]:
        if len(base) + 1 + len(word) > 24:
            break
        base = f"{base}-{word}"
    base = base or "code"
    key, number = base, 1
    while key.casefold() in used:
        number += 1
        key = f"{base}-{number}"
    return key


def pick_letter(name: str, taken: Iterable[str]) -> str:
    """A letter for a code, from its name where one is free, else any free one; when all are taken, its initial."""
    used = set(taken)
    plain = [char for char in fold(name) if char.isascii() and char.isalnum()]
    initials = [word[0] for word in slug(name).split("-") if word]
    wanted = [char.upper() for char in (*initials, *plain)] + plain
    free = (letter for letter in (*wanted, *_LETTERS) if letter not in used)
    return next(free, wanted[0] if wanted else "A")


def pick_mnemonic(name: str, taken: Iterable[str]) -> str:
    """Two letters for a code, from its name where such a pair is free, else any; empty when all 676 are given away."""
    used = set(taken)
    words = ["".join(char for char in word if char in string.ascii_lowercase) for word in slug(name).split("-")]
    words = [word for word in words if word]
    letters = "".join(words)
    firsts = [word[0] for word in words]
    pairs = [one + other for one, other in itertools.combinations(firsts, 2)]
    pairs += [letters[0] + other for other in letters[1:]] if letters else []
    pairs += [one + other for one, other in itertools.combinations(letters[:40], 2)]
    pairs += [letters[0] + other for other in string.ascii_lowercase] if letters else []
    everything = map("".join, itertools.product(string.ascii_lowercase, repeat=2))
    return next((pair for pair in itertools.chain(pairs, everything) if pair not in used), "")


def is_mnemonic(text: str) -> bool:
    """Whether a text is two letters of a to z."""
    return len(text) == 2 and all(char in string.ascii_lowercase for char in text)


def pick_colour(taken: Iterable[str], parent: str | None = None) -> str:
    """A colour for a code that was given none, as ``#rrggbb``.

    A sub-code gets a shade of its parent's colour, any other code the colour of the list that is used least.
    """
    return _least_used(Counter(colour.lower() for colour in taken), parent)


def _least_used(used: Counter[str], parent: str | None) -> str:
    # min() takes the first of equals, so the order of the lists decides.
    return min(_shades(parent) if parent else COLOURS, key=lambda colour: used[colour])


def _shades(colour: str) -> list[str]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    shades = []
    for step in (0.10, -0.10, 0.17, -0.16, 0.05, -0.05):
        shade = colorsys.hls_to_rgb((hue + step / 4) % 1, min(0.85, max(0.2, light + step)), strength)
        shades.append("#" + "".join(f"{round(part * 255):02x}" for part in shade))
    return shades


class _Table:
    """A TOML table with its name for messages; every reading checks the type."""

    def __init__(self, values: dict[str, Any], where: str, language: str) -> None:
        self.values, self.where, self.language = values, where, language

    def fail(self, field: str, wanted: str) -> InvalidInputError:
        return InvalidInputError(
            _("In {where}, {field} must be {wanted}.").format(where=self.where, field=f"“{field}”", wanted=wanted)
        )

    def only(self, known: set[str]) -> None:
        for field in self.values:
            if field not in known:
                raise InvalidInputError(
                    _("In {where}, the field “{field}” is not known; known are {known}.").format(
                        where=self.where, field=_short(field), known=", ".join(sorted(known))
                    )
                )

    def text(self, field: str) -> str:
        """A text, in the wanted language where there are two; empty where missing. May have several lines."""
        value = self.values.get(field, "")
        if isinstance(value, dict):
            if not value or any(language not in LANGUAGES for language in value):
                raise self.fail(field, _("a text, or one text for each of {languages}").format(languages="nl, en"))
            value = value.get(self.language) or next((text for text in value.values() if text), "")
        if not isinstance(value, str):
            raise self.fail(field, _("a text, or one text for each of {languages}").format(languages="nl, en"))
        return clean(value).strip()

    def name(self, field: str) -> str:
        """A text on one line, not too long."""
        value = one_line(self.text(field))
        if len(value) > MAX_NAME:
            raise self.fail(field, _("at most {limit} characters long").format(limit=MAX_NAME))
        return value

    def names(self, field: str) -> tuple[str, ...]:
        """A list of names, each once."""
        values = self.values.get(field, [])
        if not isinstance(values, list):
            raise self.fail(field, _("a list of texts"))
        names = [_Table({field: value}, self.where, self.language).name(field) for value in values]
        if not all(names):
            raise self.fail(field, _("a list of texts, none of them empty"))
        return tuple(dict.fromkeys(names))

    def tables(self, field: str) -> list[_Table]:
        """The tables of ``[[field]]``, each under its own key or number in messages."""
        values = self.values.get(field, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.fail(field, _("a list of tables, each beginning with [[{field}]]").format(field=field))
        tables = []
        for number, value in enumerate(values, start=1):
            label = value.get("key", value.get("number"))
            shown = f"{field} “{_short(label)}”" if isinstance(label, str) and label else f"{field} {number}"
            tables.append(_Table(value, shown, self.language))
        return tables


def _short(text: str) -> str:
    """The text on one line and not longer than a message bears."""
    text = one_line(text)
    return text if len(text) <= 60 else text[:59] + "…"


def _section(table: _Table) -> Section:
    table.only(_SECTION_FIELDS)
    number = table.name("number")
    if not number:
        raise table.fail("number", _("a text such as “4.1”"))
    return Section(number, table.name("title"))


def _reference(pattern: str) -> str:
    pattern = pattern or "Interview {number}"
    parse_pattern(pattern)
    return pattern


def _keyed(tables: Sequence[_Table]) -> dict[str, tuple[TemplateCode, _Table]]:
    """The codes under their keys (case folded), parents not yet checked, letters and colours perhaps empty."""
    given = [table.name("key") for table in tables]
    used = {key.casefold() for key in given}
    codes: dict[str, tuple[TemplateCode, _Table]] = {}
    for table, key in zip(tables, given, strict=True):
        table.only(_CODE_FIELDS)
        name = table.name("name")
        if not name:
            raise table.fail("name", _("a text that is not empty"))
        key = key or _free_key(name, used)
        used.add(key.casefold())
        if not _KEY.fullmatch(key) or len(key) > MAX_KEY:
            raise table.fail("key", _("letters, digits, points and hyphens, at most {limit}").format(limit=MAX_KEY))
        if key.casefold() in codes:
            raise InvalidInputError(
                _("The key “{key}” is given to two codes; every code needs its own.").format(key=key)
            )
        kind = table.name("kind") or CodeKind.THEME
        if kind not in set(CodeKind):
            raise table.fail("kind", _("one of {kinds}").format(kinds=", ".join(CodeKind)))
        colour = table.name("colour")
        if colour and not _COLOUR.fullmatch(colour):
            raise table.fail("colour", _("a colour such as “{colour}”").format(colour=COLOURS[0]))
        letter = table.name("letter")
        if len(letter) > 1 or (letter and not letter.isprintable()):
            raise table.fail("letter", _("one character"))
        mnemonic = table.name("mnemonic").lower()
        if mnemonic and not is_mnemonic(mnemonic):
            raise table.fail("mnemonic", _("two letters, a to z"))
        code = TemplateCode(
            key=key,
            name=name,
            kind=CodeKind(kind),
            section=table.name("section") or None,
            parent=table.name("parent") or None,
            definition=table.text("definition"),
            use_when=table.text("use_when"),
            not_when=table.text("not_when"),
            example=table.text("example"),
            colour=colour.lower(),
            letter=letter,
            mnemonic=mnemonic,
        )
        codes[key.casefold()] = (code, table)
    return codes


def _in_tree_order(codes: dict[str, tuple[TemplateCode, _Table]]) -> list[TemplateCode]:
    """The codes depth first, brothers in the order of the file; raises where a parent is missing or is a descendant."""
    children: dict[str | None, list[str]] = {}
    for key, (code, table) in codes.items():
        parent = code.parent.casefold() if code.parent else None
        if parent is not None and parent not in codes:
            raise InvalidInputError(
                _("In {where}, the parent “{parent}” is not a key of this template.").format(
                    where=table.where, parent=_short(code.parent or "")
                )
            )
        children.setdefault(parent, []).append(key)
    ordered: list[TemplateCode] = []
    waiting = list(reversed(children.get(None, [])))
    reached = set()
    while waiting:
        key = waiting.pop()
        reached.add(key)
        ordered.append(codes[key][0])
        waiting += reversed(children.get(key, []))
    for key, (_code, table) in codes.items():
        if key not in reached:
            raise InvalidInputError(
                _("In {where}, “parent” leads round in a circle: a code cannot lie under itself.").format(
                    where=table.where
                )
            )
    return ordered


def _finish(codes: Sequence[TemplateCode]) -> list[TemplateCode]:
    """The codes with their parents' keys as written there, and a letter and a colour for each."""
    letters = {code.letter for code in codes if code.letter}
    given = Counter(code.mnemonic for code in codes if code.mnemonic)
    for mnemonic, times in given.items():
        if times > 1:
            raise InvalidInputError(
                _("The mnemonic “{letters}” is given to two codes; every code needs its own.").format(letters=mnemonic)
            )
    mnemonics = set(given)
    colours = Counter(code.colour for code in codes if code.colour)
    done: dict[str, TemplateCode] = {}
    for code in codes:
        parent = done[code.parent.casefold()] if code.parent else None
        letter = code.letter or pick_letter(code.name, letters)
        colour = code.colour or _least_used(colours, parent.colour if parent else None)
        mnemonic = code.mnemonic or pick_mnemonic(code.name, mnemonics)
        letters.add(letter)
        mnemonics.add(mnemonic)
        colours[colour] += 1
        parent_key = parent.key if parent else None
        done[code.key.casefold()] = replace(code, parent=parent_key, colour=colour, letter=letter, mnemonic=mnemonic)
    return list(done.values())

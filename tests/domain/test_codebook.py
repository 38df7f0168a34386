"""Codebook templates, through the doors that `new --template` and the study use."""

from __future__ import annotations

import itertools
import math
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coder.domain.codebook import (
    BUILT_IN,
    COLOURS,
    MAX_CHARACTERS,
    load_template,
    make_key,
    parse_template,
    pick_colour,
    pick_letter,
)
from interview_coder.domain.model import CodeKind
from interview_coder.errors import InvalidInputError


def code(**fields: str) -> str:
    return "[[code]]\n" + "".join(f'{field} = "{value}"\n' for field, value in fields.items())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_mbo_has_the_seven_conditions_in_their_groups_and_the_themes(language: str) -> None:
    template = load_template("mbo", language)
    by_key = {item.key: item for item in template.codes}

    conditions = [item.key for item in template.codes if item.kind is CodeKind.CONDITION]
    assert conditions == ["V1", "V2", "V3", "V4", "V5", "V6", "V7"]
    sections = {"A": "4.1", "B": "4.2", "C": "4.3"}
    assert [section.number for section in template.sections] == list(sections.values())
    assert all(section.title for section in template.sections)
    for group, keys in {"A": ("V1", "V2", "V3"), "B": ("V4", "V5", "V6"), "C": ("V7",)}.items():
        assert by_key[group].section == sections[group]
        assert [by_key[key].parent for key in keys] == [group] * len(keys)
    for claim in ("V1a", "V1b", "V2a", "V2b"):
        assert by_key[claim].parent == claim[:2]
    for theme in ("stages", "doorstroom", "vsv"):
        assert by_key[theme].kind is CodeKind.THEME
        assert by_key[theme].parent is None
        assert any(item.parent == theme for item in template.codes)
    assert template.programmes == ("Administratief Medewerker", "Helpende Zorg & Welzijn", "Dierverzorging 2")
    assert template.reference == "{school}. {programmes}"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_mbo_code_is_described_and_can_be_told_apart(language: str) -> None:
    codes = load_template("mbo", language).codes
    assert [item.key for item in codes if not (item.definition and item.use_when and item.not_when)] == []
    assert [item.key for item in codes if item.kind is CodeKind.CONDITION and not item.example] == []
    for attribute in ("key", "name", "letter", "colour"):
        values = [(getattr(item, attribute), item.parent if attribute == "name" else None) for item in codes]
        assert len(set(values)) == len(values), attribute
    assert all(len(item.letter) == 1 for item in codes)


def test_the_two_languages_differ_in_words_only() -> None:
    dutch, english = load_template("mbo", "nl"), load_template("mbo", "en")
    for one, other in zip(dutch.codes, english.codes, strict=True):
        assert (one.key, one.parent, one.kind, one.section, one.colour) == (
            other.key,
            other.parent,
            other.kind,
            other.section,
            other.colour,
        )
        assert one.definition != other.definition


def test_blank_is_empty_and_refers_by_number() -> None:
    template = load_template("blank", "nl")
    assert template.codes == ()
    assert template.programmes == ()
    assert template.reference == "Interview {number}"


def test_templates_cannot_be_changed() -> None:
    template = load_template("mbo", "nl")
    with pytest.raises(AttributeError):
        template.codes[0].name = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        template.title = "x"  # type: ignore[misc]


def test_a_users_own_file_needs_only_names(tmp_path: Path) -> None:
    file = tmp_path / "buurt.toml"
    file.write_text(
        'title = "Buurtonderzoek"\nprogrammes = ["Wijk Noord"]\n'
        + code(name="Geluid", parent="overlast")
        + code(name="Overlast", section="2")
        + code(name="Überlast!", kind="open"),
        encoding="utf-8-sig",
    )
    template = load_template(file, "nl")
    assert template.key == "buurt"
    assert [(item.key, item.name, item.parent, item.kind) for item in template.codes] == [
        ("overlast", "Overlast", None, CodeKind.THEME),
        ("geluid", "Geluid", "overlast", CodeKind.THEME),
        ("uberlast", "Überlast!", None, CodeKind.OPEN),
    ]
    assert [item.letter for item in template.codes] == ["O", "G", "U"]
    assert len({item.colour for item in template.codes}) == 3
    assert template.sections == (("2", ""),)
    assert load_template(str(file), "en") == parse_template(file.read_text("utf-8-sig"), "en", key="buurt")


def test_a_text_missing_in_one_language_is_taken_from_the_other() -> None:
    template = parse_template('[[code]]\nname.nl = "Ouders"\ndefinition = { nl = "a", en = "b" }', "en")
    assert (template.codes[0].name, template.codes[0].definition) == ("Ouders", "b")


def test_codes_come_in_tree_order_whatever_the_order_in_the_file() -> None:
    text = "".join(
        code(key=key, name=key, **({"parent": parent} if parent else {}))
        for key, parent in [("b1", "B"), ("a", ""), ("a2", "a"), ("B", ""), ("a1", "A"), ("a2x", "a2")]
    )
    codes = parse_template(text, "nl").codes
    assert [item.key for item in codes] == ["a", "a2", "a2x", "a1", "B", "b1"]
    assert codes[3].parent == "a"  # as written on the parent, not on the child


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[code]\n", "TOML"),
        ("x = " + "[" * 100_000, "nested"),
        (code(name="a", color="#ffffff"), "color"),
        ("titel = 'x'", "titel"),
        ("[[section]]\nname = 'x'", "name"),
        ("[[section]]\ntitle = 'x'", "number"),
        (code(key="a", name="x") + code(key="A", name="y"), "“A”"),
        (code(key="a", name="x", parent="b"), "“b”"),
        (code(key="a", name="x", parent="b") + code(key="b", name="y", parent="a"), "circle"),
        (code(key="a", name="x", parent="a"), "circle"),
        (code(key="a", name="x", colour="red"), "colour"),
        (code(key="a", name="x", colour="#ff00zz"), "colour"),
        (code(key="a", name="x", kind="theory"), "kind"),
        (code(key="a", name="x", letter="ab"), "letter"),
        (code(key="a b", name="x"), "key"),
        (code(key="a"), "name"),
        (code(key="a", name="x" * 300), "name"),
        ("[[code]]\nkey = 'a'\nname = 3", "name"),
        ("[[code]]\nkey = 'a'\nname = { de = 'x' }", "name"),
        ("[[code]]\nkey = 'a'\nname = { nl = 3 }", "name"),
        ("code = 'a'", "[[code]]"),
        ("code = [1]", "[[code]]"),
        ("programmes = 'a'", "programmes"),
        ("programmes = [1]", "programmes"),
        ("programmes = ['']", "programmes"),
        ("reference = 'x'", "reference"),
        ("reference = '{school.real}'", "reference"),
        ("reference = '{number!r}'", "reference"),
        ("reference = '{}'", "reference"),
        ("reference = '{school'", "reference"),
        ("#" * (MAX_CHARACTERS + 1), "too large"),
        ("[[code]]\nname = 'x'\n" * 5_001, "5001"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        parse_template(text, "nl")
    message = str(raised.value)
    assert said in message
    assert message.endswith(".")
    assert "\n" not in message
    assert len(message) < 400


def test_files_that_cannot_be_templates_are_refused(tmp_path: Path) -> None:
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * (MAX_CHARACTERS + 1))
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("titel = 1")
    for path in (binary, large, wrong, tmp_path, tmp_path / "missing.toml"):
        with pytest.raises(InvalidInputError, match=path.name):
            load_template(path, "nl")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.toml")
        with pytest.raises(InvalidInputError, match="not a file"):
            load_template(tmp_path / "pipe.toml", "nl")
    with pytest.raises(InvalidInputError, match="mbo, blank"):
        load_template("hbo", "nl")


def test_a_built_in_name_is_not_shadowed_by_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mbo").mkdir()
    assert load_template(Path("mbo"), "nl") == load_template("mbo", "nl")
    assert {load_template(name, "nl").key for name in BUILT_IN} == set(BUILT_IN)


def test_new_codes_get_short_unique_keys() -> None:
    assert make_key("Geen keus", []) == "geen-keus"
    assert make_key("Geen keus!", ["Geen-Keus"]) == "geen-keus-2"
    assert make_key("Geen keus", ["geen-keus", "geen-keus-2"]) == "geen-keus-3"
    assert make_key("???", []) == "code"
    assert make_key("Angst om op een kantoor te moeten zitten", []) == "angst-om-op-een-kantoor"


@given(st.text(max_size=80), st.lists(st.text(max_size=30)))
def test_any_name_gives_a_key_that_is_free_and_that_a_template_takes(name: str, taken: list[str]) -> None:
    key = make_key(name, taken)
    assert key.casefold() not in {other.casefold() for other in taken}
    assert parse_template(code(key=key, name="x"), "nl").codes[0].key == key


@given(st.text(max_size=40), st.sets(st.characters(), max_size=80))
def test_a_letter_is_one_character_and_free_while_there_are_any(name: str, taken: set[str]) -> None:
    letter = pick_letter(name, taken)
    assert len(letter) == 1
    assert letter.isalnum()
    assert letter not in taken


def test_letters_and_colours_do_not_run_out() -> None:
    template = parse_template("".join(code(name=f"code {number}") for number in range(300)), "nl")
    assert all(len(item.letter) == 1 for item in template.codes)
    assert len({item.letter for item in template.codes}) > 60
    assert {item.colour for item in template.codes} == set(COLOURS)


def test_a_new_code_gets_the_colour_used_least_and_a_sub_code_a_shade_of_its_parents() -> None:
    assert pick_colour([]) == COLOURS[0]
    assert pick_colour([*COLOURS, COLOURS[0].upper()]) == COLOURS[1]
    shades: list[str] = []
    for _ in range(6):
        shades.append(pick_colour(shades, COLOURS[2]))
    assert len({*shades, COLOURS[2]}) == 7


def test_colours_can_be_told_apart() -> None:
    def lab(colour: str) -> tuple[float, float, float]:
        """OKLab, in which distance is about as large as the difference seen."""
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
        middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
        short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
        return (
            0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
            1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
            0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
        )

    assert len(COLOURS) >= 12
    assert min(math.dist(lab(one), lab(other)) for one, other in itertools.combinations(COLOURS, 2)) > 0.12
    conditions = [item.colour for item in load_template("mbo", "nl").codes if item.kind is CodeKind.CONDITION]
    assert min(math.dist(lab(one), lab(other)) for one, other in itertools.combinations(conditions, 2)) > 0.12

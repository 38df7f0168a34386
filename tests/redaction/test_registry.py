"""The key file: made, read, changed, saved; and its names found in text."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from interview_coder.domain.model import KnownName, NameKind
from interview_coder.errors import InvalidInputError, NotFoundError, OutputExistsError
from interview_coder.redaction import NameRegistry, Redactor


def taken(redactor: Redactor, text: str) -> list[str]:
    return [text[find.start : find.end] for find in redactor.find(text)]


def with_names(*names: tuple[str, NameKind]) -> Redactor:
    registry = NameRegistry()
    for text, kind in names:
        registry.add(text, kind)
    return Redactor(registry)


def test_names_survive_a_save(tmp_path: Path) -> None:
    registry = NameRegistry.create(tmp_path / "names.toml")
    registry.add("Marloes Verhagen", NameKind.PERSON, ["Loes"])
    registry.add("Graafschap College", NameKind.ORGANISATION, school=3)
    registry.save()
    loaded = NameRegistry.load(tmp_path / "names.toml")
    assert loaded.entries == registry.entries
    assert loaded.entries[1].school == 3
    assert loaded.school_number("graafschap college, locatie Doetinchem") == 3
    assert loaded.school_number("Marloes Verhagen") is None


def test_adding_a_known_name_adds_its_aliases_only() -> None:
    registry = NameRegistry()
    registry.add("Noël", NameKind.PERSON)
    registry.add("noel", NameKind.PERSON, ["Nono", "NOËL"], school=2)
    assert [(entry.text, entry.aliases, entry.school) for entry in registry.entries] == [("Noël", ("Nono",), 2)]


def test_search_finds_prefixes_and_near_spellings() -> None:
    registry = NameRegistry()
    for name in ("Marloes Verhagen", "Henk Bos", "Verhoeven"):
        registry.add(name, NameKind.PERSON)
    assert registry.search("verhagn")[0].text == "Marloes Verhagen"
    assert registry.search("hen")[0].text == "Henk Bos"
    assert len(registry.search("")) == 3


def test_a_key_file_is_never_overwritten_by_create(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputExistsError):
        NameRegistry.create(path)
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_reads_the_key_file(tmp_path: Path) -> None:
    NameRegistry.create(tmp_path / "names.toml")
    assert stat.S_IMODE((tmp_path / "names.toml").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["names.toml"]


@pytest.mark.parametrize(
    "content",
    [
        "name = 3", "[[name]]\nkind = 'person'", "[[name]]\ntext = 'Jan'\nkind = 'ghost'", "not toml [",
        "[[name]]\ntext = 'Jan'\naliases = 'Piet'", "[[name]]\ntext = 'Jan'\nschool = 'three'",
    ],
)  # fmt: skip
def test_what_is_no_key_file_gets_a_sentence_without_its_words(tmp_path: Path, content: str) -> None:
    path = tmp_path / "names.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInputError) as caught:
        NameRegistry.load(path)
    assert "Jan" not in str(caught.value)


@pytest.mark.parametrize(
    ("field", "said"), [("tekst", "is it “text”?"), ("alias", "is it “aliases”?"), ("zzz", "leave it out")]
)
def test_a_field_that_nothing_reads_is_told_with_the_one_that_is_meant(tmp_path: Path, field: str, said: str) -> None:
    path = tmp_path / "names.toml"
    path.write_text(f'[[name]]\n{field} = "Piet"\n', encoding="utf-8")
    with pytest.raises(InvalidInputError, match=f"“{field}”") as refused:
        NameRegistry.load(path)
    assert said in str(refused.value)
    assert "Piet" not in str(refused.value)


def test_a_missing_key_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        NameRegistry.load(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("name", "kind", "text", "expected"),
    [
        ("Marloes Verhagen", NameKind.PERSON, "ja verhagen zei dat marloes kwam", ["verhagen", "marloes"]),
        ("Sterk", NameKind.PERSON, "dat is belegd bij sterk hoor", ["sterk"]),
        ("Kwantrijk", NameKind.ORGANISATION, "Op Kwantrijks locatie en op Kwantrijck.", ["Kwantrijks", "Kwantrijck"]),
        ("Fietsdal", NameKind.PLACE, "Een Fietsdaler komt niet uit fietsdal.", ["Fietsdaler", "fietsdal"]),
    ],
)  # fmt: skip
def test_names_of_the_key_file_are_found(name: str, kind: NameKind, text: str, expected: list[str]) -> None:
    assert taken(with_names((name, kind)), text) == expected


def test_common_words_near_a_name_stay() -> None:
    redactor = with_names(("Schoon", NameKind.PERSON), ("Haverkort", NameKind.PERSON), ("Wil de Boer", NameKind.PERSON))
    assert taken(redactor, "Op school is het schoon, en wil je een boer zijn, dan kan dat.") == []


def test_the_kind_of_the_key_file_is_used() -> None:
    [find] = with_names(("Kwantrijk", NameKind.ORGANISATION)).find("Ik werk bij Kwantrijk.")
    assert (find.kind, find.reason) == (NameKind.ORGANISATION, "registry")


def test_names_that_a_file_gives_away_are_found_everywhere() -> None:
    known = [KnownName("Bo Wit", NameKind.PERSON), KnownName("Het Wilgenhuis College", NameKind.ORGANISATION)]
    redactor = Redactor(known=known)
    text = "Ja, Wit hier. Op het Wilgenhuis zei Bo’s moeder dat bo wit niet kwam."
    assert taken(redactor, text) == ["Wit", "Wilgenhuis", "Bo", "bo wit"]


def test_the_trade_and_the_word_of_kind_of_a_firm_in_the_key_file_stay() -> None:
    redactor = with_names(
        ("Zandstra Metaal", NameKind.ORGANISATION), ("Nautisch College Waddenzee", NameKind.ORGANISATION)
    )
    assert taken(redactor, "ik werk bij zandstra metaal en dat is leuk werk") == ["zandstra"]
    assert taken(redactor, "ik zat op het nautisch college waddenzee en toen") == ["waddenzee"]


def test_in_speech_a_name_of_the_key_file_goes_as_it_was_given() -> None:
    redactor = with_names(
        ("De Hazelaar", NameKind.ORGANISATION),
        ("Techniek aan de Vecht", NameKind.ORGANISATION),
        ("Christelijk Lyceum", NameKind.ORGANISATION),
        ("'s-Heerenhoek", NameKind.PLACE),
        ("Vroonhofweg", NameKind.PLACE),
        ("Ferry de Groot", NameKind.PERSON),
    )
    for text, expected in (
        ("toen ik begon bij de hazelaar was ik achttien en ik was echt heel jong", ["de hazelaar"]),
        ("ze zit op techniek aan de vecht en daar doet ze iets met isoleren", ["techniek aan de vecht"]),
        ("ik zat eerst op het christelijk lyceum en dat ging niet zo goed", ["christelijk"]),
        ("hij heeft een kas in 's heerenhoek of nee 's-heerenhoek met rozen", ["'s heerenhoek", "'s-heerenhoek"]),
        ("dat is vroonhofweg zestien en dan de postcode weet ik niet", ["vroonhofweg zestien"]),
        ("en die man heet de groot net als ik maar het is geen familie", ["de groot"]),
        ("er was een groot feest en toen kwam de groot die zei niks", ["de groot"]),
    ):
        assert taken(redactor, text) == expected


def test_an_article_goes_only_with_a_name_that_has_it_in_a_capital() -> None:
    redactor = with_names(
        ("De School", NameKind.ORGANISATION),
        ("Zorgcentrum de Hazelaar", NameKind.ORGANISATION),
        ("Kwekerij De Es", NameKind.ORGANISATION),
    )
    assert taken(redactor, "toen ik nog op de school zat vond ik dat allemaal niks") == []
    assert taken(redactor, "ik ben begonnen bij de hazelaar en dat was heel leuk") == ["hazelaar"]
    assert taken(redactor, "en toen ging ik naar kwekerij de es want daar was werk") == ["de es"]


@pytest.mark.parametrize(
    ("name", "kind", "text", "found"),
    [
        ("STC", NameKind.ORGANISATION, "een beetje met het s t c in de haven", ["s t c"]),
        ("Scotch & Soda", NameKind.ORGANISATION, "eerst bij scotch en soda op kantoor", ["scotch en soda"]),
        ("Paal 17", NameKind.ORGANISATION, "die had een tent bij paal zeventien toen", ["paal zeventien"]),
        (
            "Perron 23",
            NameKind.ORGANISATION,
            "we zaten bij perron drieëntwintig met zijn allen",
            ["perron drieëntwintig"],
        ),
        ("mboRijnland", NameKind.ORGANISATION, "mijn zoon zit op mbo rijnland nu", ["mbo rijnland"]),
        ("Hollandscheveld", NameKind.PLACE, "ze komt uit hollandse veld met de bus", ["hollandse veld"]),
        ("Koning Willem I", NameKind.ORGANISATION, "de meiden van het koning willem een", ["koning willem een"]),
        ("'s Heeren Loo", NameKind.ORGANISATION, "op zijn stage bij s heeren loo", ["s heeren loo"]),
        ("Texel", NameKind.PLACE, "ken je hier texelaars van jouw leeftijd", ["texelaars"]),
        ("Echt", NameKind.PLACE, "het is echter niet echt ver hoor", []),
        ("Mei-Ling Tan", NameKind.PERSON, "maar mei-ling zegt altijd dat het kan", ["mei-ling"]),
        ("Da Vinci", NameKind.ORGANISATION, "als juf willemijn van het da vinci college", ["willemijn", "da vinci"]),
    ],
)
def test_names_are_found_as_they_are_said(name: str, kind: NameKind, text: str, found: list[str]) -> None:
    assert taken(with_names((name, kind)), text) == found

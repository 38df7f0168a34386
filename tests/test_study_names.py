"""Names that slipped through: taken out however they are written, and looked for in whatever holds them."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from interview_coder.domain.marks import MarkStyle
from interview_coder.domain.model import AttributeKind, Find, NameKind, Role
from interview_coder.errors import InvalidInputError
from interview_coder.intake import Decision, Prepared
from interview_coder.redaction import NameRegistry
from interview_coder.store.database import backup_folder
from interview_coder.study import Study

Turns = Callable[..., Prepared]
Cli = Callable[..., CompletedProcess[str]]

FIRST, SECOND = "Quirijntje", "Zwartkruisz"


def test_names_that_tell_rows_apart_go_all_at_once(study: Study, prepare_turns: Turns) -> None:
    interview = study.store(prepare_turns("Wie?", "Niemand.")).interview.id
    for name in (FIRST, SECOND):
        study.add_speaker(interview, name, Role.RESPONDENT)
        study.keep_word(name)
        study.add_section(name)
        study.save_query(f"over {name}", "V1")
        study.add_attribute(name, AttributeKind.CHOICE, [name, "anders"])
        study.freeze_codebook(name, f"zoals {name} het zei")
        study.add_code(f"Zorg van {name}")
        study.keep_draft("memo.study", {"body": name})
    study.erase_names([FIRST, SECOND], NameKind.PERSON)
    assert study.leftovers([FIRST, SECOND]) == {}
    assert study.check() == []
    labels = [speaker.label for speaker in study.interview(interview).speakers]
    assert labels[2:] == ["[…]", "[…] 2"]
    assert [query.name for query in study.queries()] == ["over […]", "over […] 2"]
    # A word that is a name after all is not one to keep.
    assert study.kept_words() == []
    for _act in range(10):
        study.undo()
    assert study.leftovers([FIRST, SECOND]) == {}
    assert study.check() == []


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("D'Hondt", "D’Hondt"), ("D’Hondt", "D'HONDT"), ("Jan-Willem", "Jan\u2011Willem"), ("Jan Willem", "jan-willem"),
        ("Wil de Boer", "wil_de_boer"), ("Zoë", "Zoe\u0308"), ("Verhoeven", "Ver\u200bhoeven"), ("Çelik", "ÇELİK"),
        ("Σωκράτης", "ΣΩΚΡΆΤΗΣ"), ("محمد علي", "محمد علي"), ("J.P. Balk", "J. P. Balk"), ("C++ (Kees)", "c++ (kees)"),
        ("\\d+.*", "\\d+.*"), ("x" * 150, "X" * 150),
    ],
)  # fmt: skip
def test_a_name_goes_however_it_is_written(name: str, written: str, study: Study, prepare_turns: Turns) -> None:
    said = f"Ja, {written}, dat is 1 van ons."
    interview = study.store(prepare_turns("Wie?", said)).interview.id
    study.set_study_memo(f"Let op {written}!")
    code = study.add_code(written)
    assert set(study.leftovers([name])) == {name}
    study.erase_names([name], NameKind.PERSON)
    assert study.transcript(interview).text == "Wie?\nJa, […], dat is 1 van ons."
    assert study.study_memo() == "Let op […]!"
    assert study.code(code.id).name == "[…]"
    assert study.leftovers([name, written]) == {}


@pytest.mark.parametrize("name", ["Roos", "Best"])
def test_only_whole_words_go(name: str, study: Study, prepare_turns: Turns) -> None:
    words = "Roosmarijn doet haar bestwil, Roosje ook."
    interview = study.store(prepare_turns("Wie?", words)).interview.id
    assert study.leftovers([name]) == {}
    study.erase_names([name])
    assert study.transcript(interview).text == f"Wie?\n{words}"


@pytest.mark.parametrize("name", ["", " ", "++", "’", "-"])
def test_what_is_no_name_is_refused(name: str, study: Study) -> None:
    with pytest.raises(InvalidInputError):
        study.erase_names([name])


def test_names_side_by_side_become_one_mark(study: Study, prepare_turns: Turns) -> None:
    said = f"Ja, {FIRST} {SECOND} en {FIRST}-{SECOND}."
    interview = study.store(prepare_turns("Wie?", said)).interview.id
    coding = study.add_coding(interview, study.code("V1").id, 5, 5 + len(said))
    study.erase_names([FIRST], NameKind.PERSON)
    study.erase_names([SECOND], NameKind.PERSON)
    transcript = study.transcript(interview)
    assert transcript.text == "Wie?\nJa, […] en […]."
    assert len(transcript.redactions) == 2
    coding = study.coding(coding.id)
    assert transcript.text[coding.start : coding.end] == "Ja, […] en […]."
    assert study.check() == []


def test_a_correction_that_took_a_name_away_does_not_come_back_once_it_is_erased(
    study: Study, prepare_turns: Turns
) -> None:
    said = f"Dat weten ze. {FIRST} zegt dat ook."
    interview = study.store(prepare_turns("Wie?", said, "En dan?", "Niets meer.")).interview.id
    elsewhere = study.store(prepare_turns("Wie nog?", f"Die {FIRST}.")).interview.id
    coding = study.add_coding(interview, study.code("V1").id, 0, 3)
    study.edit_text(interview, 5 + said.index(FIRST), 5 + len(said), "Anderen ook.")
    study.erase_names([FIRST], NameKind.PERSON)
    text = study.transcript(interview).text
    study.undo()  # the correction is passed over, what was done before it goes
    assert study.transcript(interview).text == text == "Wie?\nDat weten ze. Anderen ook.\nEn dan?\nNiets meer."
    assert coding.id not in [one.id for one in study.codings(interview)]
    assert study.transcript(elsewhere).text == "Wie nog?\nDie […]."
    assert study.check() == []
    assert study.leftovers([FIRST]) == {}


def test_a_desk_from_before_does_not_bring_a_name_back(study: Study, tmp_path: Path, prepare_turns: Turns) -> None:
    interview = study.store(prepare_turns("Wie?", f"Dat was {FIRST}.")).interview.id
    study.set_study_memo(f"Let op {FIRST}.")
    study.keep_word(FIRST)
    code, gone = study.add_code(f"Zorg van {FIRST}", definition=FIRST), study.add_code(f"Ook {FIRST}")
    study.hand_out(tmp_path / "bea.study", coder="Bea")
    with Study.open(tmp_path / "bea.study", coder="Bea") as desk:
        desk.add_coding(interview, code.id, 5, 12)
        desk.change_code(code.id, use_when="altijd")
        desk.retire_code(gone.id)
        desk.unkeep_word(FIRST)
    study.erase_names([FIRST], NameKind.PERSON)
    assert study.merge([tmp_path / "bea.study"]).backup is None
    assert study.leftovers([FIRST]) == {}
    changed = study.code(code.id)
    assert (changed.name, changed.use_when) == ("Zorg van […]", "altijd")
    assert study.check() == []


# Numbers


def with_names(prepared: Prepared, *names: str) -> Prepared:
    """The prepared interview with names found and taken out."""
    for name in names:
        start = prepared.text.index(name)
        prepared.finds.append(Find(start, start + len(name), NameKind.PERSON, 1.0, "name-list"))
        prepared.decisions.append(Decision(start, start + len(name), NameKind.PERSON, False, "name-list"))
    return prepared


def test_a_part_of_a_name_has_the_number_of_the_whole_also_before_it(
    study: Study, tmp_path: Path, prepare_turns: Turns
) -> None:
    study.set_mark_style(MarkStyle.TYPED)
    keys = NameRegistry.create(tmp_path / "namen.toml")
    turns = prepare_turns("Dag Femke, en Joost?", "Ik ben Femke Walstra. Femkes baas is Walstra, zeg ik.")
    prepared = with_names(turns, "Femke,", "Joost", "Femke Walstra", "Femkes", "Walstra,")
    for decision in prepared.decisions:
        decision.end -= prepared.text[decision.start : decision.end].endswith(",")
    interview = study.store(prepared, registry=keys).interview.id
    assert study.transcript(interview).text == (
        "Dag [persoon 1], en [persoon 2]?\nIk ben [persoon 1]. [persoon 1] baas is [persoon 1], zeg ik."
    )
    again = with_names(prepare_turns("En Joost?", "Ook Walstra."), "Joost", "Walstra")
    other = study.store(again, registry=NameRegistry.load(tmp_path / "namen.toml")).interview.id
    assert study.transcript(other).text == "En [persoon 2]?\nOok [persoon 1]."


def test_no_number_is_given_twice_where_two_programs_have_the_key_file_open(
    study: Study, tmp_path: Path, prepare_turns: Turns
) -> None:
    study.set_mark_style(MarkStyle.TYPED)
    here = NameRegistry.create(tmp_path / "namen.toml")
    there = NameRegistry.load(tmp_path / "namen.toml")
    with there.numbering() as number:
        assert number("Hilde", NameKind.PERSON) == 1
    interview = study.store(with_names(prepare_turns("En Joost?"), "Joost"), registry=here).interview.id
    assert study.transcript(interview).text == "En [persoon 2]?"
    numbers = {entry.text: entry.number for entry in NameRegistry.load(tmp_path / "namen.toml").entries}
    assert numbers == {"Hilde": 1, "Joost": 2}


def test_a_name_that_goes_late_has_its_number(study: Study, tmp_path: Path, prepare_turns: Turns) -> None:
    study.set_mark_style(MarkStyle.TYPED)
    keys = NameRegistry.create(tmp_path / "namen.toml")
    keys.add("Femke Walstra", NameKind.PERSON)
    said = "Femke zei het, Walstra ook. Joost niet, Femke Walstra wel."
    interview = study.store(with_names(prepare_turns("Wie?", said), "Femke"), registry=keys).interview.id
    place = study.find_passage(interview, "Joost")
    study.redact_passage(interview, place.start, place.end, NameKind.PERSON, registry=keys)
    study.erase_names(["Walstra"], NameKind.PERSON, registry=keys)
    study.erase_names(["Femke"], NameKind.PERSON)
    assert study.transcript(interview).text == (
        "Wie?\n[persoon 1] zei het, [persoon 1] ook. [persoon 2] niet, [persoon 1] wel."
    )
    assert [entry.number for entry in NameRegistry.load(tmp_path / "namen.toml").entries] == [1, 2]


def test_no_number_is_given_that_the_key_file_cannot_keep(
    study: Study, tmp_path: Path, prepare_turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.set_mark_style(MarkStyle.TYPED)
    keys = NameRegistry.create(tmp_path / "namen.toml")

    def refuse(*_given: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(InvalidInputError, match=r"namen\.toml"):
        study.store(with_names(prepare_turns("En Joost?"), "Joost"), registry=keys)
    assert study.interviews() == []
    study.set_mark_style(MarkStyle.PLAIN)
    report = study.store(with_names(prepare_turns("En Joost?", "Nee, Anke."), "Joost"), registry=keys)
    assert any("namen.toml" in warning for warning in report.warnings)
    study.set_mark_style(MarkStyle.TYPED)
    study.erase_names(["Anke"], NameKind.PERSON, registry=keys)
    assert study.transcript(report.interview.id).text == "En […]?\nNee, [persoon]."


def test_many_names_go_at_once_wherever_accents_stand(study: Study, prepare_turns: Turns) -> None:
    said = "Één keer zei JAN‐WILLEM, Jan dus, tegen Zoë\u00ad D’Hondtje: “Jeanine é”, niet Janna of José's."
    interview = study.store(prepare_turns("Hoe?", said)).interview.id
    study.erase_names(["Jan", "Jose", "Jan Willem", "zoe d hondtje", "Jeanine"])
    assert study.transcript(interview).text.endswith(
        "Één keer zei […], […] dus, tegen […]: “[…] é”, niet Janna of […]'s."
    )


# Looking for what is left


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    registry = NameRegistry.create(tmp_path / "namen.toml")
    registry.add(FIRST, NameKind.PERSON)
    registry.add("Zoë D'Hondtje", NameKind.PERSON)
    registry.save()
    return registry.path or tmp_path


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", f"En {FIRST}.".encode()),
        ("le.txt", "x Zoë D’Hondtje".encode("utf-16-le")),
        ("be.txt", "x Zoë D’Hondtje".encode("utf-16-be")),
        ("windows.csv", "a;Zoë D'Hondtje;b".encode("cp1252")),
        ("apart.txt", "Zoe\u0308 D'Hondtje".encode()),
        ("soft.txt", b"Quirijn\xc2\xadtje"),
        ("page.html", b"<p>Quirijn<b>tje</b>"),
        ("signs.html", b"Zo&euml; D&#x27;Hondtje"),
        ("list.json", b'{"a": "Zo\\u00eb D\'Hondtje"}'),
        ("table.tex", b"Quirijntje\\_x"),
        # Values of a database have nothing between them.
        ("glued.bin", b"\0010192abcd-0000-7000-8000-000000000000quirijntje-2\x00\x01Open codeQuirijntjeV1\x00"),
    ],
)
def test_a_name_is_found_in_whatever_a_file_is(
    name: str, content: bytes, study: Study, keys: Path, tmp_path: Path, cli: Cli
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    inside = packed(tmp_path / "inside.zip", {name: content})
    twice = packed(tmp_path / "twice.docx", {"b.zip": inside.read_bytes()})
    ran = cli("check", study.path, "--keys", keys, "--file", file, "--file", inside, "--file", twice)
    assert ran.returncode == 1
    assert [place.partition(":")[0] for place in ran.stdout.splitlines()] == sorted([name, inside.name, twice.name])
    assert FIRST not in ran.stdout + ran.stderr
    file.write_bytes(b"Niets.")
    assert cli("check", study.path, "--keys", keys, "--file", file).returncode == 0


def test_bytes_that_are_no_text_hold_no_names(study: Study, prepare_turns: Turns) -> None:
    interview = study.store(prepare_turns("Hoe gaat het?", "Goed hoor. " * 200)).interview.id
    for start in range(5, 400, 5):
        study.add_coding(interview, study.code("V1").id, start, start + 4, memo="goed")
    short = ["Bo", "Ed", "Aad", "Eva", "Fee", "Noa", "Mia", "Dee", "Ada", "Bea", "Abe"]
    assert study.leftovers(short) == {}
    study.close()
    with Study.open(study.path) as again:
        assert again.leftovers(short) == {}


def test_a_name_is_found_in_tags_and_names_of_parts(study: Study, keys: Path, tmp_path: Path, cli: Cli) -> None:
    tag = packed(tmp_path / "tag.qdpx", {"project.qde": f'<Code name="{FIRST}"/>'.encode()})
    part = packed(tmp_path / "part.zip", {f"sources/{FIRST}.txt": b"x"})
    named = tmp_path / f"gesprek_{FIRST}_2.txt"
    named.write_bytes(b"x")
    for file in (tag, part, named):
        assert cli("check", study.path, "--keys", keys, "--file", file).returncode == 1


def test_a_name_is_found_in_copies_of_the_study_value_by_value(
    study: Study, keys: Path, tmp_path: Path, cli: Cli
) -> None:
    with Study.create(tmp_path / "other.study", coder="Anna") as other:
        other.add_code(FIRST)
        other.backup(tmp_path / "copy.study")
    counts = study.leftovers([FIRST], [tmp_path / "copy.study"])
    assert counts[FIRST]["copy.study"] > 1
    backup_folder(study.path).mkdir()
    (tmp_path / "copy.study").rename(backup_folder(study.path) / "old.study")
    assert cli("check", study.path, "--keys", keys).returncode == 1
    study.erase_names([FIRST])
    assert study.leftovers([FIRST]) == {}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7 \x00"),
        ("a.gz", b"\x1f\x8b\x08\x00"),
        ("a.docx", b"\xd0\xcf\x11\xe0\x00" + "EncryptedPackage".encode("utf-16-le")),
    ],
)
def test_what_cannot_be_looked_into_is_told(
    name: str, content: bytes, study: Study, keys: Path, tmp_path: Path, cli: Cli
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    ran = cli("check", study.path, "--keys", keys, "--file", file, "--json")
    assert ran.returncode == 1
    [problem] = json.loads(ran.stdout)["problems"]
    assert problem.startswith(f"{name} cannot be looked into")


def test_the_names_of_coders_may_be_where_the_study_keeps_them(
    study: Study, prepare_turns: Turns, keys: Path, cli: Cli
) -> None:
    registry = NameRegistry.load(keys)
    registry.add("Anna", NameKind.PERSON)
    registry.save()
    interview = study.store(prepare_turns("Wie?", "Niemand.")).interview.id
    ran = cli("check", study.path, "--keys", keys)
    assert (ran.returncode, "coders.name" in ran.stderr) == (0, True)
    study.set_interview_memo(interview, "Anna belt.")
    assert cli("check", study.path, "--keys", keys).returncode == 1


# The key file


def test_a_key_file_keeps_what_others_put_into_it(tmp_path: Path) -> None:
    path = tmp_path / "namen.toml"
    path.write_text('# van ons\n[[name]]\ntext = "Joost" # de decaan\n\n[[name]]\ntext = "Anke"\n', encoding="utf-8")
    here, there = NameRegistry.load(path), NameRegistry.load(path)
    there.add("Femke", NameKind.PERSON)
    there.add("Joost", NameKind.PERSON, ["Joosje"])
    there.save()
    here.add("Douwe", NameKind.PERSON)
    here.remove("Anke")
    here.save()
    text = path.read_text(encoding="utf-8")
    assert text.startswith('# van ons\n[[name]]\ntext = "Joost" # de decaan\n')
    entries = NameRegistry.load(path).entries
    assert [(entry.text, entry.aliases) for entry in entries] == [("Joost", ("Joosje",)), ("Femke", ()), ("Douwe", ())]
    assert here.entries[-1].text == "Femke"


@pytest.mark.parametrize("broken", [b'[[name]\ntext = "Joost"', b'[[name]]\ntext = "Jo\xebl"', b"name = 3", b"\0"])
def test_a_key_file_that_was_broken_meanwhile_is_not_written_over(broken: bytes, tmp_path: Path) -> None:
    registry = NameRegistry.create(tmp_path / "namen.toml")
    (tmp_path / "namen.toml").write_bytes(broken)
    registry.add("Anke", NameKind.PERSON)
    with pytest.raises(InvalidInputError):
        registry.save()
    assert (tmp_path / "namen.toml").read_bytes() == broken


def test_a_name_of_a_person_and_of_a_place_stays_both(tmp_path: Path) -> None:
    path = tmp_path / "namen.toml"
    text = '[[name]]\ntext = "Best"\n\n[[name]]\ntext = "Best"\nkind = "place"\nnumber = 4\n'
    path.write_text(text, encoding="utf-8")
    registry = NameRegistry.load(path)
    registry.save()
    assert path.read_text(encoding="utf-8") == text
    registry.add("Anke", NameKind.PERSON)
    registry.save()
    kinds = [(entry.text, entry.kind.value, entry.number) for entry in NameRegistry.load(path).entries]
    assert kinds == [("Best", "person", None), ("Best", "place", 4), ("Anke", "person", None)]


def test_numbers_tell_names_of_one_kind_apart(tmp_path: Path) -> None:
    registry = NameRegistry(tmp_path / "namen.toml")
    registry.add("Best", NameKind.PERSON)
    given = [("Best", NameKind.PERSON), ("Deventer", NameKind.PLACE), ("Best", NameKind.PLACE)]
    assert [registry.number_for(*one) for one in given * 2] == [1, 1, 2] * 2
    registry.save()
    assert [NameRegistry.load(tmp_path / "namen.toml").number_for(*one) for one in given] == [1, 1, 2]


def test_names_written_on_one_line_stay_in_the_key_file(tmp_path: Path) -> None:
    path = tmp_path / "namen.toml"
    path.write_text('titel = "x"\nname = [{text = "Joost"}, {text = "Joost"}]\n', encoding="utf-8")
    registry = NameRegistry.load(path)
    registry.add("Anke", NameKind.PERSON)
    registry.save()
    assert [entry.text for entry in NameRegistry.load(path).entries] == ["Joost", "Joost", "Anke"]
    assert 'titel = "x"' in path.read_text(encoding="utf-8")


def test_a_key_file_that_was_destroyed_does_not_come_back(
    study: Study, tmp_path: Path, prepare_turns: Turns, cli: Cli
) -> None:
    registry = NameRegistry.create(tmp_path / "namen.toml")
    registry.add("Anke", NameKind.PERSON)
    registry.save()
    assert cli("names", tmp_path / "namen.toml", "destroy").returncode == 0
    report = study.store(with_names(prepare_turns("En Joost?"), "Joost"), registry=registry)
    assert any("not made again" in warning for warning in report.warnings)
    assert not (tmp_path / "namen.toml").exists()


def test_a_broken_key_file_can_be_destroyed_with_what_a_crash_left(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "namen.toml").write_text('[[name]\ntext = "Joost"', encoding="utf-8")
    (tmp_path / ".namen.toml.123.tmp").write_text("Joost", encoding="utf-8")
    (tmp_path / "tekst.txt").write_text("Geen sleutelbestand.", encoding="utf-8")
    assert cli("names", tmp_path / "namen.toml", "destroy").returncode == 0
    assert cli("names", tmp_path / "tekst.txt", "destroy").returncode == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["tekst.txt"]


def test_erase_teaches_the_key_file(study: Study, prepare_turns: Turns, tmp_path: Path, cli: Cli) -> None:
    study.set_mark_style(MarkStyle.TYPED)
    interview = study.store(prepare_turns("Wie?", "Joost, zei ze.")).interview.id
    study.close()
    new = tmp_path / "nieuw.toml"
    ran = cli("erase", study.path, "--name-from-stdin", "--kind", "person", "--keys", new, typed="Joost\n")
    assert ran.returncode == 0
    with Study.open(study.path) as opened:
        assert opened.transcript(interview).text == "Wie?\n[persoon 1], zei ze."
    assert [entry.text for entry in NameRegistry.load(new).entries] == ["Joost"]


def test_the_s_of_possession_goes_with_a_name_and_a_check_looks_for_it(study: Study, prepare_turns: Turns) -> None:
    interview = study.store(
        prepare_turns("Wie?", "Tjitske, en Tjitskes aanpak. Willem en mevrouw Willems.")
    ).interview.id
    registry = NameRegistry()
    registry.add("Tjitske", NameKind.PERSON)
    assert set(study.leftover_names(registry)[0]) == {"Tjitske", "Tjitskes"}
    study.erase_names(["Tjitske", "Willem"], NameKind.PERSON)
    assert study.transcript(interview).text == "Wie?\n[…], en […] aanpak. […] en mevrouw Willems."
    assert study.leftover_names(registry)[0] == {}


def test_a_check_looks_for_the_words_of_a_name(study: Study, prepare_turns: Turns) -> None:
    study.store(prepare_turns("En Wietske?", "Hoogeboom komt, de Boer ook, en Bakels."))
    registry = NameRegistry()
    registry.add("Wietske Hoogeboom", NameKind.PERSON)
    registry.add("Mark de Boer", NameKind.PERSON)
    registry.add("Anne-Fleur Jansen-Bakels", NameKind.PERSON)
    registry.add("Graafschap College", NameKind.ORGANISATION)
    # What every text may have is not looked for apart from the name: de, boer, mark, college.
    assert set(study.leftover_names(registry)[0]) == {"Wietske", "Hoogeboom", "Bakels"}


def test_a_place_in_the_name_of_a_person_is_only_told(study: Study, prepare_turns: Turns) -> None:
    study.store(prepare_turns("Waar?", "In Zwolle, zei hij."))
    registry = NameRegistry()
    registry.add("Piet van Zwolle", NameKind.PERSON)
    left, maybe, _sealed = study.leftover_names(registry)
    assert (left, set(maybe)) == ({}, {"Zwolle"})


def test_names_that_a_coder_has_in_part_do_not_fail_a_check(study: Study) -> None:
    study.close()
    registry = NameRegistry()
    registry.add("Tjitske", NameKind.PERSON)
    with Study.open(study.path, coder="Tjitske de Vries") as opened:
        opened.add_code("Aanspraak")
        left, maybe, _sealed = opened.leftover_names(registry)
    assert (left, "Tjitske" in maybe) == ({}, True)


@pytest.mark.parametrize(
    "slip",
    [
        '[[names]]\ntext = "Joost"\n',
        '[[name]]\ntext = "Joost"\nalias = ["Joosje"]\n',
        '[[name]]\ntext = "Joost"\nnaam = "Joosje"\n',
        'naam = "Joost"\n',
        '[[name]]\ntext = "Joost"\nkind = "persoon"\n',
        'name = "Joost"\n',
    ],
)
def test_a_slip_in_a_key_file_is_told_and_loses_no_name(slip: str, tmp_path: Path) -> None:
    path = tmp_path / "namen.toml"
    path.write_text(slip, encoding="utf-8")
    with pytest.raises(InvalidInputError) as told:
        NameRegistry.load(path)
    assert "Joos" not in str(told.value)
    assert path.read_text(encoding="utf-8") == slip


def test_a_broken_key_file_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "namen.toml").write_text('[[name]]\ntext = "Joost"\n\nx = = 3\n', encoding="utf-8")
    with pytest.raises(InvalidInputError, match="line 4 "):
        NameRegistry.load(tmp_path / "namen.toml")


def test_a_check_without_names_is_no_proof(study: Study, tmp_path: Path, cli: Cli) -> None:
    study.close()
    NameRegistry.create(tmp_path / "namen.toml")
    ran = cli("check", study.path, "--keys", tmp_path / "namen.toml")
    assert (ran.returncode, "nothing was looked for" in ran.stderr) == (1, True)
    assert cli("check", study.path, "--file", tmp_path / "namen.toml").returncode == 2


def test_a_check_looks_into_a_folder(study: Study, tmp_path: Path, cli: Cli) -> None:
    study.close()
    keys = tmp_path / "namen.toml"
    registry = NameRegistry.create(keys)
    registry.add("Joost", NameKind.PERSON)
    registry.save()
    folder = tmp_path / "exports" / "older"
    folder.mkdir(parents=True)
    (folder / "a.csv").write_text("niets", encoding="utf-8")
    ran = cli("check", study.path, "--keys", keys, "--file", tmp_path / "exports")
    assert (ran.returncode, "1 name of the key file was looked for" in ran.stderr) == (0, True)
    (folder / "b.csv").write_text("zei Joost", encoding="utf-8")
    keys.rename(folder / "namen.toml")
    keys = folder / "namen.toml"
    assert cli("check", study.path, "--keys", keys, "--file", tmp_path / "exports").returncode == 1


def test_names_added_at_the_same_time_are_all_in_the_key_file(tmp_path: Path) -> None:
    path = tmp_path / "namen.toml"
    NameRegistry.create(path)

    def add(number: int) -> None:
        registry = NameRegistry.load(path)
        registry.add(f"Naam{number}", NameKind.PERSON)
        registry.save()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(16)))
    assert {entry.text for entry in NameRegistry.load(path).entries} == {f"Naam{number}" for number in range(16)}
    assert [file.name for file in tmp_path.iterdir() if "namen" in file.name] == ["namen.toml"]


def test_a_key_file_that_cannot_be_written_says_so(
    study: Study, tmp_path: Path, prepare_turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = NameRegistry.create(tmp_path / "namen.toml")
    assert not registry.unsaved

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("interview_coder.redaction.registry.os.fsync", full)
        registry.add("Joost", NameKind.PERSON)
        with pytest.raises(InvalidInputError):
            registry.save()
    assert registry.unsaved
    assert NameRegistry.load(tmp_path / "namen.toml").entries == ()
    registry.save()
    registry.add("Joost", NameKind.PERSON, ["Joosje"])
    assert registry.unsaved
    registry.save()
    assert not registry.unsaved


def test_a_lock_that_a_crash_left_does_not_last(tmp_path: Path) -> None:
    registry = NameRegistry.create(tmp_path / "namen.toml")
    lock = tmp_path / ".namen.toml.lock"
    lock.write_text("", encoding="utf-8")
    os.utime(lock, (0, 0))
    registry.add("Joost", NameKind.PERSON)
    registry.save()
    assert not lock.exists()
    registry.destroy()
    assert list(tmp_path.glob("*namen*")) == []


@pytest.mark.parametrize("small", ["n", "de", "van de"])
def test_small_words_are_not_erased_by_a_slip(small: str, study: Study, prepare_turns: Turns, cli: Cli) -> None:
    interview = study.store(prepare_turns("Wie?", "Zo'n man van de school.")).interview.id
    study.close()
    ran = cli("erase", study.path, "--name-from-stdin", typed=f"Joost\n{small}\n")
    assert (ran.returncode, "nothing was changed" in ran.stderr) == (2, True)
    with Study.open(study.path) as opened:
        assert opened.transcript(interview).text == "Wie?\nZo'n man van de school."


def test_what_the_key_file_names_is_found_though_it_was_kept_once(study: Study, tmp_path: Path) -> None:
    talk = tmp_path / "1.txt"
    talk.write_text("I: Wie?\nR: Dat was Wietske, zei ze.\n", encoding="utf-8")
    study.keep_word("Wietske")
    assert [one.start for one in study.prepare(talk).finds] == []
    registry = NameRegistry()
    registry.add("Wietske Hoogeboom", NameKind.PERSON)
    assert len(study.prepare(talk, registry=registry).finds) == 1


def test_the_key_file_learns_who_the_labels_name(study: Study, tmp_path: Path) -> None:
    talk = tmp_path / "1.txt"
    talk.write_text(
        "Wietske Hoogeboom: Ja?\nInterviewer: En Wietske zelf?\nWietske Hoogeboom: Nee.\n", encoding="utf-8"
    )
    registry = NameRegistry.create(tmp_path / "namen.toml")
    prepared = study.prepare(talk, registry=registry)
    prepared.accept_all()
    study.store(prepared, registry=registry)
    assert [entry.text for entry in registry.entries] == ["Wietske Hoogeboom"]


def test_no_small_word_is_added_to_a_key_file_by_a_slip(tmp_path: Path, cli: Cli) -> None:
    keys = tmp_path / "namen.toml"
    assert cli("names", keys, "add", "--text", "de").returncode == 2
    assert cli("names", keys, "add", "--text", "Joost").returncode == 0
    ran = cli("names", keys, "add", "--text", "joost", "--kind", "place")
    assert "keeps its kind" in ran.stderr
    assert [(entry.text, entry.kind) for entry in NameRegistry.load(keys).entries] == [("Joost", NameKind.PERSON)]
    assert "No name" in cli("names", keys, "search", "--text", "Qqqq").stderr

"""The Dutch catalogue: whole, true to its source, and used wherever the program speaks."""

from __future__ import annotations

import ast
import io
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from interview_coder import cli, errors, i18n
from interview_coder.cli import shell
from interview_coder.tui.actions import REGISTRY

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "interview_coder"
PO = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "interview_coder.po"
COMMANDS = list(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]
MARKERS = {"_", "N_", "gettext", "ngettext"}


@cache
def pairs() -> list[tuple[str, str]]:
    """Every English string that is translated, with its translation; both forms of a plural."""
    with PO.open("rb") as stream:
        messages: list[Message] = [message for message in read_po(stream) if message.id]
    found: list[tuple[str, str]] = []
    for message in messages:
        if isinstance(message.id, str):
            found.append((message.id, str(message.string)))
        else:
            assert isinstance(message.string, tuple)
            found += zip(message.id, message.string, strict=True)
    return [(english, dutch) for english, dutch in found if dutch]


def fields(text: str) -> list[str]:
    """The placeholders of a string as they are written, in order of the alphabet, each once."""
    parts = string.Formatter().parse(text)
    return sorted({f"{name}!{conversion}:{spec}" for _text, name, spec, conversion in parts if name is not None})


def unchanging(text: str) -> list[str]:
    """What a translation keeps as it is: options, keys, file endings, marks, links to other commands, line breaks."""
    kept = re.findall(r"(?<!\w)--[a-z-]+|\b(?:ctrl|shift)\+\w+|\bF\d\b|\bEsc\b|\bEnter\b|(?<!\w)\.[a-z]{2,4}\b", text)
    kept += re.findall(
        r"\[…\]|\[\[\w+\]\]|\[\[\{field\}\]\]|\*\*|\n|#rrggbb|\d{4}-\d\d-\d\d|docs/\w+\.md|\bSTUDY\b", text
    )
    return sorted(kept)


def test_every_marked_string_is_translated_and_compiled() -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / "tools" / "catalogues.py", "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_translations_keep_placeholders_keys_options_and_breaks() -> None:
    for english, dutch in pairs():
        assert fields(dutch) == fields(english), (english, dutch)
        assert unchanging(dutch) == unchanging(english), (english, dutch)
        assert dutch.count("“") == dutch.count("”"), dutch


def test_translations_end_and_begin_as_their_source() -> None:
    for english, dutch in pairs():
        space = re.compile(r"\s*")
        for text, other in ((english, dutch), (english[::-1], dutch[::-1])):
            assert space.match(text).group() == space.match(other).group(), (english, dutch)  # type: ignore[union-attr]
        for sign in ".?…:":
            assert dutch.rstrip().endswith(sign) == english.rstrip().endswith(sign), (english, dutch)


def test_a_sentence_is_never_left_in_english() -> None:
    english_words = re.compile(r"\b(?:the|this|is not|are|with|from|which|cannot|there|and|your|it)\b", re.IGNORECASE)
    for _english, dutch in pairs():
        assert not english_words.search(re.sub(r"\{[^}]*\}|“[^”]*”|--[a-z-]+|\b(?:AND|OR|NOT)\b", "", dutch)), dutch


def test_one_and_several_are_told_apart() -> None:
    i18n.use_language("nl")
    told = [i18n.ngettext("{n} coding", "{n} codings", n).format(n=n) for n in (0, 1, 2)]
    assert told == ["0 coderingen", "1 codering", "2 coderingen"]


def test_the_labels_of_the_footer_stay_short() -> None:
    """They share one line of 80 columns."""
    i18n.use_language("nl")
    long = {i18n._(action.label) for actions in REGISTRY.values() for action in actions if action.footer}
    assert {label for label in long if len(label) > 18} == set()


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_speaks_dutch(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--language", "nl", *([command] if command else []), "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert len(shown) > 100
    for english, dutch in pairs():
        if english != dutch and english.count(" ") >= 2:
            assert " ".join(english.split()) not in shown


@pytest.mark.parametrize(("typed", "meant"), [("j", True), ("Ja", True), ("y", True), ("nee", False), ("", False)])
def test_a_question_is_answered_in_dutch(typed: str, meant: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    i18n.use_language("nl")
    monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
    assert shell.agreed(i18n._("Delete it?")) is meant


# What follows reads the source: a string that a user sees and nobody marked stays English for ever, unnoticed.


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


@cache
def trees() -> list[tuple[Path, ast.Module]]:
    files = sorted(SOURCE.rglob("*.py"))
    return [(file.relative_to(SOURCE), ast.parse(file.read_text(encoding="utf-8"))) for file in files]


def test_what_is_marked_inside_a_marked_call_is_collected_too() -> None:
    """Babel passes over the inner one of two calls."""
    with PO.open("rb") as stream:
        known = {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(stream)}
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node) in MARKERS and node.args:
                marked = node.args[0]
                if isinstance(marked, ast.Constant) and isinstance(marked.value, str):
                    assert marked.value in known, (file, marked.value)


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """The strings of an expression that are not marked, keys and attributes of other calls aside."""
    if (isinstance(node, ast.Call) and name_of(node) in MARKERS) or (
        isinstance(node, ast.keyword) and node.arg == "classes"
    ):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from literals(child)


def documented(tree: ast.Module) -> set[int]:
    """The ids of strings that stand alone: docstrings, and those after an assignment."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def is_style(text: str) -> bool:
    return "$" in text or bool(re.match(r"(?:bold|italic|reverse|strike|dim)\b", text))


WORDS = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}")
NAMES = {
    "interview coder",
}
"""Words of the screens that are the same in every language: the name of the program."""

SHOWING = {"notify", "Plain", "plain", "Button", "Checkbox", "RadioButton", "Answer", "Ask", "say", "fail", "confirm"}
ERRORS = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}


def test_no_words_on_the_screens_are_unmarked() -> None:
    found = []
    for file, tree in trees():
        if file.parts[0] != "tui":
            continue
        alone = documented(tree)
        styled = {
            id(child)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign | ast.AnnAssign)
            and "CSS" in ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
            for child in ast.walk(node)
        }
        for literal in literals(tree):
            text = str(literal.value)
            if id(literal) in alone | styled or is_style(text) or text in NAMES or "%(" in text or "%s" in text:
                continue
            if WORDS.search(text):
                found.append(f"{file}:{literal.lineno}: {text}")
    assert found == []


def test_what_is_told_or_raised_is_marked() -> None:
    found = []
    for file, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or name_of(node) not in SHOWING | ERRORS | {"_act", "Act"}:
                continue
            if name_of(node) == "fail" and isinstance(node.func, ast.Attribute):
                continue  # a method: its first argument is a field
            told = [*node.args[:3], *(keyword.value for keyword in node.keywords if keyword.arg in {"title", "detail"})]
            found += [
                f"{file}:{literal.lineno}: {literal.value!r}"
                for argument in told
                if isinstance(argument, ast.Constant | ast.JoinedStr)
                for literal in literals(argument)
                if re.search(r"[A-Za-z]{3}", str(literal.value)) and not is_style(str(literal.value))
            ]
    assert found == []


def test_nothing_is_marked_where_it_cannot_be_collected() -> None:
    """The collector sees no marks inside f-strings, and f-strings or names inside marks have no fixed words."""
    found = []
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                inside = [child for child in ast.walk(node) if isinstance(child, ast.Call)]
                calls = [call for call in inside if name_of(call) in MARKERS and call.args]
                found += [f"{file}:{call.lineno}" for call in calls if isinstance(call.args[0], ast.Constant)]
            if isinstance(node, ast.Call) and name_of(node) in MARKERS:
                found += [f"{file}:{node.lineno}" for argument in node.args if isinstance(argument, ast.JoinedStr)]
    assert found == []

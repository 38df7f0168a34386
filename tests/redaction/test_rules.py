"""What holds of the mixins that the rules are made of, and of the words that they know."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from importlib import resources

from interview_coder.redaction.rules import Rules
from interview_coder.redaction.tokens import tokenise


def test_no_mixin_hides_a_method_of_another() -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for mixin in Rules.__mro__[:-1]:
        for name in vars(mixin):
            if not name.startswith("__"):
                owners[name].append(mixin.__name__)
    assert {name: those for name, those in owners.items() if len(those) > 1} == {}


def test_every_word_of_a_class_stands_once_and_is_one_token() -> None:
    # A word that is split into several tokens would never be met; that of a make, and what *'s* closes, is joined.
    joined = {"particles", "alone", "employers", "brands"}
    path = resources.files("interview_coder.redaction").joinpath("data", "vocabulary.toml")
    for name, text in tomllib.loads(path.read_text("utf-8")).items():
        listed = text.split() if isinstance(text, str) else text
        assert sorted(set(listed)) == sorted(listed), name
        split = [word for word in listed if len(tokenise(word.removesuffix("'s") or word)) != 1]
        assert name in joined or not split, (name, split)

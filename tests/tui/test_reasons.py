"""Every reason that the search for names can give has words on the screens."""

from __future__ import annotations

import ast
from pathlib import Path

import interview_coder.redaction
from interview_coder.domain.reasons import REASONS
from interview_coder.intake import ADDED
from interview_coder.tui.screens.review_look import certainty
from interview_coder.tui.screens.review_queue import ALWAYS, CHANGED

ENGINE = Path(interview_coder.redaction.__file__).parent
SAMPLES = Path(__file__).parents[2] / "sample_transcripts"
GIVERS = {"mark", "Mark", "Find", "find", "_add", "_forward", "_forward_in_speech"}
"""What takes a reason as its last argument."""
TAGS = ("first", "surname", "place", "organisation")


def given(source: str) -> set[str]:
    """The texts that are given as a reason anywhere in a module; ``f"{tag}-list"`` for each of its tags."""
    found: set[object] = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in GIVERS:
            continue
        for last in (node.args[-1], *(word.value for word in node.keywords if word.arg == "reason")):
            if isinstance(last, ast.JoinedStr):
                end = last.values[-1]
                assert isinstance(end, ast.Constant)
                assert isinstance(end.value, str)
                found |= {tag + end.value for tag in TAGS}
            else:
                found |= {one.value for one in ast.walk(last) if isinstance(one, ast.Constant)}
    return {one for one in found if isinstance(one, str) and one}


def test_every_reason_in_the_rules_has_words() -> None:
    from interview_coder.redaction.patterns import RULES

    reasons = {ADDED, ALWAYS, CHANGED, *(rule[0] for rule in RULES)}
    for module in ENGINE.glob("*.py"):
        reasons |= given(module.read_text(encoding="utf-8"))
    assert {"registry", "name-list", "seen-before", "model", "first-list"} <= reasons
    assert reasons - REASONS.keys() == set()


def test_every_reason_that_the_samples_bring_up_has_words() -> None:
    from interview_coder.importing import read_draft
    from interview_coder.redaction import find_names

    reasons = set()
    for path in sorted(SAMPLES.iterdir())[:4]:
        reasons |= {find.reason for find in find_names(read_draft(path).text)}
    assert len(reasons) > 3
    assert reasons <= REASONS.keys()


def test_certainty_is_told_in_words() -> None:
    assert [certainty(value) for value in (1.0, 0.95, 0.9, 0.75, 0.7, 0.6, 0.5, 0.0)] == [
        "certain", "certain", "fairly certain", "fairly certain", "doubtful", "doubtful", "very doubtful",
        "very doubtful",
    ]  # fmt: skip

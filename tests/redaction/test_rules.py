"""What holds of the mixins that the rules are made of."""

from __future__ import annotations

from collections import defaultdict

from interview_coder.redaction.rules import Rules


def test_no_mixin_hides_a_method_of_another() -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for mixin in Rules.__mro__[:-1]:
        for name in vars(mixin):
            if not name.startswith("__"):
                owners[name].append(mixin.__name__)
    assert {name: those for name, those in owners.items() if len(those) > 1} == {}

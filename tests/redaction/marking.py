"""A text with signs around what is redacted, to be compared with a row of a table."""

from __future__ import annotations

from interview_coder.redaction import find_names


def redacted(text: str, signs: str = "{}") -> str:
    """The text with the two signs around each find."""
    before, after = signs[0], signs[1]
    for find in reversed(find_names(text)):
        text = f"{text[: find.start]}{before}{text[find.start : find.end]}{after}{text[find.end :]}"
    return text


def plain(marked: str) -> str:
    """The text of a row, without its braces."""
    return marked.replace("{", "").replace("}", "")

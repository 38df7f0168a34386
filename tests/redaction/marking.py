"""A text with signs around what is redacted, to be compared with a row of a table."""

from __future__ import annotations

import re

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


def missed(marked: str, signs: str = "{}") -> list[str]:
    """The parts between the two signs that are not wholly redacted; full stops and the like do not count."""
    opens, shuts = map(re.escape, signs)
    pieces = re.split(f"{opens}([^{opens}{shuts}]*){shuts}", marked)
    taken = {index for find in find_names("".join(pieces)) for index in range(find.start, find.end)}
    out, start = [], 0
    for place, piece in enumerate(pieces):
        if place % 2 and any(char.isalnum() and start + at not in taken for at, char in enumerate(piece)):
            out.append(piece)
        start += len(piece)
    return out

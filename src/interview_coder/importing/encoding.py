"""Bytes to text: marks first, then UTF-8, then the encodings that Dutch transcripts come in."""

from __future__ import annotations

import codecs
import re
from typing import Final

from interview_coder.errors import ImportFailure
from interview_coder.i18n import _
from interview_coder.importing.lines import MAX_LINES, too_many_lines

MAX_CHARACTERS: Final = 20_000_000
"""A text of more characters is no interview."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES: Final = ("cp1252", "mac_roman", "cp850")
_USUAL: Final = frozenset("éëèêïíöóôòüúûáàäâçñÉËÏÖÜÈÁÀ€’‘“”„…–—·°½«»£§ß²\u00a0")
_CONTROLS: Final = re.compile(r"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_NOT_UTF8: Final = re.compile(rb"[\x80-\xff]+")


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text of a file and a warning if its encoding was guessed.

    Raises ImportFailure if the bytes are no text, or far more than an interview.
    """
    if len(data) > 4 * MAX_CHARACTERS:
        raise ImportFailure(_too_long())
    text, warnings = _decode(data)
    check_length(text)
    sample = text[:20_000]
    if len(_CONTROLS.findall(sample)) > 0.02 * len(sample) + 2:
        raise ImportFailure(_not_text())
    return text, warnings


def _decode(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), []
    if b"\x00" in data[:100_000]:
        return _wide(data)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    if len(data) > MAX_CHARACTERS:
        raise ImportFailure(_too_long())
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    whole = sum(1 for char in mended if char > "\x7f") - broken
    if whole > 4 * broken:
        return _mixed(data), [_("Some characters were not valid in the encoding of the file; look for odd ones.")]
    encoding = _guess(data)
    return data.decode(encoding, "replace"), [
        _("The encoding of the file was guessed ({encoding}); check letters with accents.").format(encoding=encoding)
    ]


def _wide(data: bytes) -> tuple[str, list[str]]:
    """Text in UTF-16 without a mark: every second byte of its Latin letters is zero."""
    sample = data[:20_000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.7 * half and others < 0.05 * half:
            text = data.decode(encoding, "replace")
            if text.count("\ufffd") < 0.01 * len(text) + 1:
                return text, [
                    _("The encoding of the file was guessed ({encoding}); check letters with accents.").format(
                        encoding=encoding
                    )
                ]
    raise ImportFailure(_not_text())


def _mixed(data: bytes) -> str:
    """UTF-8 in which some bytes are Windows characters."""
    parts: list[str] = []
    rest = data
    while rest:
        try:
            parts.append(rest.decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            parts.append(rest[: error.start].decode("utf-8"))
            parts.append(rest[error.start : error.start + 1].decode("cp1252", "replace"))
            rest = rest[error.start + 1 :]
            if len(parts) > 2_000:
                parts.append(rest.decode("utf-8", "replace"))
                break
    return "".join(parts)


def _guess(data: bytes) -> str:
    """The likeliest single-byte encoding, judged by the letters of the lines that are not ASCII."""
    from charset_normalizer import from_bytes

    runs = [
        data[max(0, m.start() - 40) : m.end() + 40] for _n, m in zip(range(400), _NOT_UTF8.finditer(data), strict=False)
    ]
    sample = b"\n".join(runs)
    high = b"".join(match[0] for match in _NOT_UTF8.finditer(sample))
    scores: dict[str, float] = {}
    for encoding in _CANDIDATES:
        try:
            letters = high.decode(encoding)
        except UnicodeDecodeError:
            continue
        scores[encoding] = sum(1 if char in _USUAL else -1 for char in letters)
    if not scores:
        return "latin_1"
    best = max(scores.values())
    tied = [encoding for encoding, score in scores.items() if score == best]
    if len(tied) > 1:
        match = from_bytes(sample, cp_isolation=[*tied, "latin_1"]).best()
        if match is not None and match.encoding in tied:
            return match.encoding
    return tied[0]


def check_length(text: str) -> None:
    """Raises ImportFailure if a text is far longer than an interview, in characters or lines."""
    if len(text) > MAX_CHARACTERS:
        raise ImportFailure(_too_long())
    # Blank lines between paragraphs, and those of captions, do not count fully.
    if sum(text.count(end) for end in "\n\r\v\f\x85\u2028\u2029") > 6 * MAX_LINES:
        raise ImportFailure(too_many_lines())


def _not_text() -> str:
    return _("This file does not hold text; give the transcript as .txt, .docx or another format that is read.")


def _too_long() -> str:
    return _("This text is far longer than any interview; split it into one file for each interview.")

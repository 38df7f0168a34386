"""From a file, whatever it is called, to a draft: the content decides how it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from interview_coder.domain.model import Draft
from interview_coder.errors import ImportFailure
from interview_coder.i18n import N_, _
from interview_coder.importing import files, header
from interview_coder.importing.archive import Package, protected
from interview_coder.importing.captions import is_captions, read_captions
from interview_coder.importing.encoding import check_length, decode
from interview_coder.importing.lines import Document, plain_lines
from interview_coder.importing.markdown import is_markdown, read_markdown
from interview_coder.importing.opendocument import read_opendocument
from interview_coder.importing.rtf import read_rtf
from interview_coder.importing.turns import draft_of
from interview_coder.importing.word import read_word

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFUSED: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", N_("This is a PDF file; open the transcript in Word, save it as .docx and import that.")),
    (b"\x89PNG", N_("This is a picture, not a transcript.")),
    (b"\xff\xd8\xff", N_("This is a picture, not a transcript.")),
    (b"GIF8", N_("This is a picture, not a transcript.")),
    (b"MZ", N_("This is a program, not a transcript.")),
    (b"\x7fELF", N_("This is a program, not a transcript.")),
    (b"SQLite format 3\x00", N_("This is a database, not a transcript.")),
    (b"\x1f\x8b", N_("This is a compressed file; unpack it and import the transcript.")),
    (b"7z\xbc\xaf", N_("This is a compressed file; unpack it and import the transcript.")),
    (b"Rar!", N_("This is a compressed file; unpack it and import the transcript.")),
    (b"ID3", N_("This is a recording, not a transcript.")),
    (b"RIFF", N_("This is a recording or a picture, not a transcript.")),
    (b"OggS", N_("This is a recording, not a transcript.")),
)
_KIND_OF: Final = {
    ".txt": "text", ".text": "text", ".md": "Markdown", ".markdown": "Markdown", ".rtf": "RTF",
    ".docx": "Word", ".odt": "OpenDocument", ".vtt": "WebVTT", ".srt": "SubRip",
}  # fmt: skip


def read_draft(path: Path, *, programmes: Sequence[str] = ()) -> Draft:
    """The draft transcript that a file holds, with the metadata of its header and, where that is silent, its name.

    ``programmes`` are the names that the study knows.

    Raises ImportFailure, with a sentence that holds no words of the file, if it cannot be read.
    """
    try:
        draft = read_data(files.read_bytes(path), path.name, programmes)
    except (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError):
        # A fault of this program must not stop other files, and a traceback could show words of this one.
        raise ImportFailure(_("This file could not be read; save it again as .docx and import that.")) from None
    named = header.metadata_from_name(path.name, programmes)
    return replace(draft, metadata=header.merged(draft.metadata, named))


def read_data(data: bytes, filename: str, programmes: Sequence[str] = ()) -> Draft:
    """The draft in the content of a file; metadata from its header only."""
    suffix = Path(filename).suffix.lower()
    document, kind = _document(data, suffix)
    claimed = _KIND_OF.get(suffix)
    if claimed and claimed != kind and not (claimed == "text" and kind == "Markdown"):
        document.warnings.insert(
            0,
            _("The file is named {suffix} but holds {kind}; it was read as that.").format(
                suffix=suffix, kind=_("text") if kind == "text" else kind
            ),
        )
    return draft_of(document, programmes)


def parse_text(text: str, *, programmes: Sequence[str] = ()) -> Draft:
    """The draft of a text that was pasted.

    Raises ImportFailure if it has no words or far too many.
    """
    check_length(text)
    if text.lstrip().startswith("{\\rtf"):
        return draft_of(read_rtf(text.lstrip().encode("cp1252", "replace")), programmes)
    return draft_of(_of_text(text, "text")[0], programmes)


def _document(data: bytes, suffix: str) -> tuple[Document, str]:
    """The lines of a file and the kind of file that it is."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data)
    if data.startswith(_OLE):
        if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00" in data[:2_000_000]:
            raise ImportFailure(protected())
        raise ImportFailure(
            _("This is an old or protected Word document; open it in Word, save it as .docx and import that.")
        )
    for magic, sentence in _REFUSED:
        # Words may begin with the letters of a magic number: a text has no other signs of one.
        if data.startswith(magic) and (b"\x00" in data[:4096] or magic == b"%PDF" or not magic.isascii()):
            raise ImportFailure(_(sentence))
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:5] == b"{\\rtf":
        return read_rtf(data.removeprefix(b"\xef\xbb\xbf").lstrip()), "RTF"
    _refuse_own(data)
    claimed = _KIND_OF.get(suffix, "text")
    try:
        text, warnings = decode(data)
    except ImportFailure:
        if claimed in ("Word", "OpenDocument"):
            raise ImportFailure(
                _(
                    "This file holds neither text nor a document and may be damaged; open it in its own program, save "
                    "it again as .docx and import that."
                )
            ) from None
        raise
    document, kind = _of_text(text, claimed)
    document.warnings += warnings
    return document, kind


_OWN_MARKS: Final = (
    b"<dc:creator>interview_coder</dc:creator>",
    b"<cp:lastModifiedBy>interview_coder</cp:lastModifiedBy>",
)
_OWN_HEAD: Final = re.compile(rb"(?:\xef\xbb\xbf)?# [^\n]+\n\n\*\*(?:Studie|Study):\*\* [^\n]+\n\n\*\*")


def _refuse_own(data: bytes, package: Package | None = None) -> None:
    """Refuse what this program exported and nobody saved since: quotes and tables are no transcript.

    Raises ImportFailure.
    """
    if package is None:
        own = _OWN_HEAD.match(data) is not None
    else:
        core = "docProps/core.xml"
        properties = package.member(core) if core in package.names else b""
        own = all(mark in properties for mark in _OWN_MARKS)
    if own:
        raise ImportFailure(_("This was exported by this program and is no transcript; leave it out."))


def _packed(data: bytes) -> tuple[Document, str]:
    package = Package(data)
    _refuse_own(data, package)
    names = set(package.names)
    if any(name.startswith("word/document") for name in names):
        return read_word(data), "Word"
    if "content.xml" in names:
        return read_opendocument(data), "OpenDocument"
    if "xl/workbook.xml" in names or "ppt/presentation.xml" in names:
        raise ImportFailure(_("This is a spreadsheet or a presentation, not a transcript; save the text as .docx."))
    if "word/document.xml" not in names and "[Content_Types].xml" in names:
        raise ImportFailure(
            _("This document is damaged; open it in its own program, save it again as .docx and import that.")
        )
    raise ImportFailure(_("This is a compressed file; unpack it and import the transcript."))


def _of_text(text: str, claimed: str) -> tuple[Document, str]:
    """The lines of a text, read as what it is: captions, Markdown or plain."""
    text = text.removeprefix("\ufeff")
    if is_captions(text):
        head = text.lstrip()[:6] == "WEBVTT"
        kind = "WebVTT" if head or (claimed == "WebVTT") else "SubRip"
        return read_captions(text), kind if not (claimed == "SubRip" and not head) else claimed
    if claimed == "Markdown" or is_markdown(text):
        return read_markdown(text), "Markdown"
    return Document(plain_lines(text)), "text"

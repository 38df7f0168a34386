"""Rich Text Format, read in one pass: text, bold and italic, tables; pictures, fields' codes and notes are left out."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from interview_coder.domain.text import one_line
from interview_coder.errors import ImportFailure
from interview_coder.i18n import _, ngettext
from interview_coder.importing.encoding import MAX_CHARACTERS
from interview_coder.importing.lines import MAX_LINES, Document, Line, styled, tidy, too_many_lines
from interview_coder.importing.vocabulary import words

_MAX_DEPTH: Final = 500
_MAX_TOKENS: Final = 4_000_000
_TOKEN: Final = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.DOTALL
)
_LEFT_OUT: Final = words(
    """
    fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf
    listtable listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl
    mmathpr fldinst bkmkstart bkmkend atnid atnauthor atntime atnref atndate atnicn atrfstart atrfend filetbl revtbl
    pgdsctbl pntext pntxta pntxtb nonshppict shpinst do wgrffmtfilter userprops passwordhash ftnsep ftnsepc ftncn
    aftnsep aftnsepc aftncn background tc xe rxe private panose falt fname
    """
)
_NOTES: Final = frozenset(("footnote", "annotation"))
_SIGNS: Final = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "line": "\n", "softline": "\n", "lbr": "\n",
}  # fmt: skip
_CHARSETS: Final = {77: "mac_roman", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
                    186: "cp1257", 204: "cp1251", 238: "cp1250", 255: "cp850", 128: "cp932", 134: "gbk"}  # fmt: skip


class _State(Struct, frozen=True):
    """What holds inside a group."""

    skipped: bool = False
    hidden: bool = False
    bold: bool = False
    italic: bool = False
    unicode_skip: int = 1
    encoding: str = "cp1252"
    fonts: bool = False
    box: bool = False


class _Reader:
    """One pass over the tokens of a file."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.notes = 0
        self._state = _State()
        self._stack: list[_State] = []
        self._pieces: list[tuple[str, bool]] = []
        self._bytes = bytearray()
        self._cell: list[str] = []
        self._row: list[str] = []
        self._in_table = False
        self._table = 0
        self._open_table = False
        self._starred = False
        self._swallow = 0
        self._high: str = ""
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._length = 0

    def read(self, data: bytes) -> None:
        """Take in a whole file."""
        for count, match in enumerate(_TOKEN.finditer(data)):
            if count > _MAX_TOKENS:
                raise ImportFailure(_("This RTF file is far larger than a transcript needs; save it as .docx."))
            code, word, number, sign, brace, text = match.groups()
            if code:
                self._byte(int(code, 16))
            elif word:
                self._word(word.decode("ascii"), int(number) if number else None)
            elif brace:
                self._brace(brace)
            elif sign:
                self._sign(sign)
            elif text:
                self._plain(text)
        self._paragraph()
        self._close_row()

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._swallow = 0
        self._starred = False
        if brace == b"{":
            if len(self._stack) >= _MAX_DEPTH:
                raise ImportFailure(_("This RTF file is nested too deeply to be a transcript."))
            self._stack.append(self._state)
        elif self._stack:
            closing = self._state
            self._state = self._stack.pop()
            if closing.box and not self._state.box:
                self._paragraph()

    def _plain(self, text: bytes) -> None:
        if self._swallow:
            taken = min(self._swallow, len(text))
            self._swallow -= taken
            text = text[taken:]
        self._bytes += text
        self._starred = False

    def _byte(self, code: int) -> None:
        if self._swallow:
            self._swallow -= 1
        else:
            self._bytes.append(code)

    def _sign(self, sign: bytes) -> None:
        match sign:
            case b"~":
                self._put(" ")
            case b"_":
                self._put("-")
            case b"\\" | b"{" | b"}":
                self._plain(sign)
            case b"*":
                self._starred = True
            case b"\n" | b"\r":
                self._paragraph()

    def _put(self, text: str) -> None:
        self._flush()
        state = self._state
        if not state.skipped and not state.hidden and text:
            self._length += len(text)
            if self._length > MAX_CHARACTERS:
                raise ImportFailure(
                    _("This text is far longer than any interview; split it into one file for each interview.")
                )
            self._pieces.append((text, state.bold or state.italic))

    def _flush(self) -> None:
        if not self._bytes:
            return
        raw, state = bytes(self._bytes), self._state
        self._bytes.clear()
        if not state.skipped and not state.hidden:
            self._put(raw.decode(state.encoding, "replace"))

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        starred, self._starred = self._starred, False
        state = self._state
        if word in _SIGNS:
            self._put(_SIGNS[word])
        elif word in ("par", "sect", "page"):
            if not state.skipped:
                self._paragraph()
        elif word in ("cell", "nestcell", "row", "nestrow", "trowd", "intbl", "pard"):
            if not state.skipped:
                self._in_tables(word)
        elif word == "u" and number is not None:
            self._unicode(number)
        elif word == "bin":
            raise ImportFailure(_("This RTF file holds binary data; save it as .docx and import that."))
        elif word in _NOTES:
            self.notes += not state.skipped
            self._state = replace(state, skipped=True)
        elif word == "fonttbl":
            self._state = replace(state, skipped=True, fonts=True)
        elif word == "shptxt":
            self._state = replace(state, skipped=False, box=True)
            self._paragraph()
        elif word in _LEFT_OUT or (starred and word not in ("shpinst", "shptxt", "nesttableprops", "fldrslt")):
            self._state = replace(state, skipped=True)
        else:
            self._format(word, number)

    def _format(self, word: str, number: int | None) -> None:
        state, on = self._state, number != 0
        match word:
            case "b":
                self._state = replace(state, bold=on)
            case "i":
                self._state = replace(state, italic=on)
            case "plain":
                self._state = replace(state, bold=False, italic=False, hidden=False, encoding=self._encoding)
            case "v" | "deleted":
                self._state = replace(state, hidden=on)
            case "uc" if number is not None:
                self._state = replace(state, unicode_skip=max(0, min(number, 16)))
            case "ansicpg" if number is not None:
                self._codepage(_codec(f"cp{number}"))
            case "mac":
                self._codepage("mac_roman")
            case "pc":
                self._codepage("cp437")
            case "pca":
                self._codepage("cp850")
            case "f" if number is not None:
                self._font = number
                if not state.fonts:
                    self._state = replace(state, encoding=self._fonts.get(number, self._encoding))
            case "fcharset" if number is not None and state.fonts and number in _CHARSETS:
                if len(self._fonts) < 1000:
                    self._fonts[self._font] = _CHARSETS[number]
            case _:
                pass

    def _codepage(self, codec: str) -> None:
        self._encoding = codec
        self._state = replace(self._state, encoding=codec)

    def _unicode(self, number: int) -> None:
        self._swallow = self._state.unicode_skip
        code = number % 0x10000
        if 0xD800 <= code < 0xDC00:
            self._high = chr(code)
            return
        text = chr(code)
        if 0xDC00 <= code < 0xE000 and self._high:
            text = (self._high + text).encode("utf-16", "surrogatepass").decode("utf-16")
        self._high = ""
        self._put(text)

    def _paragraph(self) -> None:
        self._flush()
        if len(self.lines) > 4 * MAX_LINES or len(self._cell) > MAX_LINES:
            raise ImportFailure(too_many_lines())
        pieces, self._pieces = self._pieces, []
        if self._in_table:
            self._cell.append("".join(text for text, _strong in pieces))
            return
        self._close_row()
        self._open_table = False
        self.lines += styled(pieces)

    def _in_tables(self, word: str) -> None:
        if word == "pard":
            # A paragraph outside of tables begins: what was in a row without an end is text.
            self._in_table = False
            return
        if word == "intbl":
            self._in_table = True
        elif word in ("cell", "nestcell"):
            self._cell.append("".join(text for text, _strong in self._pieces))
            self._pieces = []
            self._row.append("\n".join(one_line(part) for part in "\n".join(self._cell).split("\n")).strip())
            self._cell = []
        elif word in ("row", "nestrow"):
            self._close_row()
            self._in_table = False

    def _close_row(self) -> None:
        if self._cell:
            self._row.append("\n".join(self._cell).strip())
            self._cell = []
        if self._row:
            if not self._open_table:
                self._table += 1
            self._open_table = True
            self.lines.append(Line(cells=tuple(map(tidy, self._row[:64])), table=self._table))
            self._row = []


def _codec(name: str) -> str:
    import codecs

    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return "utf-8" if name == "cp65001" else name


def read_rtf(data: bytes) -> Document:
    """The lines of an RTF file.

    Raises ImportFailure if it is not one, or is built to exhaust the program.
    """
    if not data.lstrip()[:5].startswith(b"{\\rtf"):
        raise ImportFailure(_("This is not a Rich Text file; save the transcript as .docx and import that."))
    reader = _Reader()
    reader.read(data)
    document = Document(reader.lines)
    if reader.notes:
        document.warnings.append(
            ngettext("{n} note or comment was left out.", "{n} notes and comments were left out.", reader.notes).format(
                n=reader.notes
            )
        )
    return document

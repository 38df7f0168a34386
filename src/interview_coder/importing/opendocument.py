"""OpenDocument texts: paragraphs, lists, tables, text boxes; changes accepted, notes and comments left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from interview_coder.errors import ImportFailure
from interview_coder.i18n import _, ngettext
from interview_coder.importing.archive import Package, damaged, protected
from interview_coder.importing.lines import MAX_LINES, Document, Line, inherited, styled, too_many_lines
from interview_coder.importing.vocabulary import words

_MIMETYPE: Final = b"application/vnd.oasis.opendocument.text"
_MANIFEST: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    b'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    b'<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>%s</manifest:manifest>'
)
_STYLES: Final = b'<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
_LEFT_OUT: Final = words(
    """
    tracked-changes table-of-content annotation annotation-end note sequence-decls forms variable-decls user-field-decls
    title desc
    """
)
_NOTES: Final = frozenset(("note", "annotation"))
_MAX_SPACES: Final = 100
# odfpy takes over a kilobyte for each.
_MAX_ELEMENTS: Final = 400_000


def _name(node: Any) -> str:
    return str(node.qname[1]) if getattr(node, "qname", None) else ""


def _attribute(node: Any, name: str) -> str:
    for (_namespace, key), value in (getattr(node, "attributes", None) or {}).items():
        if key == name:
            return str(value)
    return ""


class _Reader:
    """Walks the text of a document."""

    def __init__(self, styles: dict[str, tuple[bool, bool]]) -> None:
        self._styles = styles
        self._table = 0
        self.notes = 0
        self._boxes: list[Line] = []

    def blocks(self, parent: Any) -> Iterator[Line]:
        """The lines of the paragraphs and tables in a node."""
        for node in parent.childNodes:
            name = _name(node)
            if name in _LEFT_OUT or not name:
                self.notes += name in _NOTES
            elif name in ("p", "h"):
                heading, strong = self._styles.get(_attribute(node, "style-name"), (False, False))
                yield from styled(self._pieces(node, strong), heading=heading or name == "h")
                boxes, self._boxes = self._boxes, []
                yield from boxes
            elif name == "table":
                yield from self._rows(node)
            else:
                yield from self.blocks(node)

    def _pieces(self, parent: Any, strong: bool) -> Iterator[tuple[str, bool]]:
        for node in parent.childNodes:
            name = _name(node)
            if not name:
                yield str(getattr(node, "data", "")).replace("\n", " "), strong
            elif name in _LEFT_OUT:
                self.notes += name in _NOTES
            elif name == "s":
                count = _attribute(node, "c")
                yield " " * min(int(count) if count.isdecimal() and len(count) < 6 else 1, _MAX_SPACES), strong
            elif name == "tab":
                yield "\t", strong
            elif name == "line-break":
                yield "\n", strong
            elif name == "text-box":
                outer, self._boxes = self._boxes, []
                self._boxes = [*outer, *self.blocks(node)]
            elif name == "span":
                style = _attribute(node, "style-name")
                yield from self._pieces(node, self._styles[style][1] if style in self._styles else strong)
            else:
                yield from self._pieces(node, strong)

    def _rows(self, table: Any) -> Iterator[Line]:
        self._table += 1
        number = self._table
        for row in _within(table, "table-row"):
            cells = ["\n".join(self._cell(cell)) for cell in _within(row, "table-cell")]
            yield Line(cells=tuple(cells[:64]), table=number)

    def _cell(self, cell: Any) -> list[str]:
        texts: list[str] = []
        for line in self.blocks(cell):
            texts += [line.text, *line.cells]
        return texts


def _within(node: Any, wanted: str) -> Iterator[Any]:
    """The nodes of a kind inside a node, not those of tables inside it."""
    for child in node.childNodes:
        name = _name(child)
        if name == wanted:
            yield child
        elif name and name not in ("table", "table-cell"):
            yield from _within(child, wanted)


def _styles_of(document: Any) -> dict[str, tuple[bool, bool]]:
    """For each style whether it is a heading, and whether it is bold or italic, parents included."""
    own: dict[str, tuple[bool, bool | None, str]] = {}
    for holder in (document.styles, document.automaticstyles):
        for style in holder.childNodes:
            if _name(style) != "style":
                continue
            key, parent = _attribute(style, "name"), _attribute(style, "parent-style-name")
            title = (_attribute(style, "display-name") or key).lower().replace("_20_", " ")
            strong: bool | None = None
            for properties in style.childNodes:
                if _name(properties) == "text-properties":
                    weight, slant = _attribute(properties, "font-weight"), _attribute(properties, "font-style")
                    if weight or slant:
                        strong = weight in ("bold", "600", "700", "800", "900") or slant in ("italic", "oblique")
            own[key] = title.startswith(("heading", "title", "subtitle", "kop ", "titel")), strong, parent
    return inherited(own)


def read_opendocument(data: bytes) -> Document:
    """The lines of an OpenDocument text.

    Raises ImportFailure if it is damaged, protected or built to exhaust the program.
    """
    from odf.opendocument import load

    package = Package(data)
    if "content.xml" not in package.names:
        raise ImportFailure(damaged())
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.member("META-INF/manifest.xml"):
        raise ImportFailure(protected())
    styles = "styles.xml" in package.names
    buffer = package.copy(
        ["content.xml", "styles.xml"],
        [("mimetype", _MIMETYPE), ("META-INF/manifest.xml", _MANIFEST % (_STYLES if styles else b""))],
        _MAX_ELEMENTS,
    )
    try:
        document = load(buffer)
        body = getattr(document, "text", None)
        if body is None:
            raise ImportFailure(_("This document is not a text; import the transcript as .odt or .docx."))
        reader = _Reader(_styles_of(document))
        lines = list(islice(reader.blocks(body), 4 * MAX_LINES))
        if len(lines) == 4 * MAX_LINES:
            raise ImportFailure(too_many_lines())
    except ImportFailure:
        raise
    # odfpy reports bad documents by whatever happens to go wrong inside it.
    except Exception:
        raise ImportFailure(damaged()) from None
    result = Document(lines)
    if reader.notes:
        result.warnings.append(
            ngettext("{n} note or comment was left out.", "{n} notes and comments were left out.", reader.notes).format(
                n=reader.notes
            )
        )
    return result

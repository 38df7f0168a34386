"""Word documents: the text as it reads with all changes accepted, with bold type, breaks, tables and text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from interview_coder.errors import ImportFailure
from interview_coder.i18n import ngettext
from interview_coder.importing.archive import Package, damaged
from interview_coder.importing.lines import MAX_LINES, Document, Line, inherited, styled, too_many_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_GONE: Final = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr"))
_MAIN: Final = "word/document.xml"
_TYPES: Final = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
 ContentType="application/xml"/><Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>%s</Types>"""
_STYLES_TYPE: Final = (
    b'<Override PartName="/word/styles.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
)
_RELATIONS: Final = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>"""
_RELATION: Final = (
    b'<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>'
)


class _Reader:
    """Walks the body of a document."""

    def __init__(self, styles: dict[str, tuple[bool, bool]]) -> None:
        self._styles = styles
        self._table = 0
        self.left_out = {"footnoteReference": 0, "endnoteReference": 0, "commentReference": 0}
        self.boxes: list[Line] = []

    def blocks(self, parent: _Element) -> Iterator[Line]:
        """The lines of the paragraphs and tables in an element."""
        for child in parent:
            match child.tag:
                case "p" | _ if child.tag == f"{_W}p":
                    yield from self._paragraph(child)
                case _ if child.tag == f"{_W}tbl":
                    yield from self._rows(child)
                case _ if child.tag in _GONE:
                    continue
                case _ if isinstance(child.tag, str):
                    # Content controls, custom XML, inserted blocks: what matters is what they hold.
                    yield from self.blocks(child)

    def _paragraph(self, paragraph: _Element) -> Iterator[Line]:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        heading, strong = self._styles.get(style.get(f"{_W}val", "") if style is not None else "", (False, False))
        yield from styled(self._pieces(paragraph, strong), heading=heading)
        boxes, self.boxes = self.boxes, []
        yield from boxes

    def _pieces(self, parent: _Element, strong: bool) -> Iterator[tuple[str, bool]]:
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in _GONE:
                continue
            if tag == f"{_W}r":
                yield from self._run(child, strong)
            elif tag == f"{_MC}AlternateContent":
                yield from self._alternate(child, strong)
            elif tag == f"{_W}txbxContent":
                outer, self.boxes = self.boxes, []
                self.boxes = [*outer, *self.blocks(child)]
            else:
                yield from self._pieces(child, strong)

    def _alternate(self, element: _Element, strong: bool) -> Iterator[tuple[str, bool]]:
        """One of the alternatives: the first that holds anything."""
        for choice in element:
            before = len(self.boxes)
            pieces = list(self._pieces(choice, strong))
            yield from pieces
            if pieces or len(self.boxes) > before:
                return

    def _run(self, run: _Element, strong: bool) -> Iterator[tuple[str, bool]]:
        properties = run.find(f"{_W}rPr")
        if properties is not None:
            if _on(properties, "vanish"):
                return
            style = properties.find(f"{_W}rStyle")
            if style is not None:
                strong = strong or self._styles.get(style.get(f"{_W}val", ""), (False, False))[1]
            given = [on for name in ("b", "i") if (on := _on(properties, name)) is not None]
            strong = any(given) or (strong and not given)
        for child in run:
            tag = child.tag
            if not isinstance(tag, str) or tag in _GONE:
                continue
            name = tag.removeprefix(_W)
            if name == "t":
                yield child.text or "", strong
            elif name in _SIGNS:
                yield _SIGNS[name], strong
            elif name in self.left_out:
                self.left_out[name] += 1
            elif tag == f"{_MC}AlternateContent":
                yield from self._alternate(child, strong)
            else:
                # Drawings and pictures hold text boxes deep inside.
                yield from self._pieces(child, strong)

    def _rows(self, table: _Element) -> Iterator[Line]:
        self._table += 1
        number = self._table
        for row in table.iter(f"{_W}tr"):
            if _ancestor_table(row) is not table or row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            cells = ["\n".join(self._cell(cell)) for cell in row.iter(f"{_W}tc") if _ancestor_table(cell) is table]
            yield Line(cells=tuple(cells[:64]), table=number)
        self._table = max(self._table, number)

    def _cell(self, cell: _Element) -> list[str]:
        texts: list[str] = []
        for line in self.blocks(cell):
            texts += [line.text, *line.cells]
        return texts


def _ancestor_table(element: _Element) -> _Element | None:
    return next(element.iterancestors(f"{_W}tbl"), None)


def _on(properties: _Element, name: str) -> bool | None:
    found = properties.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val", "1") not in ("0", "false", "off", "none")


def _styles_of(document: object) -> dict[str, tuple[bool, bool]]:
    """For each style id whether it is a heading, and whether it is bold or italic, its base styles included."""
    root: _Element = document.styles.element  # type: ignore[attr-defined]
    own: dict[str, tuple[bool, bool | None, str]] = {}
    for style in root.iter(f"{_W}style"):
        key = style.get(f"{_W}styleId", "")
        name, base, properties = (style.find(f"{_W}{tag}") for tag in ("name", "basedOn", "rPr"))
        title = (name.get(f"{_W}val", "") if name is not None else key).lower()
        heading = title.startswith(("heading", "kop ", "title", "titel", "subtitle", "ondertitel", "toc "))
        given = [] if properties is None else [on for tag in ("b", "i") if (on := _on(properties, tag)) is not None]
        strong = any(given) if given else None
        own[key] = heading, strong, base.get(f"{_W}val", "") if base is not None else ""
    return inherited(own)


def _main_part(package: Package) -> str:
    """The name of the part with the text: usual, or whatever main document the package has."""
    if _MAIN in package.names:
        return _MAIN
    others = [name for name in package.names if name.startswith("word/document") and name.endswith(".xml")]
    if not others:
        raise ImportFailure(damaged())
    return others[0]


def read_word(data: bytes) -> Document:
    """The lines of a Word document.

    Deleted text, comments, notes, headers and footers of pages stay out.

    Raises ImportFailure if it is damaged, protected or built to exhaust the program.
    """
    import docx
    from lxml import etree

    package = Package(data)
    main = _main_part(package)
    # python-docx gets a package with nothing in it but the text and the styles, both checked.
    styles = "word/styles.xml" in package.names
    relation = _RELATION % (b"rId1", b"styles", b"styles.xml") if styles else b""
    buffer = package.copy(
        [main, "word/styles.xml"],
        [
            (
                "[Content_Types].xml",
                _TYPES.replace(b"/word/document.xml", b"/" + main.encode()) % (_STYLES_TYPE if styles else b""),
            ),
            ("_rels/.rels", _RELATIONS % (_RELATION % (b"rId1", b"officeDocument", main.encode()))),
            (f"word/_rels/{main.removeprefix('word/')}.rels", _RELATIONS % relation),
        ],
    )
    try:
        document = docx.Document(buffer)
        body: _Element = document.element.body
        if body is None:
            raise ImportFailure(damaged())
        reader = _Reader(_styles_of(document) if styles else {})
        lines = list(islice(reader.blocks(body), 4 * MAX_LINES))
        if len(lines) == 4 * MAX_LINES:
            raise ImportFailure(too_many_lines())
    except (etree.LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError, RecursionError, LookupError):
        raise ImportFailure(damaged()) from None
    result = Document(lines)
    notes = sum(reader.left_out.values())
    if notes:
        result.warnings.append(
            ngettext("{n} note or comment was left out.", "{n} notes and comments were left out.", notes).format(
                n=notes
            )
        )
    return result

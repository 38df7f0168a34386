"""What a Word file is made of besides its words: styles, page, settings; the program's own or those of a template."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from interview_coder.errors import InvalidInputError
from interview_coder.exporting.document import Style
from interview_coder.exporting.files import AUTHOR, read_zip
from interview_coder.i18n import _

if TYPE_CHECKING:
    from docx.document import Document as Package

TITLE: Final = "Title"
CELL: Final = "Table Text"
HEADER: Final = "Table Header"
COMMENTS_PART: Final = "word/comments.xml"
TEMPLATE_SUFFIXES: Final = (".docx", ".dotx")

_LOCALES: Final = {"nl": "nl-NL", "en": "en-GB"}
_A4_CM: Final = (21.0, 29.7)
_MARGIN_CM: Final = 2.0
_EMU_PER_TWIP: Final = 635
_DEEPEST_HEADING: Final = 9
_MAX_TEMPLATE: Final = 64 * 1024 * 1024
_DOCUMENT_TYPE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE_TYPE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


class Shell(Struct, frozen=True):
    """The parts of a package; ``head`` and ``tail`` go around the body; ``text_width`` is in twips."""

    parts: dict[str, Any]
    body_part: str
    head: bytes
    tail: bytes
    comments: bytes
    text_width: int
    styles: Mapping[str, str]
    """The ids of paragraph and table styles by name, which differ in every language of Word."""

    def style(self, name: str) -> str:
        """The id of a style of that name."""
        return self.styles[name]


def heading_style(level: int) -> str:
    """The name of the style of a heading of that level."""
    return f"Heading {min(level, _DEEPEST_HEADING)}"


def open_shell(language: str, *, landscape: bool, template: Path | None, comments: bool) -> Shell:
    """A Word file without words, in the program's own looks or those of a template.

    Raises InvalidInputError where the template is no Word file, has macros, or is too large.
    """
    from docx.oxml.ns import qn

    package = _own(landscape=landscape) if template is None else _opened(template)
    names = _with_styles(package)
    _speak(package, _LOCALES.get(language, _LOCALES["en"]))
    if comments:
        # Asking for them adds the part, with its relationship and content type.
        for comment in list(package.part._comments_part.element):
            comment.getparent().remove(comment)
    body = package.element.body
    section = package.sections[-1]
    sizes = [section.page_width, section.left_margin, section.right_margin, section.gutter]
    page, left, right, gutter = (int(size or 0) for size in sizes)
    width = (page - left - right - gutter) // _EMU_PER_TWIP
    last = body.find(qn("w:sectPr"))
    for element in list(body):
        if element is not last:
            body.remove(element)
    if not comments and template is not None:
        _forget_comments(package)
    package.core_properties.author = AUTHOR
    stream = io.BytesIO()
    package.save(stream)
    parts: dict[str, Any] = dict(read_zip(stream))
    body_part = str(package.part.partname).lstrip("/")
    content = parts[body_part]
    place = re.search(rb"<w:body\s*>|<w:body\s*/>", content)
    assert place is not None
    head = content[: place.start()] + b"<w:body>"
    tail = b"</w:body></w:document>" if place[0].endswith(b"/>") else content[place.end() :]
    return Shell(parts, body_part, head, tail, parts.get(COMMENTS_PART, b""), max(width, 1_000), names)


def _own(*, landscape: bool) -> Package:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.shared import Cm, Pt

    package = docx.Document()
    section = package.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    width, height = reversed(_A4_CM) if landscape else _A4_CM
    section.page_width, section.page_height = Cm(width), Cm(height)
    margin = Cm(_MARGIN_CM if landscape else _MARGIN_CM + 0.5)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
    normal = package.styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    # The stock preview picture is of another document.
    parts = package.part.package
    for key, relation in list(parts.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del parts.rels[key]
    return package


def _opened(template: Path) -> Package:
    """The template as python-docx knows it, a .dotx taken for a document."""
    import docx

    if template.suffix.lower() not in TEMPLATE_SUFFIXES:
        message = _("A template is a Word file without macros, .docx or .dotx; {file} is not.")
        raise InvalidInputError(message.format(file=template.name))
    try:
        with template.open("rb") as stream:
            data = stream.read(_MAX_TEMPLATE + 1)
    except OSError as error:
        message = _("The template {file} cannot be read: {reason}.")
        raise InvalidInputError(message.format(file=template, reason=error.strerror or error)) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(data) > _MAX_TEMPLATE or sum(entry.file_size for entry in archive.infolist()) > _MAX_TEMPLATE:
                message = _("The template {file} is too large; take the pictures out of it.")
                raise InvalidInputError(message.format(file=template.name))
            parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        types = parts["[Content_Types].xml"].replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
        stream_ = io.BytesIO()
        with zipfile.ZipFile(stream_, "w") as archive:
            for name, content in (parts | {"[Content_Types].xml": types}).items():
                archive.writestr(name, content)
        package = docx.Document(stream_)
        # What is used of it below; a damaged file shows here.
        assert package.sections[-1].page_width
        assert package.styles.element is not None
        assert package.settings.element is not None
    except InvalidInputError:
        raise
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise _unusable(template) from error
    except (AssertionError, EOFError, NotImplementedError, SyntaxError, RuntimeError, OSError) as error:
        raise _unusable(template) from error
    return package


def _unusable(template: Path) -> InvalidInputError:
    message = _("The template {file} is damaged or no Word file; save it again as .docx or .dotx.")
    return InvalidInputError(message.format(file=template.name))


def _with_styles(package: Package) -> dict[str, str]:
    """Add the styles that are missing; returns the ids of all that are needed, by name."""
    from docx.enum.style import WD_STYLE_TYPE

    styles = package.styles
    there = {style.name for style in styles}
    for level in range(1, _DEEPEST_HEADING + 1):
        if heading_style(level) not in there:
            style = styles.add_style(heading_style(level), WD_STYLE_TYPE.PARAGRAPH)
            style.font.bold = True
            style.paragraph_format.keep_with_next = True
    if TITLE not in there:
        styles.add_style(TITLE, WD_STYLE_TYPE.PARAGRAPH).font.bold = True
    for name in (CELL, HEADER, Style.QUOTE, Style.CONTEXT, Style.BOX, Style.WARNING):
        if name not in there:
            _add(package, name)
    if "Table Grid" not in there:
        _add_grid(package)
    wanted = [TITLE, CELL, HEADER, "Table Grid", *Style, *map(heading_style, range(1, _DEEPEST_HEADING + 1))]
    normal = styles.default(WD_STYLE_TYPE.PARAGRAPH)
    ids = {str(style.name): str(style.style_id) for style in styles}
    ids.setdefault(Style.BODY, normal.style_id if normal is not None else "Normal")
    return {str(name): ids[str(name)] for name in wanted}


def _add(package: Package, name: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Cm, Pt, RGBColor

    style = package.styles.add_style(str(name), WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), str(name).replace(" ", ""))
    normal = package.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    if normal is not None:
        style.base_style = normal
    shape = style.paragraph_format
    if name in (CELL, HEADER):
        style.font.size, style.font.bold = Pt(9), name == HEADER
        shape.space_before = shape.space_after = Pt(2)
        shape.line_spacing = 1.0
        shape.keep_with_next = name == HEADER
    elif name == Style.QUOTE:
        shape.left_indent = shape.right_indent = Cm(0.8)
        shape.space_after = Pt(6)
    elif name == Style.CONTEXT:
        style.font.size, style.font.color.rgb = Pt(9), RGBColor(0x59, 0x59, 0x59)
        shape.left_indent, shape.right_indent = Cm(1.6), Cm(0.8)
        shape.space_after = Pt(4)
    elif name == Style.WARNING:
        style.font.bold, style.font.color.rgb = True, RGBColor(0xA0, 0x20, 0x20)
        shape.keep_with_next = True
    else:
        sides = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="6" w:color="5B6B7B"/>' for side in _SIDES)
        properties = style.element.get_or_add_pPr()
        properties.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"))
        properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="F1F4F7"/>'))
        shape.left_indent = shape.right_indent = Cm(0.25)
        shape.space_after = Pt(0)
        shape.keep_with_next = shape.keep_together = True


_SIDES: Final = ("top", "left", "bottom", "right")


def _add_grid(package: Package) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    sides = (*_SIDES, "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    taken = {style.style_id for style in package.styles}
    identifier = next(one for one in ("TableGrid", "TableGrid1", "InterviewTableGrid") if one not in taken)
    package.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:styleId="{identifier}"><w:name w:val="Table Grid"/>'
            f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr></w:style>"
        )
    )


def _speak(package: Package, locale: str) -> None:
    """Mark everything as being in a language, for the spelling checker and for screen readers."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    marks = [
        *package.styles.element.iter(qn("w:lang")),
        *package.settings.element.iter(qn("w:themeFontLang")),
    ]
    for mark in marks:
        mark.set(qn("w:val"), locale)
    if package.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}") is None:
        from docx.enum.style import WD_STYLE_TYPE

        normal = package.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        if normal is not None:
            properties = normal.element.get_or_add_rPr()
            if properties.find(qn("w:lang")) is None:
                properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{locale}"/>'))


def _forget_comments(package: Package) -> None:
    """Leave out the remarks of a template: the words that they stand on are not kept either."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    for key, relation in list(package.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.COMMENTS:
            del package.part.rels[key]

"""The zip packages of word processors, opened with care: sizes and XML are checked before any parser sees them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from typing import Final
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from interview_coder.errors import ImportFailure
from interview_coder.i18n import _

MAX_MEMBERS: Final = 3_000
MAX_XML: Final = 48 * 1024 * 1024
"""The parts that are read may have this many bytes together, unpacked."""
_MAX_RATIO: Final = 250
_MAX_DEPTH: Final = 200
MAX_ELEMENTS: Final = 1_500_000


class _Limits(ContentHandler):
    """Refuses documents that nest deeply or have very many elements."""

    def __init__(self, elements: int) -> None:
        super().__init__()
        self._elements = elements
        self._depth = self._count = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802, ARG002 - SAX calls it so
        self._depth += 1
        self._count += 1
        if self._depth > _MAX_DEPTH or self._count > self._elements:
            raise ImportFailure(_("This document is nested too deeply or too large to be a transcript."))

    def endElement(self, name: str) -> None:  # noqa: N802, ARG002 - SAX calls it so
        self._depth -= 1


class Package:
    """The members of a package that were asked for, checked."""

    def __init__(self, data: bytes) -> None:
        """Raises ImportFailure if the data is no zip, damaged, encrypted, or has too many members."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._infos = {info.filename: info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, OverflowError):
            raise ImportFailure(damaged()) from None
        if len(self._zip.infolist()) > MAX_MEMBERS:
            raise ImportFailure(
                _("This document has far more parts than a transcript needs; save it again and import that.")
            )
        self._left = MAX_XML

    @property
    def names(self) -> list[str]:
        """The names of all members."""
        return list(self._infos)

    def member(self, name: str) -> bytes:
        """A member unpacked, never more than what is left of MAX_XML.

        Raises ImportFailure if it is missing, damaged, encrypted, or unpacks to too much.
        """
        info = self._infos.get(name)
        if info is None:
            raise ImportFailure(damaged())
        if info.flag_bits & 1:
            raise ImportFailure(protected())
        small = info.file_size < 4 * 1024 * 1024
        if info.file_size > self._left or (not small and info.file_size > _MAX_RATIO * max(info.compress_size, 1)):
            raise ImportFailure(bomb())
        try:
            with self._zip.open(info) as stream:
                data = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
            raise ImportFailure(damaged()) from None
        self._left -= len(data)
        if self._left < 0:
            raise ImportFailure(bomb())
        return data

    def copy(
        self, names: Iterable[str], extra: Iterable[tuple[str, bytes]], elements: int = MAX_ELEMENTS
    ) -> io.BytesIO:
        """A package of just these members (those that there are), each checked to be harmless XML, and ``extra``."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
            for name in names:
                if name in self._infos:
                    data = self.member(name)
                    check_xml(data, elements)
                    target.writestr(name, data)
            for name, data in extra:
                target.writestr(name, data)
        buffer.seek(0)
        return buffer


def check_xml(data: bytes, elements: int = MAX_ELEMENTS) -> None:
    """Raises ImportFailure unless the data is well-formed XML without a document type, entities,
    deep nesting, or more than so many elements."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.expatreader import DefusedExpatParser

    parser = DefusedExpatParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.setContentHandler(_Limits(elements))
    try:
        parser.parse(io.BytesIO(data))
    except DefusedXmlException:
        raise ImportFailure(
            _("This document refers to things outside itself, as no transcript does; it is not read.")
        ) from None
    except (SAXParseException, SAXException, ValueError, LookupError, OSError, AttributeError):
        raise ImportFailure(damaged()) from None


def damaged() -> str:
    """The sentence for a document that cannot be read."""
    return _("This document is damaged; open it in its own program, save it again as .docx and import that.")


def protected() -> str:
    """The sentence for a document with a password."""
    return _("This document is protected by a password; save it as .docx without one and import that.")


def bomb() -> str:
    """The sentence for a document that unpacks to far more than it seems."""
    return _("This document unpacks to far more than a transcript needs; it is not read.")

"""Bring the catalogues up to date with the strings that the source marks: ``make catalogues``.

    python tools/catalogues.py            merge new strings, drop old ones, compile; list what is not translated
    python tools/catalogues.py --check    write nothing; list what is missing or out of date; exit code 1 if anything

What is written depends on the strings alone: not on the day, the machine or the version of Babel.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

DOMAIN = "interview_coder"
SOURCE = Path(__file__).resolve().parent.parent / "src" / DOMAIN
LANGUAGES = ("nl",)
HEADER = f"# Translations of {DOMAIN}; `make catalogues` keeps this file up to date with the source."


class PlainCatalog(Catalog):
    """A catalogue whose header holds what a reader needs, and nothing that changes from run to run."""

    @property  # type: ignore[misc]
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", DOMAIN),
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def marked() -> Catalog:
    """Every marked string of the source."""
    catalogue = Catalog()
    for _file, _line, message, _comments, _context in extract_from_dir(
        str(SOURCE), keywords={**DEFAULT_KEYWORDS, "N_": None}
    ):
        catalogue.add(message)
    return catalogue


def po_file(language: str) -> Path:
    """The catalogue of a language that people edit."""
    return SOURCE / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def merged(language: str, source: Catalog) -> Catalog:
    """The catalogue of a language with the strings of ``source``, no more and no less."""
    file = po_file(language)
    old = read_po(io.BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog(locale=language)
    new = PlainCatalog(locale=language, header_comment=HEADER, fuzzy=False)
    for message in source:
        if not message.id:
            continue
        known = old.get(message.id)
        if known is None or known.id != message.id:
            new.add(message.id)
        else:
            fuzzy = ["fuzzy"] if known.fuzzy else []
            new.add(message.id, known.string, flags=fuzzy, user_comments=known.user_comments)
    return new


def untranslated(catalogue: Catalog) -> list[Message]:
    """The messages without a translation, or with one that is marked as doubtful."""

    def has_all(message: Message) -> bool:
        return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)

    return [message for message in catalogue if message.id and (message.fuzzy or not has_all(message))]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if there is something to do")
    check = parser.parse_args().check
    source = marked()
    wrong = False
    for language in LANGUAGES:
        catalogue = merged(language, source)
        po, mo = io.BytesIO(), io.BytesIO()
        write_po(po, catalogue, width=0, no_location=True, sort_output=True)
        write_mo(mo, catalogue)
        for file, content in (
            (po_file(language), po.getvalue()),
            (po_file(language).with_suffix(".mo"), mo.getvalue()),
        ):
            if file.exists() and file.read_bytes() == content:
                continue
            if check:
                wrong = True
                sys.stdout.write(f"{file.relative_to(SOURCE)} is out of date: run make catalogues.\n")
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        for message in untranslated(catalogue):
            wrong = True
            words = message.id if isinstance(message.id, str) else message.id[0]
            sys.stdout.write(f"{language}: not translated: {words!r}\n")
    return int(wrong and check)


if __name__ == "__main__":
    sys.exit(main())

"""Exported documents read back, each by a reader that knows its format and refuses what no export should say.

A document comes as blocks ``(kind, texts)``: ``("code", [heading])``, ``("row", cells)``, the header row of each table
first, and ``("quote", [text])``. Italics stand between ``ITALIC`` and ``UPRIGHT``; line ends are ``\\n``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from markdown_it import MarkdownIt
from markdown_it.token import Token

ITALIC, UPRIGHT = "\ue010", "\ue011"
Block = tuple[str, list[str]]


def word_blocks(path: Path) -> Iterator[Block]:
    """A .docx by python-docx."""

    def words(paragraph: WordParagraph) -> str:
        return "".join(f"{ITALIC}{run.text}{UPRIGHT}" if run.italic else run.text for run in paragraph.runs)

    document = docx.Document(str(path))
    kinds = {"Heading 2": "code", "Interview Quote": "quote"}
    for element in document.element.body:
        if element.tag == qn("w:p"):
            paragraph = WordParagraph(element, document)
            style = paragraph.style.name if paragraph.style else None
            if style in kinds:
                yield kinds[style], [words(paragraph)]
        elif element.tag == qn("w:tbl"):
            for row in WordTable(element, document).rows:
                yield "row", ["\n".join(map(words, cell.paragraphs)) for cell in row.cells]


def markdown_blocks(path: Path) -> Iterator[Block]:
    """A .md by markdown-it, with tables and strikethrough as GitHub has them."""

    def words(token: Token) -> str:
        text = ""
        for child in token.children or ():
            if child.type in ("text", "text_special"):
                text += child.content
            elif child.type in ("em_open", "em_close"):
                text += ITALIC if child.type == "em_open" else UPRIGHT
            elif child.type == "html_inline":
                assert child.content == "<br>", child.content
                text += "\n"
            else:
                assert child.type in ("strong_open", "strong_close"), child.type
        return text

    row: list[str] = []
    inside: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(path.read_text("utf-8")):
        if token.nesting == 1:
            inside.append(token.tag)
            row = [] if token.tag == "tr" else row
        elif token.nesting == -1:
            assert inside.pop() == token.tag
            if token.tag == "tr":
                yield "row", row
        elif inside[-1] in ("td", "th"):
            row.append(words(token))
        elif inside[-1] == "h3":
            yield "code", [words(token)]
        elif "blockquote" in inside:
            yield "quote", [words(token)]
        else:
            assert inside in (["p"], ["h1"], ["h2"]), inside


class _Page(HTMLParser):
    """The blocks of a page; a tag that an export has no use for, a comment or an open tag fails."""

    _EMPTY = frozenset(("meta", "link", "col"))
    _KNOWN = frozenset(
        ("html", "head", "title", "style", "body", "main", "h1", "h2", "h3", "nav", "ol", "li", "a", "p")
    ) | {*("strong", "em", "table", "colgroup", "thead", "tbody", "tr", "th", "td")}

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.inside: list[str] = []
        self.text = ""
        self.row: list[str] = []
        self.quote = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._EMPTY:
            return
        assert tag in self._KNOWN, tag
        self.inside.append(tag)
        if tag == "tr":
            self.row = []
        if tag in ("td", "th", "h3", "p"):
            self.text = ""
            self.quote = ("class", "quote") in attrs
        if tag == "em":
            self.text += ITALIC

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag
        if tag == "em":
            self.text += UPRIGHT
        elif tag in ("td", "th"):
            self.row.append(self.text)
        elif tag == "tr":
            self.blocks.append(("row", self.row))
        elif tag == "h3" or (tag == "p" and self.quote):
            self.blocks.append(("code" if tag == "h3" else "quote", [self.text]))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def web_blocks(path: Path) -> Iterator[Block]:
    """A .html by Python's parser, its tags closed in order."""
    page = _Page()
    page.feed(path.read_text("utf-8"))
    page.close()
    assert page.inside == []
    yield from page.blocks


_SIGNS = {"textbackslash": "\\", "textasciicircum": "^", "textasciitilde": "~", "textquotedbl": '"'}
_SILENT = frozenset(("maketitle", "hline", "endhead", "small", "raggedright", "leavevmode", "textbf", "clearpage"))
_SPACES = {"newline": "\n", "quad": "\t"}
_HEADINGS = {"section": "", "subsection": "code", "subsubsection": ""}
_TOKEN = re.compile(r"\\([a-zA-Z]+) ?|\\([^a-zA-Z])|([{}])|(.)", re.DOTALL)
# What TeX would print as another sign; the program parts these by an empty group.
_LIGATURES = re.compile(r"--|``|''|,,|<<|>>|[?!]`")
# What pdfLaTeX prints by itself; the preamble has to say what any other sign is to print.
_PRINTS = re.compile("[\n -\u017f–—‘’‚“”„†‡•…‰‹›€™]")


class _Latex:
    """A small reader of what exports write: groups and environments closed in order, no command but the known ones."""

    def __init__(self, source: str) -> None:
        self.preamble, _begin, rest = source.partition("\\begin{document}\n")
        self.body, _end, behind = rest.rpartition("\\end{document}\n")
        assert self.body
        assert not behind
        self.blocks: list[Block] = []
        self.inside: list[str] = []
        self.text = ""
        self.cells: list[str] = []

    def read(self) -> Iterator[Block]:
        assert _balanced(self.preamble)
        # Anything else in the words would not be set by pdfLaTeX.
        declared = {int(code, 16) for code in re.findall(r"\\DeclareUnicodeCharacter\{([0-9A-F]+)\}", self.preamble)}
        assert {ord(sign) for sign in _PRINTS.sub("", self.body)} <= declared
        assert not _LIGATURES.search(self.body)
        tokens = list(_TOKEN.finditer(self.body))
        at = 0
        while at < len(tokens):
            at = self._take(tokens, at)
        assert self.inside == []
        yield from self.blocks

    def _take(self, tokens: list[re.Match[str]], at: int) -> int:
        command, sign, brace, char = tokens[at].groups()
        if command in ("begin", "end"):
            return self._environment(command, tokens, at + 1)
        if command in _SIGNS or command in _SPACES:
            self.text += _SIGNS.get(command) or _SPACES[command]
            # Without the empty group the next letters would belong to the command, and the next space be lost.
            assert [token[0] for token in tokens[at + 1 : at + 3]] == ["{", "}"]
        elif command == "tabularnewline":
            self.blocks.append(("row", [cell.strip(" ") for cell in (*self.cells, self.text)]))
            self.cells, self.text = [], ""
        elif command in _HEADINGS or command == "textit":
            assert tokens[at + 1][0] == "{"
            self.inside.append(command)
            self.text = self.text + ITALIC if command == "textit" else ""
            return at + 2
        elif command:
            assert command in _SILENT, command
        elif sign:
            assert sign in "{}$&#%_", sign
            self.text += sign
        elif brace == "{":
            self.inside.append("{")
        elif brace == "}":
            assert self.inside
            self._close(self.inside.pop())
        elif char == "&":
            assert self.inside[-1:] == ["longtable"]
            self.cells.append(self.text)
            self.text = ""
        else:
            assert char not in '$#%_^~"', char
            # A bracket outside a group of its own could be the argument of the command before it.
            assert char not in "[]" or [tokens[at - 1][0], tokens[at + 1][0]] == ["{", "}"]
            self.text += " " if char == "\n" else char
        return at + 1

    def _close(self, opened: str) -> None:
        if opened == "textit":
            self.text += UPRIGHT
        elif opened in _HEADINGS:
            if _HEADINGS[opened]:
                self.blocks.append((_HEADINGS[opened], [self.text]))
        else:
            assert opened == "{", opened

    def _environment(self, command: str, tokens: list[re.Match[str]], at: int) -> int:
        assert tokens[at][0] == "{"
        name = ""
        at += 1
        while tokens[at][0] != "}":
            name += tokens[at][0]
            at += 1
        assert name in ("quote", "longtable"), name
        if command == "end":
            assert self.inside[-1:] == [name]
            self.inside.pop()
            if name == "quote":
                self.blocks.append(("quote", [self.text]))
            return at + 1
        self.inside.append(name)
        self.text = ""
        if name == "longtable":
            columns = re.match(r"\{\|(?:p\{\d+\.\d\dcm\}\|)+\}", self.body[tokens[at].end() :])
            assert columns
            end = tokens[at].end() + columns.end()
            while tokens[at].end() < end:
                at += 1
        return at + 1


def _balanced(source: str) -> bool:
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", source.replace("\\\\", "")):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def latex_blocks(path: Path) -> Iterator[Block]:
    """A .tex: braces and environments balanced, every special sign escaped, no command that the words say."""
    yield from _Latex(path.read_text("utf-8")).read()


BLOCKS: dict[str, Callable[[Path], Iterator[Block]]] = {
    ".docx": word_blocks,
    ".md": markdown_blocks,
    ".html": web_blocks,
    ".tex": latex_blocks,
}
"""The reader of each kind of document."""

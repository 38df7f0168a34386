"""Whatever was said and edited, every coded quote reads back from every file as its source with its declared edits."""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.conftest import prepared
from tests.exporting.reading import BLOCKS, ITALIC, UPRIGHT
from tests.exporting.test_quotes import read_csv, read_xlsx
from tests.test_study_queries import CODES, QUERIES, Naive

from interview_coder.domain.model import AttributeKind, Coding, Metadata, Mode, QuoteFilter, Stance
from interview_coder.domain.querying import parse
from interview_coder.domain.quote_edits import EditKind, Quote
from interview_coder.domain.text import one_line
from interview_coder.errors import InvalidInputError
from interview_coder.study import Study

MARK = "[…]"
ELISION, TRIM = "\ue000", "\ue001"
HOSTILE = "a | <b>_x_</b> \\input{y} [z](w) & 50%"

TOKENS = (
    *("Nou", "ja,", "de", "kansen", "zo'n", "’s", "zij-instromer", "[lacht]", "[", "]", "(", ")", "{x}", "}{", "…"),
    *(MARK, f"{MARK}.", '"Ga', 'weg",', '"', '""', "“Zo", "is”", "„laag”", "«ja»", "'", "‘k", "`z`", "``", "''", ",,"),
    *("👩\u200d🏫", "👍🏽", "🇳🇱", "e\u0301e\u0323n", "Z\u0335a", "שלום", "مرحبا", "漢字", "\u200d", "ﬁ", "ǅ", "\ufffe"),
    *("<b>", "</td>", "<!--", "]]>", "&amp;", "&", "|", "\\", "\\|", "*x*", "_y_", "~~w~~", "# kop", "- punt", "---"),
    *("1. een", "=1", "+1", "@a", "a@b.nl", "http://x.nl", "$1$", "^1^", "50%", "\\end{document}", "?`", "<<"),
    *("[@click=app.quit]", "[a](b)", "![a](b)", "<br>"),
)
# Private signs mark edits and italics in this test.
FREE = st.text(st.characters(blacklist_categories=("Cs", "Co")), max_size=12)
TURN = (
    st.lists(st.sampled_from(TOKENS) | FREE, min_size=1, max_size=9)
    .map(" ".join)
    .map(one_line)
    .filter(lambda t: t != "")
)
SECTIONS = (None, "4.1", "4.2", "")
INSERTED = ("is", 'zegt "nee"', "_a_ | $b$ & \\c", "{50%}", "e\u0301 👩\u200d🏫", "<i>")


class Coded(NamedTuple):
    coder: str
    interview: int
    code: str
    start: int
    length: int
    stance: Stance | None
    memo: str


class Edit(NamedTuple):
    act: str
    coding: int
    section: str | None
    start: int
    length: int
    text: str


PLACE = st.integers(0, 150)
CODED = st.builds(
    Coded,
    st.sampled_from(("Anna", "Bram")),
    st.integers(0, 1),
    st.sampled_from((*CODES, "kwaad")),
    PLACE,
    st.integers(1, 120),
    st.sampled_from((None, *Stance)),
    st.just("") | TURN,
)
EDIT = st.builds(
    Edit,
    st.sampled_from(("collect", "elide", "elide", "insert", "trim", "question", "join")),
    st.integers(0, 9),
    st.sampled_from(SECTIONS),
    PLACE,
    st.integers(1, 40),
    st.sampled_from(INSERTED),
)
FILTERS = st.just(QuoteFilter()) | st.builds(
    QuoteFilter,
    code=st.sampled_from((None, None, "V1", "V4", "kwaad")),
    section=st.sampled_from((None, None, "4", "4.1", "4.2")),
    school=st.sampled_from((None, None, 1, 2)),
    coder=st.sampled_from((None, None, "Anna", "Bram")),
    stance=st.sampled_from((None, None, *Stance)),
)


@pytest.fixture(scope="module")
def empty() -> Iterator[Path]:
    """A study without interviews, to be copied, with a code whose name means something to every format."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.study"
        with Study.create(path, coder="Anna") as study:
            study.add_attribute("Grootte school", AttributeKind.NUMBER)
            study.add_code(HOSTILE, key="kwaad")
        yield path


@dataclass
class World:
    """A study in the making, and beside it what was coded and which edits were declared."""

    study: Study
    interviews: list[str]
    sources: dict[str, str]
    codings: dict[str, Coding] = field(default_factory=dict)
    edited: dict[str, Quote] = field(default_factory=dict)

    def code(self, number: int, coded: Coded) -> None:
        interview = self.interviews[coded.interview]
        source = self.sources[interview]
        start = coded.start % len(source)
        end = min(start + coded.length, len(source))
        with contextlib.suppress(InvalidInputError):
            coding = self.study.add_coding(
                interview, coded.code, start, end, stance=coded.stance, memo=f"{number} {coded.memo}".strip()
            )
            # The same passage with the same code again takes the newer memo and stance.
            self.codings[coding.id] = coding

    def edit(self, edit: Edit) -> None:
        coding = list(self.codings.values())[edit.coding % len(self.codings)]
        try:
            [quote] = self.study.collect([coding.id], edit.section)
        except InvalidInputError:
            return
        source = self.sources[coding.interview]
        piece = quote.quote.pieces[edit.start % len(quote.quote.pieces)]
        start = piece.start + edit.start % (piece.end - piece.start)
        end = min(start + edit.length, piece.end)
        with contextlib.suppress(InvalidInputError):
            if edit.act == "question":
                quote = self.study.add_question(quote.id)
            elif edit.act == "insert":
                quote = self.study.change_quote(quote.id, quote.quote.insert(source, start, edit.text))
            elif edit.act == "join":
                start = edit.start % len(source)
                joined = quote.quote.join(source, start, min(start + edit.length, len(source)))
                quote = self.study.change_quote(quote.id, joined)
            elif edit.act != "collect":
                quote = self.study.change_quote(quote.id, getattr(quote.quote, edit.act)(source, start, end))
        # What prints is the quote of a coding that was made or changed last, among those that differ from it.
        candidates = [one for one in self.study.collected(coding=coding.id) if one.edited]
        if candidates:
            self.edited[coding.id] = max(candidates, key=lambda one: (one.changed, one.id)).quote


def declared(quote: Quote, source: str) -> list[tuple[bool, str]]:
    """What a quote says by its passages and edits: (is a question, words with marks), white space aside."""
    blocks: list[tuple[bool, str]] = []
    behind = 0
    for piece in quote.pieces:
        text, at = "", piece.start
        for edit in piece.edits:
            mark = {EditKind.ELISION: ELISION, EditKind.TRIM: TRIM}.get(edit.kind, f" [{edit.text}] ")
            text += source[at : edit.start] + mark
            at = max(at, edit.end)
        text += source[at : piece.end]
        left_out = ELISION if blocks and source[behind : piece.start].strip() else "\n"
        if blocks and blocks[-1][0] is piece.question:
            # Words left out where passages meet are left out within the quote.
            before = re.sub(f"{TRIM}$", ELISION, blocks[-1][1])
            blocks[-1] = (piece.question, before + left_out + re.sub(f"^{TRIM}", ELISION, text))
        elif blocks and blocks[-1][1].endswith(TRIM):
            blocks.append((piece.question, text))
        else:
            blocks.append((piece.question, left_out + text))
        behind = piece.end
    return [(question, marked(text)) for question, text in blocks]


def marked(text: str) -> str:
    """The words with one mark for what is left out, where several would stand side by side."""
    mark = re.escape(MARK)
    text = re.sub(rf"{ELISION}(?:\s*{ELISION})+", ELISION, text)
    text = re.sub(rf"((?:{TRIM}|{mark})\s*){ELISION}", r"\1 ", text)
    text = re.sub(rf"{ELISION}(?=\s*(?:{TRIM}|{mark}))", " ", text)
    return text.replace(ELISION, f" {MARK} ").replace(TRIM, " … ")


class Said(NamedTuple):
    """What a quote prints, for comparing: its signs without white space, and its words one by one."""

    signs: str
    words: tuple[str, ...]


def said(text: str) -> Said:
    """Curly quotes and straight ones count as the same: which way they curl is told elsewhere."""
    text = re.sub("[“”]", '"', text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    return Said("".join(text.split()), tuple(re.findall(r"[^\W_]+", text)))


def expected(world: World, coding: Coding, *, literal: bool, sheet: bool) -> tuple[Said, str]:
    """How a coding is to print, and where nothing was edited its very words."""
    source = world.sources[coding.interview]
    if literal or coding.id not in world.edited:
        words = source[coding.start : coding.end]
        return said(f'"{words}"'), re.sub("[“”\ufffe\uffff]", lambda m: '"' if m[0] in "“”" else "\ufffd", words)
    blocks = declared(world.edited[coding.id], source)
    answers = [text for question, text in blocks if not question]
    if sheet:
        return said(f'"{" ".join(answers or [text for _question, text in blocks])}"'), ""
    return said(" ".join(f"{ITALIC}{text}{UPRIGHT}" if question else f'"{text}"' for question, text in blocks)), ""


def agree(found: str, wanted: tuple[Said, str]) -> None:
    signs, literal = wanted
    assert said(found) == signs
    if literal:
        assert re.sub("[“”]", '"', found) == f'"{literal}"'
    for words in re.split(f"{ITALIC}.*?{UPRIGHT}", found, flags=re.DOTALL):
        # No straight quote mark is left but those that were put in.
        assert not words.strip() or (words.strip()[0], words.strip()[-1]) == ("“", "”")


@contextlib.contextmanager
def made(empty: Path, turns: list[list[str]], coded: list[Coded], edits: list[Edit]) -> Iterator[tuple[World, Path]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "a.study"
        shutil.copy(empty, path)
        known = (
            Metadata(1, (HOSTILE,), date=date(2015, 3, 12), mode=Mode.TELEPHONE),
            Metadata(2, ("Zorg", "Dieren"), date=date(2015, 11, 2)),
        )
        with Study.open(path, coder="Bram") as study:
            stored = zip(turns, known, strict=True)
            ids = [study.store(prepared(*some, metadata=one), force=True).interview.id for some, one in stored]
            sources = {interview: study.transcript(interview).text for interview in ids}
            assert list(sources.values()) == ["\n".join(some) for some in turns]
            world = World(study, ids, sources)
            for number, one in enumerate(coded):
                if one.coder == "Bram":
                    world.code(number, one)
        with Study.open(path, coder="Anna") as study:
            world.study = study
            for number, one in enumerate(coded):
                if one.coder == "Anna":
                    world.code(number, one)
            for edit in edits if world.codings else ():
                world.edit(edit)
            yield world, folder


def matches(world: World, naive: Naive, coding: Coding, wanted: QuoteFilter, where: str | None) -> bool:
    [row] = [row for row in naive.rows if row.id == coding.id]
    if where is not None:
        expression = parse(
            where.replace("anna", "Anna").replace("dieren", "Dieren").replace("grootte", "Grootte")
        ).expression
        if not naive.holds(row, expression):
            return False
    section = row.code.section or ""
    return (
        (wanted.code is None or naive.bears(row, wanted.code))
        and (wanted.section is None or f"{section}.".startswith(f"{wanted.section}."))
        and wanted.school in (None, row.known.school)
        and wanted.coder in (None, row.coder)
        and wanted.stance in (None, row.stance)
    )


REFERENCES = (f"(1. {HOSTILE})", "(2. Zorg en Dieren)")


def check(
    empty: Path,
    turns: list[list[str]],
    coded: list[Coded],
    edits: list[Edit],
    wanted: QuoteFilter,
    where: str | None,
    literal: bool,
) -> None:
    """Export everything that a filter takes to every format, and read it back."""
    with made(empty, turns, coded, edits) as (world, folder):
        study = world.study
        if {coder.name for coder in study.coders()} != {"Anna", "Bram"}:
            where = None
        naive = Naive(study)
        chosen = {one.memo: one for one in world.codings.values() if matches(world, naive, one, wanted, where)}
        codes = {code.id: code for code in study.codes()}
        names = {coder.id: coder.name for coder in study.coders()}
        usual = {"where": where, "literal": literal, "language": "en"}

        for suffix in (".docx", ".xlsx", ".csv", ".md", ".html", ".tex"):
            path = folder / f"q{suffix}"
            assert study.export_quotes(path, wanted, **usual).rows == len(chosen)  # type: ignore[arg-type]
            rows = list(table(path))
            assert Counter(row["Memo"] for row in rows) == Counter(fit(memo) for memo in chosen)
            by_memo = {fit(memo): coding for memo, coding in chosen.items()}
            for row in rows:
                coding = by_memo[row["Memo"]]
                agree(row["Quote"], expected(world, coding, literal=literal, sheet=suffix in (".xlsx", ".csv")))
                assert row["Code"] == codes[coding.code].path
                assert row["Coder"] == names[coding.coder]
                assert row["Stance"] == (coding.stance or "")
                assert row["Reference"] == REFERENCES[world.interviews.index(coding.interview)]

        for suffix in (".docx", ".md", ".html", ".tex"):
            path = folder / f"a{suffix}"
            assert study.export_appendix(path, wanted, **usual).rows == len(chosen)  # type: ignore[arg-type]
            found: list[tuple[str, str, Said]] = []
            heading = ""
            for kind, [text, *_more] in BLOCKS[suffix](path):
                if kind == "code":
                    heading = text
                elif kind == "quote":
                    number, _space, words = text.partition(" ")
                    assert number == f"{len(found) + 1}."
                    [reference] = [one for one in REFERENCES if words.endswith(f" {one}")]
                    found.append((heading, reference, said(words.removesuffix(f" {reference}"))))
            printed = [
                (
                    codes[coding.code].path,
                    REFERENCES[world.interviews.index(coding.interview)],
                    expected(world, coding, literal=literal, sheet=False)[0],
                )
                for coding in chosen.values()
            ]
            assert Counter(found) == Counter(printed)


def fit(text: str) -> str:
    return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a quote table in any format, each with its code."""
    if path.suffix in (".xlsx", ".csv"):
        yield from read_xlsx(path) if path.suffix == ".xlsx" else read_csv(path)
        return
    heading = ""
    header: list[str] = []
    for kind, texts in BLOCKS[path.suffix](path):
        if kind == "code":
            heading, header = texts[0], []
        elif not header:
            header = texts
        else:
            yield {"Code": heading} | dict(zip(header, texts, strict=True))


TURNS = st.lists(st.lists(TURN, min_size=1, max_size=4), min_size=2, max_size=2)


def given_everything(test: Callable[..., None]) -> Callable[..., None]:
    return given(
        turns=TURNS,
        coded=st.lists(CODED, min_size=2, max_size=8),
        edits=st.lists(EDIT, max_size=8),
        wanted=FILTERS,
        where=st.none() | QUERIES,
        literal=st.sampled_from((False, False, False, True)),
    )(test)


QUICK = settings(
    max_examples=4, phases=[Phase.explicit, Phase.reuse, Phase.generate], suppress_health_check=list(HealthCheck)
)


@QUICK
@given_everything
def test_every_quote_is_its_source_with_declared_edits_in_every_file_once(
    empty: Path,
    turns: list[list[str]],
    coded: list[Coded],
    edits: list[Edit],
    wanted: QuoteFilter,
    where: str | None,
    literal: bool,
) -> None:
    check(empty, turns, coded, edits, wanted, where, literal)


@pytest.mark.full
@settings(QUICK, max_examples=100)
@given_everything
def test_every_quote_is_its_source_with_declared_edits_in_many_studies(
    empty: Path,
    turns: list[list[str]],
    coded: list[Coded],
    edits: list[Edit],
    wanted: QuoteFilter,
    where: str | None,
    literal: bool,
) -> None:
    check(empty, turns, coded, edits, wanted, where, literal)

"""Any talk in any layout reads back as it was; any bytes under any name are read or refused, nothing else."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from interview_coder.domain.model import Draft
from interview_coder.domain.text import clean, one_line
from interview_coder.errors import ImportFailure
from interview_coder.importing import FORMATS, metadata_from_name, parse_text, read_draft
from interview_coder.importing.formats import read_data

Talk = list[tuple[str, str]]
Writer = Callable[..., Path]
FIXTURE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]

BEGINS = st.sampled_from(
    ["Ik", "Nou", "Ja, dus", "Kijk", "Daar", "Wij", "En één ding:", "Ik dacht:", "[lacht]", "Tja...", "“Nee”,"]
)
VOCABULARY = """
    de stages in Rotterdam zijn vol om 12:30 uur en hij zei: dat kan niet (lacht) [onverstaanbaar] bij het ROC daar
    mevrouw Bakker: goed zo'n e-mail 40% & zó 2½ € “technische” ‘opleiding’ 2 I R Interviewer geïnteresseerd
"""
WORDS = st.sampled_from(VOCABULARY.split())
SENTENCE = st.builds(
    lambda begin, words, end: one_line(f"{begin} {' '.join(words)}{end}"),
    BEGINS,
    st.lists(WORDS, min_size=3, max_size=25),
    st.sampled_from([".", "?", "...", "!"]),
)
"""Spoken text with names, colons and brackets in it; the first words are not those of a label."""


@st.composite
def talks(draw: st.DrawFn) -> Talk:
    """A talk in which an interviewer and one or two respondents speak in turn."""
    count = draw(st.integers(3, 8))
    respondents = draw(st.sampled_from([["Respondent 1"], ["Respondent 1", "Respondent 2"]]))
    talk: Talk = []
    for index in range(count):
        talk.append(("Interviewer", draw(SENTENCE)[:-1] + "?"))
        talk.append((respondents[index % len(respondents)], draw(SENTENCE)))
    return talk


def turns(draft: Draft) -> Talk:
    return [("" if turn.speaker is None else draft.speakers[turn.speaker].label, turn.text) for turn in draft.turns]


@settings(max_examples=12, suppress_health_check=FIXTURE, deadline=None)
@given(talk=talks())
def test_reads_back(writer: Writer, kind: str, talk: Talk) -> None:
    draft = read_draft(writer(talk, kind))
    assert turns(draft) == talk


@pytest.mark.parametrize("place", [".txt: own line", ".txt: own line, names", ".txt: own line, time"])
def test_what_recurs_before_a_colon_is_no_speaker_where_the_labels_stand_elsewhere(writer: Writer, place: str) -> None:
    talk = [
        (who, f"{begin}: dat is wat ik daarvan vind.")
        for begin in ("En één ding", "Ik dacht", "En één ding", "Ik dacht")
        for who in ("Interviewer", "Respondent 1")
    ]
    assert turns(read_draft(writer(talk, place))) == talk


def test_a_caption_may_break_off_before_a_name_and_a_colon(writer: Writer) -> None:
    talk = 5 * [("Interviewer", "Ik de de de?"), ("Respondent 1", "Ik de de de.")]
    talk.append(("Interviewer", "Ik de de de?"))
    talk.append(("Respondent 1", "Ik de de de de (lacht) Rotterdam Bakker: de."))
    assert turns(read_draft(writer(talk, ".srt"))) == talk


BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text(alphabet="IR: \n\t[]()0123:.|*_-#{}\\<>v&;abc", max_size=400).map(str.encode),
    st.builds(
        lambda start, rest: start + rest,
        st.sampled_from(
            [
                b"{\\rtf1",
                b"PK\x03\x04",
                b"WEBVTT\n\n",
                b"---\n",
                b"%PDF",
                b"\xff\xfe",
                b"\xfe\xff",
                b"1\n00:00:01,000 --> ",
            ]
        ),
        st.binary(max_size=200),
    ),
    st.lists(
        st.sampled_from(
            [
                b"\\par ",
                b"\\cell",
                b"\\row",
                b"\\b ",
                b"{",
                b"}",
                b"\\u8230?",
                b"\\'e9",
                b"I: a",
                b"\\*",
                b"\\trowd",
                b"\\uc0",
            ]
        )
    ).map(lambda parts: b"{\\rtf1 " + b"".join(parts)),
)


@settings(max_examples=150, deadline=None)
@example(data=b"A\x01\xfd", suffix=".txt")
@example(data="V;²".encode(), suffix=".md")
@given(data=BYTES, suffix=st.sampled_from(FORMATS))
def test_any_bytes(data: bytes, suffix: str) -> None:
    check(lambda: read_data(data, f"x{suffix}"))


def check(read: Callable[[], Draft]) -> None:
    """What holds of every draft, or of the sentence that refuses."""
    draft, sentence = None, ""
    try:
        draft = read()
    except ImportFailure as failure:
        sentence = str(failure)
    if draft is None:
        assert sentence.endswith(".")
        return
    assert draft.turns
    for turn in draft.turns:
        assert turn.text
        assert turn.text == one_line(turn.text) == clean(turn.text)
        assert turn.speaker is None or 0 <= turn.speaker < len(draft.speakers)
        assert turn.seconds is None or turn.seconds >= 0
    labels = [speaker.label for speaker in draft.speakers]
    assert len(set(labels)) == len(labels)
    assert all(re.fullmatch(r"Interviewer( \d+)?|(Respondent|Spreker) \d+", label) for label in labels)
    assert {turn.speaker for turn in draft.turns} - {None} == set(range(len(labels)))


@settings(max_examples=150, deadline=None)
@given(
    lines=st.lists(
        st.one_of(
            SENTENCE,
            st.sampled_from(
                [
                    "",
                    "I: ja",
                    "R: nee",
                    "R2:",
                    "Jan: hoi",
                    "School: 7",
                    "Datum: x",
                    "00:12",
                    "[00:01:02] I: a",
                    "Jan 00:12",
                    "1. ja",
                ]
            ),
            st.text(max_size=40),
        ),
        max_size=14,
    )
)
def test_any_lines(lines: list[str]) -> None:
    check(lambda: parse_text("\n".join(lines)))


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(0, 40_000), change=st.integers(0, 255), place=st.integers(0, 40_000))
@pytest.mark.parametrize("own", [".docx", ".odt"])
def test_damaged_documents(own: str, cut: int, change: int, place: int, originals: dict[str, bytes]) -> None:
    data = bytearray(originals[own])
    data[place % len(data)] = change
    changed = bytes(data[: len(data) - cut % len(data)] if cut % 2 else data)
    check(lambda: read_data(changed, f"x{own}"))


@pytest.fixture(scope="module")
def originals() -> dict[str, bytes]:
    """A small document of each word processor."""
    import docx
    from odf.opendocument import OpenDocumentText
    from odf.text import P

    with tempfile.TemporaryDirectory() as folder:
        word, text = docx.Document(), OpenDocumentText()
        for line in ("I: Hoe gaat het?", "R: Goed.", "I: Mooi?"):
            word.add_paragraph(line)
            text.text.addElement(P(text=line))
        word.save(f"{folder}/a.docx")
        text.save(f"{folder}/a.odt")
        return {path.suffix: path.read_bytes() for path in Path(folder).iterdir()}


@settings(max_examples=200, deadline=None)
@given(
    name=st.one_of(
        st.text(max_size=60), st.from_regex(r"[0-9]{0,3}[_ -]?[a-z-]{0,20}[_ +-][0-9a-z]{0,4}\.docx", fullmatch=True)
    )
)
def test_any_file_name(name: str) -> None:
    data = metadata_from_name(name, ["Administratief Medewerker", "Helpende Zorg & Welzijn", "Dierverzorging 2"])
    assert data.school is None or 0 < data.school < 1000
    assert data.sequence is None or data.sequence > 0
    assert all(data.programmes)

"""What holds of every text: spans in range, in order, apart; whole graphemes; redacting twice changes nothing."""

from __future__ import annotations

import gzip
import re
import unicodedata
from importlib import resources

from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coder.domain.model import KnownName, NameKind
from interview_coder.domain.spans import Edit, Span, merge, remap, replace
from interview_coder.domain.text import MARK
from interview_coder.redaction import NameRegistry, Redactor, find_names
from interview_coder.redaction.lexicon import KNOWN_WORD, STAYS, Flag, lexicon

FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
PIECES = st.sampled_from(
    [
        "mevrouw De Vries", "Jan", "Fatima El Amrani", "J.W. van der Meer", "Bergen op Zoom", "het Graafschap College",
        "ROC", "gemeente", "Best", "Wil", "Roos", "Rotterdammer", "Zwolle", "Shaquintely", "06-12345678", "7311 AB 12",
        "a@b.nl", "nul zes", "twaalf", "apenstaartje", "punt nl", "Dorpsstraat 12", "Helpende Zorg & Welzijn", "SBB",
        "Nederland", "maandag", "zei", "ik ben", "en", "de", "van", ".", ",", "…", "...", "?", "“", "”", ":", "-",
        "'s", "’s", "[lacht]", "[…]", "[persoon 1]", "[", "]", "\n", "\nR: ", " ", "  ", "e\u0301", "\u0301",
        "👩‍🏫", "👍🏽", "🇳🇱", "İ", "ﬁ", "ß", "Zoë\u0308", "جميلة", "王", "\u200d", "&", "/", "@", "_", "0", "12",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=14).map("".join),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=14).map(" ".join).map(str.lower),
)


def listed(section: str) -> list[str]:
    """The names of a list that ships, but for countries, peoples and makes."""
    lists = resources.files("interview_coder.redaction").joinpath("data", "lists.txt.gz").read_bytes()
    lines = gzip.decompress(lists).decode("utf-8").partition(f"={section}\n")[2].partition("\n=")[0].split("\n")
    return [line for line in lines if not lexicon().flags(line) & STAYS]


def kept() -> list[str]:
    """The words of the keep list that no dictionary has: makes, programs, bodies."""
    lines = resources.files("interview_coder.redaction").joinpath("data", "keep.txt").read_text("utf-8").split("\n")
    said = [line for line in lines if line.isalpha() and len(line) > 3]
    no_names = KNOWN_WORD | Flag.NATION | Flag.PAPER
    return [line for line in said if not lexicon().flags(line.lower()) & no_names]


def marked(text: str, finds: list[Span]) -> str:
    return replace(text, finds)[0]


def spans(redactor: Redactor, text: str) -> list[Span]:
    return [Span(find.start, find.end) for find in redactor.find(text)]


def registry() -> NameRegistry:
    names = NameRegistry()
    names.add("Shaquintely Bergman", NameKind.PERSON)
    names.add("Roos", NameKind.PERSON)
    names.add("De Twaalf", NameKind.ORGANISATION, ["Zwolle"])
    return names


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_finds_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = -1
    for find in find_names(text):
        assert 0 <= find.start < find.end <= len(text)
        assert find.start > end or (find.start == end and "\n" in text[end - 1 : find.start + 1])
        assert 0 < find.confidence <= 1
        assert find.reason
        assert not text[find.start].isspace() or text[find.start + 1] == "\u200d"
        assert not text[find.end - 1].isspace() or text[find.end - 2] == "\u200d"
        end = find.end


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_find_splits_a_grapheme(text: str) -> None:
    for find in find_names(text):
        for border in (find.start, find.end):
            if 0 < border < len(text):
                assert not unicodedata.category(text[border]).startswith("M")
                assert text[border] != "\u200d"
                assert text[border - 1] != "\u200d"
                assert not "\U0001f3fb" <= text[border] <= "\U0001f3ff"
                flags = len(text[:border]) - len(text[:border].rstrip(FLAGS))
                assert text[border] not in FLAGS or flags % 2 == 0


@settings(max_examples=150, deadline=None)
@given(st.text("ab \n", max_size=40), st.data())
def test_any_finds_taken_out_in_any_order_keep_the_words_of_every_other_span(text: str, data: st.DataObject) -> None:
    points = st.integers(0, len(text))
    pairs = st.tuples(points, points).map(lambda pair: Span(*sorted(pair)))
    finds = merge(find for find in data.draw(st.lists(pairs, max_size=6)) if find.start < find.end)
    coding = data.draw(pairs)
    order = data.draw(st.permutations(range(len(finds))))
    # Each character has an identity, so that words can be told apart.
    letters: list[object] = list(range(len(text)))
    here, placed = list(finds), coding
    for number in order:
        start, end = here[number]
        edit = Edit(start, end, len(MARK))
        letters[start:end] = MARK
        placed = remap(placed, edit)
        here = [remap(find, edit) for find in here]
    assert "".join(text[i] if isinstance(i, int) else str(i) for i in letters) == marked(text, finds)
    kept = [i for i in letters[placed.start : placed.end] if isinstance(i, int)]
    cut = {i for find in finds for i in range(*find)}
    assert kept == [i for i in range(*coding) if i not in cut]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_redacting_twice_changes_nothing(text: str) -> None:
    redactor = Redactor()
    once = marked(text, spans(redactor, text))
    assert marked(once, spans(redactor, once)) == once


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_redacting_twice_changes_nothing_with_given_names(text: str) -> None:
    redactor = Redactor(registry(), known=[KnownName("Jan Wil de Best", NameKind.PERSON)])
    once = marked(text, spans(redactor, text))
    assert marked(once, spans(redactor, once)) == once


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_finds(text: str) -> None:
    first = find_names(text)
    assert first == find_names(text) == next(Redactor().find_many([text]))


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_a_typographic_apostrophe_changes_nothing(text: str) -> None:
    text = f"{text} Dat is m'n mail, m'n personeelsnummer is 873204, en z'n baas komt uit 's-Gravenzande."
    straight = text.replace("’", "'")
    curly = re.sub(r"(?<=\w)'(?=\w)|(?<= )'(?=s\b)", "’", straight)
    assert find_names(straight) == find_names(curly)


@given(TEXTS)
def test_no_two_marks_stand_side_by_side(text: str) -> None:
    if "[" not in text:
        redacted = marked(text, spans(Redactor(), text))
        assert "[…] […]" not in redacted
        assert "[…][…]" not in redacted


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.sampled_from(listed("first")).map(str.capitalize), st.sampled_from(listed("surname-phrase"))))
def test_whoever_is_in_a_list_goes_behind_a_title(name: str) -> None:
    # The name of a family with its particles has its capital behind them.
    particles, _, family = name.rpartition(" ")
    name = f"{particles} {family[:1].upper()}{family[1:]}".strip()
    for before, behind in (("Ik heb het aan mevrouw ", " gevraagd."), ("Dat zei meneer ", " ook.")):
        text = f"{before}{name}{behind}"
        assert marked(text, spans(Redactor(), text)) == f"{before}{MARK}{behind}"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(listed("place")).filter(str.isalpha).map(str.capitalize))
def test_whoever_lives_in_a_listed_town_does_not_tell_where(name: str) -> None:
    # What is a word of the keep list, or of every day, as well may stay: *Oranje*, *Handel*.
    if lexicon().flags(name.lower()) & (Flag.KEEP | Flag.WORD):
        return
    text = f"Ik woon al jaren in {name}, bij de dijk. De stagebegeleider uit {name} belde gisteren."
    assert name not in replace(text, spans(Redactor(), text))[0]


@given(st.sampled_from(kept()).map(str.capitalize))
def test_whatever_word_stays_is_somebody_behind_a_title(name: str) -> None:
    text = f"Ik heb het aan mevrouw {name} gevraagd."
    assert marked(text, spans(Redactor(), text)) == f"Ik heb het aan mevrouw {MARK} gevraagd."

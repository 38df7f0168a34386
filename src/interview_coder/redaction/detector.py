"""The trained detector: a small spaCy tagger that reads words with what the lists say of them.

It gives each token the probability that it belongs to a name. Trained by ``tools/redaction/train.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from interview_coder.redaction.lexicon import KNOWN_WORD, Flag
from interview_coder.redaction.network import Network
from interview_coder.redaction.tokens import Page

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

MODEL_FILE: Final = "model.npz"
_BATCH: Final = 32
# So many tokens' vectors are kept: some twelve megabytes.
_MOST_KEPT: Final = 50_000
Features: TypeAlias = tuple[str, str, str]
"""What the detector sees of a token: the word, the lists' flags, the look."""
Memo: TypeAlias = dict[tuple[Features, ...], list[float]]
"""The odds of lines read before, by what is seen of their tokens."""
TAGS: Final = ("N", "O")
"""The tags that the detector tells apart: in a name, outside."""
_WIDTH: Final = 64
_CONFIG: Final = {
    "@architectures": "spacy.Tagger.v2",
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": _WIDTH,
            # The lists' flags travel as lemma, the look of the token as tag.
            "attrs": ["NORM", "PREFIX", "SUFFIX", "LEMMA", "TAG"],
            "rows": [12000, 2500, 6000, 1000, 60],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": _WIDTH,
            "window_size": 1,
            "maxout_pieces": 2,
            "depth": 4,
        },
    },
}


def add_tagger(nlp: Language) -> Any:
    """Add an untrained tagger of the detector's shape to a pipeline; returns it."""
    tagger: Any = nlp.add_pipe("tagger", config={"model": _CONFIG})
    for tag in TAGS:
        tagger.add_label(tag)
    return tagger


def document(vocab: Vocab, page: Page, flags: Sequence[int]) -> Doc:
    """The tokens of a page as a spaCy document that carries their features."""
    from spacy.tokens import Doc

    words, lemmas, tags = _features(page, flags)
    return Doc(vocab, words=words, lemmas=lemmas, tags=tags)


def packed(model: Any) -> bytes:
    """The weights of a trained tagger as they are shipped: in half precision, which changes no find, and compressed."""
    import numpy

    file = BytesIO()
    halves = {f"{place}.{name}": layer.get_param(name).astype("float16") for place, layer, name in _weights(model)}
    numpy.savez_compressed(file, **halves)
    return file.getvalue()


def _weights(model: Any) -> Iterator[tuple[int, Any, str]]:
    """The place of each layer that holds weights, the layer, and the name of the weights in it."""
    for place, layer in enumerate(model.walk()):
        for name in layer.param_names:
            yield place, layer, name


def _features(page: Page, flags: Sequence[int]) -> tuple[list[str], list[str], list[str]]:
    """What the detector sees of each token: the word, the lists' flags, the look."""
    words = [low if alpha else word for low, word, alpha in zip(page.low, page.words, page.alpha, strict=True)]
    return words, [_signature(flag) for flag in flags], [_look(page, index) for index in range(len(page))]


@cache
def _signature(flags: int) -> str:
    """The flags of a word as one feature; the ways to be a made word are one."""
    if flags & Flag.PAPER:
        flags &= ~(Flag.PAPER | Flag.KEEP)
    known = flags & KNOWN_WORD
    word = Flag.WORD if known & Flag.WORD else Flag.COMPOUND if known else 0
    return f"f{flags & ~KNOWN_WORD & ~(Flag.MAINLY | Flag.BRAND | Flag.MATTER) | word}"


def _look(page: Page, index: int) -> str:
    """The look of a token as one feature: its case, whether case tells anything there, whether it is a mark."""
    if page.shut[index]:
        return "shut"
    if not page.alpha[index]:
        return "number" if page.words[index][0].isdigit() else "sign"
    case = "shout" if page.shout[index] else "capital" if page.capital[index] else "low"
    place = "speech" if page.speech[index] else "start" if page.starts[index] else "inside"
    return f"{case}-{place}-{'line' if page.newline[index] else 'on'}"


class Detector:
    """The trained detector, ready to read pages.

    What a token is turned into before its company is looked at depends on nothing else, so it is kept: most tokens of a
    text were seen before.
    """

    def __init__(self, nlp: Language, weights: bytes) -> None:
        import numpy

        model: Any = add_tagger(nlp).model
        with numpy.load(BytesIO(weights)) as halves:
            for place, layer, name in _weights(model):
                layer.set_param(name, halves[f"{place}.{name}"].astype("float32"))
        nlp.remove_pipe("tagger")
        words: Any = model.get_ref("tok2vec")
        self._embed, self._network = words.get_ref("embed"), Network(words.get_ref("encode"), model.layers[1])
        self._rows_of: dict[Features, int] = {}
        self._rows: Any = None
        self._lock = Lock()

    def probabilities(self, vocab: Vocab, page: Page, flags: Sequence[int], memo: Memo) -> list[float]:
        """The probability of each token to be in a name. Lines are read apart; ``memo`` remembers them."""
        import numpy

        tokens = list(zip(*_features(page, flags), strict=True))
        if not tokens:
            return []
        with self._lock:
            vectors = self._vectors(vocab, tokens)
        lines = {(a, b): (*tokens[a:b],) for a, b in page.lines()}
        unread = {line: span for span, line in lines.items() if line not in memo}
        waiting = list(unread.items())
        for first in range(0, len(waiting), _BATCH):
            batch = waiting[first : first + _BATCH]
            scores = self._network.scores([vectors[a:b] for _line, (a, b) in batch])
            for (line, _span), table in zip(batch, scores, strict=True):
                # The tagger gives the logarithms of odds.
                memo[line] = (1 / (1 + numpy.exp(numpy.minimum(table[:, 1] - table[:, 0], 50.0)))).tolist()
        return [odds for line in lines.values() for odds in memo[line]]

    def _vectors(self, vocab: Vocab, tokens: list[Features]) -> Any:
        """One row of numbers a token, of the kept ones and what had to be made."""
        import numpy
        from spacy.tokens import Doc

        if len(self._rows_of) > _MOST_KEPT:
            self._rows_of.clear()
        rows_of, kept = self._rows_of, len(self._rows_of)
        unseen = [token for token in dict.fromkeys(tokens) if token not in rows_of]
        if unseen:
            words, lemmas, tags = (list(part) for part in zip(*unseen, strict=True))
            made = self._embed.predict([Doc(vocab, words=words, lemmas=lemmas, tags=tags)])[0]
            if self._rows is None or kept + len(made) > len(self._rows):
                grown = numpy.zeros((2 * (kept + len(made)), _WIDTH), "f")
                grown[:kept] = self._rows[:kept] if kept else 0
                self._rows = grown
            self._rows[kept : kept + len(made)] = made
            rows_of.update(zip(unseen, range(kept, kept + len(unseen)), strict=True))
        return self._rows[[rows_of[token] for token in tokens]]


def shipped(nlp: Language) -> Detector | None:
    """The detector that is shipped, made by a pipeline but not a part of it; ``None`` where none is."""
    file = resources.files(__package__).joinpath("data", MODEL_FILE)
    return Detector(nlp, file.read_bytes()) if file.is_file() else None

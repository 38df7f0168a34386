"""The trained detector: a small spaCy tagger that reads words with what the lists say of them.

It gives each token the probability that it belongs to a name. Trained by ``tools/redaction/train.py``.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from interview_coder.redaction.lexicon import KNOWN_WORD, Flag
from interview_coder.redaction.tokens import Page

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

MODEL_FILE: Final = "model.bin.gz"
_BATCH: Final = 32
Memo: TypeAlias = dict[tuple[str, ...], list[float]]
"""Lines read before, by the features of their tokens."""
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
    return f"f{flags & ~KNOWN_WORD & ~Flag.MAINLY & ~Flag.BRAND | word}"


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
    """The trained detector, ready to read documents made by :func:`document`."""

    def __init__(self, nlp: Language, weights: bytes) -> None:
        self._model: Any = add_tagger(nlp).model
        self._model.from_bytes(weights)
        nlp.remove_pipe("tagger")

    def probabilities(self, vocab: Vocab, page: Page, flags: Sequence[int], memo: Memo) -> list[float]:
        """The probability of each token to be in a name. Lines are read apart; ``memo`` remembers them."""
        import numpy
        from spacy.tokens import Doc

        words, lemmas, tags = _features(page, flags)
        result: list[float] = []
        keys = [(*words[a:b], *lemmas[a:b], *tags[a:b]) for a, b in page.lines()]
        fresh = [key for key in dict.fromkeys(keys) if key not in memo]
        docs = []
        for key in fresh:
            size = len(key) // 3
            docs.append(Doc(vocab, words=[*key[:size]], lemmas=[*key[size : 2 * size]], tags=[*key[2 * size :]]))
        for first in range(0, len(docs), _BATCH):
            scores = self._model.predict(docs[first : first + _BATCH])
            for key, table in zip(fresh[first : first + _BATCH], scores, strict=True):
                # The tagger gives the logarithms of odds.
                memo[key] = (1 / (1 + numpy.exp(numpy.minimum(table[:, 1] - table[:, 0], 50.0)))).tolist()
        for key in keys:
            result += memo[key]
        return result


def shipped(nlp: Language) -> Detector | None:
    """The detector that is shipped, made by a pipeline but not a part of it; ``None`` where none is."""
    file = resources.files(__package__).joinpath("data", MODEL_FILE)
    return Detector(nlp, gzip.decompress(file.read_bytes())) if file.is_file() else None

"""The trained detector: a small spaCy tagger that reads words with what the lists say of them.

It gives each token the probability that it belongs to a name. Trained by ``tools/redaction/train.py``.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from interview_coder.redaction.lexicon import KNOWN_WORD, Flag
from interview_coder.redaction.tokens import Page

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL_FILE: Final = "model.bin.gz"
WIDTH: Final = 64
DEPTH: Final = 4
TAGS: Final = ("N", "O")
_ARCHITECTURE: Final = {
    "@architectures": "spacy.Tagger.v2",
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            # The lists' flags travel as lemma, the look of the token as tag.
            "attrs": ["NORM", "PREFIX", "SUFFIX", "LEMMA", "TAG"],
            "rows": [3000, 1000, 1500, 500, 60],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "window_size": 1,
            "maxout_pieces": 3,
            "depth": DEPTH,
        },
    },
}


def pipeline() -> Language:
    """A blank Dutch pipeline with an untrained tagger."""
    import spacy

    nlp = spacy.blank("nl")
    tagger = nlp.add_pipe("tagger", config={"model": _ARCHITECTURE})
    for tag in TAGS:
        tagger.add_label(tag)
    return nlp


def document(nlp: Language, page: Page, flags: Sequence[Flag], first: int, last: int) -> Doc:
    """The tokens from ``first`` to before ``last`` as a document that carries their features."""
    from spacy.tokens import Doc

    indices = range(first, last)
    return Doc(
        nlp.vocab,
        words=[page.low[i] if page.alpha[i] else page.words[i] for i in indices],
        lemmas=[signature(flags[i]) for i in indices],
        tags=[look(page, i) for i in indices],
    )


def signature(flags: Flag) -> str:
    """The flags of a word as one feature; the kinds of known words are one."""
    known = flags & KNOWN_WORD
    return (
        f"f{int(flags & ~KNOWN_WORD) | (int(Flag.WORD) if known & Flag.WORD else int(Flag.COMPOUND) if known else 0)}"
    )


def look(page: Page, index: int) -> str:
    """The look of a token as one feature: its case, whether case tells anything there, whether it is a mark."""
    if page.shut[index]:
        return "shut"
    if not page.alpha[index]:
        return "number" if page.words[index][0].isdigit() else "sign"
    case = "shout" if page.shout[index] else "capital" if page.capital[index] else "low"
    place = "speech" if page.speech[index] else "start" if page.starts[index] else "inside"
    return f"{case}-{place}-{'line' if page.newline[index] else 'on'}"


class Detector:
    """The trained detector, ready to read pages."""

    def __init__(self, weights: bytes) -> None:
        self.nlp = pipeline()
        self._tagger: Any = self.nlp.get_pipe("tagger")
        self.nlp.initialize()
        self._tagger.model.from_bytes(weights)

    def probabilities(self, page: Page, flags: Sequence[Flag], lines: Sequence[tuple[int, int]]) -> list[float]:
        """The probability of each token to be in a name, read line by line; 0 outside ``lines`` (token spans)."""
        docs = [document(self.nlp, page, flags, first, last) for first, last in lines]
        result = [0.0] * len(page)
        if not docs:
            return result
        for (first, last), scores in zip(lines, self._tagger.model.predict(docs), strict=True):
            result[first:last] = [float(score) for score in scores[:, 0]]
        return result


@cache
def detector() -> Detector | None:
    """The shipped detector, loaded once; ``None`` where none is shipped."""
    file = resources.files(__package__).joinpath("data", MODEL_FILE)
    return Detector(gzip.decompress(file.read_bytes())) if file.is_file() else None

"""The trained detector: a small spaCy tagger that reads words with what the lists say of them.

It gives each token the probability that it belongs to a name. Trained by ``tools/redaction/train.py``.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from importlib import resources
from math import exp
from typing import TYPE_CHECKING, Any, Final

from interview_coder.redaction.lexicon import KNOWN_WORD, Flag
from interview_coder.redaction.tokens import Page

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

MODEL_FILE: Final = "model.bin.gz"
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
            "rows": [3000, 1000, 1500, 500, 60],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": _WIDTH,
            "window_size": 1,
            "maxout_pieces": 3,
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


def document(vocab: Vocab, page: Page, flags: Sequence[Flag]) -> Doc:
    """The tokens of a page as a spaCy document that carries their features."""
    from spacy.tokens import Doc

    indices = range(len(page))
    return Doc(
        vocab,
        words=[page.low[i] if page.alpha[i] else page.words[i] for i in indices],
        lemmas=[_signature(flag) for flag in flags],
        tags=[_look(page, i) for i in indices],
    )


def _signature(flags: Flag) -> str:
    """The flags of a word as one feature; the ways to be a made word are one."""
    value = int(flags)
    known = value & int(KNOWN_WORD)
    word = int(Flag.WORD)
    return f"f{(value & ~int(KNOWN_WORD)) | (word if known & word else int(Flag.COMPOUND) if known else 0)}"


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

    def __init__(self, weights: bytes) -> None:
        import spacy

        nlp = spacy.blank("nl")
        tagger = add_tagger(nlp)
        nlp.initialize()
        self._model: Any = tagger.model
        self._model.from_bytes(weights)

    def probabilities(self, doc: Doc) -> list[float]:
        """The probability of each token to be in a name."""
        if not len(doc):
            return []
        scores = self._model.predict([doc])[0]
        # The tagger gives the logarithms of odds.
        return [1 / (1 + exp(min(float(outside - inside), 50.0))) for inside, outside in scores]


def shipped() -> Detector | None:
    """The detector that is shipped; ``None`` where none is."""
    file = resources.files(__package__).joinpath("data", MODEL_FILE)
    return Detector(gzip.decompress(file.read_bytes())) if file.is_file() else None

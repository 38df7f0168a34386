"""Train the detector, seeded: on invented interview lines, marked excerpts with other names in them, treebanks.

Run `python tools/redaction/train.py --treebanks DIR` from the root of the project, after `build_lists.py`.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from contextlib import nullcontext
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import build_lists
import numpy
from contexts import marked_texts, renamed, treebank
from synthesize import Inventor

from interview_coder.redaction.detector import MODEL_FILE, add_tagger, document, packed
from interview_coder.redaction.lexicon import NAMED, STAYS, Flag, lexicon
from interview_coder.redaction.tokens import Page

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

Entry: TypeAlias = tuple[Page, list[int], list[bool]]
"""A page, the flags of its tokens and which are in a name."""
SEED = 11
# The excerpts up to this one are read; what came later tells how well a detector does on others.
LAST_READ = 4560
MARKED_TEXTS = build_lists.ROOT / "evaluation" / "redaction" / "dev"
FORGET = 0.35
LISTED = NAMED | Flag.CAPITAL | Flag.DEMONYM


def labelled(text: str, spans: list[tuple[int, int]]) -> Entry:
    """A page, the flags of its tokens and which are in a name."""
    page = Page(text)
    flags = [lexicon().flags(low) if alpha else 0 for low, alpha in zip(page.low, page.alpha, strict=True)]
    inside = [any(a < end and start < b for a, b in spans) for start, end in page.spans]
    return page, flags, inside


def example(nlp: Language, page: Page, flags: list[int], inside: list[bool], rng: random.Random) -> Example:
    """An example for spaCy; names may be forgotten by the lists, as the names of other texts are."""
    from spacy.tokens import Doc
    from spacy.training import Example

    seen = [
        flag & ~LISTED if name and rng.random() < FORGET else flag for flag, name in zip(flags, inside, strict=True)
    ]
    predicted = document(nlp.vocab, page, seen)
    reference = Doc(
        nlp.vocab, words=[token.text for token in predicted], tags=["N" if name else "O" for name in inside]
    )
    return Example(predicted, reference)


def main() -> None:
    """Make the examples, train, measure on lines not trained on, write the model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with the .conllu files")
    parser.add_argument("--excerpts", type=int, default=34000)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--draws", type=int, default=8, help="how often each marked excerpt is renamed")
    parser.add_argument("--fold", type=int, help="leave every third marked excerpt out, from this one (0, 1 or 2) on")
    parser.add_argument("--out", type=Path, default=build_lists.DATA / MODEL_FILE, help="the file to write")
    options = parser.parse_args()
    import spacy
    from thinc.api import Adam, fix_random_seed, set_active_gpu  # noqa: F401

    fix_random_seed(SEED)
    rng = random.Random(SEED)
    nlp = spacy.blank("nl")
    add_tagger(nlp)
    inventor = Inventor(SEED)
    pages = [labelled(*inventor.excerpt()) for _ in range(options.excerpts)]
    marked = marked_texts(MARKED_TEXTS, LAST_READ)
    if options.fold is not None:
        marked = [text for place, text in enumerate(marked) if place % 3 != options.fold]
    pages += [labelled(*renamed(text, inventor)) for text in marked for _ in range(options.draws)]
    for text, spans in treebank(options.treebanks):
        spans = [(a, b) for a, b in spans if not lexicon().flags(text[a:b].lower()) & STAYS]
        pages.append(labelled(text, spans))
        if rng.random() < 0.5:
            pages.append(labelled(re.sub(r"[.,;:?!]", " ", text.lower()), spans))
    test = [labelled(*inventor.excerpt()) for _ in range(800)]
    sys.stdout.write(f"{len(pages)} excerpts, {sum(len(page) for page, _, _ in pages):,} tokens\n")
    first = [example(nlp, *entry, rng) for entry in pages[:200]]
    nlp.initialize(lambda: first)
    optimizer = Adam(learn_rate=0.002, L2=0.0, grad_clip=1.0)
    steps = 0
    total = options.epochs * (len(pages) // 64 + 1)
    for epoch in range(options.epochs):
        begin = time.perf_counter()
        losses: dict[str, float] = {}
        rng.shuffle(pages)
        for index in range(0, len(pages), 64):
            optimizer.learn_rate = 0.002 * (1 - steps / total) + 0.00005
            batch = [example(nlp, *entry, rng) for entry in pages[index : index + 64]]
            nlp.update(batch, sgd=optimizer, losses=losses, drop=0.15)
            steps += 1
        missed, extra, names = measure(nlp, test)
        sys.stdout.write(
            f"epoch {epoch + 1}: loss {losses['tagger']:.0f}, tokens of names missed {missed:.2f} %, "
            f"extra {extra:.2f} %, of {names} ({time.perf_counter() - begin:.0f} s)\n"
        )
        sys.stdout.flush()
    tagger: Any = nlp.get_pipe("tagger")
    weights = tagger.model
    with weights.use_params(optimizer.averages) if optimizer.averages else nullcontext():
        shipped = packed(weights)
    options.out.write_bytes(shipped)
    sys.stdout.write(f"{options.out.name}: {len(shipped):,} bytes, spaCy {version('spacy')}\n")


def measure(nlp: Language, test: list[Entry]) -> tuple[float, float, int]:
    """Per cent of name tokens missed and of extra ones, over excerpts not trained on."""
    missed = extra = names = 0
    tagger: Any = nlp.get_pipe("tagger")
    model = tagger.model
    for page, flags, inside in test:
        scores = numpy.asarray(model.predict([document(nlp.vocab, page, flags)])[0])[:, 0]
        for score, name in zip(scores, inside, strict=True):
            names += name
            missed += name and score < 0.5
            extra += not name and score >= 0.5
    return 100 * missed / names, 100 * extra / names, names


if __name__ == "__main__":
    main()

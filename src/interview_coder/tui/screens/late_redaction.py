"""Late redaction: a name that slipped through is taken out for good, in one place or in the whole study."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from interview_coder.domain.model import NameKind
from interview_coder.domain.spellings import has_words, pattern, places
from interview_coder.domain.text import one_line
from interview_coder.errors import InterviewCoderError, InvalidInputError
from interview_coder.i18n import N_, _, ngettext
from interview_coder.study.redaction import NOT_REACHED
from interview_coder.tui.screens.ask import Answer, Ask
from interview_coder.tui.screens.review_look import KIND_KEYS, KIND_QUESTIONS, short
from interview_coder.tui.screens.wait import waiting

if TYPE_CHECKING:
    from interview_coder.redaction import NameRegistry
    from interview_coder.study import Study
    from interview_coder.tui.base import App

_OTHER: Final = "n"
_PLACES: Final = {
    "transcripts": N_("texts"),
    "memos": N_("memos"),
    "codes": N_("codes"),
    "quotes": N_("quotes"),
    "quote_edits": N_("quotes"),
    "programmes": N_("programmes"),
    "kept_words": N_("words that stay"),
    "study": N_("title and sections"),
    "sections": N_("title and sections"),
    "verdicts": N_("verdicts"),
    "queries": N_("queries"),
    "events": N_("history"),
}
"""What the tables of the study are to a user; all others are ``_ELSEWHERE``."""
_ELSEWHERE: Final = N_("elsewhere")


ORDINARY: Final = N_("It is an ordinary word as well: that goes too, in small letters and in any sense.")


async def redact_late(app: App, study: Study, interview_id: str, span: tuple[int, int], words: str) -> bool:
    """Ask how far a passage is to be taken out, do so, and tell what came of it; returns whether anything changed.

    Call it in an ``async`` worker. Raises InterviewCoderError.
    """
    if "\n" in words.strip() or not any(char.isalnum() for char in words):
        raise InvalidInputError(_("Select the words to take out, within one turn."))
    where = await app.push_screen_wait(
        Ask(
            _("Take “{words}” out for good?").format(words=short(words)),
            [
                Answer("h", _("in this place only")),
                Answer("e", _("everywhere in the study"), danger=True),
            ],
            detail=_(
                "A mark comes in its place, in the history too. This cannot be undone, and the text can then no longer "
                "be taken back to how it was before."
            )
            + "\n\n"
            + _(NOT_REACHED),
        )
    )
    if where is None:
        return False
    if where == "e":
        return await redact_everywhere(app, study, words)
    kind = await _ask_kind(app, words)
    if kind is None:
        return False
    registry = app.registry
    told = await waiting(
        app, _("Taking it out…"), lambda: _redact_here(study, interview_id, span, words, kind, registry)
    )
    await _tell(app, told)
    return True


async def redact_everywhere(app: App, study: Study, words: str) -> bool:
    """Take words out of the whole study, when it is clear what they are and how often they stand there; returns whether
    anything changed.

    Call it in an ``async`` worker. Raises InterviewCoderError.
    """
    if not has_words(words):
        raise InvalidInputError(_("Give the name to take out."))
    kind = await _ask_kind(app, words)
    if kind is None:
        return False
    (count, interviews), elsewhere, ordinary = await waiting(
        app, _("Looking for it…"), lambda: (_count(study, words), _elsewhere(study, words), _is_ordinary(words))
    )
    stands = ngettext("It stands in {n} place", "It stands in {n} places", count).format(n=count)
    texts = ngettext("of {n} interview", "of {n} interviews", interviews).format(n=interviews)
    warning = _("Memos, codes, quotes and the history are cleaned as well. This cannot be undone.")
    warning += "\n\n" + _(NOT_REACHED)
    if ordinary:
        warning += "\n\n" + _(ORDINARY)
    if not await app.confirm(
        _("Take “{words}” out everywhere?").format(words=short(words)),
        " ".join([f"{stands} {texts}.", *elsewhere, warning]),
        yes=_("Take out"),
        danger=True,
    ):
        return False
    registry = app.registry
    await _tell(app, await waiting(app, _("Taking it out everywhere…"), lambda: _erase(study, words, kind, registry)))
    return True


async def _ask_kind(app: App, words: str) -> NameKind | None:
    answers = [Answer(key, _(question)) for key, question in KIND_QUESTIONS.items()]
    key = await app.push_screen_wait(
        Ask(
            _("“{words}” is").format(words=short(words)),
            [*answers, Answer(_OTHER, _("something else that must go"))],
        )
    )
    return None if key is None else KIND_KEYS.get(key, NameKind.OTHER)


async def _tell(app: App, told: str) -> None:
    await app.tell(
        _("Taken out"),
        "\n\n".join(
            [
                told,
                _(NOT_REACHED) + " " + _("Look there yourself."),
            ]
        ),
    )


def _count(study: Study, words: str) -> tuple[int, int]:
    """In how many places of how many interviews words stand; case, accents and hyphens do not count."""
    # Its lists take a moment to read.
    from interview_coder.redaction import with_genitives

    names = pattern(with_genitives([words]))
    found = [len(places(study.transcript(one.id).text, names)) for one in study.interviews()]
    return sum(found), sum(map(bool, found))


def _elsewhere(study: Study, words: str) -> list[str]:
    """What is to be told of where words stand besides texts and their history, as a sentence or none."""
    counts: Counter[str] = Counter()
    for place, count in study.standing(words).items():
        table = place.partition(".")[0]
        if table in _PLACES and table not in ("transcripts", "events"):
            counts[_(_PLACES[table])] += count
    return [_("Also in: {places}.").format(places=_listed(counts))] if counts else []


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{place} {count}" for place, count in counts.items())


def _is_ordinary(words: str) -> bool:
    # Its lists take a moment to read.
    from interview_coder.redaction import is_ordinary_word

    return is_ordinary_word(words)


def _redact_here(
    study: Study, interview_id: str, span: tuple[int, int], words: str, kind: NameKind, registry: NameRegistry | None
) -> str:
    study.redact_passage(interview_id, *span, kind, registry=registry)
    left = _count(study, words)[0]
    told = [_("It is gone from this place and from the history of this text.")]
    if left:
        told.append(
            ngettext("It still stands in {n} other place.", "It still stands in {n} other places.", left).format(n=left)
        )
    return " ".join([*told, *_elsewhere(study, words), *_learn(registry, words, kind)])


def _erase(study: Study, words: str, kind: NameKind, registry: NameRegistry | None) -> str:
    found = study.erase_names([words], kind, registry=registry)
    total = sum(found.values())
    counts: Counter[str] = Counter()
    for place, count in found.items():
        counts[_(_PLACES.get(place.partition(".")[0], _ELSEWHERE))] += count
    told = [ngettext("{n} place was cleaned.", "{n} places were cleaned.", total).format(n=total)]
    if counts:
        told.append(f"({_listed(counts)})")
    return " ".join([*told, *_learn(registry, words, kind)])


def _learn(registry: NameRegistry | None, words: str, kind: NameKind) -> list[str]:
    """Put the name into the key file, where that is open; what is to be told of it."""
    if registry is None:
        return []
    try:
        registry.learn(one_line(words), kind)
        registry.save()
    except InterviewCoderError as error:
        return [str(error)]
    return [_("The key file has it now.")]

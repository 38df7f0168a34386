"""Joining studies: from files in memory to what they are together. Nothing is written here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any, Final
from uuid import UUID, uuid5

from msgspec import Struct
from msgspec.structs import replace

from interview_coder.domain.codebook import pick_mnemonic
from interview_coder.domain.marks import count_words_said, is_mark
from interview_coder.domain.merging import MergePolicy, NoticeKind
from interview_coder.domain.model import Metadata
from interview_coder.domain.quotes import reference
from interview_coder.domain.spans import Span
from interview_coder.domain.text import MARK, fold
from interview_coder.store import schema
from interview_coder.store.desks.causes import Causes, Counts
from interview_coder.store.desks.files import Event, Source, more_erased
from interview_coder.store.desks.gathering import Joined
from interview_coder.store.desks.rows import DELETED, Joiner
from interview_coder.store.desks.rules import RULES, Row
from interview_coder.store.desks.texts import REDACTING, turns_of
from interview_coder.store.history import KEEP_EMPTY, TEXT

_TURNS: Final = UUID("5b8f5c0e-6a2e-4f0a-9c7e-2f1d64c1a7b3")
_ROUNDS: Final = 20


class Outcome(Struct):
    """What files are together."""

    joined: Joined
    events: list[Event]
    blanked: set[str]
    """Events of the first file of which something is to be forgotten."""
    aliases: dict[str, str]
    counts: Counts
    doomed: frozenset[str]


def join(sources: Sequence[Source], policy: MergePolicy, decisions: Mapping[str, int | str]) -> Outcome:
    """What the files, the study first, are together. Raises StudyFileError where they cannot be joined."""
    events, blanked = _united(sources)
    causes = Causes(sources, events)
    known = _known(sources, causes.events)
    doomed = _doomed(causes.events, known)
    blanked |= _forget(causes.events, known, doomed)
    # Before anything is joined, so that merging once more finds the same.
    blanked |= _forget_unplaced(causes)
    aliases = dict(causes.aliases)
    for _round in range(_ROUNDS):
        joiner = Joiner(causes, sources, aliases, policy, decisions, doomed, known)
        joiner.join_texts()
        joiner.join_rows()
        _finish(joiner)
        more = _same_things(joiner)
        if not more:
            break
        aliases |= more
    blanked |= _forget_words(joiner)
    blanked |= _forget_values(joiner)
    for event in causes.events:
        event.coder_id = joiner.canon(event.coder_id)
        if event.id in blanked:
            _erase_as_everywhere(event, sources)
    _settle(joiner)
    # What the desks forgot in different ways may end as it was here.
    blanked -= {event.id for event in causes.events if event.id in blanked and _as_it_was(event, sources[0])}
    return Outcome(joiner.result, causes.events, blanked, aliases, causes.counts_for_all(sources), doomed)


def _erase_as_everywhere(event: Event, sources: Sequence[Source]) -> None:
    """Let an event say no more than it does in any file, so that merging once more forgets nothing more."""
    for source in sources:
        if (there := source.events.get(event.id)) is not None:
            event.before = more_erased(event.tbl, event.before, there.before)
            event.after = more_erased(event.tbl, event.after, there.after)


def _as_it_was(event: Event, study: Source) -> bool:
    here = study.events.get(event.id)
    return here is not None and (event.before, event.after) == (here.before, here.after)


def _united(sources: Sequence[Source]) -> tuple[list[Event], set[str]]:
    """All events, each once, less what any of the files forgot of them; and which of the first file lose something."""
    own = sources[0]
    events: dict[str, Event] = {}
    blanked = set()
    for source in sources:
        for identifier, event in source.events.items():
            there = events.get(identifier)
            if there is None:
                events[identifier] = replace(event)
                continue
            sides = [
                more_erased(event.tbl, there.before, event.before),
                more_erased(event.tbl, there.after, event.after),
            ]
            if sides != [there.before, there.after]:
                there.before, there.after = sides
                if identifier in own.events:
                    blanked.add(identifier)
    return list(events.values()), blanked


# What belongs to which interview


def _reaching() -> dict[str, list[tuple[str, str]]]:
    """For each table the columns, with the tables they point to, that lead to an interview."""
    found: dict[str, list[tuple[str, str]]] = {"interviews": []}
    for table in schema.Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name in found and table.name != "interviews":
                found.setdefault(table.name, []).append((key.parent.name, key.column.table.name))
    return found


REACHING: Final = _reaching()


def home(name: str, identifier: str, known: Mapping[str, Mapping[str, Row]], values: Row | None = None) -> str | None:
    """The interview that a row belongs to, ``None`` where to none that is known."""
    if name == TEXT:
        name = "transcripts"
    if name == "interviews":
        return identifier
    row = {**known.get(name, {}).get(identifier, {}), **(values or {})}
    for column, parent in REACHING.get(name, ()):
        if row.get(column) is not None and (found := home(parent, str(row[column]), known)) is not None:
            return found
    return None


def _known(sources: Sequence[Source], events: Sequence[Event]) -> dict[str, dict[str, Row]]:
    """Of every row that there ever was some values."""
    known: dict[str, dict[str, Row]] = defaultdict(dict)
    for source in sources:
        for name, rows in source.rows.items():
            for identifier, row in rows.items():
                known[name].setdefault(identifier, row)
    for event in events:
        if event.tbl in RULES and event.row not in known[event.tbl]:
            values = event.after or event.before
            if values and len(values) > 1:
                known[event.tbl][event.row] = values
    return known


def _doomed(events: Sequence[Event], known: Mapping[str, Mapping[str, Row]]) -> frozenset[str]:
    """Every row of interviews that were deleted at any desk."""
    interviews = {event.row for event in events if event.tbl == "interviews" and event.what == DELETED}
    if not interviews:
        return frozenset()
    rows = {
        identifier
        for name in REACHING
        for identifier in known.get(name, ())
        if home(name, identifier, known) in interviews
    }
    return frozenset(rows | interviews)


def _forget(events: Sequence[Event], known: Mapping[str, Mapping[str, Row]], doomed: frozenset[str]) -> set[str]:
    """Blank what events say of interviews that are deleted."""
    blanked = set()
    for event in events if doomed else ():
        values = event.after or event.before
        if values is None:
            continue
        gone = event.row in doomed or (event.tbl in REACHING and home(event.tbl, event.row, known, values) in doomed)
        if gone:
            event.before = event.after = None
            blanked.add(event.id)
    return blanked


def _forget_words(joiner: Joiner) -> set[str]:
    """Blank the words of corrections where a late redaction that they did not know took some of them out."""
    blanked = set()
    for text in joiner.result.texts.values():
        for event, before, after in text.less_redacted():
            event.before, event.after = before, after
            blanked.add(event.id)
    return blanked


def _forget_unplaced(causes: Causes) -> set[str]:
    """Blank what was told of codings without a place where a late redaction of their text was not known."""
    blanked = set()
    redactions: dict[str, list[Event]] = defaultdict(list)
    for event in causes.events:
        if event.tbl == TEXT and event.what in REDACTING:
            redactions[event.row].append(event)
    for event in causes.events if redactions else ():
        place = str((event.after or event.before or {}).get("transcript_id"))
        if event.tbl == "unplaced" and not all(causes.saw(event, one) for one in redactions.get(place, ())):
            event.before = event.after = None
            blanked.add(event.id)
    return blanked


def _forget_values(joiner: Joiner) -> set[str]:
    """Take out of events what they only repeat of a row, where a late redaction that they did not know cleaned it."""
    blanked = set()
    causes = joiner.causes
    erasing: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in causes.events:
        if event.what in REDACTING and set(event.before or ()) == {"id"}:
            erasing[event.tbl, event.row].append(event)
    for event in causes.events if erasing else ():
        for one in erasing.get((event.tbl, event.row), ()):
            if event.before is None or causes.saw(event, one) or causes.saw(one, event):
                continue
            # A row that held nothing but the name went.
            there = dict.fromkeys(schema.USER_TEXT[event.tbl], MARK) if one.after is None else one.after
            cleaned = {column: value for column, value in there.items() if column in event.before}
            after = event.after
            if after is not None:
                after = after | {column: value for column, value in cleaned.items() if not event.changed(column)}
            if (event.before | cleaned, after) != (event.before, event.after):
                event.before, event.after = event.before | cleaned, after
                blanked.add(event.id)
    return blanked


# From rows to a study


def _finish(joiner: Joiner) -> None:
    """Texts, turns, passages without words, and rows that point nowhere."""
    rows = joiner.result.rows
    _lay_texts(joiner)
    _let_go_unplaced(joiner)
    _leave_unplaced(joiner)
    _unplace(joiner)
    _clear_spans(joiner)
    _close(joiner)
    # What is kept because a memo hangs on it may have no words either.
    _unplace(joiner)
    _word_unplaced(joiner)
    for name, rule in RULES.items():
        if rule.once is not None:
            kept: dict[Any, str] = {}
            for identifier in sorted(rows[name]):
                if kept.setdefault(rule.once(rows[name][identifier]), identifier) != identifier:
                    del rows[name][identifier]
    for turn in rows["turns"].values():
        voice = turn["speaker_id"]
        if voice is None or voice in rows["speakers"]:
            continue
        # One who went with a text that does not stand in the end speaks on.
        if (speaks := joiner.row("speakers", voice, anyway=True)) is not None:
            rows["speakers"][voice] = speaks
        else:
            turn["speaker_id"] = None
    _untie(joiner)


def _lay_texts(joiner: Joiner) -> None:
    rows, result = joiner.result.rows, joiner.result
    based = {
        identifier: row for source in reversed(joiner.sources) for identifier, row in source.rows["transcripts"].items()
    }
    for transcript, words in result.words.items():
        text = result.texts.get(transcript)
        row = {**based[transcript], "text": words}
        if text is not None:
            row["digest"] = text.digest() or row["digest"]
        rows["transcripts"][transcript] = row
        if (interview := rows["interviews"].get(row["interview_id"])) is not None:
            interview["words"] = count_words_said(words)
        at = 0
        lines = words.split("\n")
        for number, (line, told) in enumerate(
            zip(lines, turns_of(text, joiner.sources, transcript, words), strict=True), 1
        ):
            values: Row = {"speaker_id": None, "seconds": None}
            if told is None:
                turn = str(uuid5(_TURNS, f"{transcript} {number} {at}"))
            else:
                turn = told["id"]
                values |= told
                if (changed := joiner.row("turns", turn)) is not None:
                    values |= {column: changed[column] for column in ("speaker_id", "seconds") if column in changed}
            values |= {"id": turn, "transcript_id": transcript, "number": number, "start": at, "end": at + len(line)}
            if values["speaker_id"] is not None:
                values["speaker_id"] = joiner.canon(values["speaker_id"])
            rows["turns"][turn] = values
            at += len(line) + 1


def _let_go_unplaced(joiner: Joiner) -> None:
    """What an earlier merge put into ``unplaced`` goes with a coding that others took away."""
    rows = joiner.result.rows
    for identifier in list(rows["unplaced"]):
        by_merge = not joiner.events_on("unplaced", identifier) and joiner.events_on("codings", identifier)
        if by_merge and identifier not in rows["codings"]:
            del rows["unplaced"][identifier]


def _leave_unplaced(joiner: Joiner) -> None:
    """What an earlier merge told of a coding in ``unplaced`` gives way to what the replacement left there.

    That merge kept the coding for a memo; what came since shows the memo to be gone.
    """
    rows = joiner.result.rows
    for identifier, row in rows["unplaced"].items():
        if row["tbl"] != "codings" or row["created"] != row["values"]["created"] or identifier in rows["codings"]:
            continue
        gone = {event.act: event for event in joiner.events_on("codings", identifier) if event.after is None}
        left = [event for event in joiner.events_on("unplaced", identifier) if event.act in gone]
        if not left or any(memo["coding_id"] == identifier for memo in rows["memos"].values()):
            continue
        last = max(left, key=lambda event: event.order)
        hanging = [
            [event.tbl, dict(event.before)]
            for event in joiner.causes.events
            if event.act == last.act
            and event.tbl in ("memos", "quotes")
            and event.before is not None
            and event.before["coding_id"] == identifier
        ]
        row["values"] = {**(gone[last.act].before or {}), "with": hanging}
        row["created"] = last.time.isoformat()


def _unplace(joiner: Joiner) -> None:
    """Codings whose words are not there any more wait in ``unplaced``, unless somebody discarded them there.

    What somebody discarded waits there as well if a memo that was not known then hangs on it.
    """
    rows = joiner.result.rows
    for identifier, coding in list(rows["codings"].items()):
        if coding["start"] < coding["end"]:
            if identifier in rows["unplaced"]:
                del rows["unplaced"][identifier]
            continue
        del rows["codings"][identifier]
        acts = {event.act for event in joiner.events_on("codings", identifier) if event.after is not None}
        discarded = any(
            event.after is None and event.before is not None and event.act not in acts
            for event in joiner.events_on("unplaced", identifier)
        )
        if discarded and all(row["coding_id"] != identifier for row in rows["memos"].values()):
            continue
        here = [
            source.rows["unplaced"][identifier] for source in joiner.sources if identifier in source.rows["unplaced"]
        ]
        words = joiner.lost.get(identifier) or min((row["words"] for row in here), default="")
        hanging: list[list[Any]] = []
        for name in ("memos", "quotes"):
            for child, row in list(rows[name].items()):
                if row["coding_id"] == identifier:
                    hanging.append([name, dict(row)])
                    if name == "memos":
                        del rows[name][child]
                    else:
                        row["coding_id"] = None
        rows["unplaced"][identifier] = {
            "id": identifier,
            "transcript_id": coding["transcript_id"],
            "tbl": "codings",
            "words": words,
            "values": {**coding, "start": 0, "end": len(words), "with": hanging},
            # Not when it lost its place: each desk says another day.
            "created": coding["created"],
        }
        joiner.tell(NoticeKind.UNPLACED, identifier)


def _word_unplaced(joiner: Joiner) -> None:
    """Give what has no place the words it lay on before they were replaced."""
    for identifier, row in joiner.result.rows["unplaced"].items():
        text = joiner.result.texts.get(row["transcript_id"])
        events = joiner.events_on("unplaced", identifier)
        if text is not None and events:
            known = [source.rows["unplaced"].get(identifier) for source in joiner.sources]
            told = [row["words"], *(one["words"] for one in known if one is not None)]
            span = Span(row["values"]["start"], row["values"]["end"])
            row["words"] = text.before_replacing(events[0], span, told) or row["words"]


def _clear_spans(joiner: Joiner) -> None:
    rows = joiner.result.rows
    for name in schema.SPAN_TABLES:
        for identifier, row in list(rows[name].items()):
            if row.get("start") is None or row.get("transcript_id") not in joiner.result.words:
                continue
            words = joiner.result.words[row["transcript_id"]][row["start"] : row["end"]]
            kept = name in KEEP_EMPTY and row.get("kind") not in ("elision", "trim")
            if (not words and not kept) or (name == "redactions" and not is_mark(words)):
                del rows[name][identifier]


def _close(joiner: Joiner) -> None:
    """Let every row point to one that is there: what is used is kept, what belongs to something that went goes."""
    rows = joiner.result.rows
    tables = [table for table in schema.Base.metadata.sorted_tables if table.name in rows and table.name != "turns"]
    again = True
    while again:
        again = False
        for table in tables:
            rule = RULES[table.name]
            keys = [(key.parent.name, key.column.table.name) for key in table.foreign_keys]
            for identifier, row in list(rows[table.name].items()):
                for column, parent in keys:
                    wanted = row.get(column)
                    if wanted is None or wanted in rows[parent]:
                        continue
                    if column in rule.lets_go:
                        row[column] = None
                    elif column in rule.follows or (kept := joiner.row(parent, wanted, anyway=True)) is None:
                        del rows[table.name][identifier]
                        again = True
                        break
                    else:
                        rows[parent][wanted] = kept
                        joiner.tell(NoticeKind.KEPT, wanted)
                        again = True


def _untie(joiner: Joiner) -> None:
    """Codes that two desks hung below each other: the one moved last goes back to the top."""
    codes = joiner.result.rows["codes"]
    for identifier in sorted(codes):
        ring = [identifier]
        while (parent := codes[ring[-1]]["parent_id"]) is not None and parent not in ring:
            ring.append(parent)
        if parent is None:
            continue
        ring = ring[ring.index(parent) :]

        def moved(code: str) -> tuple[Any, ...]:
            events = [one for one in joiner.events_on("codes", code) if one.after and one.changed("parent_id")]
            return max((one.order for one in events), default=())

        loose = max(ring, key=lambda code: (moved(code), code))
        codes[loose]["parent_id"] = None
        joiner.tell(NoticeKind.LOOP, loose)


def _same_things(joiner: Joiner) -> dict[str, str]:
    """Rows that are one thing under two ids: each with the older id."""
    found: dict[str, str] = {}
    for table in schema.Base.metadata.sorted_tables:
        rule = RULES[table.name]
        if (rule.same is None and not rule.born) or table.name not in joiner.result.rows:
            continue
        by_key: dict[Any, list[str]] = defaultdict(list)
        for identifier, row in joiner.result.rows[table.name].items():
            key = joiner.birth(table.name, identifier) if rule.same is None else rule.same(row)
            by_key[identifier if key is None else key].append(identifier)
        for ids in by_key.values():
            first, *others = sorted(ids)
            for other in others:
                apart = not any(
                    first in source.rows[table.name] and other in source.rows[table.name] for source in joiner.sources
                )
                if apart:
                    found[other] = first
        if found:
            # What points to these is looked at once they are one.
            return found
    return found


# What may be there only once


def _settle(joiner: Joiner) -> None:
    rows = joiner.result.rows
    codes = rows["codes"]
    _name_apart(joiner, codes, lambda row: fold(row["key"]), "key", "{name}-{n}")
    _name_apart(joiner, codes, lambda row: (row["parent_id"], fold(row["name"])), "name", "{name} ({n})")
    for name in ("queries", "attributes", "sections", "codebook_versions"):
        _name_apart(joiner, rows[name], lambda row: fold(row["name"]), "name", "{name} ({n})")
    _name_apart(
        joiner, rows["speakers"], lambda row: (row["interview_id"], fold(row["label"])), "label", "{name} ({n})"
    )
    _mnemonics(codes)
    _number_apart(joiner)
    _sequences(rows)
    used: dict[str, int] = defaultdict(int)
    for coding in rows["codings"].values():
        used[coding["code_id"]] += 1
    for identifier in sorted(codes):
        if codes[identifier]["retired"] and used[identifier]:
            joiner.tell(NoticeKind.RETIRED, identifier)
    by_digest: dict[str, list[str]] = defaultdict(list)
    for row in rows["transcripts"].values():
        by_digest[row["digest"]].append(row["interview_id"])
    for same in by_digest.values():
        for interview in sorted(same)[1:]:
            joiner.tell(NoticeKind.TWICE, interview)
    for interview in sorted(joiner.doomed & set(joiner.known["interviews"])):
        joiner.tell(NoticeKind.DELETED, interview)


def _name_apart(joiner: Joiner, rows: dict[str, Row], key: Callable[[Row], Any], column: str, pattern: str) -> None:
    """Give what bears a name that an older row has another one."""
    originals = {key(row) for row in rows.values()}
    used: set[Any] = set()
    for identifier in sorted(rows):
        row = rows[identifier]
        if key(row) in used:
            name = row[column]
            for number in count(2):
                row[column] = pattern.format(name=name, n=number)
                if key(row) not in used and key(row) not in originals:
                    break
            if column != "key":
                joiner.tell(NoticeKind.RENAMED, identifier)
        used.add(key(row))


def _mnemonics(codes: dict[str, Row]) -> None:
    originals = {row["mnemonic"] for row in codes.values()}
    used: set[str] = set()
    for identifier in sorted(codes):
        row = codes[identifier]
        if row["mnemonic"] in used:
            row["mnemonic"] = pick_mnemonic(row["name"], [one for one in originals | used if one]) or None
        if row["mnemonic"] is not None:
            used.add(row["mnemonic"])


def _number_apart(joiner: Joiner) -> None:
    interviews = joiner.result.rows["interviews"]
    originals = {row["number"] for row in interviews.values()}
    used: set[int] = set()
    for identifier in sorted(interviews):
        row = interviews[identifier]
        if row["number"] in used:
            row["number"] = next(n for n in count(row["number"] + 1) if n not in used and n not in originals)
            joiner.tell(NoticeKind.RENUMBERED, identifier)
        used.add(row["number"])


def _sequences(rows: Mapping[str, dict[str, Row]]) -> None:
    """Interviews that would print the same reference have a number each, as ``settle_sequence`` gives them."""
    study = next(iter(rows["study"].values()))
    programmes: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for link in rows["interview_programmes"].values():
        name = rows["programmes"][link["programme_id"]]["name"]
        programmes[link["interview_id"]].append((link["position"], name))
    groups: dict[str, list[str]] = defaultdict(list)
    for identifier, row in rows["interviews"].items():
        school = rows["schools"][row["school_id"]]["number"] if row["school_id"] else None
        names = tuple(name for _position, name in sorted(programmes[identifier]))
        day = date.fromisoformat(row["date"]) if row["date"] else None
        bare = Metadata(school=school, programmes=names, date=day, mode=row["mode"])
        groups[reference(study["reference_pattern"], bare, row["number"], study["language"])].append(identifier)
    for group in groups.values():
        if len(group) > 1:
            _number_group(rows["interviews"], group)


def _number_group(interviews: dict[str, Row], group: Sequence[str]) -> None:
    waiting, taken = [], set()
    for identifier in sorted(group, key=lambda one: (interviews[one]["number"], one)):
        sequence = interviews[identifier]["sequence"]
        if sequence is None or sequence in taken:
            waiting.append(identifier)
        else:
            taken.add(sequence)
    free: Iterator[int] = (n for n in count(1) if n not in taken)
    for identifier in waiting:
        interviews[identifier]["sequence"] = next(free)

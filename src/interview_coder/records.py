"""The JSON that commands print: stable, documented in docs/json.md, made of plain dictionaries.

Keys are only ever added. Offsets are Unicode code points, spans half open, times ISO 8601 in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from interview_coder.domain.assigning import Assignment
from interview_coder.domain.collecting import CollectedQuote, ReportSection
from interview_coder.domain.conditions import Condition, Evidence, Judgement, Share
from interview_coder.domain.model import (
    Attribute,
    Code,
    Coder,
    HistoryEntry,
    Hit,
    Interview,
    QuoteRow,
    StudyInfo,
    Unplaced,
)
from interview_coder.domain.querying import SavedQuery
from interview_coder.intake import SourceRedactions
from interview_coder.study import ImportReport

if TYPE_CHECKING:
    from interview_coder.analysis.agreement import Agreement, Line
    from interview_coder.analysis.comparison import Comparison
    from interview_coder.analysis.consistency import Suggestion
    from interview_coder.domain.coded import CodedPassage, Settlement
    from interview_coder.domain.versions import CodebookVersion, CodeChange, FrozenCode, Redefined
    from interview_coder.redaction import NameEntry

Record = dict[str, Any]


def redaction_record(redacted: SourceRedactions, *, with_source: bool) -> Record:
    """What ``redact --json`` prints; the spans lie in ``source``, which holds names and comes only if asked for."""
    marks = [
        {
            "start": mark.start,
            "end": mark.end,
            "kind": mark.kind.value,
            "replacement": replacement,
            "confidence": round(mark.confidence, 2),
            "reason": mark.reason,
        }
        for mark, replacement in zip(redacted.marks, redacted.replacements, strict=True)
    ]
    source = {"source": redacted.source} if with_source else {}
    return {"text": redacted.text, **source, "redactions": marks}


def import_record(imported: Sequence[ImportReport], failed: Sequence[tuple[str, str]]) -> Record:
    """What ``import --json`` prints."""
    return {
        "imported": [
            {
                "file": report.file,
                "interview": report.interview.id,
                "reference": report.interview.reference,
                "turns": report.turns,
                "words": report.words,
                "redactions": report.redactions,
                "warnings": list(report.warnings),
            }
            for report in imported
        ],
        "failed": [{"file": file, "error": error} for file, error in failed],
    }


def interview_record(interview: Interview) -> Record:
    """One row of ``interviews --json``."""
    known = interview.metadata
    return {
        "id": interview.id,
        "number": interview.number,
        "reference": interview.reference,
        "school": known.school,
        "programmes": list(known.programmes),
        "sequence": known.sequence,
        "date": known.date.isoformat() if known.date else None,
        "mode": known.mode.value if known.mode else None,
        "interviewers": list(known.interviewers),
        "speakers": [{"label": speaker.label, "role": speaker.role.value} for speaker in interview.speakers],
        "turns": interview.turns,
        "words": interview.words,
        "codings": interview.codings,
        "status": interview.status.value,
        "coded_up_to": interview.coded_up_to,
        "coded_share": round(interview.coded_share, 4),
        "attributes": dict(interview.attributes),
    }


def code_record(code: Code) -> Record:
    """One row of ``codes --json``; ``parent`` is the parent's id."""
    return {
        "id": code.id,
        "key": code.key,
        "name": code.name,
        "path": code.path,
        "kind": code.kind.value,
        "section": code.section,
        "parent": code.parent,
        "codings": code.codings,
        "definition": code.definition,
        "use_when": code.use_when,
        "not_when": code.not_when,
        "example": code.example,
        "colour": code.colour,
        "letter": code.letter,
        "mnemonic": code.mnemonic,
        "pinned": code.pinned,
        "retired": code.retired,
    }


def coder_record(coder: Coder) -> Record:
    """One row of ``coders --json``."""
    return {
        "id": coder.id,
        "name": coder.name,
        "initials": coder.initials,
        "colour": coder.colour,
        "codings": coder.codings,
    }


def assignment_record(one: Assignment) -> Record:
    """One row of ``assignments --json`` and ``assign --json``; ``None`` is what the reader may not see yet."""
    return {
        "interview": one.interview,
        "reference": one.reference,
        "coder": one.coder_name,
        "blind": one.blind,
        "hidden": one.hidden,
        "work": one.work,
        "done": one.done.isoformat() if one.done is not None else None,
        "codings": one.codings,
        "coded_up_to": one.coded_up_to,
        "length": one.length,
    }


def quote_record(row: QuoteRow) -> Record:
    """One row of ``quotes --json``, and what ``code --json`` prints; ``code`` is the code's key."""
    return {
        "id": row.id,
        "interview": row.interview,
        "reference": row.reference,
        "section": row.section,
        "code": row.code_key,
        "code_name": row.code_name,
        "code_path": row.code_path,
        "quote": row.quote,
        "edited": row.edited,
        "stance": row.stance.value if row.stance else None,
        "coder": row.coder,
        "memo": row.memo,
        "start": row.start,
        "end": row.end,
        "turn": row.turn,
        "speaker": row.label,
    }


def section_record(section: ReportSection) -> Record:
    """One row of ``sections --json``."""
    return {"id": section.id, "name": section.name, "title": section.title, "quotes": section.quotes}


def query_record(query: SavedQuery) -> Record:
    """One row of ``queries --json``."""
    return {
        "id": query.id,
        "name": query.name,
        "where": query.where,
        "coder": query.coder,
        "changed": query.changed.isoformat(),
    }


def collected_record(quote: CollectedQuote) -> Record:
    """One row of ``quotes --collected --json`` and of ``collect``, and what ``quote`` prints."""
    return {
        "id": quote.id,
        "section": quote.section,
        "position": quote.position,
        "interview": quote.interview,
        "reference": quote.reference,
        "coding": quote.coding,
        "code": quote.code_key or None,
        "coder": quote.coder,
        "changed": quote.changed.isoformat(),
        "speakers": list(quote.speakers),
        "literal": quote.literal,
        "printed": quote.printed,
        "runs": [{"text": run.text, "italic": run.italic} for run in quote.runs],
        "pieces": [
            {
                "start": piece.start,
                "end": piece.end,
                "question": piece.question,
                "edits": [
                    {"kind": edit.kind.value, "start": edit.start, "end": edit.end, "text": edit.text}
                    for edit in piece.edits
                ],
            }
            for piece in quote.quote.pieces
        ],
        "faithful": quote.faithful,
        "problems": [flaw.value for flaw in quote.flaws],
        "uses": [{"quote": use.quote, "section": use.section, "position": use.position} for use in quote.uses],
    }


def evidence_record(evidence: Evidence) -> Record:
    """How much was said, within ``conditions --json``."""
    return asdict(evidence)


def judgement_record(judgement: Judgement) -> Record:
    """A verdict: what ``verdict --json`` prints."""
    return {
        "id": judgement.id,
        "verdict": judgement.verdict.value,
        "provided": judgement.provided,
        "programme": judgement.programme,
        "school": judgement.school,
        "rationale": judgement.rationale,
        "quotes": list(judgement.quotes),
        "coder": judgement.coder,
        "time": judgement.time.isoformat(),
        "current": judgement.current,
    }


def condition_record(condition: Condition) -> Record:
    """One row of ``conditions --json``."""

    def verdict(judgement: Judgement | None) -> Record | None:
        return None if judgement is None else judgement_record(judgement)

    def share(one: Share, key: str, value: str | int) -> Record:
        return {key: value, "evidence": evidence_record(one.evidence), "verdict": verdict(one.verdict)}

    return {
        "code": condition.code.key,
        "name": condition.code.name,
        "section": condition.code.section,
        "evidence": evidence_record(condition.total),
        "verdict": verdict(condition.verdict),
        "parts": [
            {
                "code": part.code.key,
                "name": part.code.name,
                "evidence": evidence_record(part.evidence),
                "verdict": verdict(part.verdict),
            }
            for part in condition.parts
        ],
        "programmes": [share(one, "programme", one.name) for one in condition.programmes],
        "schools": [share(one, "school", int(one.name)) for one in condition.schools],
        "silent_programmes": list(condition.silent_programmes),
        "silent_schools": list(condition.silent_schools),
    }


def hit_record(hit: Hit) -> Record:
    """One row of ``search --json``: a turn, and where in the transcript the matches lie."""
    return {
        "interview": hit.interview,
        "reference": hit.reference,
        "turn": hit.turn,
        "speaker": hit.label,
        "start": hit.start,
        "end": hit.end,
        "text": hit.snippet,
        "matches": [list(match) for match in hit.matches],
    }


def history_record(entry: HistoryEntry) -> Record:
    """One row of ``history --json``: an act, in English; ``interview`` and ``code`` are ids where it is about one."""
    return {
        "act": entry.act,
        "time": entry.time.isoformat(),
        "coder": entry.coder,
        "what": entry.what,
        "detail": entry.detail,
        "undone": entry.undone,
        "interview": entry.interview,
        "code": entry.code,
    }


def unplaced_record(one: Unplaced) -> Record:
    """One row of ``unplaced --json``; ``interview`` and ``code`` are ids."""
    return {
        "id": one.id,
        "kind": one.kind.value,
        "interview": one.interview,
        "reference": one.reference,
        "code": one.code,
        "code_name": one.code_name,
        "coder": one.coder,
        "stance": one.stance.value if one.stance else None,
        "memo": one.memo,
        "words": one.words,
    }


def attribute_record(attribute: Attribute) -> Record:
    """One row of ``attributes --json``."""
    return {
        "id": attribute.id,
        "name": attribute.name,
        "kind": attribute.kind.value,
        "choices": list(attribute.choices),
    }


def name_record(entry: NameEntry) -> Record:
    """One row of ``names KEYFILE ... --json``."""
    return {
        "text": entry.text,
        "kind": entry.kind.value,
        "aliases": list(entry.aliases),
        "school": entry.school,
        "number": entry.number,
    }


def info_record(info: StudyInfo) -> Record:
    """What ``info --json`` prints."""
    return {**asdict(info), "created": info.created.isoformat()}


def agreement_record(found: Agreement, labels: Mapping[str, str]) -> Record:
    """What ``agreement --json`` prints; ``labels`` has the names of coders, codes and interviews by id."""
    from interview_coder.analysis.wording import sentences

    def line(one: Line) -> Record:
        return {
            "kind": one.kind.value,
            "key": one.key or None,
            "name": labels.get(one.key),
            "coders": [labels[coder] for coder in one.coders],
            "figures": {measure.value: asdict(figure) for measure, figure in one.figures.items()},
            "interviews": one.interviews,
            "decisions": one.decisions,
            "uses": {labels[coder]: often for coder, often in one.uses.items()},
            "prevalence": one.prevalence,
            "meaning": sentences(one, found.unit),
        }

    return {
        "unit": found.unit.value,
        "coders": [labels[coder] for coder in found.coders],
        "interviews": list(found.interviews),
        "left_out": list(found.left_out),
        "replicates": found.replicates,
        "seed": found.seed,
        "all": line(found.overall),
        "pairs": [line(one) for one in found.pairs],
        "groups": [line(one) for one in found.groups],
        "codes": [line(one) for one in found.codes],
        "by_interview": [line(one) for one in found.by_interview],
        "stance": line(found.stance),
    }


def comparison_record(found: Comparison, labels: Mapping[str, str]) -> Record:
    """What ``differences --json`` prints; ``labels`` has the names of coders, codes and interviews by id."""

    def passage(one: CodedPassage) -> Record:
        return {
            "id": one.id,
            "code": labels[one.code],
            "start": one.start,
            "end": one.end,
            "stance": one.stance.value if one.stance else None,
        }

    return {
        "first": labels[found.first],
        "second": labels[found.second],
        "interviews": list(found.interviews),
        "agreeing": found.agreeing,
        "unsettled": found.unsettled,
        "by_kind": {kind.value: often for kind, often in found.by_kind.items()},
        "confusion": [
            {"first": labels.get(one or ""), "second": labels.get(other or ""), "places": often}
            for (one, other), often in found.confusion.items()
        ],
        "differences": [
            {
                "kind": one.kind.value,
                "interview": one.interview,
                "reference": labels[one.interview],
                "start": one.start,
                "end": one.end,
                "first": [passage(each) for each in one.first],
                "second": [passage(each) for each in one.second],
                "settlement": settlement_record(one.settlement, labels) if one.settlement else None,
            }
            for one in found.differences
        ],
    }


def settlement_record(one: Settlement, labels: Mapping[str, str]) -> Record:
    """One row of ``settlements --json``; ``labels`` has the names of coders, codes and interviews by id."""
    return {
        "id": one.id,
        "interview": one.interview,
        "reference": labels[one.interview],
        "start": one.start,
        "end": one.end,
        "code": labels[one.code],
        "other_code": labels[one.other_code] if one.other_code else None,
        "first": labels[one.first],
        "second": labels[one.second],
        "kind": one.kind.value,
        "decision": one.decision.value,
        "note": one.note,
        "coder": labels[one.coder],
        "time": one.time.isoformat(),
    }


def version_record(one: CodebookVersion, labels: Mapping[str, str]) -> Record:
    """One row of ``versions --json``; ``labels`` has the names of coders by id."""
    return {
        "id": one.id,
        "name": one.name,
        "note": one.note,
        "coder": labels[one.coder],
        "time": one.time.isoformat(),
        "codes": sum(not code.retired for code in one.codes),
        "codings": one.codings,
    }


def code_change_record(one: CodeChange) -> Record:
    """One row of ``changes --json``."""

    def code(frozen: FrozenCode | None) -> Record | None:
        return None if frozen is None else asdict(frozen) | {"kind": frozen.kind.value}

    return {
        "changes": [kind.value for kind in one.kinds],
        "before": code(one.before),
        "after": code(one.after),
        "codings": {"earlier": one.earlier, "under_first": one.under_first, "under_second": one.under_second},
    }


def redefined_record(one: Redefined, labels: Mapping[str, str]) -> Record:
    """One row of ``redefined --json``; ``labels`` has the names of coders and codes by id."""
    texts = ("definition", "use_when", "not_when")
    return {
        "id": one.code,
        "code": labels[one.code],
        "time": one.time.isoformat(),
        "coder": labels[one.coder],
        "before": dict(zip(texts, one.before, strict=True)),
        "after": dict(zip(texts, one.after, strict=True)),
        "codings": list(one.codings),
    }


def suggestion_record(found: Suggestion, labels: Mapping[str, str]) -> Record:
    """One row of ``consistency --json``; ``labels`` has the names of codes and interviews by id."""
    return {
        "kind": found.kind.value,
        "score": found.score,
        "codes": [{"id": code, "path": labels[code]} for code in found.codes],
        "passages": [
            {
                "interview": one.interview,
                "reference": labels[one.interview],
                "start": one.start,
                "end": one.end,
                "text": one.words,
                "codes": sorted(one.codes),
            }
            for one in found.passages
        ],
        "reasons": list(found.reasons),
    }

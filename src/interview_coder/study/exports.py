"""What leaves a study as a file: a call per kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from interview_coder import i18n
from interview_coder.domain.exports import ExportKind, ExportOptions, Measure
from interview_coder.domain.model import Coding, Interview, MemoFilter, QuoteFilter, QuotePlace, Transcript
from interview_coder.domain.tables import By
from interview_coder.store import logbook, quoting, reading
from interview_coder.store.schema import CONSENSUS
from interview_coder.study.collecting import CollectingCalls
from interview_coder.study.history import HistoryCalls
from interview_coder.study.interviews import InterviewCalls
from interview_coder.study.memos import MemoCalls
from interview_coder.study.quotes import QuoteCalls
from interview_coder.study.redaction import RedactionCalls
from interview_coder.study.reports import ExportReport, Progress
from interview_coder.study.settling import SettlingCalls
from interview_coder.study.tables import TableCalls

if TYPE_CHECKING:
    from interview_coder.exporting import Numbers, Tally


class ExportCalls(
    QuoteCalls,
    CollectingCalls,
    TableCalls,
    InterviewCalls,
    MemoCalls,
    RedactionCalls,
    SettlingCalls,
    HistoryCalls,
):
    """What leaves a study as a file: a call per kind.

    All take ``language`` (``nl`` or ``en``; default: the study's), ``force`` (replace a file that is there) and, where
    it can take long, ``progress``, which is called with rows done and rows in all and may raise to stop. ``template``
    is a Word file whose looks a .docx takes. The file is whole or not there; the same study gives the same bytes.
    All raise OutputExistsError, InvalidInputError, NotFoundError, and QueryError where a query is wrong.
    """

    def export(
        self,
        kind: ExportKind | str,
        path: Path,
        options: ExportOptions | None = None,
        *,
        force: bool = False,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write any kind of export; the ending of ``path`` says the format. What the kind does not take is let be."""
        chosen = options or ExportOptions()
        wanted = chosen.wanted
        plain: dict[str, Any] = {"force": force, "language": chosen.language, "progress": progress}
        usual = {**plain, "template": chosen.template}
        quoted = {**usual, "where": chosen.where, "literal": chosen.literal, "with_context": chosen.context}
        whole: dict[ExportKind, Callable[..., ExportReport]] = {
            ExportKind.REPORT: self.export_report,
            ExportKind.CODEBOOK: self.export_codebook,
            ExportKind.INTERVIEWS: self.export_interviews,
            ExportKind.AUDIT: self.export_audit,
            ExportKind.REDACTIONS: self.export_redaction_log,
        }
        match ExportKind(kind):
            case ExportKind.QUOTES:
                return self.export_quotes(path, wanted, **quoted, with_attributes=chosen.attributes)
            case ExportKind.APPENDIX:
                return self.export_appendix(path, wanted, **quoted)
            case ExportKind.MATRIX:
                counted: dict[str, Any] = {"by": chosen.by, "measure": chosen.measure, "where": chosen.where}
                return self.export_matrix(path, **counted, **plain)
            case ExportKind.COOCCURRENCE:
                return self.export_cooccurrence(path, where=chosen.where, **plain)
            case ExportKind.SATURATION:
                return self.export_saturation(path, **plain)
            case ExportKind.FIGURES:
                return self.export_figures(path, **plain)
            case ExportKind.MEMOS:
                return self.export_memos(path, MemoFilter(code=wanted.code, coder=wanted.coder), **usual)
            case ExportKind.TRANSCRIPT:
                return self.export_transcripts(path, interview=chosen.interview, coder=chosen.wanted.coder, **usual)
            case ExportKind.AGREEMENT:
                return self.export_agreement(
                    path,
                    unit=chosen.unit,
                    code=wanted.code,
                    without_interviewers=chosen.without_interviewers,
                    **usual,
                )
            case other:
                return whole[other](path, **usual)

    def export_quotes(
        self,
        path: Path,
        wanted: QuoteFilter | None = None,
        *,
        where: str | None = None,
        literal: bool = False,
        with_context: bool = False,
        with_attributes: bool = False,
        template: Path | None = None,
        force: bool = False,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write the quote table to a .docx, .xlsx, .csv, .md, .html or .tex file.

        ``with_context`` adds the turns before and after, ``with_attributes`` what is known of the interview.
        """
        from interview_coder.exporting import Sources, Target, export_quotes

        wanted = self._named(wanted)
        info = self.info()
        with self._database.read() as connection:
            listing = quoting.listing(connection, wanted, where)
            sources = Sources(
                around=quoting.turns_beside(connection) if with_context else None,
                interviews={one.id: one for one in self.interviews()} if with_attributes else None,
                attributes=self.attributes() if with_attributes else (),
            )
            warnings = export_quotes(
                Target(path, info, force, progress, template),
                listing.rows,
                language=language or info.language,
                when=self._last_change(),
                filters=wanted,
                where=where,
                literal=literal,
                sections=self.sections(),
                sources=sources,
                places=listing.places,
            )
        return ExportReport(len(listing.rows), (*warnings, *self._unfaithful(listing.places, literal=literal)))

    def export_appendix(
        self,
        path: Path,
        wanted: QuoteFilter | None = None,
        *,
        where: str | None = None,
        literal: bool = False,
        with_context: bool = False,
        template: Path | None = None,
        force: bool = False,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write the quotes that match, numbered, per section and code, to a .docx, .html, .md or .tex file."""
        from interview_coder.exporting import Sources, Target, export_appendix

        wanted = self._named(wanted)
        info = self.info()
        with self._database.read() as connection:
            listing = quoting.listing(connection, wanted, where)
            warnings = export_appendix(
                Target(path, info, force, progress, template),
                listing.rows,
                language=language or info.language,
                when=self._last_change(),
                literal=literal,
                sections=self.sections(),
                sources=Sources(around=quoting.turns_beside(connection) if with_context else None),
                places=listing.places,
            )
        return ExportReport(len(listing.rows), (*warnings, *self._unfaithful(listing.places, literal=literal)))

    def export_report(
        self,
        path: Path,
        *,
        template: Path | None = None,
        force: bool = False,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write the skeleton of the chapter to a .docx, .md or .html file: conditions, counts, quotes, verdicts."""
        from interview_coder.analysis.conditions import condition_of
        from interview_coder.exporting import Target, export_report

        info = self.info()
        quotes = self.collected()
        warnings = export_report(
            Target(path, info, force, progress, template),
            self.report_sections(),
            self.conditions(),
            quotes,
            homes=condition_of(self.codes(include_retired=True)),
            numbers=self._numbers(progress) if path.suffix.lower() == ".html" else None,
            language=language or info.language,
            when=self._last_change(),
        )
        return ExportReport(len(quotes), (*warnings, *(one.sentence for one in self.quote_warnings())))

    def export_codebook(
        self,
        path: Path,
        *,
        template: Path | None = None,
        force: bool = False,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write the codes in force, with their texts and counts, to a .docx, .xlsx, .md, .csv or .html file."""
        from interview_coder.exporting import Target, export_codebook

        info, codes = self.info(), self.codes()
        target = Target(path, info, force, progress, template)
        warnings = export_codebook(target, codes, language=language or info.language, when=self._last_change())
        return ExportReport(len(codes), warnings)

    def export_matrix(
        self,
        path: Path,
        *,
        by: By | str = By.INTERVIEW,
        measure: Measure | str = "codings",
        where: str | None = None,
        subcodes: bool = False,
        force: bool = False,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write codes by interviews, schools or programmes to an .xlsx or .csv file.

        ``measure`` is what a cell counts: codings, respondents, interviews, or ``present`` (0 or 1).
        """
        from interview_coder.exporting import Target, export_matrix

        matrix = self.matrix(by, where=where, subcodes=subcodes, progress=progress)
        warnings = export_matrix(
            Target(path, self.info(), force, progress), matrix, Measure(measure), **self._told(language)
        )
        return ExportReport(len(matrix.rows), warnings)

    def export_cooccurrence(
        self,
        path: Path,
        *,
        where: str | None = None,
        force: bool = False,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write the pairs of codes on the same words to an .xlsx or .csv file."""
        from interview_coder.exporting import Target, export_cooccurrence

        pairs = self.cooccurrence(where=where, progress=progress)
        return ExportReport(
            len(pairs), export_cooccurrence(Target(path, self.info(), force, progress), pairs, **self._told(language))
        )

    def export_saturation(
        self,
        path: Path,
        *,
        by_date: bool = False,
        force: bool = False,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write how many new codes each interview brought to an .xlsx or .csv file."""
        from interview_coder.exporting import Target, export_saturation

        points = self.saturation(by_date=by_date, progress=progress)
        return ExportReport(
            len(points), export_saturation(Target(path, self.info(), force, progress), points, **self._told(language))
        )

    def export_figures(
        self, path: Path, *, force: bool = False, language: str | None = None, progress: Progress | None = None
    ) -> ExportReport:
        """Draw conditions by stance, codes by programme, codes together, new codes and coders: .html or .svg."""
        from interview_coder.exporting import Target, export_figures

        target = Target(path, self.info(), force, progress)
        drawn, warnings = export_figures(target, self._numbers(progress), **self._told(language))
        return ExportReport(drawn, warnings)

    def figures(self, language: str | None = None) -> tuple[Tally, ...]:
        """The numbers of the five figures that ``export_figures`` draws, in words of a language (the study's)."""
        from interview_coder.exporting.figures import tallies
        from interview_coder.exporting.labels import Labels

        return tallies(self._numbers(), Labels(language or self.info().language))

    def _numbers(self, progress: Progress | None = None) -> Numbers:
        from interview_coder.exporting import Numbers

        return Numbers(*self._drawn(progress))

    def export_transcripts(
        self,
        path: Path,
        *,
        interview: str | None = None,
        coder: str | None = None,
        template: Path | None = None,
        force: bool = False,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write one interview, or all, with the codings as margin comments (.docx) or marked words (.html).

        ``coder`` is whose codings (``consensus``: what was settled); all coders' own unless it is given.
        """
        from interview_coder.exporting import Target, export_transcripts

        info = self.info()
        chosen = self.interviews() if interview is None else [self.interview(interview)]
        with self._database.read() as connection:
            only = reading.find_coder(connection, coder).id if coder is not None else None
            agreed = only == CONSENSUS

            def read(one: Interview) -> tuple[Transcript, list[Coding]]:
                codings = reading.codings(connection, one.id, consensus=agreed)
                return reading.transcript(connection, one.id), [c for c in codings if only in (None, c.coder)]

            warnings = export_transcripts(
                Target(path, info, force, progress, template),
                chosen,
                read,
                {code.id: code for code in self.codes(include_retired=True)},
                {one.id: one for one in reading.coders(connection, consensus=True)},
                language=language or info.language,
                when=self._last_change(),
            )
        return ExportReport(len(chosen), warnings)

    def export_audit(
        self,
        path: Path,
        *,
        template: Path | None = None,
        force: bool = False,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write every act of the history, oldest first, to a .csv, .xlsx, .docx or .html file."""
        from interview_coder.exporting import Target, export_audit

        info = self.info()
        target = Target(path, info, force, progress, template)
        when = self._last_change()
        with i18n.speaking(language or info.language), self._database.read() as connection:
            entries = logbook.every(connection)
            warnings = export_audit(target, entries, language=language or info.language, when=when)
        return ExportReport(len(entries), warnings)

    def _told(self, language: str | None) -> dict[str, Any]:
        return {"language": language or self.info().language, "when": self._last_change()}

    def _named(self, wanted: QuoteFilter | None) -> QuoteFilter:
        """The filter, its code by key, as a reader knows it."""
        wanted = wanted or QuoteFilter()
        return replace(wanted, code=self.code(wanted.code).key) if wanted.code is not None else wanted

    def _unfaithful(self, places: Sequence[QuotePlace], *, literal: bool) -> list[str]:
        """What is amiss with the edited quotes that are printed, a sentence each."""
        printed = set() if literal else {place.id for place in places if place.edited}
        if not printed:
            return []
        flawed = [one for one in self.collected() if one.coding in printed and not one.faithful]
        return [f"{one.reference}: {problem}" for one in flawed for problem in one.problems]

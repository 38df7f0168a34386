"""The study: the one door through which screens, commands and scripts work.

A study is one file. ``Study.open`` takes it for writing (one program at a time) or read-only; each method is one thing
that a user can do, is a transaction of its own and, where it changes something, one act of the history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import interview_coder
from interview_coder.domain.codebook import load_template
from interview_coder.domain.marks import MarkStyle
from interview_coder.domain.model import (
    Attribute,
    AttributeKind,
    Candidate,
    Code,
    CodeKind,
    Coder,
    Coding,
    Find,
    HistoryEntry,
    HistoryFilter,
    Hit,
    Interview,
    LookAlike,
    MemoFilter,
    MemoRow,
    Metadata,
    NameKind,
    QuoteFilter,
    QuoteRow,
    RedactionCount,
    ReplaceReport,
    Role,
    SearchFilter,
    Speaker,
    Stance,
    Status,
    StudyInfo,
    Transcript,
    Unit,
    Unplaced,
)
from interview_coder.domain.text import fold, one_line, slug
from interview_coder.errors import InterviewCoderError, InvalidInputError
from interview_coder.i18n import N_, _
from interview_coder.intake import Prepared, Redacted, prepare
from interview_coder.settings import Settings
from interview_coder.store import (
    attributes,
    autocoding,
    checking,
    codebook,
    coding,
    erasing,
    history,
    logbook,
    memos,
    quoting,
    reading,
    replacing,
    search,
    turns,
    writing,
)
from interview_coder.store.database import Database, create_database, open_database
from interview_coder.store.passages import Passage, find_passage

if TYPE_CHECKING:
    from interview_coder.redaction import NameRegistry

SUFFIX = ".study"
"""How study files are called."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of one imported file; ``redactions`` counts the names taken out, by kind."""

    file: str
    interview: Interview
    turns: int
    words: int
    redactions: dict[str, int]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What came of an export: how many rows were written, and what whoever opens the file should know."""

    rows: int
    warnings: tuple[str, ...] = ()


class Study:
    """An open study. Use as a context manager, or ``close`` it."""

    def __init__(self, database: Database, coder: str | None) -> None:
        self._database = database
        self._coder_name = coder or Settings().coder
        self._coder_id: str | None = None

    # Opening and closing

    @classmethod
    def create(
        cls,
        path: Path | str,
        *,
        template: str | Path = "mbo",
        language: str = "nl",
        coder: str | None = None,
        title: str = "",
    ) -> Self:
        """Make a new study file from a template (``mbo``, ``blank`` or a TOML file) and open it.

        Raises InvalidInputError (template), OutputExistsError, StudyFileError.
        """
        path = study_path(path)
        chosen = load_template(template, language)
        name = coder or Settings().coder
        create_database(
            path,
            lambda connection: writing.fill_new_study(
                connection,
                chosen,
                title=title or chosen.title or path.stem,
                coder=name,
                version=interview_coder.__version__,
            ),
        )
        return cls.open(path, coder=name)

    @classmethod
    def open(cls, path: Path | str, *, coder: str | None = None, read_only: bool = False) -> Self:
        """Open a study, ``coder`` being whose work it will be (default: the setting, else the login name).

        Raises StudyFileError where the file is no study that this version can use, and StudyBusyError where another
        program has it open for writing.
        """
        return cls(open_database(study_path(path), read_only=read_only), coder)

    def close(self) -> None:
        """Let the file go. Nothing is lost without it: every change is stored when it is made."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The study file."""
        return self._database.path

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self._database.read_only

    @property
    def coder(self) -> Coder:
        """Whose work it is; who never coded in a study opened read-only has no id."""
        with self._database.read() as connection:
            for coder in reading.coders(connection):
                if fold(coder.name) == fold(self._coder_name):
                    return coder
        if self.read_only:
            return Coder("", self._coder_name, self._coder_name[:2].upper(), "#888888")
        with self._database.write() as connection:
            writing.add_coder(connection, self._coder_name)
        return self.coder

    @contextmanager
    def _act(self, what: str) -> Iterator[history.Act]:
        with self._database.write() as connection:
            if self._coder_id is None:
                self._coder_id = writing.add_coder(connection, self._coder_name)
            act = history.Act(connection, self._coder_id, what)
            yield act
            act.finish()

    def info(self) -> StudyInfo:
        """The study at a glance."""
        with self._database.read() as connection:
            return reading.info(connection, str(self.path))

    def backup(self, out: Path, *, force: bool = False) -> None:
        """Write a copy of the study. Raises OutputExistsError, StudyFileError."""
        self._database.backup(out, force=force)

    def check(self) -> list[str]:
        """What is wrong with the file, a sentence each: integrity, references, spans, search index."""
        with self._database.read() as connection:
            return checking.problems(connection)

    def leftovers(self, names: Sequence[str], files: Sequence[Path] = ()) -> dict[str, dict[str, int]]:
        """Which of these names are still anywhere in the study, its journal, its automatic backups, or ``files``.

        Maps each name that was found to places and counts.
        """
        return checking.leftovers(self._database, names, files=files)

    def leftover_names(
        self, registry: NameRegistry, files: Sequence[Path] = ()
    ) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
        """Which names of the key file are left, as ``leftovers`` says it; those that are ordinary words too apart."""
        from interview_coder.redaction import is_ordinary_word

        found = self.leftovers([text for entry in registry.entries for text in (entry.text, *entry.aliases)], files)
        words = {name for name in found if is_ordinary_word(name)}
        return (
            {name: places for name, places in found.items() if name not in words},
            {name: places for name, places in found.items() if name in words},
        )

    # Interviews

    def interviews(self) -> list[Interview]:
        """Every interview, in order of import."""
        with self._database.read() as connection:
            return reading.interviews(connection)

    def interview(self, ref: str) -> Interview:
        """The interview with that reference or id. Raises NotFoundError."""
        with self._database.read() as connection:
            return reading.interview(connection, ref)

    def transcript(self, interview_id: str) -> Transcript:
        """The text of an interview, with turns and redactions. Raises NotFoundError."""
        with self._database.read() as connection:
            return reading.transcript(connection, interview_id)

    def programmes(self) -> list[str]:
        """The names of the study's programmes."""
        with self._database.read() as connection:
            return reading.programmes(connection)

    def known_programmes(self, names: Sequence[str]) -> tuple[str, ...]:
        """Programmes as the study calls them, where it knows them by another spelling; else as given, cleaned."""
        known = {slug(name): name for name in self.programmes()}
        return tuple(known.get(slug(name), one_line(name)) for name in names)

    def schools(self) -> list[int]:
        """The numbers of the study's schools."""
        with self._database.read() as connection:
            return reading.schools(connection)

    def sections(self) -> dict[str, str]:
        """The titles of the report's sections by number, as the template gave them."""
        with self._database.read() as connection:
            return reading.sections(connection)

    def set_metadata(self, interview_id: str, metadata: Metadata) -> Interview:
        """Correct school, programmes, sequence, date, mode or interviewers. Raises InvalidInputError, NotFoundError."""
        self.interview(interview_id)
        with self._act(N_("metadata changed")) as act:
            writing.set_metadata(act, interview_id, metadata)
        return self.interview(interview_id)

    def preview_reference(self, metadata: Metadata, interview_id: str | None = None) -> str:
        """What the report would print for an interview with this metadata (``None``: for the one imported next)."""
        with self._database.read() as connection:
            return reading.preview_reference(connection, metadata, interview_id)

    def set_status(self, interview_id: str, status: Status) -> None:
        """Say how far the coding of an interview is."""
        self.interview(interview_id)
        with self._act(N_("status changed")) as act:
            act.update("interviews", interview_id, status=status)

    def set_coded_up_to(self, interview_id: str, offset: int) -> Interview:
        """Say up to which offset of its text an interview is coded; 0 says nothing. Raises InvalidInputError."""
        length = len(self.transcript(interview_id).text)
        if not 0 <= offset <= length:
            raise InvalidInputError(_("The place lies outside the transcript."))
        with self._act(N_("coded up to here")) as act:
            act.update("interviews", interview_id, coded_up_to=offset)
        return self.interview(interview_id)

    def attributes(self) -> list[Attribute]:
        """What the team wants to know of every interview besides the metadata."""
        with self._database.read() as connection:
            return attributes.attributes(connection)

    def add_attribute(
        self, name: str, kind: AttributeKind = AttributeKind.TEXT, choices: Sequence[str] = ()
    ) -> Attribute:
        """Something new to know of every interview. Raises InvalidInputError."""
        with self._act(N_("attribute added")) as act:
            identifier = attributes.add_attribute(act, name, kind, choices)
        return self._attribute(identifier)

    def change_attribute(
        self, attribute_id: str, *, name: str | None = None, choices: Sequence[str] | None = None
    ) -> Attribute:
        """Give an attribute another name or other choices, those in use included.

        Raises InvalidInputError, NotFoundError.
        """
        with self._act(N_("attribute changed")) as act:
            attributes.change_attribute(act, attribute_id, name, choices)
        return self._attribute(attribute_id)

    def remove_attribute(self, attribute_id: str) -> None:
        """Take an attribute away, with its values; undo brings all back. Raises NotFoundError."""
        with self._act(N_("attribute removed")) as act:
            attributes.remove_attribute(act, attribute_id)

    def set_attribute(self, interview_id: str, attribute_id: str, value: str | float | None) -> Interview:
        """Give an interview a value; ``None`` or empty text takes it away. Raises InvalidInputError, NotFoundError."""
        self.interview(interview_id)
        with self._act(N_("attribute given")) as act:
            attributes.set_attribute(act, interview_id, attribute_id, value)
        return self.interview(interview_id)

    def _attribute(self, attribute_id: str) -> Attribute:
        with self._database.read() as connection:
            return attributes.attribute(connection, attribute_id)

    def delete_interview(self, interview_id: str) -> None:
        """Take an interview out with every trace: text, codings, memos, search index, history, free pages, backups.

        It cannot be undone. Exports, copies and the source file are not reached.
        """
        self.interview(interview_id)
        with self._act(N_("interview deleted")) as act:
            writing.delete_interview(act, interview_id)
        self._database.purge()

    # Import

    def prepare(
        self,
        path: Path | None = None,
        *,
        text: str | None = None,
        registry: NameRegistry | None = None,
        model: str | None = None,
        redact: bool = True,
    ) -> Prepared:
        """Read a file or pasted text and find its names, in memory alone; ``store`` it once they are decided on.

        Raises ImportFailure. Slow (a second or so): screens call it in a thread.
        """
        prepared = prepare(
            path,
            text=text,
            programmes=self.programmes(),
            registry=registry,
            model=model,
            redact=redact,
            kept=self.kept_words(),
        )
        if redact:
            with self._database.read() as connection:
                decided = reading.review(connection, writing.digest(prepared.text))
            if decided:
                prepared.resume(decided)
        return prepared

    def save_review(self, prepared: Prepared) -> None:
        """Remember what was decided so far on a prepared interview: offsets, kinds, decisions, none of its words.

        The same text, prepared again, has the decisions back; storing it forgets them.
        """
        with self._database.write() as connection:
            writing.save_review(
                connection, writing.add_coder(connection, self._coder_name), prepared.text, prepared.decided()
            )

    def forget_review(self, prepared: Prepared) -> None:
        """Forget what was decided so far on a prepared interview."""
        with self._database.write() as connection:
            writing.forget_review(connection, prepared.text)

    def kept_words(self) -> list[str]:
        """Words that look like names and stay in this study's texts, in alphabetical order."""
        with self._database.read() as connection:
            return reading.kept_words(connection)

    def keep_word(self, word: str) -> None:
        """Keep a word in the texts of this study from now on, whatever it looks like."""
        word = one_line(word)
        if word and fold(word) not in map(fold, self.kept_words()):
            with self._act(N_("word kept")) as act:
                act.insert("kept_words", text=word, coder_id=act.coder, created=act.time)

    def unkeep_word(self, word: str) -> None:
        """Look at a word again as at any other. Raises NotFoundError where it was not kept."""
        with self._act(N_("word no longer kept")) as act:
            writing.unkeep_word(act, word)

    def mark_style(self) -> MarkStyle:
        """How names are marked in what is imported: ``[…]`` or ``[persoon 1]``."""
        with self._database.read() as connection:
            return reading.mark_style(connection)

    def set_mark_style(self, style: MarkStyle) -> None:
        """Choose how names are marked from now on; what is stored already stays as it is."""
        study_id = self.info().id
        with self._act(N_("marks chosen")) as act:
            act.update("study", study_id, mark_style=style.value)

    def names_in(self, text: str, registry: NameRegistry | None = None) -> list[Find]:
        """Names in something that is being typed (a memo, a code, a correction), to point them out. Slow at first."""
        from interview_coder.redaction import Redactor

        kept = set(map(fold, self.kept_words()))
        found = Redactor(registry).find(text)
        return [find for find in found if fold(text[find.start : find.end]) not in kept]

    def redaction_log(self) -> list[RedactionCount]:
        """How many names were taken out of each transcript, by kind, reason, reviewer and time; never which."""
        with self._database.read() as connection:
            return reading.redaction_log(connection)

    def export_redaction_log(self, path: Path, *, force: bool = False, language: str | None = None) -> ExportReport:
        """Write the redaction log to a .csv, .docx, .xlsx or .md file, for the data officer."""
        from interview_coder.exporting import export_redaction_log

        info = self.info()
        rows = self.redaction_log()
        warnings = export_redaction_log(
            path, rows, info=info, language=language or info.language, when=self._last_change(), force=force
        )
        return ExportReport(len(rows), warnings)

    def store(
        self,
        prepared: Prepared,
        *,
        metadata: Metadata | None = None,
        force: bool = False,
        registry: NameRegistry | None = None,
    ) -> ImportReport:
        """Store a prepared interview without its names, whole or not at all.

        ``metadata`` replaces what the file said. With the key file (``registry``) open, names that were taken out, and
        what a school's number stands for, are added to it. Raises ImportFailure where names are undecided or the same
        text is there already (unless forced).
        """
        redacted = self._redacted(prepared, registry)
        known = metadata or prepared.metadata
        counts: dict[str, int] = {}
        for mark in redacted.marks:
            if mark.taken:
                counts[mark.kind.value] = counts.get(mark.kind.value, 0) + 1
        with self._act(N_("interview imported")) as act:
            interview_id, warnings = writing.store_interview(
                act,
                text=redacted.text,
                speakers=prepared.draft.speakers,
                turns=[(turn.start, turn.end, turn.speaker, turn.seconds) for turn in redacted.turns],
                marks=[(mark.start, mark.end, mark.kind, mark.reason) for mark in redacted.marks],
                metadata=known,
                force=force,
            )
            writing.forget_review(act.connection, prepared.text)
        if registry is not None:
            try:
                _teach(registry, prepared, known)
            except InterviewCoderError as error:
                # The interview is in; a key file that cannot be written is told, and does not make it a failure.
                warnings.append(str(error))
        interview = self.interview(interview_id)
        return ImportReport(
            file=prepared.file,
            interview=interview,
            turns=interview.turns,
            words=interview.words,
            redactions=counts,
            warnings=(*prepared.warnings, *self._missing(known), *warnings),
        )

    def _redacted(self, prepared: Prepared, registry: NameRegistry | None) -> Redacted:
        number = registry.number_for if registry is not None else None
        with self._database.read() as connection:
            return prepared.redacted(reading.mark_style(connection), reading.language(connection), number)

    def _missing(self, metadata: Metadata) -> Iterator[str]:
        """What the references of this study would need and an interview lacks."""
        with self._database.read() as connection:
            if reading.template(connection) == "blank":
                return
        if metadata.school is None:
            yield _("The number of the school is not known; add it, the reference needs it.")
        if not metadata.programmes:
            yield _("The programme is not known; add it, the reference needs it.")

    # Codebook

    def codes(self, include_retired: bool = False) -> list[Code]:
        """The codebook in tree order, depth first."""
        with self._database.read() as connection:
            return reading.codes(connection, retired=include_retired)

    def code(self, ref: str) -> Code:
        """The code with that key, name, path or id. Raises NotFoundError."""
        return reading.find_code(self.codes(include_retired=True), ref)

    def add_code(
        self,
        name: str,
        *,
        parent: str | None = None,
        kind: CodeKind = CodeKind.OPEN,
        key: str | None = None,
        definition: str = "",
        use_when: str = "",
        not_when: str = "",
        example: str = "",
        colour: str | None = None,
        section: str | None = None,
    ) -> Code:
        """Make a new code, below ``parent`` (a key, name, path or id) if given. Raises InvalidInputError."""
        with self._act(N_("code created")) as act:
            identifier = codebook.add_code(
                act,
                name,
                parent=parent,
                kind=kind,
                key=key,
                definition=definition,
                use_when=use_when,
                not_when=not_when,
                example=example,
                colour=colour,
                section=section,
            )
        return self.code(identifier)

    def change_code(self, code_id: str, **fields: Any) -> Code:
        """Change fields of a code; raises InvalidInputError.

        They are name, key, mnemonic, letter, colour, kind, section, definition, use_when, not_when, example, pinned
        and retired.
        """
        with self._act(N_("code changed")) as act:
            codebook.change_code(act, code_id, **fields)
        return self.code(code_id)

    def move_code(self, code_id: str, parent: str | None, position: int | None = None) -> Code:
        """Hang a code elsewhere in the tree.

        ``position`` counts from 0 among the new siblings that are in force; ``None`` is last.
        """
        with self._act(N_("code moved")) as act:
            codebook.move_code(act, code_id, parent, position)
        return self.code(code_id)

    def retire_code(self, code_id: str, retired: bool = True) -> Code:
        """Take a code out of use, its codings kept, or back into use."""
        with self._act(N_("code retired") if retired else N_("code taken back into use")) as act:
            codebook.change_code(act, code_id, retired=retired)
        return self.code(code_id)

    def merge_codes(self, from_ids: Sequence[str], into_id: str) -> Code:
        """Give codings, memos and sub-codes of some codes to another one and retire them; returns the other one.

        Where a coder gave several of them to one passage, one coding stays: stances that differ become mixed, memos are
        joined. Raises InvalidInputError, NotFoundError.
        """
        with self._act(N_("codes merged")) as act:
            identifier = codebook.merge_codes(act, from_ids, into_id)
        return self.code(identifier)

    def recode(self, coding_ids: Sequence[str], code_id: str) -> int:
        """Give codings another code, as when a code is split; returns how many changed. Raises NotFoundError."""
        code = self.code(code_id)
        with self._act(N_("codings given another code")) as act:
            return codebook.give_code(act, coding_ids, code.id)

    def look_alikes(self, threshold: float = 80.0) -> list[LookAlike]:
        """Pairs of codes that may be one, by name or definition, with a score up to 100; the most alike first."""
        from interview_coder.store.likeness import look_alikes

        return look_alikes(self.codes(), threshold)

    def code_counts(self, interview_id: str | None = None) -> dict[str, int]:
        """How many codings each code has, in an interview or the study, sub-codes apart; those without are left out."""
        with self._database.read() as connection:
            return reading.code_counts(connection, interview_id)

    def unused_codes(self) -> list[Code]:
        """The codes in force that nobody has given to a passage, nor a code below them."""
        codes = self.codes(include_retired=True)
        used = {code.id for code in codes if code.codings}
        for code in reversed(codes):  # tree order: children come behind their parents
            if code.id in used and code.parent:
                used.add(code.parent)
        return [code for code in codes if code.id not in used and not code.retired]

    # Coding

    def codings(self, interview_id: str) -> list[Coding]:
        """The codings of an interview, of all coders, by place."""
        with self._database.read() as connection:
            return reading.codings(connection, interview_id)

    def coding(self, coding_id: str) -> Coding:
        """The coding with that id. Raises NotFoundError."""
        with self._database.read() as connection:
            return reading.coding(connection, coding_id)

    def coders(self) -> list[Coder]:
        """Everybody who codes, by name."""
        with self._database.read() as connection:
            return reading.coders(connection)

    def add_coding(
        self,
        interview_id: str,
        code_id: str,
        start: int,
        end: int,
        *,
        stance: Stance | None = None,
        memo: str = "",
    ) -> Coding:
        """Code the passage ``[start, end)``, white space at its borders left out.

        The same passage with the same code again gives the coding there is. Raises InvalidInputError, NotFoundError.
        """
        code = self.code(code_id)
        with self._act(N_("passage coded")) as act:
            identifier = coding.add_coding(act, interview_id, code.id, start, end, stance=stance, memo=memo)
        return self.coding(identifier)

    def set_stance(self, coding_id: str, stance: Stance | None) -> Coding:
        """Say what the passage says about the condition; ``None`` takes the stance away."""
        if self.coding(coding_id).stance != stance:
            with self._act(N_("stance changed")) as act:
                act.update("codings", coding_id, stance=stance, changed=act.time)
        return self.coding(coding_id)

    def set_memo(self, coding_id: str, text: str) -> Coding:
        """Write the memo on a coding; empty text takes it away."""
        self.coding(coding_id)
        with self._act(N_("memo changed")) as act:
            coding.set_memo(act, text, coding_id=coding_id)
        return self.coding(coding_id)

    def remove_coding(self, coding_id: str) -> None:
        """Take a coding away, and its memo; undo brings both back."""
        self.coding(coding_id)
        with self._act(N_("coding removed")) as act:
            coding.remove_coding(act, coding_id)

    def interview_memo(self, interview_id: str) -> str:
        """The memo on an interview, or nothing."""
        with self._database.read() as connection:
            return reading.memo(connection, interview_id=interview_id)

    def set_interview_memo(self, interview_id: str, text: str) -> None:
        """Write the memo on an interview; empty text takes it away."""
        self.interview(interview_id)
        with self._act(N_("memo changed")) as act:
            coding.set_memo(act, text, interview_id=interview_id)

    def code_memo(self, code_id: str) -> str:
        """The memo on a code, or nothing."""
        with self._database.read() as connection:
            return reading.memo(connection, code_id=code_id)

    def set_code_memo(self, code_id: str, text: str) -> None:
        """Write the memo on a code; empty text takes it away."""
        code = self.code(code_id)
        with self._act(N_("memo changed")) as act:
            coding.set_memo(act, text, code_id=code.id)

    def study_memo(self) -> str:
        """The memo on the study, or nothing."""
        with self._database.read() as connection:
            return reading.memo(connection)

    def set_study_memo(self, text: str) -> None:
        """Write the memo on the study; empty text takes it away."""
        with self._act(N_("memo changed")) as act:
            coding.set_memo(act, text)

    def memos(self, wanted: MemoFilter | None = None, *, limit: int | None = None, offset: int = 0) -> list[MemoRow]:
        """The memos that match, those changed last first. Raises NotFoundError."""
        with self._database.read() as connection:
            return memos.memos(connection, wanted or MemoFilter(), limit=limit, offset=offset)

    def memo(self, memo_id: str) -> MemoRow:
        """The memo with that id. Raises NotFoundError."""
        with self._database.read() as connection:
            return memos.memo(connection, memo_id)

    def add_passage_memo(self, interview_id: str, start: int, end: int, text: str) -> MemoRow:
        """Write a memo on a passage, white space at its borders left out. Raises InvalidInputError, NotFoundError."""
        with self._act(N_("memo written")) as act:
            identifier = memos.add_passage_memo(act, interview_id, start, end, text)
        return self.memo(identifier)

    def change_memo(self, memo_id: str, text: str) -> MemoRow | None:
        """Write any memo anew; empty text removes it. Raises NotFoundError."""
        with self._act(N_("memo changed")) as act:
            there = memos.change_memo(act, memo_id, text)
        return self.memo(memo_id) if there else None

    def export_memos(
        self, path: Path, wanted: MemoFilter | None = None, *, force: bool = False, language: str | None = None
    ) -> ExportReport:
        """Write memos to a .md, .docx, .xlsx or .csv file.

        Raises OutputExistsError, InvalidInputError, NotFoundError.
        """
        from interview_coder.exporting import export_memos

        info = self.info()
        rows = self.memos(wanted)
        warnings = export_memos(
            path, rows, info=info, language=language or info.language, when=self._last_change(), force=force
        )
        return ExportReport(len(rows), warnings)

    # Words

    def find_passage(self, interview_id: str, words: str, *, occurrence: int | None = None) -> Passage:
        """Where words stand in an interview: exactly, else where the text reads nearly like them.

        ``occurrence`` (from 1) chooses where they stand several times. Raises NotFoundError where they do not occur, or
        occur several times and none was chosen.
        """
        return find_passage(self.transcript(interview_id).text, words, occurrence)

    def edit_text(self, interview_id: str, start: int, end: int, replacement: str) -> Transcript:
        """Correct words of a transcript within one turn; every coding keeps its words.

        Raises InvalidInputError where it would touch a redaction or cross turns.
        """
        transcript = self.transcript(interview_id)
        with self._act(N_("text corrected")) as act:
            writing.edit_text(act, transcript.id, start, end, replacement)
        return self.transcript(interview_id)

    def set_speaker(self, interview_id: str, turn_ids: Sequence[str], speaker_id: str | None) -> Transcript:
        """Say who speaks in some turns; ``None``: not known. Raises NotFoundError."""
        with self._act(N_("speaker changed")) as act:
            turns.set_speaker(act, interview_id, turn_ids, speaker_id)
        return self.transcript(interview_id)

    def add_speaker(self, interview_id: str, label: str, role: Role) -> Speaker:
        """A voice that the interview did not have yet. Raises InvalidInputError, NotFoundError."""
        self.interview(interview_id)
        with self._act(N_("speaker added")) as act:
            identifier = turns.add_speaker(act, interview_id, label, role)
        return self._speaker(interview_id, identifier)

    def change_speaker(
        self, interview_id: str, speaker_id: str, *, label: str | None = None, role: Role | None = None
    ) -> Speaker:
        """Give a voice another label or role. Raises InvalidInputError, NotFoundError."""
        with self._act(N_("speaker changed")) as act:
            turns.change_speaker(act, interview_id, speaker_id, label, role)
        return self._speaker(interview_id, speaker_id)

    def _speaker(self, interview_id: str, speaker_id: str) -> Speaker:
        return next(one for one in self.interview(interview_id).speakers if one.id == speaker_id)

    def split_turn(self, interview_id: str, offset: int, *, speaker_id: str | None = turns.SAME) -> Transcript:
        """Make a turn of its own of what follows ``offset``, of the same speaker unless one is given.

        Every coding keeps its words. Raises InvalidInputError where a part would have no words or a redaction would be
        cut, NotFoundError.
        """
        with self._act(N_("turn split")) as act:
            turns.split_turn(act, interview_id, offset, speaker_id)
        return self.transcript(interview_id)

    def join_turns(self, interview_id: str, turn_id: str) -> Transcript:
        """Make one turn of a turn and the next, of the first one's speaker; every coding keeps its words.

        Raises InvalidInputError at the last turn, NotFoundError.
        """
        with self._act(N_("turns joined")) as act:
            turns.join_turns(act, interview_id, turn_id)
        return self.transcript(interview_id)

    def replace_transcript(
        self, interview_id: str, prepared: Prepared, *, registry: NameRegistry | None = None
    ) -> ReplaceReport:
        """Put a better transcription in the place of an interview's text; prepared and decided on as for ``store``.

        Codings, memos and quotes move to the same words, else to nearly the same; what finds no place is kept under
        ``unplaced``. Metadata stay. It can be undone until something in the text is redacted late. Raises
        ImportFailure, InvalidInputError, NotFoundError.
        """
        redacted = self._redacted(prepared, registry)
        with self._act(N_("transcript replaced")) as act:
            result = replacing.replace_transcript(
                act,
                interview_id,
                text=redacted.text,
                speakers=prepared.draft.speakers,
                turns=[(turn.start, turn.end, turn.speaker, turn.seconds) for turn in redacted.turns],
                marks=[(mark.start, mark.end, mark.kind, mark.reason) for mark in redacted.marks],
            )
            writing.forget_review(act.connection, prepared.text)
        if registry is not None:
            _teach(registry, prepared, prepared.metadata)
        new = tuple(one for one in self.unplaced(interview_id) if one.id in result.unplaced)
        return ReplaceReport(self.transcript(interview_id), result.kept, result.close, new)

    def unplaced(self, interview_id: str | None = None) -> list[Unplaced]:
        """What better transcriptions have no place for yet, in an interview or the study, the oldest first."""
        with self._database.read() as connection:
            return replacing.unplaced(connection, interview_id)

    def place(self, unplaced_id: str, start: int, end: int) -> Coding | None:
        """Put what had no place on ``[start, end)`` by hand; returns the coding, if it is one.

        Raises InvalidInputError, NotFoundError.
        """
        with self._act(N_("placed by hand")) as act:
            identifier = replacing.place(act, unplaced_id, start, end)
        return None if identifier is None else self.coding(identifier)

    def discard(self, unplaced_id: str) -> None:
        """Let go of what had no place. Raises NotFoundError."""
        with self._act(N_("discarded without a place")) as act:
            replacing.discard(act, unplaced_id)

    def redact_passage(self, interview_id: str, start: int, end: int, kind: NameKind = NameKind.OTHER) -> Transcript:
        """Take words out of a stored transcript for good, in this place; the history forgets them too.

        It cannot be undone. Exports, copies of the file and the source file are not reached.
        """
        transcript = self.transcript(interview_id)
        with self._act(N_("passage redacted")) as act:
            writing.redact_passage(act, transcript.id, start, end, kind)
        self._database.purge()
        return self.transcript(interview_id)

    def erase_names(self, names: Sequence[str], kind: NameKind = NameKind.OTHER) -> dict[str, int]:
        """Take names out of every transcript, memo, code and quote, and out of the history, for good.

        Whole words, case and diacritics do not count. Returns how often they were found, by place. It cannot be undone.
        Exports, other backups, the source files and snapshots of the disk are not reached. Raises InvalidInputError
        where there is no name to look for.
        """
        wanted = [name for name in map(one_line, names) if fold(name).strip()]
        if not wanted:
            raise InvalidInputError(_("Give the name to take out."))
        with self._act(N_("names erased")) as act:
            found = erasing.erase(act, wanted, kind)
        self._database.purge()
        return found

    # Finding

    def search(
        self,
        query: str,
        *,
        regex: bool = False,
        where: SearchFilter | None = None,
        limit: int | None = 200,
        offset: int = 0,
    ) -> list[Hit]:
        """The turns that match, in reading order, case and diacritics folded; ``limit`` ``None`` gives all.

        Words must all occur; ``"a phrase"``, ``begin*``, ``NEAR(a b, 5)``, AND, OR, NOT and brackets are known. With
        ``regex`` it is one of Python's regular expressions (case ignored, within a turn); screens run that in a
        thread. Raises InvalidInputError with what is wrong and where, NotFoundError.
        """
        with self._database.read() as connection:
            return search.search(connection, query, regex=regex, where=where, limit=limit, offset=offset)

    def count_hits(self, query: str, *, regex: bool = False, where: SearchFilter | None = None) -> int:
        """How many turns match; as ``search``."""
        with self._database.read() as connection:
            return search.count(connection, query, regex=regex, where=where)

    def autocode_preview(self, hits: Sequence[Hit], code_id: str, unit: Unit = Unit.SENTENCE) -> list[Candidate]:
        """The passages around hits that ``autocode`` would code, in their order: matches, their sentences or turns."""
        code = self.code(code_id)
        own = self.coder.id
        with self._database.read() as connection:
            return autocoding.preview(connection, hits, code.id, own, unit)

    def autocode(self, candidates: Sequence[Candidate], code_id: str, *, stance: Stance | None = None) -> int:
        """Code passages of a preview, as one act; returns how many codings are new. Raises InvalidInputError."""
        code = self.code(code_id)
        with self._act(N_("passages found and coded")) as act:
            return autocoding.autocode(act, candidates, code.id, stance)

    # Quotes

    def quotes(self, wanted: QuoteFilter | None = None, *, limit: int | None = None, offset: int = 0) -> list[QuoteRow]:
        """The codings that match, as rows of the quote table in the order of the report. Raises NotFoundError."""
        with self._database.read() as connection:
            return quoting.quotes(connection, wanted or QuoteFilter(), limit=limit, offset=offset)

    def count_quotes(self, wanted: QuoteFilter | None = None) -> int:
        """How many codings match. Raises NotFoundError."""
        with self._database.read() as connection:
            return quoting.count(connection, wanted or QuoteFilter())

    def quote(self, coding_id: str) -> QuoteRow:
        """One coding as a row of the quote table. Raises NotFoundError."""
        with self._database.read() as connection:
            return quoting.quote(connection, coding_id)

    def export_quotes(
        self,
        path: Path,
        wanted: QuoteFilter | None = None,
        *,
        literal: bool = False,
        force: bool = False,
        language: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> ExportReport:
        """Write the quote table to a .docx, .xlsx, .csv or .md file.

        ``progress`` is called with rows done and rows in all; what it raises stops the export. Raises
        OutputExistsError, InvalidInputError, NotFoundError. Nothing half written is left.
        """
        from interview_coder.exporting import export_quotes

        wanted = wanted or QuoteFilter()
        if wanted.code is not None:
            wanted = replace(wanted, code=self.code(wanted.code).key)
        rows = self.quotes(wanted)
        info = self.info()
        warnings = export_quotes(
            path,
            rows,
            info=info,
            language=language or info.language,
            when=self._last_change(),
            filters=wanted,
            literal=literal,
            force=force,
            progress=progress,
            sections=self.sections(),
        )
        return ExportReport(len(rows), warnings)

    def _last_change(self) -> datetime:
        with self._database.read() as connection:
            return logbook.last_change(connection) or reading.info(connection, str(self.path)).created

    # History

    def undo(self) -> HistoryEntry:
        """Take back your own last act that is in force; returns what it was.

        Raises CannotUndoError where there is none, or a colleague's later work builds on it.
        """
        return self._entry(history.undo(self._database, self._own_id()))

    def redo(self) -> HistoryEntry:
        """Bring back what undo took back last. Raises CannotUndoError where there is nothing."""
        return self._entry(history.redo(self._database, self._own_id()))

    def undo_to(self, act: str) -> list[HistoryEntry]:
        """Take back everything of your own after an act, which itself stays; returns what it was, newest first.

        All of it or nothing: raises CannotUndoError where there is nothing, or a colleague's later work builds on one
        of them. ``redo`` brings them back one by one. Imports, deletions and redactions are passed over.
        """
        return [self._entry(one) for one in history.undo_to(self._database, self._own_id(), act)]

    def _own_id(self) -> str:
        return self.coder.id

    def _entry(self, act: str) -> HistoryEntry:
        own = self._own_id()
        with self._database.read() as connection:
            return logbook.entry(connection, act, own)

    def history(self, limit: int = 200, *, offset: int = 0, wanted: HistoryFilter | None = None) -> list[HistoryEntry]:
        """What was done, newest first. Raises NotFoundError where the filter names what does not exist."""
        own = self.coder.id
        with self._database.read() as connection:
            return logbook.history(connection, own=own, limit=limit, offset=offset, wanted=wanted)

    def history_whats(self) -> list[str]:
        """The different things that were done, as in ``HistoryEntry.what``: what a filter can choose from."""
        with self._database.read() as connection:
            return logbook.whats(connection)


def study_path(path: Path | str) -> Path:
    """The file that a name means: ``.study`` is added where no suffix is given and no such file exists."""
    path = Path(path)
    return path.with_name(path.name + SUFFIX) if not path.suffix and not path.exists() else path


def _teach(registry: NameRegistry, prepared: Prepared, metadata: Metadata) -> None:
    """Put the names that were taken out, and the school's, into the key file."""
    for decision in prepared.decisions:
        words = prepared.text[decision.start : decision.end].strip()
        if decision.keep is False and words:
            registry.add(words, decision.kind)
    if prepared.draft.school_name:
        registry.add(prepared.draft.school_name, NameKind.ORGANISATION, school=metadata.school)
    registry.save()

"""Names: words that are kept, marks, the log, taking names out late, what is left of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from interview_coder.domain.marks import MarkStyle
from interview_coder.domain.model import Find, NameKind, RedactionCount, Transcript
from interview_coder.domain.spellings import has_words, same
from interview_coder.domain.text import fold, one_line
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import N_, _
from interview_coder.store import checking, erasing, reading, writing
from interview_coder.study.base import StudyBase
from interview_coder.study.reports import ExportReport, Progress

if TYPE_CHECKING:
    from interview_coder.redaction import NameRegistry


_OF_INTERVIEWS: Final = ("transcripts.", "memos.", "speakers.", "quote_edits.", "search vocabulary")
"""Where no name of a coder has to be."""
PASSAGE_REDACTED: Final = N_("passage redacted")
NAMES_ERASED: Final = N_("names erased")
FOR_GOOD: Final = (PASSAGE_REDACTED, NAMES_ERASED)
"""What the history calls the acts that nothing takes back."""
NOT_REACHED: Final = N_(
    "Not reached: exports made before, your own backups and copies, desks that were handed out, the source files, and "
    "snapshots and swap of the disk."
)
"""What taking a name out of a study leaves to its user."""


class RedactionCalls(StudyBase):
    """Names: words that are kept, marks, the log, taking names out late, what is left of them."""

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

    def export_redaction_log(
        self,
        path: Path,
        *,
        template: Path | None = None,
        force: bool = False,
        language: str | None = None,
        progress: Progress | None = None,
    ) -> ExportReport:
        """Write the redaction log to a .csv, .docx, .xlsx or .md file, for the data officer."""
        from interview_coder.exporting import Target, export_redaction_log

        info = self.info()
        rows = self.redaction_log()
        target = Target(path, info, force, progress, template)
        warnings = export_redaction_log(target, rows, language=language or info.language, when=self._last_change())
        return ExportReport(len(rows), warnings)

    def redact_passage(
        self,
        interview_id: str,
        start: int,
        end: int,
        kind: NameKind = NameKind.OTHER,
        *,
        registry: NameRegistry | None = None,
    ) -> Transcript:
        """Take words out of a stored transcript for good, in this place; the history forgets them too.

        It cannot be undone. Exports, copies of the file and the source file are not reached. Where the study has typed
        marks, the key file (``registry``) learns the name and numbers its mark.
        """
        transcript = self.transcript(interview_id)
        number = self._numbering(registry, [transcript.text[start:end]], kind)
        with self._act(PASSAGE_REDACTED) as act:
            writing.redact_passage(act, transcript.id, start, end, kind, number)
        self._database.purge()
        return self.transcript(interview_id)

    def erase_names(
        self, names: Sequence[str], kind: NameKind = NameKind.OTHER, *, registry: NameRegistry | None = None
    ) -> dict[str, int]:
        """Take names out of every transcript, memo, code and quote, and out of the history, for good.

        Whole words, with the *s* of possession where that makes no other word; case, diacritics, hyphens and
        apostrophes do not count. Returns how often they were found, by place. It cannot be undone. Exports, other
        backups, the source files and snapshots of the disk are not reached.
        With typed marks the key file (``registry``) learns and numbers the names. Raises InvalidInputError where there
        is no name to look for.
        """
        wanted = [name for name in map(one_line, names) if has_words(name)]
        if not wanted:
            raise InvalidInputError(_("Give the name to take out."))
        from interview_coder.redaction import with_genitives

        number = self._numbering(registry, wanted, kind)
        with self._act(NAMES_ERASED) as act:
            found = erasing.erase(act, with_genitives(wanted), kind, number)
        self._database.purge()
        return found

    def _numbering(
        self, registry: NameRegistry | None, names: Sequence[str], kind: NameKind
    ) -> writing.Numbering | None:
        """What numbers the marks of names that go late, where marks have numbers and the key file can keep them."""
        if registry is None or self.mark_style() is MarkStyle.PLAIN:
            return None
        try:
            with registry.numbering() as number_for:
                for name in names:
                    number_for(name, kind)
        except InvalidInputError:
            return None
        return registry.number_for

    def standing(self, name: str) -> dict[str, int]:
        """How often a name, with the *s* of possession too, stands in each column (``memos.body``) that has it."""
        from interview_coder.redaction import with_genitives

        return checking.standing(self._database, with_genitives([name]))

    def leftovers(self, names: Sequence[str], files: Sequence[Path] = ()) -> dict[str, dict[str, int]]:
        """Which of these names are still anywhere in the study, its journal, its automatic backups, or ``files``.

        Maps each name that was found to places and counts.
        """
        return checking.leftovers(self._database, names, files=files)[0]

    def leftover_names(
        self, registry: NameRegistry, files: Sequence[Path] = (), *, progress: Progress | None = None
    ) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]], list[str]]:
        """Which names of the key file are left, as ``leftovers`` says it, but for those that may be there.

        Of persons each word of the name counts as well (*Hoogeboom* of *Wietske Hoogeboom*) that is no word of the
        dictionary, and the *s* of possession. Those that may be there come second: ordinary words, places that are a
        part of somebody's name, and names of coders where the study keeps them. Third come the names of files
        that could not be looked into: locked, or packed in a way that is not read. ``progress`` is
        told of megabytes read.
        """
        from interview_coder.redaction import is_listed_place, is_ordinary_word, with_genitives

        forms = with_genitives([form for entry in registry.entries for form in entry.forms])
        parts = with_genitives(registry.parts())
        names = list(dict.fromkeys([*forms, *parts]))
        found, sealed = checking.leftovers(self._database, names, files=files, progress=progress)
        team = [f" {same(coder.name)} " for coder in self.coders()]
        left: dict[str, dict[str, int]] = {}
        maybe: dict[str, dict[str, int]] = {}
        for name, places in found.items():
            own = any(f" {same(name)} " in coder for coder in team)
            common = is_ordinary_word(name) or (name not in forms and is_listed_place(name))
            for place, count in places.items():
                fine = common or (own and not place.startswith(_OF_INTERVIEWS))
                (maybe if fine else left).setdefault(name, {})[place] = count
        return left, maybe, sealed

"""The codebook: codes, their tree, merging, look-alikes, counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_coder.domain import codebook as templates
from interview_coder.domain import codebook_changes
from interview_coder.domain.model import Code, CodeKind, CodeUse, LookAlike, MergePreview, NewCode
from interview_coder.errors import InvalidInputError
from interview_coder.i18n import N_, _
from interview_coder.store import codebook, reading
from interview_coder.study.base import StudyBase

if TYPE_CHECKING:
    from interview_coder.domain.codebook import Template
    from interview_coder.domain.codebook_changes import CodebookChanges


def read_template(name_or_path: str | Path, language: str) -> Template:
    """What a new study begins with: a template by name, from a TOML file, or a codebook as .csv, .xlsx or .md.

    Raises InvalidInputError.
    """
    path = Path(name_or_path)
    if path.suffix.lower() in codebook_changes.CODEBOOKS and path.is_file():
        from interview_coder.importing.codebook import read_codebook

        return read_codebook(path, language)[0]
    return templates.load_template(name_or_path, language)


class CodebookCalls(StudyBase):
    """The codebook: codes, their tree, merging, look-alikes, counts."""

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
        mnemonic: str | None = None,
    ) -> Code:
        """Make a new code, below ``parent`` (a key, name, path or id) if given. Raises InvalidInputError.

        Key, colour and mnemonic are made up where they are not given.
        """
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
                mnemonic=mnemonic,
            )
        return self.code(identifier)

    def compare_codebook(self, path: Path, leave_out: Collection[str] = ()) -> CodebookChanges:
        """What ``import_codebook`` would do with a .csv, .xlsx or .md file. Raises InvalidInputError."""
        from interview_coder.importing.codebook import read_codebook

        if path.suffix.lower() not in codebook_changes.CODEBOOKS:
            raise InvalidInputError(
                _("A codebook is read from {formats}; {file} is none of these.").format(
                    formats=", ".join(codebook_changes.CODEBOOKS), file=path.name
                )
            )
        if not path.is_file():
            raise InvalidInputError(_("There is no file {file}.").format(file=path))
        template, fields = read_codebook(path, self.info().language)
        return codebook_changes.compare_codebooks(self.codes(include_retired=True), template, fields, leave_out)

    def import_codebook(self, path: Path, leave_out: Collection[str] = ()) -> CodebookChanges:
        """Take over a codebook: new codes are made, known ones get what the file says of them; none is removed.

        Codes with a key of ``leave_out`` stay as they are, and what is new below them is not made. One act, which undo
        takes back. Returns what was done. Raises InvalidInputError, also where a code cannot be taken over.
        """
        found = self.compare_codebook(path, leave_out)
        for one, reason in found.refused:
            if one.key not in leave_out:
                raise InvalidInputError(_("“{name}”: {problem}").format(name=one.name, problem=reason))
        if found.new or found.changed:
            with self._act(N_("codebook imported")) as act:
                codebook.take_over(act, found)
        return found

    def change_code(self, code_id: str, **fields: Any) -> Code:
        """Change fields of a code; raises InvalidInputError.

        They are name, key, mnemonic, letter, colour, kind, section, definition, use_when, not_when, example, pinned,
        retired, and parent (the code that it goes under, ``None`` for the top).
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

    def merge_preview(self, from_ids: Sequence[str], into_id: str) -> MergePreview:
        """What ``merge_codes`` would do with these codes; nothing is changed. Raises NotFoundError."""
        with self._database.read() as connection:
            return codebook.merge_preview(connection, from_ids, into_id)

    def uses(self, code_id: str, limit: int = 3) -> list[CodeUse]:
        """Some passages that have a code, sub-codes apart, newest first: the first 200 characters of their words."""
        with self._database.read() as connection:
            return codebook.uses(connection, code_id, limit)

    def recode(self, coding_ids: Sequence[str], code: str | NewCode) -> int:
        """Give codings another code, as when a code is split, a new one being made in the same act.

        Returns how many changed. Raises NotFoundError, and for a new code as ``add_code``.
        """
        with self._act(N_("codings given another code")) as act:
            return codebook.give_code(act, coding_ids, codebook.code_for(act, code))

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

"""The study file as a database: creating, opening, locking, migrating, backing up, purging.

SQLite through SQLAlchemy, in WAL mode with ``synchronous=FULL``: what was confirmed survives a killed program and a
power cut. Deleted content is overwritten (``secure_delete``), and ``purge`` clears the places that this alone misses.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout
from sqlalchemy import (
    Connection,
    Engine,
    ExceptionContext,
    QueuePool,
    create_engine,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import DatabaseError, OperationalError, StatementError

from interview_coder.errors import (
    InterviewCoderError,
    OutputExistsError,
    ReadOnlyError,
    Stopped,
    StudyBusyError,
    StudyFileError,
)
from interview_coder.i18n import _
from interview_coder.store.schema import APPLICATION_ID, FTS, HEAD, Base, Study, Transcript, Turn
from interview_coder.store.visibility import cover, uncover

_MAGIC: Final = b"SQLite format 3\x00"
_BUSY_SECONDS: Final = 10


class Database:
    """An open study file. One writer at a time, held by a lock file for as long as it is open."""

    def __init__(self, path: Path, engine: Engine, *, read_only: bool, lock: FileLock | None) -> None:
        self.path = path
        self.read_only = read_only
        self._engine = engine
        self._lock = lock
        self.reader = ""
        """The name of the coder who reads: what is hidden from somebody who codes blind is not there."""

    @contextmanager
    def read(self, *, whole: bool = False) -> Iterator[Connection]:
        """A connection that sees one state of the study, as far as its reader may; ``whole`` is for checks of the file.

        What is read whole must not reach the reader.
        """
        with _sentences(self.path, self._engine), self._engine.connect() as connection, connection.begin():
            if whole:
                uncover(connection)
            else:
                cover(connection, self.reader)
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: everything in it is stored, or nothing."""
        if self.read_only:
            raise ReadOnlyError(
                _("This study was opened read-only; close it elsewhere and open it again to change it.")
            )
        with (
            _sentences(self.path, self._engine),
            self._engine.connect() as connection,
            connection.execution_options(immediate=True).begin(),
        ):
            uncover(connection)
            yield connection

    def close(self) -> None:
        """Fold the journal into the file and let the lock go."""
        if not self.read_only:
            with suppress(DatabaseError), self._autocommit() as connection:
                connection.exec_driver_sql("PRAGMA optimize")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()
        if self.read_only:
            _clear_away(self.path)

    def backup(self, out: Path, *, force: bool = False) -> None:
        """Write a copy of the study as it is now; the copy appears whole or not at all.

        Raises OutputExistsError where ``out`` is the study itself, or is there already and not ``force``, and
        StudyFileError where it cannot be written or is a study that somebody has open.
        """
        _look_at_place(out)
        ours = [_beside(self.path.resolve(), suffix) for suffix in ("", *_JOURNALS)]
        if out.resolve() in ours or (out.exists() and self.path.exists() and out.samefile(self.path)):
            raise OutputExistsError(_("A study cannot be backed up onto itself; choose another file."))
        if out.exists() and not force:
            raise OutputExistsError(_("{file} exists already; nothing was written.").format(file=out))
        lock = _take_lock(out) if _lock_file(out).exists() and out.exists() else None
        try:
            self._copy_to(out)
        finally:
            if lock is not None:
                lock.release()

    def _copy_to(self, out: Path) -> None:
        draft = out.with_name(f".{out.name}.{os.getpid()}.tmp")
        try:
            with self._engine.connect() as connection:
                source = connection.connection.driver_connection
                assert isinstance(source, sqlite3.Connection)
                copy = sqlite3.connect(draft)
                try:
                    source.backup(copy)
                    copy.execute("PRAGMA journal_mode=DELETE")
                finally:
                    copy.close()
            _forget_journals(out)
            draft.replace(out)
        except (OSError, sqlite3.Error, DatabaseError) as error:
            raise StudyFileError(
                _("The backup {file} cannot be written ({reason}); nothing was left behind.").format(
                    file=out, reason=_reason(error)
                )
            ) from None
        finally:
            draft.unlink(missing_ok=True)

    def purge(self) -> None:
        """Leave nothing of what was deleted: in the search index, the journal, the free pages, automatic backups.

        Raises StudyFileError where that is not possible now (a full disk, somebody who reads for long): the deletion
        itself stands, and the next opening tries again.
        """
        folder = backup_folder(self.path)
        # A backup that was cut short is a copy, too.
        kept, halves = (sorted(folder.glob(pattern)) for pattern in ("*.study", ".*.tmp"))
        try:
            with _sentences(self.path, self._engine), self._autocommit() as connection:
                connection.exec_driver_sql(f"INSERT INTO {FTS}({FTS}) VALUES('rebuild')")
                connection.exec_driver_sql(f"INSERT INTO {FTS}({FTS}) VALUES('optimize')")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("VACUUM")
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
            for old in (*kept, *halves):
                old.unlink(missing_ok=True)
            if not busy:
                with self.write() as connection:
                    connection.execute(update(Study).values(purge_pending=False))
        except (StudyFileError, OSError):
            busy = True
        if busy:
            raise StudyFileError(
                _(
                    "It is gone from the study, but traces of it may still be in the file: make room on the disk, "
                    "close the study everywhere and open it again to have them cleaned away."
                )
            )
        if kept:
            self.backup(kept[-1])

    @contextmanager
    def _autocommit(self) -> Iterator[Connection]:
        """Outside any transaction, as VACUUM and checkpoints need it."""
        with self._engine.connect() as connection:
            yield connection.execution_options(autocommit_only=True)


def create_database(path: Path, fill: Callable[[Connection], None]) -> None:
    """Make a new study file; it appears whole, once ``fill`` has put its first rows in, or not at all.

    Raises OutputExistsError where there is a file already, StudyFileError where none can be written.
    """
    with drafted(path, fill):
        pass


@contextmanager
def drafted(path: Path, fill: Callable[[Connection], None]) -> Iterator[None]:
    """Make a new study file that is whole, and appears where this is left without an error; else as the above."""
    _look_at_place(path)
    if path.exists() or path.is_symlink():
        raise OutputExistsError(_("{file} exists already; nothing was written.").format(file=path))
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        engine = _engine(draft)
        try:
            _prepare_new(engine)
            with engine.connect() as connection, connection.begin():
                fill(connection)
            with engine.connect() as connection:
                connection.execution_options(autocommit_only=True).exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            engine.dispose()
        if path.exists():
            raise OutputExistsError(_("{file} exists already; nothing was written.").format(file=path))
        yield
        _forget_journals(path)
        draft.rename(path)
    except (OSError, DatabaseError, sqlite3.Error) as error:
        raise StudyFileError(
            _("The study {file} cannot be written ({reason}).").format(file=path, reason=_reason(error))
        ) from None
    finally:
        draft.unlink(missing_ok=True)
        _forget_journals(draft)


def _look_at_place(path: Path) -> None:
    """Refuse a path where no file can come to be, before anything is tried."""
    if not path.name:
        raise StudyFileError(_("Give the file a name."))
    try:
        path.with_name(f".{path.name}.{os.getpid()}.tmp").exists()
        if not path.parent.is_dir():
            raise StudyFileError(
                _("There is no folder {folder}; make it first, or choose another place.").format(folder=path.parent)
            )
    except OSError as error:
        raise StudyFileError(
            _("{file} cannot be the name of a file ({reason}); choose another.").format(
                file=path.name[:40] + "…", reason=_reason(error)
            )
        ) from None


_JOURNALS: Final = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a file, by the end of its name."""


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _forget_journals(path: Path) -> None:
    """Take away what a killed program left beside a file of that name: SQLite would mix it into the new one."""
    for suffix in _JOURNALS:
        _beside(path, suffix).unlink(missing_ok=True)


def _clear_away(path: Path) -> None:
    """Take away the empty journal that reading made: a read-only connection needs one and may not remove it."""
    journal = _beside(path, "-wal")
    with suppress(OSError, sqlite3.Error):
        if journal.stat().st_size or not os.access(path, os.W_OK):
            return
        with closing(sqlite3.connect(path)) as connection:
            # SQLite removes it when the last one closes who has read and might have written.
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _prepare_new(engine: Engine) -> None:
    with engine.connect() as connection:
        connection = connection.execution_options(autocommit_only=True)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    _migrate(engine)


def open_database(path: Path, *, read_only: bool = False, alone: bool = False) -> Database:
    """Open a study file after looking whether it is one.

    A study of an older version is backed up and brought to this one. Raises StudyFileError where the file is not a
    study that this program can use, StudyBusyError where another program has it open for writing; read-only that is
    no matter unless it is to be read ``alone``.
    """
    _look_at_header(path)
    lock = None if read_only and not (alone and os.access(path, os.W_OK)) else _take_lock(path)
    try:
        engine = _engine(path, read_only=read_only)
        try:
            _look_inside(path, engine, read_only=read_only)
            database = Database(path, engine, read_only=read_only, lock=lock)
            if not read_only:
                with database.read() as connection:
                    pending = connection.scalar(select(Study.purge_pending))
                if pending:
                    # Where there is no room for it now, the study opens all the same and the mark stays.
                    with suppress(StudyFileError):
                        database.purge()
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return database


def backup_folder(path: Path) -> Path:
    """Where automatic backups of a study lie: beside the file itself, also where a link leads to it."""
    path = path.resolve()
    return path.with_name(f"{path.stem}.backups")


def rebuild_index(connection: Connection) -> None:
    """Fill the full-text index anew from the turns."""
    connection.exec_driver_sql(f"DELETE FROM {FTS}")
    turns = select(Turn.docid, Turn.start, Turn.end).order_by(Turn.start)
    for identifier, words in connection.execute(select(Transcript.id, Transcript.text)):
        rows = connection.execute(turns.where(Turn.transcript_id == identifier)).all()
        index_turns(connection, [(docid, words[start:end]) for docid, start, end in rows])


def index_turns(connection: Connection, turns: list[tuple[int, str]], *, fresh: bool = False) -> None:
    """Put turns (docid, words) into the full-text index, in place of what stood there under the same docid.

    ``fresh`` says that nothing stood there.
    """
    if not turns:
        return
    if not fresh:
        connection.exec_driver_sql(f"DELETE FROM {FTS} WHERE rowid = ?", [(docid,) for docid, _words in turns])
    connection.exec_driver_sql(f"INSERT INTO {FTS}(rowid, body) VALUES (?, ?)", turns)


def words_of_turn(connection: Connection, docid: int) -> str:
    """What a turn says, from the full-text index."""
    return str(connection.exec_driver_sql(f"SELECT body FROM {FTS} WHERE rowid = ?", (docid,)).scalar_one())


def next_docid(connection: Connection) -> int:
    """A row number of the full-text index that no turn has."""
    return (connection.scalar(select(func.max(Turn.docid))) or 0) + DOCID_STEP


DOCID_STEP: Final = 16
"""How far the rows of the full-text index lie apart, so that a turn that is split stays in the order of reading."""


def _engine(path: Path, *, read_only: bool = False) -> Engine:
    def connect() -> sqlite3.Connection:
        mode = "rw" if path.exists() else "rwc"
        if read_only:
            # Without a place for the shared-memory file a WAL database opens only as immutable, which knows no journal.
            alone = not os.access(path.parent, os.W_OK) and not _beside(path.resolve(), "-wal").exists()
            mode = "ro&immutable=1" if alone else "ro"
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}",
            uri=True,
            timeout=_BUSY_SECONDS,
            check_same_thread=False,
            isolation_level=None,
        )
        try:
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("PRAGMA temp_store=MEMORY")
            if not read_only:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=FULL")
        except BaseException:
            # Left to be collected, it would hold the file for a while.
            connection.close()
            raise
        return connection

    # Values of statements must never show in an error: they are words of transcripts.
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, hide_parameters=True)

    @event.listens_for(engine, "handle_error")
    def _forget_words(context: ExceptionContext) -> None:
        # Hidden parameters are only not printed; a tool that looks into an error would find them.
        if isinstance(context.sqlalchemy_exception, StatementError):
            context.sqlalchemy_exception.params = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # The driver is in autocommit mode, so that a transaction begins here and nowhere else.
        options = connection.get_execution_options()
        if not options.get("autocommit_only"):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("immediate") else "BEGIN")

    return engine


def _look_at_header(path: Path) -> None:
    """Refuse what is not a study before SQLite sees it."""
    try:
        if path.is_dir():
            raise StudyFileError(_("{file} is a folder; give the study file in it.").format(file=path))
        if not path.is_file():
            raise StudyFileError(_("There is no study {file}; make it first, or look at the name.").format(file=path))
        with path.open("rb") as stream:
            header = stream.read(100)
    except OSError as error:
        raise StudyFileError(
            _("The study {file} cannot be read ({reason}).").format(file=path, reason=_reason(error))
        ) from None
    if not header.startswith(_MAGIC) or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StudyFileError(_("{file} is not a study of interview_coder.").format(file=path))


def _lock_file(path: Path) -> Path:
    return path.resolve().with_name(f".{path.resolve().name}.lock")


def _take_lock(path: Path) -> FileLock:
    if not os.access(path, os.W_OK):
        raise StudyFileError(_("{file} may not be written; open it read-only.").format(file=path))
    # Screens open a study in a thread and close it in another.
    lock = FileLock(_lock_file(path), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise StudyBusyError(
            _("{file} is open in another window or program; close it there, or open it read-only here.").format(
                file=path
            )
        ) from None
    except OSError as error:
        raise StudyFileError(
            _("{file} cannot be locked ({reason}); open it read-only.").format(file=path, reason=_reason(error))
        ) from None
    return lock


def _look_inside(path: Path, engine: Engine, *, read_only: bool) -> None:
    """Refuse a damaged, foreign or newer file; bring an older one to this version after a backup."""
    damaged = _("{file} is damaged and cannot be opened; use a backup.").format(file=path)
    try:
        with engine.connect() as connection, connection.begin():
            foreign = connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"))
            revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
            tables = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")))
    except OperationalError as error:
        if "locked" in str(error):
            raise StudyBusyError(
                _("{file} is being written by another program; try again in a moment.").format(file=path)
            ) from None
        if "disk I/O" in str(error.orig) or "full" in str(error.orig):
            # SQLite needs a little room beside the file even to read it.
            raise StudyFileError(
                _("The study {file} cannot be opened ({reason}); is the disk full?").format(
                    file=path, reason=_reason(error)
                )
            ) from None
        raise StudyFileError(damaged) from None
    except (DatabaseError, sqlite3.Error, UnicodeDecodeError):
        # Python cannot even read what SQLite says of names that are no text.
        raise StudyFileError(damaged) from None
    if foreign:
        raise StudyFileError(
            _("{file} holds parts that interview_coder never makes; it was not opened.").format(file=path)
        )
    if revision == HEAD:
        if not {FTS, *Base.metadata.tables} <= tables:
            raise StudyFileError(damaged)
        return
    if revision not in known_revisions():
        raise StudyFileError(
            _("{file} was made by a newer version of interview_coder; update the program to open it.").format(file=path)
        )
    if read_only:
        raise StudyFileError(
            _("{file} was made by an older version; open it once for writing, so that it can be updated.").format(
                file=path
            )
        )
    _backup_before_migration(path, engine, str(revision))
    try:
        _migrate(engine)
    except (DatabaseError, sqlite3.Error, InterviewCoderError) as error:
        raise StudyFileError(
            _("{file} could not be updated ({reason}); it is as it was, and a backup lies in {folder}.").format(
                file=path, reason=_reason(error), folder=backup_folder(path)
            )
        ) from None


def _backup_before_migration(path: Path, engine: Engine, revision: str) -> None:
    folder = backup_folder(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StudyFileError(
            _("No backup can be written to {folder} ({reason}); the study was not updated.").format(
                folder=folder, reason=_reason(error)
            )
        ) from None
    Database(path, engine, read_only=False, lock=None).backup(folder / f"{path.stem}.{revision}.study", force=True)


def _alembic_config() -> Any:
    from alembic.config import Config

    packaged = resources.files("interview_coder") / "_migrations"
    folder = Path(str(packaged)) if packaged.is_dir() else Path(__file__).parents[3] / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config


def known_revisions() -> list[str]:
    """Every version of the tables that this program can bring to its own, newest first."""
    from alembic.script import ScriptDirectory

    return [script.revision for script in ScriptDirectory.from_config(_alembic_config()).walk_revisions()]


def _migrate(engine: Engine) -> None:
    """Bring the tables to HEAD in one transaction; foreign keys are off meanwhile and checked at its end."""
    from alembic import command

    config = _alembic_config()
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.execution_options(immediate=True).begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise StudyFileError(_("rows would point nowhere"))
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


@contextmanager
def _sentences(path: Path, engine: Engine) -> Iterator[None]:
    """Turn what SQLite says of disks and locks into sentences; statements and their values are never repeated."""
    try:
        yield
    except DatabaseError as error:
        said = str(error.orig)
        if isinstance(error, OperationalError) and ("locked" in said or "busy" in said):
            raise StudyBusyError(
                _("{file} is being written by another program; nothing was changed, try again.").format(file=path)
            ) from None
        if "full" in said:
            raise StudyFileError(_("The disk is full; nothing was changed.")) from None
        if "readonly" in said or "disk I/O" in said or "unable to open" in said:
            raise StudyFileError(
                _("{file} cannot be written ({reason}); nothing was changed.").format(file=path, reason=said)
            ) from None
        _blame_damage(path, engine)
        raise
    except (InterviewCoderError, Stopped):
        raise
    except Exception:
        _blame_damage(path, engine)
        raise


def _blame_damage(path: Path, engine: Engine) -> None:
    """Where something unexpected happened in a study that is not sound, that is why; else the program is wrong."""
    from interview_coder.store.checking import faults

    try:
        with engine.connect() as connection, connection.begin():
            damaged = bool(faults(connection))
    except Exception:
        damaged = True
    if damaged:
        raise StudyFileError(
            _("{file} is damaged; use a backup, or let the command “check” tell what is wrong.").format(file=path)
        ) from None


def _reason(error: BaseException) -> str:
    """What went wrong, in the system's own few words."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    original = getattr(error, "orig", None)
    return str(original or error).splitlines()[0] if str(original or error) else type(error).__name__


def stamp_new(connection: Connection, values: dict[str, Any]) -> None:
    """Put in the row that says which study this is."""
    connection.execute(insert(Study).values(**values))

"""Write the invented interviews of sample_transcripts/ from their plain sources in tools/samples/.

    python tools/samples.py [FOLDER]

A source begins with ``#file`` (the name to write), ``#layout`` (one of those below) and ``#head`` lines; the turns
follow, one a line, as ``Speaker: words``. Times are made from the number of words. The same sources give the same
bytes, whatever the day.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

SOURCES: Final = Path(__file__).parent / "samples"
TARGET: Final = Path(__file__).parent.parent / "sample_transcripts"
WORDS_PER_SECOND: Final = 2.6


@dataclass(frozen=True, slots=True)
class Sample:
    """An interview as written: the file to make, how it looks, its header lines and its turns."""

    file: str
    layout: str
    head: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]

    @property
    def words(self) -> int:
        """The words spoken, speakers' names apart."""
        return sum(len(text.split()) for _speaker, text in self.turns)


def read(path: Path) -> Sample:
    """One source. Raises ValueError where a line is neither a header nor a turn."""
    fields = {"file": "", "layout": ""}
    head: list[str] = []
    turns: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if header := re.fullmatch(r"#(file|layout|head) ?(.*)", line):
            if header[1] == "head":
                head.append(header[2])
            else:
                fields[header[1]] = header[2]
        elif turn := re.fullmatch(r"([^:]{1,30}): (.+)", line):
            turns.append((turn[1], turn[2]))
        elif line.strip():
            raise ValueError(f"{path.name}: this line is no turn: {line[:40]}")
    return Sample(fields["file"], fields["layout"], tuple(head), tuple(turns))


def samples() -> list[Sample]:
    """All sources, in order."""
    return [read(path) for path in sorted(SOURCES.glob("*.txt"))]


def timed(sample: Sample) -> Iterator[tuple[float, str, str]]:
    """The turns, each with the second at which it begins."""
    seconds = 3.0
    for speaker, text in sample.turns:
        yield seconds, speaker, text
        seconds += 1 + len(text.split()) / WORDS_PER_SECOND


def clock(seconds: float, mark: str = "") -> str:
    """``00:12:31``, with thousandths behind ``mark`` where one is given."""
    whole, rest = divmod(round(seconds * 1000), 1000)
    time = f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
    return f"{time}{mark}{rest:03}" if mark else time


def cues(sample: Sample) -> Iterator[tuple[float, float, str, str, bool]]:
    """Subtitles: begin, end, speaker, words, and whether the turn begins here; one or two sentences each."""
    for start, speaker, text in timed(sample):
        seconds, pending, first = start, "", True
        sentences = re.split(r"(?<=[.?!\]\"]) (?=[^a-z])", text)
        for number, sentence in enumerate(sentences, start=1):
            pending = f"{pending} {sentence}".strip()
            if number == len(sentences) or len(pending) > 90:
                end = seconds + len(pending.split()) / WORDS_PER_SECOND
                yield seconds, end, speaker, pending, first
                seconds, pending, first = end, "", False


def lines_with_colon(sample: Sample) -> bytes:
    """``I: words``, an empty line between the turns."""
    turns = [f"{speaker}: {text}" for speaker, text in sample.turns]
    return "\n\n".join(["\n".join(sample.head), *turns, ""]).encode()


def markdown(sample: Sample) -> bytes:
    """Bold speakers, as a note-taking program has them."""
    turns = [f"**{speaker}:** {text}" for speaker, text in sample.turns]
    return "\n\n".join(["\n".join(sample.head), *turns, ""]).encode()


def own_lines(sample: Sample) -> bytes:
    """The time and the speaker on a line of their own, as transcription services have them; Windows line ends."""
    turns = [f"[{clock(seconds)}] {speaker}\n{text}\n" for seconds, speaker, text in timed(sample)]
    return "\n".join(["\n".join(sample.head) + "\n", *turns]).replace("\n", "\r\n").encode("utf-8-sig")


def tabs(sample: Sample) -> bytes:
    """Speaker and words apart by a tab, as copied out of a table; in the encoding of older Windows programs."""
    turns = [f"{speaker}\t{text}" for speaker, text in sample.turns]
    return "\r\n".join([*sample.head, "", *turns, ""]).encode("cp1252")


def vtt(sample: Sample) -> bytes:
    """Subtitles for the web, with the speakers as voices."""
    blocks = ["WEBVTT"]
    blocks += [
        f"{clock(start, '.')} --> {clock(end, '.')}\n<v {speaker}>{words}</v>"
        for start, end, speaker, words, _first in cues(sample)
    ]
    return ("\n\n".join(blocks) + "\n").encode()


def srt(sample: Sample) -> bytes:
    """Subtitles with the speaker where a turn begins."""
    blocks = [
        f"{number}\n{clock(start, ',')} --> {clock(end, ',')}\n{f'{speaker}: ' if first else ''}{words}"
        for number, (start, end, speaker, words, first) in enumerate(cues(sample), start=1)
    ]
    return ("\n\n".join(blocks) + "\n").encode()


def rtf(sample: Sample) -> bytes:
    """Rich text: bold speakers in capitals, a tab behind them."""

    def escaped(text: str) -> str:
        text = re.sub(r"[\\{}]", lambda match: "\\" + match[0], text)
        return "".join(char if char.isascii() else f"\\'{char.encode('cp1252').hex()}" for char in text)

    head = [f"{escaped(line)}\\par" for line in sample.head]
    turns = [f"\\pard\\li851\\fi-851 {{\\b {speaker}:}}\\tab {escaped(text)}\\par" for speaker, text in sample.turns]
    begin = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Calibri;}}\\fs22"
    return "\r\n".join([begin, *head, "\\par", *turns, "}"]).encode("ascii")


def odt(sample: Sample) -> bytes:
    """An OpenDocument text: the header, then paragraphs that begin with the speaker in bold.

    Written by hand: odfpy's namespaces depend on what else the process did.
    """
    mime = "application/vnd.oasis.opendocument.text"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{address}:1.0"'
        for name, address in (("office", "office"), ("style", "style"), ("text", "text"), ("fo", "xsl-fo-compatible"))
    )
    head = "".join(f"<text:p>{escape(line)}</text:p>" for line in sample.head)
    turns = "".join(
        f'<text:p><text:span text:style-name="Spreker">{escape(speaker)}:</text:span> {escape(text)}</text:p>\n'
        for speaker, text in sample.turns
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {spaces} office:version="1.2">'
        '<office:automatic-styles><style:style style:name="Spreker" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
        '<office:body><office:text><text:h text:outline-level="1">Gespreksverslag</text:h>'
        f"{head}<text:p/>\n{turns}</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest manifest:version="1.2" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mime, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return fixed(stream.getvalue())


def word_table(sample: Sample) -> bytes:
    """A Word document with a table: time, speaker, words."""
    import docx

    document = docx.Document()
    document.add_heading(sample.head[0], level=1)
    for line in sample.head[1:]:
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, title in zip(table.rows[0].cells, ("Tijd", "Spreker", "Tekst"), strict=True):
        cell.text = title
    for seconds, speaker, text in timed(sample):
        for cell, words in zip(table.add_row().cells, (clock(seconds), speaker, text), strict=True):
            cell.text = words
    return saved(document)


def word_bold(sample: Sample) -> bytes:
    """A Word document whose paragraphs begin with the speaker in bold."""
    import docx

    document = docx.Document()
    for line in sample.head:
        document.add_paragraph(line)
    document.add_paragraph()
    for speaker, text in sample.turns:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{speaker}: ").bold = True
        paragraph.add_run(text)
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes of a Word document, free of the present time."""
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return fixed(stream.getvalue())


def fixed(archive: bytes) -> bytes:
    """The same zip archive with one date for all its parts, so that its bytes do not depend on the clock."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(result, "w") as target:
        for item in source.infolist():
            entry = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = item.compress_type
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(item))
    return result.getvalue()


LAYOUTS: Final[dict[str, Callable[[Sample], bytes]]] = {
    "letters": lines_with_colon,
    "markdown": markdown,
    "capitals": rtf,
    "names": odt,
    "vtt": vtt,
    "srt": srt,
    "table": word_table,
    "bold": word_bold,
    "ownline": own_lines,
    "tabs": tabs,
}


def write(folder: Path = TARGET) -> list[Path]:
    """Write every sample into a folder; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for sample in samples():
        path = folder / sample.file
        path.write_bytes(LAYOUTS[sample.layout](sample))
        written.append(path)
    return written


if __name__ == "__main__":
    for file in write(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET):
        sys.stdout.write(f"{file.name}\n")

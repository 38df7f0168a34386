"""Reading transcripts: one reader for each format, one recogniser of turns, one draft."""

from __future__ import annotations

from interview_coder.importing.files import FORMATS, MAX_BYTES, find_files
from interview_coder.importing.formats import parse_text, read_data, read_draft
from interview_coder.importing.header import metadata_from_name

__all__ = ["FORMATS", "MAX_BYTES", "find_files", "metadata_from_name", "parse_text", "read_data", "read_draft"]

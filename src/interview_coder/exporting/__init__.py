"""What leaves a study as a file: one row model, then a writer per format.

``quotes`` says what the coded-quote table holds; ``document`` has the values that ``word``, ``excel`` and ``plain``
write; ``files`` makes a file whole or not there and the same bytes each time; ``cells`` makes text harmless.
"""

from interview_coder.exporting.formats import TABLE_FORMATS
from interview_coder.exporting.interviews import export_interviews
from interview_coder.exporting.memos import export_memos
from interview_coder.exporting.quotes import export_quotes
from interview_coder.exporting.redaction_log import export_redaction_log

__all__ = ["TABLE_FORMATS", "export_interviews", "export_memos", "export_quotes", "export_redaction_log"]

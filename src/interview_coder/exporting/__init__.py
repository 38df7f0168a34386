"""What leaves a study as a file: one row model, then a writer per format.

A module per kind says what is in it; ``document`` has the values that ``word``, ``excel``, ``plain``, ``web`` and
``latex`` write; ``files`` makes a file whole or not there and the same bytes each time; ``cells`` makes text harmless.
"""

from interview_coder.exporting.agreement import export_agreement
from interview_coder.exporting.appendix import export_appendix
from interview_coder.exporting.audit import export_audit
from interview_coder.exporting.codebook import export_codebook
from interview_coder.exporting.counts import export_cooccurrence, export_matrix, export_saturation
from interview_coder.exporting.figures import Numbers, Tally, export_figures
from interview_coder.exporting.formats import TABLE_FORMATS, Target
from interview_coder.exporting.interviews import export_interviews
from interview_coder.exporting.memos import export_memos
from interview_coder.exporting.quotes import QUOTE_FORMATS, Sources, export_quotes
from interview_coder.exporting.redaction_log import export_redaction_log
from interview_coder.exporting.report import export_report
from interview_coder.exporting.transcript import export_transcripts

__all__ = [
    "QUOTE_FORMATS",
    "TABLE_FORMATS",
    "Numbers",
    "Sources",
    "Tally",
    "Target",
    "export_agreement",
    "export_appendix",
    "export_audit",
    "export_codebook",
    "export_cooccurrence",
    "export_figures",
    "export_interviews",
    "export_matrix",
    "export_memos",
    "export_quotes",
    "export_redaction_log",
    "export_report",
    "export_saturation",
    "export_transcripts",
]

"""What leaves a study as a file: one row model, then a writer per format.

``quotes`` says what the coded-quote table holds; ``document`` has the values that ``word``, ``excel`` and ``plain``
write; ``files`` makes a file whole or not there and the same bytes each time; ``cells`` makes text harmless.
"""

from interview_coder.exporting.quotes import QUOTE_FORMATS, export_quotes

__all__ = ["QUOTE_FORMATS", "export_quotes"]

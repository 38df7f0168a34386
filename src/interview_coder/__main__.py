"""``python -m interview_coder`` is the same program as ``interview-coder``."""

from interview_coder.cli import main

main()

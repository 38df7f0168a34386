"""Writes docs/keys.md: `python -m interview_coder.tui.actions`."""

import sys

from interview_coder.tui.actions import keys_page

sys.stdout.write(keys_page("en"))

"""The screens."""

import os

# Textual reads this when it is imported. It paints when the next frame is due, and at its sixty a second a key waits
# longer for that than for all that it does; nothing here moves by itself, so more frames cost nothing.
os.environ.setdefault("TEXTUAL_FPS", "240")

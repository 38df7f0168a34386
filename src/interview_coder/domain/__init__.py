"""What the work is about, in pure Python: no files, no database. Its modules are read when they are used."""

from interview_coder import later

globals().update(later.modules(__name__, __path__))

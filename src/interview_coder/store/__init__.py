"""The study file. Its modules are read when they are used: a start of the program needs a third of them."""

from interview_coder import later

globals().update(later.modules(__name__, __path__))

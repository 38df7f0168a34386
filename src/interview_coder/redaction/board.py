"""What the rules have found so far: a mark for each token, and how marks become finds."""

from __future__ import annotations

from msgspec import Struct

from interview_coder.domain.model import Find, NameKind
from interview_coder.redaction.lexicon import Flag, Lexicon
from interview_coder.redaction.tokens import Page, is_initial, whole_graphemes


class Mark(Struct, frozen=True):
    """Why a token is (part of) a name."""

    kind: NameKind
    confidence: float
    reason: str


class Board:
    """A page with the flags of its tokens, what is to be kept, and the marks made so far."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self.page = page
        self.lexicon = lexicon
        self.flags = [lexicon.flags(low) if alpha else 0 for low, alpha in zip(page.low, page.alpha, strict=True)]
        for index, word in enumerate(page.words):
            if page.capital[index] and word in lexicon.letters and not page.speech[index]:
                self.flags[index] = Flag.KEEP
        self.kept = [False] * len(page)
        self.marks: list[Mark | None] = [None] * len(page)
        self.odds: list[float] = []
        """The detector's probability for each token to be in a name; empty without a detector."""

    def mark(self, start: int, end: int, kind: NameKind, confidence: float, reason: str) -> None:
        """Mark tokens as one name; a surer mark stands. Tokens of marks and labels stay free."""
        mark = Mark(kind, confidence, reason)
        for index in range(max(start, 0), min(end, len(self.marks))):
            old = self.marks[index]
            if not self.page.shut[index] and (old is None or old.confidence < confidence):
                self.marks[index] = mark

    def near(self, index: int, step: int) -> int:
        """The neighbouring token on the same line, -1 where there is none or it is shut."""
        other = index + step
        if not 0 <= other < len(self.page.low) or self.page.newline[max(index, other)] or self.page.shut[other]:
            return -1
        return other

    def low(self, index: int) -> str:
        """The token in lower case; empty outside the page."""
        return self.page.low[index] if 0 <= index < len(self.page.low) else ""

    def finds(self) -> list[Find]:
        """The marks as spans of the text: runs of marked tokens with only white space, a hyphen or a dot between."""
        page, found = self.page, []
        index, size = 0, len(page)
        while index < size:
            if self.marks[index] is None:
                index += 1
                continue
            end = index + 1
            while end < size:
                if self.marks[end] is not None and not page.newline[end]:
                    end += 1
                elif self._bridges(end):
                    end += 2
                else:
                    break
            found.append(self._find(index, end))
            index = end
        return found

    def _bridges(self, index: int) -> bool:
        """Whether the token joins the marked one before it to the marked one after it."""
        page = self.page
        if index + 1 >= len(page) or self.marks[index + 1] is None or page.newline[index] or page.newline[index + 1]:
            return False
        if page.shut[index] or page.shut[index + 1]:
            return False
        if page.words[index] in ("-", "‐", "‑"):
            return not page.gap[index] and not page.gap[index + 1]
        return page.words[index] == "." and not page.gap[index] and is_initial(page.words[index - 1])

    def _find(self, start: int, end: int) -> Find:
        marks = [mark for mark in self.marks[start:end] if mark is not None]
        best = max(marks, key=lambda mark: mark.confidence)
        lead = next((mark for mark in marks if mark.confidence >= best.confidence - 0.1), best)
        first, last = whole_graphemes(self.page.text, self.page.spans[start][0], self.page.spans[end - 1][1])
        return Find(first, last, lead.kind, best.confidence, lead.reason)

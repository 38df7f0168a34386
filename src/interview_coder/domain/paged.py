"""Long lists of which a page at a time is in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

Item = TypeVar("Item")

PAGE = 500
"""So many items are read at a time."""


def counted(items: Sequence[Item], progress: Callable[[int, int], None]) -> Iterator[Item]:
    """The items; ``progress`` is called before each page with how many there were and how many there are."""
    for index, item in enumerate(items):
        if index % PAGE == 0:
            progress(index, len(items))
        yield item


class Paged(Sequence[Item], Generic[Item]):
    """Items that are read page by page when they are asked for: quick to walk through, small in memory.

    ``keys`` say which items, in order; ``read`` gives those of some keys. The page that was read last is kept.
    """

    def __init__(
        self, keys: Sequence[Any], read: Callable[[Sequence[Any]], Sequence[Item]], *, size: int = PAGE
    ) -> None:
        self._keys, self._read, self._size = keys, read, size
        self._at = -1
        self._page: Sequence[Item] = ()

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return Paged(self._keys[index], self._read, size=self._size)
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        page, place = divmod(index % len(self), self._size)
        if page != self._at:
            self._page, self._at = self._read(self._keys[page * self._size : (page + 1) * self._size]), page
        return self._page[place]

    def __iter__(self) -> Iterator[Item]:
        return (self[index] for index in range(len(self)))

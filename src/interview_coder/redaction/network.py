"""What the detector makes of a token in its company: spaCy's ``MaxoutWindowEncoder`` and the last layer of its tagger.

Worked out with numpy: through spaCy the same numbers take nearly three times as long, a quarter of all a reading takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

_TINY: Final = 1e-8


class Network:
    """The layers of a trained tagger behind its embedding, ready to be asked."""

    def __init__(self, encode: Any, score: Any) -> None:
        import numpy

        _one_thread()
        self._layers: list[tuple[Any, ...]] = []
        for layer in encode.walk():
            if layer.name == "maxout":
                weights, bias = layer.get_param("W"), layer.get_param("b")
                out, pieces, wide = weights.shape
                self._width, self._pieces = out, pieces
                flat = weights.transpose(1, 0, 2).reshape(out * pieces, wide)
                self._layers.append((numpy.ascontiguousarray(flat.T), bias.T.reshape(-1).copy()))
            elif layer.name == "layernorm":
                self._layers[-1] += (layer.get_param("G"), layer.get_param("b"))
        last = next(layer for layer in score.walk() if layer.has_param("W"))
        self._last = last.get_param("W").T, last.get_param("b")

    def scores(self, lines: Sequence[Any]) -> list[Any]:
        """For each line, of shape (tokens, width), the score of each tag, of shape (tokens, tags)."""
        import numpy

        # Rows of noughts before and behind a line, one a layer, as spaCy puts there: no line sees another.
        apart, width = len(self._layers), self._width
        rows = numpy.zeros((sum(map(len, lines)) + apart * (len(lines) + 1), width), "f")
        spans, at = [], apart
        for line in lines:
            spans.append((at, at + len(line)))
            rows[at : at + len(line)] = line
            at += len(line) + apart
        around, mean = numpy.zeros((len(rows), 3 * width), "f"), numpy.full((width, 1), 1 / width, "f")
        for weights, bias, scale, shift in self._layers:
            around[1:, :width], around[:, width:-width], around[:-1, -width:] = rows[:-1], rows, rows[1:]
            pieces = around @ weights
            pieces += bias
            made = pieces[:, :width]
            for first in range(width, self._pieces * width, width):
                made = numpy.maximum(made, pieces[:, first : first + width])
            made -= made @ mean
            spread = numpy.einsum("ij,ij->i", made, made) / width + _TINY
            made *= scale
            made *= (spread**-0.5)[:, None]
            made += shift
            rows += made
        weights, bias = self._last
        told = rows @ weights + bias
        return [told[start:end] for start, end in spans]


@cache
def _one_thread() -> None:
    """Keep numpy to one thread for products: with matrices as small as these several wait for each other."""
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, "blas")

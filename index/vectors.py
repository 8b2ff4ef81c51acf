"""Vectors in, a FAISS file out; a query vector in, rows and cosines out, exactly.

Vectors are kept as 16-bit floats and mapped into memory, not read: what a process has resident is
what it touches. Search is exhaustive, on one thread, which is exact and faster than two threads
on a busy machine up to some 300,000 rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.engine import Vectors
from index.errors import BuildError, DamagedIndexError

__all__ = ["Rows", "VectorStore", "VectorWriter", "row_mask"]

Rows = NDArray[np.int64]


class VectorWriter:
    """Gathers vectors, row by row, and writes them to one file."""

    def __init__(self, dim: int) -> None:
        self._dim = dim
        self._index = faiss.IndexScalarQuantizer(
            dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, vectors: Vectors) -> None:
        """Append rows of unit length: float32, (n, dim)."""
        if vectors.shape[1:] != (self._dim,):
            raise ValueError(f"rows of {self._dim} are stored, not {vectors.shape}")
        if len(vectors):
            self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def write(self, path: Path) -> None:
        """Write all rows. :raises BuildError: the file cannot be written."""
        try:
            faiss.write_index(self._index, str(path))
        except RuntimeError as error:
            raise BuildError(f"{path} cannot be written: is the disk full?") from error


class VectorStore:
    """The rows of one file. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Open `path`. :raises DamagedIndexError: it is not a file of vectors."""
        try:
            self._index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise DamagedIndexError(
                f"{path} cannot be read; build the index again with: findings index"
            ) from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def search(
        self, vector: Vectors, top_k: int, mask: NDArray[np.bool_] | None = None
    ) -> tuple[Rows, Vectors]:
        """The `top_k` rows nearest to `vector`, best first, and their cosines.

        `mask` is bool, (n_rows,): the rows that may be found.
        """
        faiss.omp_set_num_threads(1)  # counts for the calling thread only
        top_k = min(top_k, len(self) if mask is None else int(mask.sum()))
        if top_k < 1:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        if mask is None:
            scores, rows = self._index.search(query, top_k)
        else:
            bits = np.packbits(mask, bitorder="little")
            # faiss's Python layer takes the array and the keyword; its type hints do not know.
            selector = faiss.IDSelectorBitmap(bits)  # type: ignore[arg-type, call-arg]
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
            scores, rows = self._index.search(query, top_k, params=parameters)
        # Ties in row order, so that the same rows in another store give the same answer.
        order = np.lexsort((rows[0], -scores[0]))
        return rows[0][order], scores[0][order]

    def rows(self, rows: Sequence[int] | range) -> Vectors:
        """The vectors of `rows`: float32, (n, dim). :raises IndexError: there is no such row."""
        if not len(rows):
            return np.empty((0, self.dim), np.float32)
        wanted = np.asarray(rows, dtype=np.int64)
        if wanted.min() < 0 or wanted.max() >= len(self):
            raise IndexError(f"rows run from 0 to {len(self) - 1}")
        if wanted[-1] - wanted[0] == len(wanted) - 1 and (np.diff(wanted) == 1).all():
            found = self._index.reconstruct_n(int(wanted[0]), len(wanted))
        else:
            found = self._index.reconstruct_batch(wanted)
        return np.asarray(found, dtype=np.float32)


def row_mask(n_rows: int, ranges: Sequence[range]) -> NDArray[np.bool_]:
    """Which of `n_rows` rows lie in one of `ranges`: bool, (n_rows,)."""
    mask = np.zeros(n_rows, dtype=np.bool_)
    for span in ranges:
        mask[span.start : span.stop] = True
    return mask

"""Vectors on disk: what is saved is what is loaded, and search is exact."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine import Vectors
from index.errors import BuildError, DamagedIndexError
from index.pieces import unit_rows
from index.vectors import VectorStore, VectorWriter, row_mask


def _store(path: Path, vectors: Vectors) -> VectorStore:
    writer = VectorWriter(vectors.shape[1])
    writer.add(vectors[: len(vectors) // 2])
    writer.add(vectors[len(vectors) // 2 :])
    writer.write(path)
    return VectorStore(path)


def _vectors(n_rows: int, dim: int, seed: int) -> Vectors:
    random = np.random.default_rng(seed)
    return unit_rows(random.standard_normal((n_rows, dim)).astype(np.float32))


@settings(max_examples=30, deadline=None)
@given(n_rows=st.integers(1, 40), seed=st.integers(0, 2**31))
def test_saved_and_loaded_and_saved_again_are_equal(
    tmp_path_factory: pytest.TempPathFactory, n_rows: int, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("vectors")
    vectors = _vectors(n_rows, 8, seed)
    first = _store(folder / "first", vectors)
    loaded = first.rows(range(n_rows))
    np.testing.assert_allclose(loaded, vectors, atol=5e-4)  # 16-bit floats
    again = _store(folder / "again", loaded)
    np.testing.assert_array_equal(again.rows(range(n_rows)), loaded)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**31), top_k=st.integers(1, 60), data=st.data())
def test_search_is_exact_with_and_without_a_mask(
    tmp_path_factory: pytest.TempPathFactory, seed: int, top_k: int, data: st.DataObject
) -> None:
    store = _store(tmp_path_factory.mktemp("vectors") / "v", _vectors(50, 16, seed))
    query = _vectors(1, 16, seed + 1)[0]
    cosines = store.rows(range(50)) @ query
    ranges = [range(data.draw(st.integers(0, 49)), data.draw(st.integers(0, 50)))]
    for mask in (None, row_mask(50, ranges)):
        allowed = np.arange(50) if mask is None else np.flatnonzero(mask)
        expected = sorted(cosines[allowed].tolist(), reverse=True)[:top_k]
        rows, scores = store.search(query, top_k, mask)
        np.testing.assert_allclose(scores, expected, atol=1e-5)
        assert set(rows.tolist()) <= set(allowed.tolist())


def test_rows_in_any_order(tmp_path: Path) -> None:
    store = _store(tmp_path / "v", _vectors(10, 8, 1))
    np.testing.assert_array_equal(store.rows([7, 2, 2]), store.rows(range(10))[[7, 2, 2]])
    assert store.rows([]).shape == (0, 8)


@pytest.mark.parametrize("rows", [[-1], [10], [3, 10]])
def test_rows_that_do_not_exist_are_an_error(tmp_path: Path, rows: list[int]) -> None:
    with pytest.raises(IndexError):
        _store(tmp_path / "v", _vectors(10, 8, 1)).rows(rows)


def test_equal_vectors_stand_in_row_order(tmp_path: Path) -> None:
    store = _store(tmp_path / "v", np.repeat(_vectors(1, 8, 1), 6, axis=0))
    rows, _ = store.search(store.rows([0])[0], 6)
    assert rows.tolist() == [0, 1, 2, 3, 4, 5]


def test_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "v").write_bytes(b"not vectors")
    with pytest.raises(DamagedIndexError, match="findings index"):
        VectorStore(tmp_path / "v")


def test_unwritable_folder_is_named(tmp_path: Path) -> None:
    writer = VectorWriter(8)
    writer.add(_vectors(3, 8, 1))
    with pytest.raises(BuildError, match="missing"):
        writer.write(tmp_path / "missing" / "v")


def test_empty_store_finds_nothing(tmp_path: Path) -> None:
    store = _store(tmp_path / "v", np.empty((0, 8), np.float32))
    assert store.search(np.ones(8, np.float32), 5)[0].tolist() == []

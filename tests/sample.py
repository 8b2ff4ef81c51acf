"""The sample that comes with the project, and where it lies."""

from __future__ import annotations

from pathlib import Path

__all__ = ["QUERIES", "SAMPLE"]

SAMPLE = Path(__file__).parent.parent / "corpus" / "sample"
QUERIES = Path(__file__).parent / "data" / "sample_queries.jsonl"

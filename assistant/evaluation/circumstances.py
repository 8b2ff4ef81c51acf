"""What a run depends on besides its answers, as hashes: documents, questions, program."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from assistant.evaluation.queries import Query, query_record
from index.engine import DocumentRecord

__all__ = ["documents_hash", "questions_hash", "source_commit"]

_DIGITS = 16


def documents_hash(records: Iterable[DocumentRecord]) -> str:
    """What stands for the documents held: the same for the same files, in whatever order."""
    joined = "\n".join(sorted(record.sha256 for record in records))
    return hashlib.sha256(joined.encode()).hexdigest()[:_DIGITS]


def questions_hash(queries: Iterable[Query]) -> str:
    """What stands for questions and gold: the same however their file is laid out."""
    lines = (json.dumps(query_record(query), sort_keys=True) for query in queries)
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:_DIGITS]


def source_commit(folder: Path) -> str | None:
    """The commit of the source in `folder`, "+" behind it where files differ from it; None where
    that is no repository.
    """
    if shutil.which("git") is None or not (folder / ".git").exists():
        return None

    def git(*arguments: str) -> str:
        found = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True
        )
        return found.stdout.strip()

    try:
        changed = git("status", "--porcelain", "--untracked-files=no")
        return git("rev-parse", "--short=12", "HEAD") + ("+" if changed else "")
    except subprocess.CalledProcessError:
        return None

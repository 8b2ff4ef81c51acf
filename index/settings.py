"""What can be set about the index: the model, how it is run, what is stored, how hits are fused."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from index.errors import SettingsError

__all__ = ["DEFAULT_MODEL", "IndexSettings", "Precision", "Runtime", "SentenceVectors"]

DEFAULT_MODEL = "all-MiniLM-L6-v2"


class Runtime(StrEnum):
    """What computes vectors."""

    OPENVINO = "openvino"
    TORCH = "torch"


class Precision(StrEnum):
    """How the OpenVINO runtime computes: AUTO is the processor's own, where it agrees with f32."""

    AUTO = "auto"
    BF16 = "bf16"
    F32 = "f32"


class SentenceVectors(StrEnum):
    """What a sentence's vector is made from."""

    CONTEXT = "context"  # its word pieces within its passage: one forward pass gives both
    ALONE = "alone"  # the sentence by itself, a list item with its lead-in


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Settings of the index; plain strings are taken for the enumerations.

    `model` is the packaged model's name, a folder, or a name on the Hugging Face hub.
    `question_adapter` adapts the model to questions: "packaged", a file, or "" for none; stored
    vectors do not depend on it. `reranker` reads question and sentence together: "packaged", the
    folder or name of a CrossEncoder of sentence-transformers, a file of `.safetensors` that adapts
    the packaged model, or "" for none. `context_weight` is the weight of a lexical match in the
    context (headings, lead-in) beside 1.0 for the text itself. `rrf_k` is the constant of reciprocal
    rank fusion, `dense_weight` and `lexical_weight` what each side's ranks weigh in it; a side of
    weight 0 is not searched. `candidates` is how many of each side are fused at least.

    :raises SettingsError: a value that the setting cannot have.
    """

    model: str = DEFAULT_MODEL
    runtime: Runtime = Runtime.OPENVINO
    precision: Precision = Precision.AUTO
    sentence_vectors: SentenceVectors = SentenceVectors.CONTEXT
    question_adapter: str = "packaged"
    reranker: str = ""
    context_weight: float = 0.3
    rrf_k: int = 60
    dense_weight: float = 1.0
    lexical_weight: float = 1.0
    candidates: int = 200
    cached_documents: int = 64

    def __post_init__(self) -> None:
        for name, enumeration in _ENUMERATIONS.items():
            value = getattr(self, name)
            try:
                object.__setattr__(self, name, enumeration(value))
            except ValueError as error:
                choices = ", ".join(f'"{member}"' for member in enumeration)
                raise SettingsError(
                    f"index setting {name} is {value!r}; choose one of {choices}"
                ) from error
        if not self.model:
            raise SettingsError("index setting model is empty; name a model or a folder")
        for name, least in (("rrf_k", 1), ("candidates", 1), ("cached_documents", 1)):
            if getattr(self, name) < least:
                raise SettingsError(f"index setting {name} must be at least {least}")
        for name in ("context_weight", "dense_weight", "lexical_weight"):
            if not 0 <= getattr(self, name) <= 10:
                raise SettingsError(f"index setting {name} must lie between 0 and 10")
        if not self.dense_weight + self.lexical_weight:
            raise SettingsError("index settings dense_weight and lexical_weight are both 0")

    def stored(self) -> dict[str, Any]:
        """The settings that decide what is stored: a change of one asks for a rebuild."""
        return {"sentence_vectors": str(self.sentence_vectors)}

    def opened(self) -> dict[str, Any]:
        """The settings with which an index is opened; the others are read at each search."""
        return {
            entry.name: getattr(self, entry.name)
            for entry in fields(self)
            if entry.name not in _AT_SEARCH
        }

    @classmethod
    def names(cls) -> frozenset[str]:
        """Names of all settings."""
        return frozenset(entry.name for entry in fields(cls))


_AT_SEARCH = frozenset({"rrf_k", "dense_weight", "lexical_weight", "candidates"})

_ENUMERATIONS: dict[str, type[StrEnum]] = {
    "runtime": Runtime,
    "precision": Precision,
    "sentence_vectors": SentenceVectors,
}

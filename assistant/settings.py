"""What can be set about answering; each value's default was chosen on the evaluation questions."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["AssistantSettings"]


@dataclass(frozen=True, slots=True)
class AssistantSettings:
    """Settings of the assistant.

    `glossary` names a TOML file of a council's own terms. `max_question_chars` is a limit on what
    is read. `n_extracts` is how many extracts an answer shows at most (a list may have ten).
    `refuse_below` is the answerability, 0 to 1, under which nothing is shown as an answer.
    `ranker` names another weights file, or "fused" for the order of the searches alone.
    `n_reranked` is how many candidates the engine's re-ranker reads, 0 for none, where the first
    leads the second by less than `rerank_within` points; `reranked` names another file of the
    weights for what it read; with an own `ranker` and no own `reranked` nothing is read. `themes`
    names a council's own themes of a theme pack. `glossary_weight` is that of the names which the
    glossary and the documents add, beside 1 of the user's own words.

    To learn what a part is worth it can be switched off: `filters` (whose documents, who speaks,
    which inspection), `structure` (grades and lists from the lines that state them), `sentences`
    (searched besides passages).
    """

    glossary: str = ""
    ranker: str = ""
    n_reranked: int = 6
    rerank_within: float = 1.5
    reranked: str = ""
    themes: str = ""
    max_question_chars: int = 1_000
    n_extracts: int = 5
    max_extract_words: int = 110
    n_candidates: int = 120
    refuse_below: float = 0.34
    glossary_weight: float = 1.0
    filters: bool = True
    structure: bool = True
    sentences: bool = True

    def __post_init__(self) -> None:
        for name in ("max_question_chars", "n_extracts", "max_extract_words", "n_candidates"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")
        if self.n_reranked < 0:
            raise ValueError(f"n_reranked must be at least 0, not {self.n_reranked}")
        if self.rerank_within < 0:
            raise ValueError(f"rerank_within must be at least 0, not {self.rerank_within}")
        if not 0 <= self.refuse_below <= 1:
            raise ValueError(f"refuse_below must be from 0 to 1, not {self.refuse_below}")
        if not 0 <= self.glossary_weight <= 4:
            raise ValueError(f"glossary_weight must be from 0 to 4, not {self.glossary_weight}")

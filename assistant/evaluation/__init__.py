"""Queries with gold quotes in, measures and reports of how well an assistant answers out."""

from assistant.evaluation.queries import Gold, GoldSpan, Query, QueryError, load_queries
from assistant.evaluation.report import Figures, Report, Result
from assistant.evaluation.runner import evaluate

__all__ = [
    "Figures",
    "Gold",
    "GoldSpan",
    "Query",
    "QueryError",
    "Report",
    "Result",
    "evaluate",
    "load_queries",
]

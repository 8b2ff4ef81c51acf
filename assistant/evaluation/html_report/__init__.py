"""A run in, one HTML file out that shows it whole: figures, plots with their tables, every question."""

from assistant.evaluation.html_report.page import report_page

__all__ = ["report_page"]

"""For developers: run a collection, look through its results, judge extracts, review feedback.

Off unless `[web] workbench` says so: whoever reaches the site then reads what others asked and said.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from assistant.evaluation.experiments import Experiments
from assistant.evaluation.own_collection import OwnCollection
from web.collection import Collection
from web.navigation import NAVIGATION, Screen
from web.settings import WebSettings
from web.workbench import feedback, judging, runs
from web.workbench.bench import OWN, Bench, blueprint
from web.workbench.kept_runs import KeptRuns
from web.workbench.reviews import Reviews
from web.workbench.trials import Trials

__all__ = ["feedback", "judging", "open_workbench", "runs"]


def open_workbench(app: Flask, settings: WebSettings, collection: Collection, data: Path) -> None:
    """Add the workbench to `app`, where the settings say so."""
    if not settings.workbench:
        return
    experiments = Experiments(data / "experiments")
    app.extensions["workbench"] = Bench(
        folder=data / "collections",
        runs=KeptRuns(experiments),
        trials=Trials(collection, experiments),
        own=OwnCollection(data / "collections" / OWN),
        reviews=Reviews(data / "web" / "reviews.sqlite", settings.feedback_days),
    )
    app.register_blueprint(blueprint)
    app.jinja_env.globals["navigation"] = (
        *NAVIGATION,
        Screen("Workbench", "workbench.index", ("workbench",)),
    )

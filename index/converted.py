"""A model converted for OpenVINO once, by a child process, and kept in a folder of its own."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from index.conversion import REPORT
from index.encoder import ConversionError

__all__ = ["convert"]

logger = logging.getLogger(__name__)


def convert(
    module: str, name: str, source: Path, folder: Path, rest: Sequence[Path | None]
) -> None:
    """Let `module` write the model of `source` to `folder`, all of it or nothing.

    `module` is run as a program with the model's folder, a folder to write to and `rest`; `name`
    is what the log calls the model.

    :raises ConversionError: it could not be converted.
    """
    logger.info("converting the model %s for OpenVINO, once", name)
    folder.parent.mkdir(parents=True, exist_ok=True)
    package_root = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".converting-") as work:
        child = subprocess.run(
            [
                sys.executable,
                "-m",
                module,
                str(source),
                str(Path(work).resolve()),
                *(str(path.resolve()) if path else "" for path in rest),
            ],
            cwd=package_root,
            env={**os.environ, "HF_HUB_OFFLINE": "1", "OPENVINO_TELEMETRY_OPT_OUT": "1"},
            capture_output=True,
            text=True,
            errors="replace",
        )
        if child.returncode != 0:
            last = (child.stderr.strip() or "no message").splitlines()[-1]
            raise ConversionError(f"OpenVINO could not convert it ({last})")
        done = Path(work) / "done"
        done.mkdir()
        for path in list(Path(work).iterdir()):
            if path.is_file():
                with path.open("rb") as stream:
                    os.fsync(stream.fileno())
                path.rename(done / path.name)
        try:
            done.rename(folder)
        except OSError:
            if not (folder / REPORT).is_file():  # otherwise another process was as fast
                shutil.rmtree(folder, ignore_errors=True)
                done.rename(folder)

"""A question from a cold start loads what answers it and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HEAVY = ["torch", "transformers", "sentence_transformers", "flask", "waitress", "trafilatura"]
HEAVY += ["pypdf", "docx", "rich"]
PROGRAM = """
import json, sys, findings
code = findings.main(["ask", "what did Ofsted say about care leavers in Wirral?", "--data", sys.argv[1]])
print(json.dumps([code, sorted({name.split(".")[0] for name in sys.modules})]))
"""


def test_asking_imports_no_readers_no_web_and_no_pytorch(sample_data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(sample_data)],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr
    assert not set(HEAVY) & set(modules)
    assert done.stderr == ""


def test_the_module_runs_as_the_command_does() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "findings", "--version"],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert done.stdout.startswith("findings ")

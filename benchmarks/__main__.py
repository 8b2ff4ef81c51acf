"""List the benchmarks, or run one: `python -m benchmarks [NAME [OPTIONS …]]`."""

from __future__ import annotations

import ast
import runpy
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

__all__ = ["benchmarks", "main"]


def benchmarks() -> Mapping[str, str]:
    """The modules of this package that can be run, each with the first line of its docstring."""
    found = {}
    here = Path(__file__).parent
    for path in sorted(here.rglob("*.py")):
        source = path.read_text("utf-8")
        if path.stem[0] != "_" and "__main__" in source:
            said = ast.get_docstring(ast.parse(source)) or ""
            name = ".".join(path.relative_to(here).with_suffix("").parts)
            found[name] = said.partition("\n")[0]
    return found


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark that is named first with the other arguments, or list them all."""
    known = benchmarks()
    if not arguments or arguments[0] in ("-h", "--help"):
        print("python -m benchmarks NAME [--help | OPTIONS …]\n")
        for name, said in known.items():
            print(f"  {name:<26} {said}")
        return 0
    name, *options = arguments
    if name not in known:
        print(f"there is no benchmark {name!r}; there are {', '.join(known)}", file=sys.stderr)
        return 1
    sys.argv = [f"benchmarks.{name}", *options]
    runpy.run_module(f"benchmarks.{name}", run_name="__main__", alter_sys=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

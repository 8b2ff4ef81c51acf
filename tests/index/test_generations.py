"""Generations on disk: one pointer, one builder, nothing left behind."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest

from index.errors import BusyError, DamagedIndexError, IncompatibleError, NoIndexError
from index.generations import Generations, Manifest, current_generation


def _manifest(name: str, previous: str | None = None) -> Manifest:
    return Manifest(
        name=name,
        created="2026-01-01",
        model="m",
        fingerprint="f",
        dim=8,
        settings={},
        pipeline="p",
        counts={"documents": 0, "passages": 0, "sentences": 0},
        previous=previous,
    )


def _generation(generations: Generations) -> str:
    with generations.building():
        name, folder = generations.begin()
        (folder / "content").write_text(name)
        generations.seal(folder, _manifest(name, generations.in_use()))
        generations.rename(folder, name)
        generations.switch(name)
        generations.clean()
    return name


def _names(data_dir: Path) -> set[str]:
    return {path.name for path in (data_dir / "generations").iterdir()}


def test_last_two_are_kept(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    names = [_generation(generations) for _ in range(4)]
    assert names == sorted(names)
    assert current_generation(tmp_path) == names[-1]
    assert _names(tmp_path) == set(names[-2:])


def test_nothing_built_is_said_with_the_remedy(tmp_path: Path) -> None:
    assert current_generation(tmp_path / "missing") is None
    with pytest.raises(NoIndexError, match="findings index SOURCE"):
        Generations(tmp_path).current()


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    name = _generation(generations)
    _, abandoned = generations.begin()
    (abandoned / "half").write_text("half")
    orphan, folder = generations.begin()
    generations.seal(folder, _manifest(orphan))
    generations.rename(folder, orphan)  # killed before the switch
    (tmp_path / "CURRENT.new").write_text(orphan)
    (tmp_path / "models" / ".converting-x").mkdir(parents=True)
    with generations.building():
        assert _names(tmp_path) == {name}
    assert current_generation(tmp_path) == name
    assert not (tmp_path / "CURRENT.new").exists()
    assert not list((tmp_path / "models").iterdir())


def test_second_builder_is_refused(tmp_path: Path) -> None:
    with (
        Generations(tmp_path).building(),
        pytest.raises(BusyError, match="another process is building"),
        Generations(tmp_path).building(),
    ):
        pass
    with Generations(tmp_path).building():
        pass


def _hold_and_die(data_dir: str) -> None:
    import os

    with Generations(Path(data_dir)).building():
        os._exit(9)


def test_lock_of_a_dead_builder_is_no_obstacle(tmp_path: Path) -> None:
    child = multiprocessing.get_context("spawn").Process(
        target=_hold_and_die, args=(str(tmp_path),)
    )
    child.start()
    child.join()
    assert child.exitcode == 9
    assert (tmp_path / ".lock").exists()
    with Generations(tmp_path).building():
        pass


def test_another_format_is_refused_with_the_remedy(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    name = _generation(generations)
    path = generations.path(name) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format_version": 99}))
    with pytest.raises(IncompatibleError, match=r"format 99, .* findings index"):
        generations.manifest(name)


def test_changed_file_is_found(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    name = _generation(generations)
    generations.verify_files(generations.path(name))
    content = generations.path(name) / "content"
    content.write_text(content.read_text()[::-1])
    with pytest.raises(DamagedIndexError, match="content is not what was written"):
        generations.verify_files(generations.path(name))
    content.unlink()
    with pytest.raises(DamagedIndexError, match="content is missing"):
        generations.manifest(name)


@pytest.mark.parametrize("pointer", ["", "../../etc", "20260101T000000.000000-00zz", "\x00"])
def test_pointer_that_names_nothing_is_refused(tmp_path: Path, pointer: str) -> None:
    (tmp_path / "CURRENT").write_text(pointer)
    with pytest.raises(DamagedIndexError, match="names no generation"):
        current_generation(tmp_path)


def test_nothing_is_removed_while_the_pointer_is_damaged(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    name = _generation(generations)
    (tmp_path / "CURRENT").write_text("garbage")
    with generations.building():
        assert _names(tmp_path) == {name}

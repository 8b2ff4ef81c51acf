"""The adapter for questions: its place, its effect, and what it must not touch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from index.adapter import PACKAGED, find_adapter, merge_adapter
from index.encoder import Encoder, load_encoder, load_question_encoder
from index.errors import ModelError
from index.model import find_model
from index.settings import DEFAULT_MODEL, IndexSettings


@pytest.fixture(scope="module")
def plain(models: Path) -> Encoder:
    return load_encoder(IndexSettings(), models)


@pytest.fixture(scope="module")
def adapted(models: Path, plain: Encoder) -> Encoder:
    return load_question_encoder(IndexSettings(), models, plain)


def test_the_packaged_adapter_is_found_for_the_packaged_model() -> None:
    path = find_adapter(PACKAGED, find_model(DEFAULT_MODEL))
    assert path is not None
    assert path.is_file()


def test_an_empty_setting_means_no_adapter() -> None:
    assert find_adapter("", find_model(DEFAULT_MODEL)) is None


def test_a_missing_file_is_named_with_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere\.safetensors.*question_adapter"):
        find_adapter(str(tmp_path / "nowhere.safetensors"), find_model(DEFAULT_MODEL))


def test_without_an_adapter_questions_are_encoded_as_documents_are(
    models: Path, plain: Encoder
) -> None:
    settings = IndexSettings(question_adapter="")
    assert load_question_encoder(settings, models, plain) is plain


def test_a_plain_question_comes_nearer_to_the_sentence_that_answers_it(
    plain: Encoder, adapted: Encoder
) -> None:
    sentences = plain.encode(
        ["Caseloads are too high.", "The virtual school tracks attendance well."]
    )
    question = ["are social workers rushed off their feet?"]
    margin = {
        name: float((encoder.encode(question) @ (sentences[0] - sentences[1]))[0])
        for name, encoder in (("plain", plain), ("adapted", adapted))
    }
    assert margin["adapted"] > margin["plain"]


def test_adapted_vectors_are_of_unit_length_and_another_s(plain: Encoder, adapted: Encoder) -> None:
    texts = ["how many care leavers are homeless?"]
    one, other = plain.encode(texts)[0], adapted.encode(texts)[0]
    assert np.linalg.norm(other) == pytest.approx(1.0, abs=1e-3)
    assert 0.3 < float(one @ other) < 0.999


def test_matrices_are_added_as_their_product(tmp_path: Path) -> None:
    layer = torch.nn.Linear(3, 2, bias=False)
    model = torch.nn.Sequential(layer)
    before = layer.weight.detach().clone()
    low, high = torch.tensor([[1.0, 2.0, 3.0]]), torch.tensor([[1.0], [-1.0]])
    save_file({"0.A": low, "0.B": high}, str(tmp_path / "adapter.safetensors"))
    merge_adapter(model, tmp_path / "adapter.safetensors")
    # B A = [[1], [-1]] [[1, 2, 3]]
    expected = before + torch.tensor([[1.0, 2.0, 3.0], [-1.0, -2.0, -3.0]])
    assert torch.equal(layer.weight, expected)


@pytest.mark.parametrize(
    ("matrices", "message"),
    [
        ({"9.A": torch.ones(1, 3), "9.B": torch.ones(2, 1)}, "no layer 9"),
        ({"0.A": torch.ones(1, 4), "0.B": torch.ones(2, 1)}, "not the model's size"),
    ],
)
def test_another_model_s_adapter_is_refused(
    tmp_path: Path, matrices: dict[str, torch.Tensor], message: str
) -> None:
    save_file(matrices, str(tmp_path / "adapter.safetensors"))
    model = torch.nn.Sequential(torch.nn.Linear(3, 2, bias=False))
    with pytest.raises(ModelError, match=message):
        merge_adapter(model, tmp_path / "adapter.safetensors")

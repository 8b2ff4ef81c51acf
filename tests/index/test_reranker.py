"""Question and texts read together: the packaged model on both runtimes, and a model of one's own."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from index.adapter import find_adapter
from index.errors import ModelError
from index.model import PACKAGED_SHA256, find_model
from index.openvino_reranker import FURTHEST, OpenVinoReranker
from index.reranker import PACKAGED, Reranker, load_reranker
from index.settings import DEFAULT_MODEL, IndexSettings, Precision, Runtime
from index.torch_reranker import CrossEncoderReranker, PackagedTorchReranker

QUESTION = "are caseloads too high for social workers?"
ANSWER = "Caseloads are too high, and social workers cannot visit children often enough."
TEXTS = (
    "Foster carers are well supported.",
    ANSWER,
    "The virtual school tracks attendance. | Care leavers: What works well:",
    "a",
    " ".join(["Leaders know their services well and have acted on what was found."] * 40),
    "naïve café 漢字 🙂",
    "Caseloads.",
    "",
    "Elected members receive reports each quarter — and challenge them.",
)


@pytest.fixture(scope="module")
def packaged(models: Path) -> Reranker:
    found = load_reranker(IndexSettings(reranker=PACKAGED), models)
    assert isinstance(found, OpenVinoReranker)
    return found


@pytest.fixture(scope="module")
def by_torch(models: Path) -> Reranker:
    found = load_reranker(IndexSettings(reranker=PACKAGED, runtime=Runtime.TORCH), models)
    assert isinstance(found, PackagedTorchReranker)
    return found


def test_the_text_that_answers_is_the_most_relevant(packaged: Reranker) -> None:
    logits = packaged.score(QUESTION, TEXTS)
    assert logits.dtype == np.float32
    assert logits.shape == (len(TEXTS),)
    assert TEXTS[int(logits.argmax())] == ANSWER


def test_both_runtimes_agree(models: Path, packaged: Reranker, by_torch: Reranker) -> None:
    expected = by_torch.score(QUESTION, TEXTS)
    exact = load_reranker(IndexSettings(reranker=PACKAGED, precision=Precision.F32), models)
    assert exact is not None
    assert np.abs(exact.score(QUESTION, TEXTS) - expected).max() <= FURTHEST
    # the processor's own precision, where it is used, must not change which text is better
    assert np.abs(packaged.score(QUESTION, TEXTS) - expected).max() <= 0.25


@pytest.mark.parametrize("runtime", Runtime)
def test_each_text_has_its_own_place_whatever_its_length(
    packaged: Reranker, by_torch: Reranker, runtime: Runtime
) -> None:
    reranker = packaged if runtime is Runtime.OPENVINO else by_torch
    together = reranker.score(QUESTION, TEXTS)
    alone = np.concatenate([reranker.score(QUESTION, [text]) for text in TEXTS])
    backwards = reranker.score(QUESTION, TEXTS[::-1])[::-1]
    # 0.05: a text padded to its neighbour's length is summed in another order
    np.testing.assert_allclose(together, alone, atol=0.05)
    np.testing.assert_allclose(together, backwards, atol=0.05)


@pytest.mark.parametrize("runtime", Runtime)
def test_no_texts_have_no_relevance(
    packaged: Reranker, by_torch: Reranker, runtime: Runtime
) -> None:
    reranker = packaged if runtime is Runtime.OPENVINO else by_torch
    assert reranker.score(QUESTION, []).shape == (0,)
    assert reranker.score(QUESTION, []).dtype == np.float32


def test_long_texts_and_questions_are_cut_alike(packaged: Reranker, by_torch: Reranker) -> None:
    long = " ".join(f"finding number {number} about caseloads." for number in range(200))
    for question, text in ((QUESTION, long), (long, ANSWER), (long, long)):
        (one,), (other,) = packaged.score(question, [text]), by_torch.score(question, [text])
        assert one == pytest.approx(other, abs=0.25)
    # what stands beyond the cut is not read
    one, other = packaged.score(QUESTION, [long, f"{long} {ANSWER}"])
    assert one == pytest.approx(other, abs=0.01)


def test_a_model_is_converted_once(models: Path, packaged: Reranker) -> None:
    (folder,) = models.glob(f"{PACKAGED_SHA256[:16]}-*-reranker-openvino-*")
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    load_reranker(IndexSettings(reranker=PACKAGED), models)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_reading_imports_no_torch(models: Path, packaged: Reranker) -> None:
    code = (
        "import sys; from pathlib import Path; from index.reranker import load_reranker;"
        "from index.settings import IndexSettings;"
        f"load_reranker(IndexSettings(reranker='packaged'), Path({str(models)!r})).score('caseloads', ['high']);"
        "sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_empty_setting_means_no_reranker(tmp_path: Path) -> None:
    assert load_reranker(IndexSettings(), tmp_path) is None
    assert not list(tmp_path.iterdir())


def test_a_missing_file_is_named_with_the_setting(tmp_path: Path) -> None:
    settings = IndexSettings(reranker=str(tmp_path / "nowhere.safetensors"))
    with pytest.raises(ModelError, match=r"nowhere\.safetensors does not exist.*setting reranker"):
        load_reranker(settings, tmp_path)


def test_a_file_of_ones_own_is_taken(tmp_path: Path, by_torch: Reranker) -> None:
    import index

    own = tmp_path / "own.safetensors"
    own.write_bytes((Path(index.__file__).parent / "data" / "reranker.safetensors").read_bytes())
    settings = IndexSettings(reranker=str(own), runtime=Runtime.TORCH)
    reranker = load_reranker(settings, tmp_path)
    assert reranker is not None
    assert reranker.score(QUESTION, TEXTS[:2]).tolist() == pytest.approx(
        by_torch.score(QUESTION, TEXTS[:2]).tolist(), abs=1e-4
    )


def test_a_file_that_is_no_reranker_is_refused(tmp_path: Path) -> None:
    questions = find_adapter(PACKAGED, find_model(DEFAULT_MODEL))
    settings = IndexSettings(reranker=str(questions), runtime=Runtime.TORCH)
    with pytest.raises(ModelError, match=r"head\.weight is missing; it is no re-ranker"):
        load_reranker(settings, tmp_path)


def test_a_file_of_another_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.safetensors"
    save_file({"layer.9.A": torch.ones(1, 3), "layer.9.B": torch.ones(2, 1)}, str(path))
    with pytest.raises(ModelError, match="no layer"):
        load_reranker(IndexSettings(reranker=str(path), runtime=Runtime.TORCH), tmp_path)


def test_a_damaged_file_is_named_after_openvino_gave_up(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "damaged.safetensors"
    path.write_bytes(b"nothing of the kind")
    with (
        caplog.at_level(logging.WARNING),
        pytest.raises(ModelError, match=r"damaged\.safetensors is no adapter"),
    ):
        load_reranker(IndexSettings(reranker=str(path)), tmp_path / "models")
    assert "the re-ranker runs with PyTorch" in caplog.text
    assert not list((tmp_path / "models").iterdir())


def _cross_encoder(folder: Path, n_outputs: int) -> Path:
    """A CrossEncoder of sentence-transformers, tiny and untrained."""
    from sentence_transformers import CrossEncoder
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "caseloads", "are", "too", "high", "low"]
    source = folder / "source"
    source.mkdir()
    (source / "vocab.txt").write_text("\n".join(words), "utf-8")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, max_position_embeddings=64, id2label={n: str(n) for n in range(n_outputs)},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(source)
    AutoTokenizer.from_pretrained(source, model_max_length=64).save_pretrained(source)
    path = folder / f"cross-encoder-{n_outputs}"
    CrossEncoder(str(source), device="cpu").save_pretrained(str(path))
    return path


def test_a_cross_encoder_of_ones_own_takes_its_place(tmp_path: Path) -> None:
    path = _cross_encoder(tmp_path, 1)
    reranker = load_reranker(IndexSettings(reranker=str(path)), tmp_path / "models")
    assert isinstance(reranker, CrossEncoderReranker)
    assert reranker.name == str(path)
    texts = ["caseloads are high", "low", " ".join(["too high"] * 100), "caseloads are low"]
    logits = reranker.score("are caseloads too high", texts)
    assert logits.dtype == np.float32
    assert logits.shape == (4,)
    alone = [reranker.score("are caseloads too high", [text])[0] for text in texts]
    assert logits.tolist() == pytest.approx(alone, abs=1e-5)
    assert reranker.score("are caseloads too high", []).shape == (0,)
    # a logit, not the probability that sentence-transformers makes of it
    model = reranker._model
    probabilities = model.predict(
        [("are caseloads too high", text) for text in texts],
        activation_fn=torch.nn.Sigmoid(),
        show_progress_bar=False,
    )
    assert (1 / (1 + np.exp(-logits))).tolist() == pytest.approx(probabilities.tolist(), abs=1e-5)


def test_a_cross_encoder_with_two_outputs_is_refused(tmp_path: Path) -> None:
    path = _cross_encoder(tmp_path, 2)
    with pytest.raises(ModelError, match=r"has 2 outputs, a re-ranker has one.*setting reranker"):
        load_reranker(IndexSettings(reranker=str(path)), tmp_path / "models")


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot load the cross-encoder.*setting reranker"):
        load_reranker(IndexSettings(reranker=str(tmp_path)), tmp_path / "models")

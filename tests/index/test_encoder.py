"""The real model: OpenVINO computes what sentence-transformers computes, without PyTorch."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Span
from index.encoder import load_encoder
from index.engine import Vectors
from index.model import PACKAGED_SHA256, find_model
from index.openvino_encoder import OpenVinoEncoder
from index.pieces import unit_rows
from index.settings import DEFAULT_MODEL, IndexSettings, Runtime
from index.torch_encoder import TorchEncoder

SENTENCES = (
    "Caseloads are too high.",
    "What did Ofsted say about personal advisers?",
    "The proportion of children seen within ten working days rose from 61% to 84% in 2016–17.",
    "£1.2 million was set aside; it hasn't been spent.",
    "Leaders know their services well, but recent change has not yet helped every family.",
    "Elected members receive reports each quarter — and challenge them.",
    "MASH, IRO, PA, SGO, UASC",
    "naïve café résumé",
    "a",
    "",
    "🙂 漢字 Ωmega",
    "Children who go missing are offered a return home interview.",
)
TEXTS = (*SENTENCES, *(" ".join(SENTENCES[first:] * (first % 3 + 1)) for first in range(12)),
         *(f"{one} {other}" for one, other in zip(SENTENCES, SENTENCES[3:], strict=False)),
         *(" ".join([one] * 40) for one in SENTENCES[:7]))  # fmt: skip


@pytest.fixture(scope="module")
def torch_encoder() -> Iterator[TorchEncoder]:
    yield TorchEncoder(find_model(DEFAULT_MODEL))


def _lowest_cosine(one: Vectors, other: Vectors) -> float:
    return float((one * other).sum(axis=1).min())


def test_default_precision_agrees_with_sentence_transformers(encoder: OpenVinoEncoder) -> None:
    from sentence_transformers import SentenceTransformer

    assert len(TEXTS) >= 40
    model = SentenceTransformer(
        str(find_model(DEFAULT_MODEL).path), device="cpu", local_files_only=True
    )
    expected = unit_rows(np.asarray(model.encode(list(TEXTS), show_progress_bar=False)))
    assert _lowest_cosine(encoder.encode(TEXTS), expected) >= 0.9999


def test_single_texts_and_batches_agree(encoder: OpenVinoEncoder) -> None:
    batch = encoder.encode(TEXTS)
    single = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert _lowest_cosine(batch, single) >= 0.9999
    np.testing.assert_allclose(np.linalg.norm(batch, axis=1), 1, atol=1e-5)
    assert batch.dtype == np.float32
    assert batch.shape == (len(TEXTS), encoder.dim)


def test_no_texts_give_no_vectors(encoder: OpenVinoEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dim)


def test_sentence_vectors_agree_between_runtimes(
    encoder: OpenVinoEncoder, torch_encoder: TorchEncoder
) -> None:
    text = " ".join(SENTENCES[:6])
    spans = []
    place = 0
    for sentence in SENTENCES[:6]:
        spans.append(Span(place, place + len(sentence)))
        place += len(sentence) + 1
    texts = [text, *TEXTS[:11]]
    several = [spans, *([Span(0, len(one))] for one in TEXTS[:11])]
    one = encoder.encode_with_sentences(texts, several)
    other = torch_encoder.encode_with_sentences(texts, several)
    assert _lowest_cosine(one.passages, other.passages) >= 0.9999
    assert one.sentences[0].shape == (6, encoder.dim)
    for mine, theirs in zip(one.sentences, other.sentences, strict=True):
        present = mine.any(axis=1)
        np.testing.assert_array_equal(present, theirs.any(axis=1))
        if present.any():
            assert _lowest_cosine(mine[present], theirs[present]) >= 0.9998


def test_sentence_beyond_what_is_read_has_a_zero_row(encoder: OpenVinoEncoder) -> None:
    text = "word " * 300 + "The end."
    encoded = encoder.encode_with_sentences([text], [[Span(0, 4), Span(1500, 1508)]])
    assert encoded.sentences[0][0].any()
    assert not encoded.sentences[0][1].any()


def test_pieces_are_counted_without_the_special_ones(
    encoder: OpenVinoEncoder, torch_encoder: TorchEncoder
) -> None:
    assert encoder.max_pieces == torch_encoder.max_pieces == 254
    for text in TEXTS:
        assert encoder.count(text) == torch_encoder.count(text)


def test_runtimes_share_a_fingerprint(
    encoder: OpenVinoEncoder, torch_encoder: TorchEncoder
) -> None:
    assert encoder.fingerprint == torch_encoder.fingerprint
    assert encoder.dim == torch_encoder.dim == 384


def test_answering_imports_no_torch(models: Path, encoder: OpenVinoEncoder) -> None:
    code = (
        "import sys; from pathlib import Path; from index.encoder import load_encoder;"
        "from index.settings import IndexSettings;"
        f"load_encoder(IndexSettings(), Path({str(models)!r})).encode(['caseloads']);"
        "sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_conversion_is_kept_under_weights_and_version(
    models: Path, encoder: OpenVinoEncoder
) -> None:
    import openvino

    names = [path.name for path in models.iterdir()]
    assert f"{PACKAGED_SHA256[:16]}-openvino-{openvino.__version__.split('-')[0]}" in names
    assert not [name for name in names if name.startswith(".converting")]


def test_model_that_is_not_plain_runs_with_torch_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    packaged = find_model(DEFAULT_MODEL).path
    for path in packaged.iterdir():
        if path.is_file() and path.name != "modules.json":
            (tmp_path / path.name).symlink_to(path)
    (tmp_path / "modules.json").write_text((packaged / "modules.json").read_text())
    (tmp_path / "1_Pooling").mkdir()
    cls = {"word_embedding_dimension": 384, "pooling_mode_cls_token": True,
           "pooling_mode_mean_tokens": False}  # fmt: skip
    (tmp_path / "1_Pooling" / "config.json").write_text(json.dumps(cls))
    with caplog.at_level(logging.WARNING):
        encoder = load_encoder(IndexSettings(model=str(tmp_path)), tmp_path / "cache")
    assert isinstance(encoder, TorchEncoder)
    assert "does not pool by the mean" in caplog.text
    assert encoder.fingerprint != find_model(DEFAULT_MODEL).fingerprint
    assert encoder.encode(["caseloads"]).shape == (1, 384)


def test_runtime_torch_is_a_setting(models: Path) -> None:
    assert isinstance(load_encoder(IndexSettings(runtime=Runtime.TORCH), models), TorchEncoder)


def test_precision_f32_agrees_closer_still(models: Path, torch_encoder: TorchEncoder) -> None:
    settings = IndexSettings(precision="f32")  # type: ignore[arg-type]
    exact = load_encoder(settings, models).encode(TEXTS[:10])
    assert _lowest_cosine(exact, torch_encoder.encode(TEXTS[:10])) >= 0.999999

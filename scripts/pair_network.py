#!/usr/bin/env python3
"""What the networks over pairs of actors share: the layer over pairs, and how they are trained.

`pair_student.py` is the network of Sources/EntenteExtraction/Pairs/PairNetwork.swift, `pair_teacher.py` the larger one that it learns
from. Needs jax and numpy.
"""

import dataclasses
import time

import numpy as np

from minilm import MiniLM
from pair_data import FIRST_FRAME, STATUSES, Pairs
from pair_variants import neighbours, with_variants

PARTS = 6
# Axes of the vectors of words by which the near ones are found.
VECTOR = 128
AVERAGING = 0.997
DROP_WORD, DROP_LEMMA, DROP_FRAME = 0.1, 0.3, 0.15
LARGEST = 8.0
LEMMA_ROWS = 4096
FOLDS = 5
# Variants of each sentence.
VARIANTS = 3


@dataclasses.dataclass(frozen=True)
class Settings:
    """How large a network is and how it is trained. Sentences are filled up to one of `lengths`."""

    pair: int
    epochs: float
    lengths: tuple
    words_a_batch: int
    drop: float
    warm_up: int
    seed: int = 2
    learning_rate: float = 2e-3


def word_vectors(model, words):
    """A row for each word: the main axes of their directions."""
    values = model.vectors(words)
    values = values - values.mean(0)
    values /= np.linalg.norm(values, axis=1, keepdims=True)
    _, _, axes = np.linalg.svd(values, full_matrices=False)
    values = values @ axes[:VECTOR].T
    values /= np.sqrt((values ** 2).mean())
    return values.astype("float32")


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

    def __init__(self, data, settings):
        import jax
        self.jax, self.data, self.settings = jax, data, settings
        self.arrays = {name: jax.numpy.asarray(array) for name, array in data.arrays().items()}
        self.update = jax.jit(self._learn, donate_argnums=(0, 1, 2, 3), static_argnums=9)
        self.scores = jax.jit(
            lambda parts, arrays, index, length: self._scores(parts, self.batch(arrays, index, length), None),
            static_argnums=3)

    def initial(self):
        """The parts before training, by name."""
        raise NotImplementedError

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
        """What the sentence makes of each word; with a key, some of it is left out by chance."""
        raise NotImplementedError

    def _chance(self, key, shape, drop):
        return self.jax.random.bernoulli(key, 1 - drop, shape) / (1 - drop)

    def _scores(self, parts, batch, key):
        jax, jnp = self.jax, self.jax.numpy
        size, length, _ = batch["rows"].shape
        keys = [None] * 4 if key is None else jax.random.split(key, 4)
        mask = (jnp.arange(length)[None] < batch["sizes"][:, None]).astype("float32")
        state = self.words(parts, batch, mask, keys[0])
        if key is not None:
            state = state * self._chance(keys[1], (size, 1, state.shape[-1]), self.settings.drop)
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
            total = total * self._chance(keys[3], total.shape, self.settings.drop)
        labels = total @ parts["labels"] + parts["labels_bias"]
        return labels, (total @ parts["statuses"])[:, None, :] + parts["statuses_bias"][None]

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

    def train(self, sentences, held_out=(), parts=None, settings=None):
        """Trains the parts given, else new ones, by the network's settings or others."""
        jax, jnp, data, settings = self.jax, self.jax.numpy, self.data, settings or self.settings
        parts = {name: jnp.asarray(part) for name, part in (parts or self.initial()).items()}
        first = {name: jnp.zeros_like(part) for name, part in parts.items()}
        second = {name: jnp.zeros_like(part) for name, part in parts.items()}
        average = {name: part + 0 for name, part in parts.items()}
        key, random = jax.random.key(settings.seed), np.random.default_rng(settings.seed)
        steps = round(len(data.groups(sentences, settings.lengths, settings.words_a_batch)) * settings.epochs)
        step, begin, values = 0, time.monotonic(), []
        while step < steps:
            for length, *group in data.groups(sentences, settings.lengths, settings.words_a_batch, random)[:steps - step]:
                step += 1
                rate = settings.learning_rate * min(step / settings.warm_up, 1) * max(0.0, 1 - step / (steps * 1.02))
                key, part_key = jax.random.split(key)
                parts, first, second, average, value = self.update(
                    parts, first, second, average, self.arrays, data.batch(*group)[0], part_key, float(step), rate,
                    length)
                values.append(value)
                if step % 100 == 0 or step == steps:
                    line = f"step {step} of {steps}: loss {np.mean([float(value) for value in values]):.4f}"
                    values = []
                    if len(held_out) and step == steps:
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


def sentences(prepared, wheel, opinions=None):
    """The sentences with their variants, and MiniLM."""
    data, model = Pairs(prepared), MiniLM(wheel)
    # Words that were added from the sentences are neither exchanged nor taken for others.
    plain = data.words[:len(model.whole_words())]
    data = with_variants(data, neighbours(data, word_vectors(model, plain)), VARIANTS)
    if opinions is not None:
        data.read_opinions(opinions)
    return data, model

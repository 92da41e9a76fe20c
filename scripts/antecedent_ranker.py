#!/usr/bin/env python3
"""Learns what pronouns and descriptions stand for; called by scripts/train-antecedent-model.

    antecedent_ranker.py train PREPARED WEIGHTS   learns from all articles, writes 32-bit floats
    antecedent_ranker.py check PREPARED           scores each fifth of the articles by weights learned from the others

PREPARED is what `train-relation-model antecedents` wrote. The weights are those of a log-linear model over the candidates of a
word, trained to give the right ones together as much probability as it can (Denis and Baldridge 2007). Needs numpy.

Annotators left many pronouns without a mark though they stand for somebody, most of all "his" and "its". That such a word
stands for none counts little, or nothing; more where they meant to mark all.
"""

import collections
import json
import sys

import numpy as np

ROWS = 1 << 16
FOLDS = 5
STEPS, PRIOR = 150, 6.0
PERSONS = frozenset("he she him her his hers".split())
OWNERS = frozenset("its their theirs".split())
OTHERS = frozenset("it they them".split())


def weight_of_none(word, is_complete):
    if is_complete:
        return 0.1 if word in PERSONS | OWNERS else 0.2 if word in OTHERS else 0.5
    return 0.01 if word in PERSONS else 0.008 if word in OWNERS else 0.025 if word in OTHERS else 0.5


class Examples:
    """Words with their candidates, all features in one array."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            records = [json.loads(line) for line in file]
        self.words = [record["word"] for record in records]
        self.articles = np.array([record["article"] for record in records])
        self.rules = np.array([record["rule"] for record in records])
        self.counts = np.array([len(record["options"]) for record in records])
        self.starts = np.concatenate([[0], np.cumsum(self.counts)])
        sizes = np.array([len(option) for record in records for option in record["options"]])
        self.option_starts = np.concatenate([[0], np.cumsum(sizes)])
        self.features = np.array([row for record in records for option in record["options"] for row in option], "int32")
        self.right = np.zeros(self.starts[-1], "bool")
        for number, record in enumerate(records):
            self.right[self.starts[number] + np.array(record["right"])] = True
        self.is_none = self.right[self.starts[:-1]]
        self.weights = np.array(
            [weight_of_none(record["word"], record["isComplete"]) if none else 1.0
             for record, none in zip(records, self.is_none)])

    def scores(self, weights):
        return np.add.reduceat(weights[self.features], self.option_starts[:-1])

    def learn(self, chosen):
        """Adam (Kingma and Ba 2015) over all chosen words at once."""
        owner = np.repeat(np.arange(len(self.words)), self.counts)
        sizes = np.diff(self.option_starts)
        count = np.where(chosen, self.weights, 0)
        weights, first, second = (np.zeros(ROWS) for _ in range(3))
        for step in range(1, STEPS + 1):
            scores = self.scores(weights)
            most = np.maximum.reduceat(scores, self.starts[:-1])
            chance = np.exp(scores - most[owner])
            all_ = np.add.reduceat(chance, self.starts[:-1])
            right = np.add.reduceat(chance * self.right, self.starts[:-1])
            wanted = np.where(self.right, chance / np.maximum(right, 1e-30)[owner], 0)
            change = (chance / all_[owner] - wanted) * count[owner]
            gradient = np.bincount(self.features, np.repeat(change, sizes), ROWS) + weights / PRIOR
            first, second = 0.9 * first + 0.1 * gradient, 0.99 * second + 0.01 * gradient ** 2
            rate = 0.1 * min(1, (STEPS - step) / (STEPS / 2))
            weights -= rate * first / (1 - 0.9 ** step) / (np.sqrt(second / (1 - 0.99 ** step)) + 1e-8)
        return weights

    def choices(self, weights):
        scores = self.scores(weights)
        return np.array(
            [scores[start:end].argmax() for start, end in zip(self.starts[:-1], self.starts[1:])])


def check(examples):
    folds = examples.articles % FOLDS
    choices = np.zeros(len(examples.words), "int64")
    for fold in range(FOLDS):
        chosen = examples.choices(examples.learn(folds != fold))
        choices[folds == fold] = chosen[folds == fold]
    known = PERSONS | OWNERS | OTHERS
    kinds = [word if word in known else "noun" for word in examples.words]
    table = collections.defaultdict(lambda: np.zeros(7))
    for number, kind in enumerate(kinds):
        for name in (kind, "all"):
            row = table[name]
            start = examples.starts[number]
            if examples.is_none[number]:
                row[3:6] += 1, examples.rules[number] > 0, choices[number] > 0
            else:
                row[:3] += 1, examples.right[start + examples.rules[number]], examples.right[start + choices[number]]
    print("word         marked  rules right  ranking right   unmarked  rules find  ranking finds")
    for name, row in sorted(table.items()):
        marked, unmarked = max(row[0], 1), max(row[3], 1)
        print(f"{name:10} {row[0]:8.0f} {row[1] / marked:12.3f} {row[2] / marked:14.3f}"
              f" {row[3]:10.0f} {row[4] / unmarked:11.3f} {row[5] / unmarked:14.3f}")


def main(arguments):
    if len(arguments) not in (2, 3) or arguments[0] != ("check" if len(arguments) == 2 else "train"):
        print(__doc__.strip(), file=sys.stderr)
        return 64
    examples = Examples(arguments[1])
    if arguments[0] == "check":
        check(examples)
    else:
        weights = examples.learn(np.ones(len(examples.words), "bool"))
        weights.astype("<f4").tofile(arguments[2])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

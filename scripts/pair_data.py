"""The annotated sentences as `train-relation-model prepare` wrote them, in arrays."""

import json
import pathlib

import numpy as np

TABLES, WAY, ROWS = 7, 6, 12
LONGEST = 72
STATUSES = 3
# What a label counts that only a second reader found.
SECOND = 0.7
# Scores that stand for an annotation, and for a label of a second reader at the least.
CERTAIN, LEAST_OF_SECONDS = 6.0, 1.4
# Columns of a pair's rows: the kinds of both, distance, others between, bias, then findings of frames.
FIRST_FRAME = 4


class Pairs:
    """Sentences, the pairs of each, and what holds of a pair."""

    def __init__(self, path):
        lines = pathlib.Path(path).read_text("utf-8").split("\n")
        header = json.loads(lines[0])
        self.labels, self.words = header["labels"], header["words"]
        self.word_rows, self.pair_rows = header["wordRows"], header["pairRows"]
        records = [json.loads(line) for line in lines[1:] if line]
        records = [record for record in records if len(record["words"]) <= LONGEST]
        count = len(records)
        self.lines = np.array([record["line"] for record in records])
        self.sizes = np.array([len(record["words"]) for record in records], "int32")
        self.forms = [record["words"] for record in records]
        self.rows = np.full((count, LONGEST, TABLES), -1, "int32")
        places, up, down, rows, starts, facts = [], [], [], [], [0], []
        for number, record in enumerate(records):
            table = np.array(record["input"]["rows"], "int32").reshape(-1, TABLES)
            self.rows[number, :len(table)] = table
            for pair, labels, seconds, ignored in zip(
                    record["input"]["pairs"], record["labels"], record["seconds"], record["ignored"]):
                places.append((pair["first"], pair["second"], pair["top"], *pair["between"]))
                up.append((pair["up"] + [-1] * WAY)[:WAY])
                down.append((pair["down"] + [-1] * WAY)[:WAY])
                rows.append((pair["rows"] + [-1] * ROWS)[:ROWS])
                facts.append((labels, seconds, ignored))
            starts.append(len(places))
        self.starts = np.array(starts)
        self.places, self.up, self.down = (np.array(values, "int32") for values in (places, up, down))
        self.pair_table = np.array(rows, "int32")
        shape = (len(places), len(self.labels))
        self.holds, self.counts, self.status = np.zeros(shape, "uint8"), np.ones(shape, "float32"), np.zeros(shape, "uint8")
        self.seconds = np.zeros(shape, "bool")
        for number, (labels, seconds, ignored) in enumerate(facts):
            self.counts[number, ignored] = 0
            self.seconds[number, seconds] = True
            for label, status in labels:
                self.holds[number, label], self.counts[number, label], self.status[number, label] = 1, 1, status
        self.counts[self.seconds] = SECOND
        self.opinions = None

    def key(self):
        """Line, first and second word of each pair."""
        sentence = np.repeat(np.arange(len(self.sizes)), np.diff(self.starts))
        return np.stack([self.lines[sentence], self.places[:, 0], self.places[:, 1]], 1)

    def read_opinions(self, path):
        """What the teacher holds of each pair (`pair_teacher.py`): scores of labels, those that it thinks little of at -6.

        Of sentences that were written after it, it holds what the annotations say; where a second reader corrected the
        annotations from which it had learned, its doubts do not count.
        """
        self.opinions = np.full(self.holds.shape, -6, "float16")
        places = {tuple(key): number for number, key in enumerate(self.key().tolist())}
        file = np.load(path)
        for line, first, second, label, score in zip(
                *(file[name].tolist() for name in ("line", "first", "second", "label", "score"))):
            number = places.get((line, first, second))
            if number is not None:
                self.opinions[number, label] = score / 8
        self.opinions[self.seconds] = np.maximum(self.opinions[self.seconds], LEAST_OF_SECONDS)
        later = self.key()[:, 0] > file["line"].max()
        self.opinions[later] = np.where(self.holds[later] == 1, CERTAIN, -CERTAIN)

    def parts(self, count):
        """The part of each sentence for cross-validation; passages stay together, and most of an article."""
        return self.lines // 20 % count

    def pairs(self, sentences):
        return np.concatenate([np.arange(self.starts[number], self.starts[number + 1]) for number in sentences])

    def groups(self, sentences, lengths, words, random=None):
        """Sentences of like length together, in chance order where `random` is given: length, room for sentences and pairs."""
        by_length = {}
        for number in sentences:
            by_length.setdefault(next(length for length in lengths if self.sizes[number] <= length), []).append(number)
        result = []
        for length, numbers in sorted(by_length.items()):
            numbers = np.array(numbers)
            if random is not None:
                random.shuffle(numbers)
            room = max(4, words // length)
            pairs, current, taken = room * 20, [], 0
            for number in numbers:
                size = self.starts[number + 1] - self.starts[number]
                if current and (len(current) == room or taken + size > pairs):
                    result.append((length, room, pairs, current))
                    current, taken = [], 0
                current.append(number)
                taken += size
            result.append((length, room, pairs, current))
        return [result[place] for place in random.permutation(len(result))] if random is not None else result

    def batch(self, length, room, pairs, sentences):
        """Arrays of one shape, and the numbers of the pairs in them."""
        numbers = self.pairs(sentences)[:pairs]
        owner = np.concatenate(
            [np.full(self.starts[number + 1] - self.starts[number], place) for place, number in enumerate(sentences)])
        chosen, slot, real = (np.zeros(pairs, kind) for kind in ("int32", "int32", "float32"))
        chosen[:len(numbers)], slot[:len(numbers)], real[:len(numbers)] = numbers, owner[:pairs], 1
        rows, sizes = np.full((room, length, TABLES), -1, "int32"), np.zeros(room, "int32")
        rows[:len(sentences)], sizes[:len(sentences)] = self.rows[sentences, :length], self.sizes[sentences]
        result = {
            "rows": rows, "sizes": sizes, "slot": slot, "real": real, "places": self.places[chosen],
            "up": self.up[chosen], "down": self.down[chosen], "table": self.pair_table[chosen],
            "holds": self.holds[chosen], "counts": self.counts[chosen] * real[:, None],
            "status": self.status[chosen],
        }
        if self.opinions is not None:
            result["opinions"] = self.opinions[chosen]
        return result, numbers

    def figures(self, scores, statuses, sentences):
        """Precision, recall and F1 at the best least score, and how many statuses are right."""
        numbers = self.pairs(sentences)
        scores, holds, counts = scores[numbers].astype("float32"), self.holds[numbers], self.counts[numbers]
        best = (0.0, 0.0, 0.0, 0.0)
        for least in np.arange(-3, 1.6, 0.25):
            found, right = ((scores >= least) * counts).sum(), ((scores >= least) * holds * counts).sum()
            precision, recall = right / max(found, 1), right / (holds * counts).sum()
            best = max(best, (2 * precision * recall / max(precision + recall, 1e-9), least, precision, recall))
        fits = ((statuses[numbers].argmax(-1) == self.status[numbers]) * holds).sum() / holds.sum()
        return "F1 {:.3f} at {:.2f}, P {:.3f}, R {:.3f}, status {:.3f}".format(*best, fits)

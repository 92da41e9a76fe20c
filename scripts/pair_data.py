"""The annotated sentences as `train-relation-model prepare` wrote them, in arrays."""

import json
import pathlib

import numpy as np

TABLES, WAY, ROWS = 7, 6, 12
LONGEST = 72
STATUSES = 3
# What a label counts that only a second reader found.
SECOND = 0.7
# How much the teacher's opinion counts beside the annotation, where there is one.
OPINION = 0.6
# How much a variant counts that only annotations speak of.
UNSEEN = 0.7
# The score of labels that the teacher thinks little of.
LITTLE = -6.5
# Columns of a pair's rows: the kinds of both, distance, others between, bias, then findings of frames.
FIRST_FRAME = 4


class Pairs:
    """Sentences, the pairs of each, and what holds of a pair."""

    def __init__(self, path):
        lines = pathlib.Path(path).read_text("utf-8").split("\n")
        header = json.loads(lines[0])
        self.labels, self.words = header["labels"], header["words"]
        self.word_rows, self.pair_rows = header["wordRows"], header["pairRows"]
        if self.word_rows > np.iinfo("int16").max:
            raise ValueError(f"{path}: {self.word_rows} rows of words are more than 16 bits hold")
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
        # What is to be learned: the chance of each label, and how much that counts.
        self.target, self.trust = self.holds.astype("float16"), self.counts.astype("float16")
        # 0 for sentences as they were written, then the number of the variant.
        self.copies = np.zeros(count, "int32")

    def key(self):
        """Variant, line, first and second word of each pair."""
        sentence = np.repeat(np.arange(len(self.sizes)), np.diff(self.starts))
        return np.stack(
            [self.copies[sentence], self.lines[sentence], self.places[:, 0], self.places[:, 1]], 1)

    def read_opinions(self, path):
        """What the teacher holds of each pair (`pair_teacher.py`): of sentences as they were written beside what the
        annotations say, of variants alone. Sentences that it has no opinion of keep their annotations."""
        file = np.load(path)
        key = self.key()
        places = {tuple(pair): number for number, pair in enumerate(key.tolist())}
        numbers = np.array(
            [places.get(pair, -1) for pair in zip(
                *(file[name].tolist() for name in ("variant", "line", "first", "second")))])
        there = numbers >= 0
        scores = np.full(self.holds.shape, LITTLE, "float16")
        scores[numbers[there], file["label"][there]] = file["score"][there] / 8
        statuses = np.zeros(self.holds.shape, "uint8")
        statuses[numbers[there], file["label"][there]] = file["status"][there]
        chances = 1 / (1 + np.exp(-scores.astype("float32")))
        known = np.isin(self.lines, np.unique(file["line"]))
        known = np.repeat(known, np.diff(self.starts))
        varied = key[:, 0] > 0
        own = known & ~varied
        self.target[own] = (1 - OPINION) * self.holds[own] + OPINION * chances[own]
        self.target[varied], self.trust[varied] = chances[varied], 1
        self.status[varied] = statuses[varied]
        # A variant of a sentence that the teacher has not seen keeps what the annotations say of the sentence.
        self.trust[varied & ~known] *= UNSEEN

    def parts(self, count):
        """The part of each sentence for cross-validation; passages stay together, and most of an article."""
        return self.lines // 20 % count

    def of_files(self, folder, beginnings):
        """The sentences, with their variants, of those files of a folder whose names begin so."""
        names, ends, count = sorted(path.name for path in pathlib.Path(folder).glob("*.tsv")), [], 0
        for name in names:
            text = (pathlib.Path(folder) / name).read_text("utf-8")
            count += sum(1 for line in text.split("\n") if line.strip())
            ends.append(count)
        chosen = np.array([name.startswith(beginnings) for name in names])
        # Lines are counted from 1.
        return np.flatnonzero(chosen[np.searchsorted(ends, self.lines, side="left")])

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

    def arrays(self):
        """What the network reads, by sentence or by pair."""
        return {
            "rows": self.rows.astype("int16"), "sizes": self.sizes, "places": self.places, "up": self.up,
            "down": self.down, "table": self.pair_table, "target": self.target, "trust": self.trust,
            "status": self.status,
        }

    def batch(self, room, pairs, sentences):
        """Which sentences and pairs stand in a batch of one shape, and the numbers of the pairs."""
        numbers = self.pairs(sentences)[:pairs]
        owner = np.repeat(np.arange(len(sentences)), self.starts[np.array(sentences) + 1] - self.starts[sentences])
        result = {
            "sentences": np.zeros(room, "int32"), "there": np.zeros(room, "bool"), "pairs": np.zeros(pairs, "int32"),
            "slot": np.zeros(pairs, "int32"), "real": np.zeros(pairs, "float32"),
        }
        result["sentences"][:len(sentences)], result["there"][:len(sentences)] = sentences, True
        result["pairs"][:len(numbers)], result["slot"][:len(numbers)] = numbers, owner[:pairs]
        result["real"][:len(numbers)] = 1
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

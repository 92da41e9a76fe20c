import EntenteText

/// Learns the types of names from GUM's entity annotations (`Entity=` in MISC).
struct NameTraining {
    let treebank: Treebank
    let profiler: WordProfiler
    let seed: UInt64

    struct Name {
        var sentence: Int
        var span: Range<Int>
        var type: Int
    }

    /// The proper names among the annotated mentions: the proper nouns around the head of a mention.
    static func names(_ sentence: CoNLLUSentence, number: Int) -> [Name] {
        var open: [String: [(start: Int, type: String)]] = [:]
        var names: [Name] = []
        let tokens = sentence.sentence.tokens
        func close(_ id: String, at index: Int) {
            guard let mention = open[id]?.popLast() else { return }
            let span = mention.start..<index + 1
            guard let head = span.first(where: { tokens[$0].head.map { !span.contains($0) } ?? true }),
                tokens[head].universalTag == "PROPN"
            else { return }
            var low = head
            var high = head + 1
            while low > span.lowerBound, tokens[low - 1].universalTag == "PROPN" { low -= 1 }
            while high < span.upperBound, tokens[high].universalTag == "PROPN" { high += 1 }
            let type = NameType(rawValue: mention.type) ?? .other
            names.append(Name(sentence: number, span: low..<high, type: NameType.allCases.firstIndex(of: type) ?? 3))
        }
        for (index, cell) in sentence.miscellaneous.enumerated() {
            for entry in cell.split(separator: "|") where entry.hasPrefix("Entity=") {
                var rest = entry.dropFirst("Entity=".count)
                while let first = rest.first {
                    if first == "(" {
                        let content = rest.dropFirst().prefix { $0 != "(" && $0 != ")" }
                        let fields = content.split(separator: "-", omittingEmptySubsequences: false)
                        rest = rest[content.endIndex...]
                        guard fields.count > 1 else { continue }
                        open[String(fields[0]), default: []].append((index, String(fields[1])))
                        if rest.first == ")" {
                            close(String(fields[0]), at: index)
                            rest = rest.dropFirst()
                        }
                    } else {
                        let id = rest.prefix { $0 != ")" && $0 != "(" }
                        close(String(id.prefix { $0 != "-" }), at: index)
                        rest = rest[id.endIndex...]
                        if rest.first == ")" { rest = rest.dropFirst() }
                    }
                }
            }
        }
        return names
    }

    func train(epochs: Int) -> [UInt8] {
        let names = treebank.sentences.enumerated().flatMap { Self.names($1, number: $0) }
        let trainer = ClassTrainer()
        var shuffler = Shuffler(state: seed)
        let features = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: NameFeatures.capacity)
        let scores = UnsafeMutablePointer<Int32>.allocate(capacity: 128)
        defer {
            features.deallocate()
            scores.deallocate()
        }
        for _ in 0..<epochs {
            for place in shuffler.order(names.count) {
                let name = names[place]
                let tokens = treebank.sentences[name.sentence].sentence.tokens
                let count = NameFeatures.write(tokens, name.span, profiler, features)
                let view = UnsafeBufferPointer(rebasing: features[0..<count])
                scores.update(repeating: 0, count: 128)
                trainer.add(view, to: scores)
                let best = BestClass.of(scores, count: NameType.allCases.count)
                if best != name.type {
                    trainer.update(view, label: name.type, by: 1)
                    trainer.update(view, label: best, by: -1)
                }
                trainer.step += 1
            }
        }
        return trainer.export(units: 12, limit: 60_000)
    }
}

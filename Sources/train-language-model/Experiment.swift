import EntenteText
import Foundation

func load(_ name: String) -> [UInt8] {
    (try? Data(contentsOf: URL(fileURLWithPath: "/tmp/lm/" + name))).map { [UInt8]($0) } ?? []
}
func save(_ name: String, _ bytes: [UInt8]) { try? Data(bytes).write(to: URL(fileURLWithPath: "/tmp/lm/" + name)) }

func experiment(_ arguments: [String], _ report: @escaping (String) -> Void) throws {
    let train = try Treebank(URL(fileURLWithPath: "/tmp/tb/train.conllu"))
    let dev = try Treebank(URL(fileURLWithPath: "/tmp/tb/dev.conllu"))
    let vocabulary = try Vocabulary(train)
    let wordTable = load("words"), ambiguityTable = LookupTable.build(vocabulary.ambiguities(train, minimum: 4))
    let (examples, devExamples) = wordTable.withUnsafeBytes { w in
        ambiguityTable.withUnsafeBytes { a in
            let profiler = WordProfiler(words: LookupTable(w), ambiguities: LookupTable(a))
            return (vocabulary.examples(train, profiler), vocabulary.examples(dev, profiler))
        }
    }
    func split(_ flat: [UInt8], _ ex: [Example]) -> [[UInt8]] {
        var p = 0
        return ex.map { e in
            defer { p += e.tags.count }; return Array(flat[p..<p + e.tags.count])
        }
    }
    let universals = vocabulary.universals
    let cross = split(load("cross"), examples), devTags = split(load("devtags"), devExamples)
    let words = examples.indices.map { n in
        examples[n].profiles.withUnsafeBufferPointer { ParserWord.sentence($0, cross[n], universals: universals) }
    }
    let devWords = devExamples.indices.map { n in
        devExamples[n].profiles.withUnsafeBufferPointer { ParserWord.sentence($0, devTags[n], universals: universals) }
    }
    report("read")
    var labels = load("labels")
    if arguments[1] == "label" || labels.isEmpty {
        var tables: [(String, [UInt8])] = []
        for goldTags in [false, true] {
            let w =
                goldTags
                ? examples.indices.map { n in
                    examples[n].profiles.withUnsafeBufferPointer {
                        ParserWord.sentence($0, examples[n].tags, universals: universals)
                    }
                } : words
            _ = LabelTraining(examples: examples, words: w, seed: 5, labelCount: vocabulary.relations.count).train(
                epochs: 8
            ) { t in
                report("largest \(t.largest) features \(t.featureCount)")
                for (u, f) in goldTags ? [(4.0, 2)] : [(4.0, 4), (8.0, 2)] {
                    tables.append(("\(goldTags) \(u) \(f)", t.export(units: u, floor: f)))
                }
            }
        }
        for (name, labels) in tables {
            labels.withUnsafeBytes { l in
                let labeler = Labeler(scores: ClassScores(l), labelCount: vocabulary.relations.count)
                var n = 0, c = 0, c2 = 0
                var confusion: [String: Int] = [:]
                let t = Date()
                for (k, e) in devExamples.enumerated() {
                    let w =
                        name.hasPrefix("true")
                        ? devExamples[k].profiles.withUnsafeBufferPointer {
                            ParserWord.sentence(
                                $0, devExamples[k].tags.map { $0 == 127 ? 0 : $0 }, universals: universals)
                        } : devWords[k]
                    let lab = w.withUnsafeBufferPointer { labeler.labels(e.heads, $0) }
                    for i in e.heads.indices {
                        n += 1;
                        if lab[i] == e.labels[i] {
                            c += 1
                        } else if e.labels[i] < 62 {
                            confusion[
                                vocabulary.relations[Int(e.labels[i])] + ">" + vocabulary.relations[Int(lab[i])],
                                default: 0] += 1
                        }
                        if e.labels[i] < 62,
                            vocabulary.relations[Int(lab[i])].prefix(while: { $0 != ":" })
                                == vocabulary.relations[Int(e.labels[i])].prefix(while: { $0 != ":" })
                        {
                            c2 += 1
                        }
                    }
                }
                report(
                    name
                        + String(
                            format: " labels on gold trees %.2f %.2f, %d words/s, %d bytes",
                            100 * Double(c) / Double(n), 100 * Double(c2) / Double(n),
                            Int(Double(n) / Date().timeIntervalSince(t)), labels.count))
                report(
                    confusion.sorted { $0.value > $1.value }.prefix(25).map { "\($0.key) \($0.value)" }.joined(
                        separator: ", "))
            }
        }
    }
    if arguments[1] == "label" { return }
    func scores(_ name: String, _ parse: (Int) -> ([Int32], [UInt8])) {
        var n = 0, u = 0, c = 0, c2 = 0
        var time = 0.0
        for (k, e) in devExamples.enumerated() {
            let t = Date()
            let (h, lab) = parse(k)
            time += Date().timeIntervalSince(t)
            for i in h.indices {
                n += 1
                if h[i] == e.heads[i] {
                    u += 1
                    if lab[i] == e.labels[i] { c += 1 }
                    let a = vocabulary.relations[Int(lab[i])].prefix { $0 != ":" },
                        b = e.labels[i] == 62 ? "" : vocabulary.relations[Int(e.labels[i])].prefix { $0 != ":" }
                    if a == b { c2 += 1 }
                }
            }
        }
        func p(_ x: Int) -> Double { 100 * Double(x) / Double(n) }
        report(
            String(
                format: "  \(name) UAS %.2f LAS %.2f universal %.2f, %d words/s", p(u), p(c), p(c2),
                Int(Double(n) / time)))
    }
    let stack = StackTraining(
        examples: examples, words: words, labelCount: vocabulary.relations.count, seed: 1, report: report)
    if arguments[1] == "backward" {
        let m = stack.backward(epochs: 6) { _ in true }
        save("backward", m)
        m.withUnsafeBytes { m in
            labels.withUnsafeBytes { l in
                for width in [1, 2, 3, 4] {
                    let parser = StackTraining.parser(m, l, labelCount: vocabulary.relations.count, width: width)
                    var memory = ParserMemory()
                    scores("backward \(width) \(m.count)") { k in
                        let h = parser.parseBackward(devWords[k], memory: &memory)
                        return (h, devWords[k].withUnsafeBufferPointer { parser.labeler.labels(h, $0) })
                    }
                }
            }
        }
        let guided = stack.guided(folds: 5, epochs: 4)
        save(
            "guides",
            guided.flatMap { w in
                w.dropLast(2).flatMap {
                    [
                        UInt8(truncatingIfNeeded: $0.guideHead), UInt8(truncatingIfNeeded: $0.guideHead >> 8),
                        UInt8($0.guideLabel),
                    ]
                }
            })
        return
    }
    var guided = words
    let flat = load("guides")
    var place = 0
    for n in guided.indices {
        var h: [Int32] = [], l: [UInt8] = []
        for _ in examples[n].heads {
            h.append(Int32(flat[place]) | Int32(flat[place + 1]) << 8); l.append(flat[place + 2]); place += 3
        }
        StackedParser.guide(&guided[n], h, l)
    }
    let back = load("backward")
    let width = Int(arguments[2])!, epochs = Int(arguments[3])!
    func evaluate(_ m: [UInt8], _ configurations: [(Int, Int, Int64)]) {
        m.withUnsafeBytes { m in
            labels.withUnsafeBytes { l in
                back.withUnsafeBytes { back in
                    for (bw, fw, margin) in configurations {
                        var parser = StackTraining.parser(back, l, labelCount: vocabulary.relations.count, width: bw)
                        parser.backward.margin = margin
                        parser.forward = BeamParser(width: fw, margin: margin, guided: true, moves: MoveScores(m))
                        var memory = ParserMemory()
                        scores("stack \(bw) \(fw) \(margin)") { parser.parse(devWords[$0], memory: &memory) }
                    }
                }
            }
        }
    }
    if arguments[1] == "moves" {
        let m = load("moves")
        report("\(m.count)")
        return evaluate(
            m,
            [
                (4, 1, 1 << 40), (4, 2, 1 << 40), (4, 4, 1 << 40), (4, 8, 1 << 40), (2, 4, 1 << 40), (3, 4, 1 << 40),
                (1, 4, 1 << 40), (4, 4, 400), (4, 4, 800), (4, 4, 1600), (4, 8, 800), (4, 8, 1600),
            ])
    }
    _ = stack.forward(guided, width: width, epochs: epochs) { training, epoch in
        if epoch % 3 == 0 || epoch == epochs {
            for (floor, minimum) in [(2, 2), (10, 3)] {
                let m = training.moves.export(units: 8, floor: floor, minimum: minimum)
                report("features \(training.moves.featureCount) bytes \(m.count)")
                save("moves", m)
                evaluate(m, floor == 2 ? [(4, 4, 1 << 40)] : [(4, 4, 1 << 40), (4, 8, 1 << 40)])
            }
        }
    }
}

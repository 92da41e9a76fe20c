import EntenteText
import Foundation

let start = Date()
func log(_ items: Any...) {
    print(String(format: "%7.1f ", Date().timeIntervalSince(start)) + items.map { "\($0)" }.joined(separator: " "))
    fflush(nil)
}
let folder = URL(fileURLWithPath: CommandLine.arguments[2])
let train = try Treebank(folder.appendingPathComponent("train.conllu"))
let dev = try Treebank(folder.appendingPathComponent("dev.conllu"))
let cache = URL(fileURLWithPath: "/tmp/lm")
func save(_ name: String, _ bytes: [UInt8]) { try? Data(bytes).write(to: cache.appendingPathComponent(name)) }
func load(_ name: String) -> [UInt8] { (try? Data(contentsOf: cache.appendingPathComponent(name))).map { [UInt8]($0) } ?? [] }
log("read")
let vocabulary = try Vocabulary(train)
if CommandLine.arguments[1] == "words" {
    let words = try WordLists(URL(fileURLWithPath: "/tmp/words"), floor: -16)
    log("word lists", words.entries.count)
    save("words", LookupTable.build(words.entries))
}
let wordTable = load("words")
let ambiguityTable = LookupTable.build(vocabulary.ambiguities(train, minimum: 4))
nonisolated(unsafe) let wordRaw = UnsafeMutableRawBufferPointer.allocate(byteCount: wordTable.count, alignment: 8)
wordRaw.copyBytes(from: wordTable)
nonisolated(unsafe) let ambRaw = UnsafeMutableRawBufferPointer.allocate(byteCount: ambiguityTable.count, alignment: 8)
ambRaw.copyBytes(from: ambiguityTable)
let profiler = WordProfiler(words: LookupTable(UnsafeRawBufferPointer(wordRaw)), ambiguities: LookupTable(UnsafeRawBufferPointer(ambRaw)))
let examples = vocabulary.examples(train, profiler)
let devExamples = vocabulary.examples(dev, profiler)
log("examples", examples.count, vocabulary.tags.count, vocabulary.relations.count)

func tagScore(_ tags: [Int: [UInt8]], _ examples: [Example]) -> String {
    var n = 0, x = 0, u = 0
    for (k, t) in tags { for i in t.indices {
        n += 1
        let g = examples[k].tags[i]
        if t[i] == g { x += 1 }
        if g < 127, vocabulary.tags[Int(t[i])].split(separator: "\t")[0] == vocabulary.tags[Int(g)].split(separator: "\t")[0] { u += 1 }
    } }
    return String(format: "UPOS %.2f joint %.2f", 100 * Double(u) / Double(n), 100 * Double(x) / Double(n))
}
if CommandLine.arguments[1] == "tag" {
    let training = TagTraining(examples: examples, tagCount: vocabulary.tags.count, seed: 1)
    let t1 = training.train(guides: nil) { _ in true }
    save("tag1", t1)
    let dev1 = training.apply(t1, guides: nil, to: devExamples) { _ in true }
    log("pass 1", tagScore(dev1, devExamples), t1.count)
    let guides = training.crossTags(guides: nil, folds: 5)
    log("cross 1", tagScore(Dictionary(uniqueKeysWithValues: guides.enumerated().map { ($0, $1) }), examples))
    let t2 = training.train(guides: guides) { _ in true }
    save("tag2", t2)
    let devGuides = devExamples.indices.map { dev1[$0]! }
    let dev2 = training.apply(t2, guides: devGuides, to: devExamples) { _ in true }
    log("pass 2", tagScore(dev2, devExamples), t2.count)
    let cross = training.crossTags(guides: guides, folds: 5)
    log("cross 2", tagScore(Dictionary(uniqueKeysWithValues: cross.enumerated().map { ($0, $1) }), examples))
    save("cross", cross.flatMap { $0 })
    save("devtags", devExamples.indices.flatMap { dev2[$0]! })
}
if CommandLine.arguments[1] == "parse" {
    func split(_ flat: [UInt8], _ ex: [Example]) -> [[UInt8]] {
        var p = 0
        return ex.map { e in defer { p += e.tags.count }; return Array(flat[p..<p + e.tags.count]) }
    }
    let width = Int(CommandLine.arguments[3])!
    let epochs = Int(CommandLine.arguments[4])!
    let cross = split(load("cross"), examples), devTags = split(load("devtags"), devExamples)
    let words = examples.indices.map { n in examples[n].profiles.withUnsafeBufferPointer { ParserWord.sentence($0, cross[n]) } }
    let devWords = devExamples.indices.map { n in devExamples[n].profiles.withUnsafeBufferPointer { ParserWord.sentence($0, devTags[n]) } }
    var flat = examples
    for i in flat.indices { flat[i].heads = ParserTraining.projective(flat[i].heads) }
    log("projective")
    let training = ParserTraining(width: width, labelCount: vocabulary.relations.count)
    var shuffler = Shuffler(state: 7)
    for epoch in 1...epochs {
        training.epoch(flat, words, order: shuffler.order(flat.count))
        if epoch % 3 == 0 || epoch == epochs {
            let m = training.moves.export(units: 8, floor: 2, minimum: 2)
            let l = training.labels.export(units: 8, floor: 2)
            log("epoch", epoch, training.moves.featureCount, training.labels.featureCount, m.count, l.count)
            save("moves", m); save("labels", l)
            m.withUnsafeBytes { m in l.withUnsafeBytes { l in
                for (w, margin) in [(1, 1 << 40), (4, 1 << 40), (8, 1 << 40), (8, 160), (8, 80)] {
                    let parser = BeamParser(width: w, margin: Int64(margin), labelCount: vocabulary.relations.count, moves: MoveScores(m), labels: ClassScores(l))
                    var memory = ParserMemory()
                    var n = 0, u = 0, c = 0
                    let t = Date()
                    for (k, e) in devExamples.enumerated() {
                        let (h, lab) = parser.parse(devWords[k], memory: &memory)
                        for i in h.indices { n += 1; if h[i] == e.heads[i] { u += 1; if lab[i] == e.labels[i] { c += 1 } } }
                    }
                    log("  width", w, margin, String(format: "UAS %.2f LAS %.2f", 100 * Double(u) / Double(n), 100 * Double(c) / Double(n)), Int(Double(n) / Date().timeIntervalSince(t)), "words/s")
                }
            } }
        }
    }
}
if CommandLine.arguments[1] == "segment" {
    let (splits, joins, boundaries) = SegmentTraining(treebank: train, seed: 1).train(joinEpochs: 6, boundaryEpochs: 10)
    save("splits", splits); save("joins", joins); save("boundaries", boundaries)
    splits.withUnsafeBytes { s in joins.withUnsafeBytes { j in boundaries.withUnsafeBytes { b in
        for bias in [-20, 0, 20, 40] {
        let segmenter = Segmenter(splits: LookupTable(s), joins: ClassScores(j), boundaries: ClassScores(b), boundaryBias: Int32(bias))
        let (w, n) = SegmentEvaluation.run(segmenter, dev)
        log(bias, w, w.f1, n, n.f1)
        }
    }}}
}

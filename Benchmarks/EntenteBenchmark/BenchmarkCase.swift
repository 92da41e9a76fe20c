import EntenteExtraction
import EntenteModel
import EntenteStore
import EntenteText
import Foundation

/// A case of any size, to measure how fast cases are written and opened: documents of fifty sentences, a statement each,
/// between actors of which some are named far more often than others.
struct BenchmarkCase {
    let relations: Int

    private static let sentencesInDocument = 50
    private static let kinds = ["supports", "attacks", "meetsWith", "accuses", "funds"]

    /// Writes the case and prints how long that took as JSON.
    func measure(writing path: String) throws {
        let ontology = try Ontology.standard()
        let documents = try documents(ontology)
        let statements = documents.reduce(0) { $0 + $1.1.findings.count }
        let clock = ContinuousClock()
        let start = clock.now
        var written = start
        let before = ProcessorTime.used
        var after = before
        try CaseFile.write(documents, at: path, ontology: ontology, extractor: "benchmark") {
            (written, after) = (clock.now, ProcessorTime.used)
        }
        let (seconds, joining) = ((written - start) / .seconds(1), (clock.now - written) / .seconds(1))
        let file = try CaseFile.open(path)
        let opening = clock.now
        let graph = try file.graph()
        let report: [String: Any] = [
            "statements": statements, "writing": seconds, "joining": joining,
            "statementsASecond": (Double(statements) / seconds).rounded(),
            "statementsAProcessorSecond": (Double(statements) / (after - before)).rounded(),
            "actors": graph.actorCount, "relations": graph.relationCount,
            "loading": (clock.now - opening) / .seconds(1),
        ]
        let data = try JSONSerialization.data(withJSONObject: report, options: .sortedKeys)
        FileHandle.standardOutput.write(data + Data("\n".utf8))
    }

    /// A name of letters that no other is a spelling of: the number in base 20, a consonant a digit, each with its vowel.
    private static func name(_ number: Int) -> String {
        let digits = Array("bcdfghjklmnpqrstvwxz")
        let vowels = Array("aeiou")
        var (name, rest) = ("", number + 20)
        while rest > 0 {
            name = "\(digits[rest % 20])\(vowels[rest % 5])" + name
            rest /= 20
        }
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    private func documents(_ ontology: Ontology) throws -> [(Document, DocumentExtraction)] {
        var random = Numbers(seed: 7)
        let actorCount = max(10, relations / 5)
        var seen: Set<RelationID> = []
        var result: [(Document, DocumentExtraction)] = []
        while seen.count < relations {
            var (text, findings, names) = ("", [Finding](), [Int: [Range<Int>]]())
            var sentences: [Range<Int>] = []
            while findings.count < Self.sentencesInDocument, seen.count < relations {
                // The smaller of two numbers: early actors are named more often.
                let source = min(random.below(actorCount), random.below(actorCount))
                let target = random.below(actorCount)
                let kind = Self.kinds[random.below(Self.kinds.count)]
                guard source != target, let known = ontology.relationKind(kind) else { continue }
                let start = text.utf8.count
                text += Self.name(source)
                names[source, default: []].append(start..<text.utf8.count)
                text += " \(known.label) "
                names[target, default: []].append(text.utf8.count..<(text.utf8.count + Self.name(target).utf8.count))
                text += "\(Self.name(target)), according to report \(random.below(1_000_000)) of the border commission."
                let range = start..<text.utf8.count
                let id = RelationID(
                    source: ActorID("actor-\(source)"), kind: known, target: ActorID("actor-\(target)"))
                seen.insert(id)
                sentences.append(range)
                findings.append(
                    Finding(
                        source: id.source, kind: kind, target: id.target,
                        statement: Statement(
                            document: DocumentID("document-\(result.count)"), range: range,
                            text: String(Substring(text.utf8.suffix(range.count))), confidence: 0.75)))
                text += " "
            }
            let document = try Document(id: DocumentID("document-\(result.count)"), text: text)
            let actors = names.keys.map { number in
                Actor(
                    id: ActorID("actor-\(number)"), name: Self.name(number),
                    kind: number.isMultiple(of: 3) ? "state" : "person",
                    documents: [document.id], mentions: names[number]?.count ?? 0)
            }
            let mentions = names.flatMap { number, ranges in
                ranges.map { Mention(range: $0, actor: ActorID("actor-\(number)"), role: .name) }
            }
            result.append(
                (
                    document,
                    DocumentExtraction(
                        document: document.record, actors: actors.sorted { $0.id < $1.id },
                        mentions: mentions.sorted { $0.range.lowerBound < $1.range.lowerBound }, findings: findings,
                        sentences: sentences)
                ))
        }
        return result
    }
}

extension Numbers {
    fileprivate mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}

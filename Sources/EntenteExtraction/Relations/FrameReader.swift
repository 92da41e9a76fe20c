import EntenteModel
import Foundation
import Yams

/// Reads frames from YAML.
struct FrameReader {
    static let fields = [
        "kind", "verbs", "adjectives", "nouns", "roles", "attached", "reversed", "confidence", "status", "whenDenied",
        "source",
        "target", "notWith", "strict", "via", "doer", "under", "standing", "who", "seat", "principal", "whenRenounced",
        "whenSaid", "implied", "examples",
    ]

    let ontology: Ontology
    /// Words by class, for `$class` in a frame.
    let wordClasses: [String: [String]]

    /// Reads one family.
    ///
    /// - Throws: `FrameError` with file and line; a kind that the ontology lacks is an error, so that a frame is never
    ///   silently without effect.
    func read(_ yaml: String, file: String) throws(FrameError) -> FrameFamily {
        let root: Node?
        do { root = try Yams.compose(yaml: yaml) } catch { throw Self.notYAML(error, file: file) }
        guard let mapping = root?.mapping else {
            throw .wrongShape(file: file, line: 1, expected: "a mapping with 'family' and 'frames'")
        }
        var frames: [PredicateFrame] = []
        var examples: [FrameFamily.Example] = []
        for node in mapping["frames"]?.array() ?? [] {
            let line = node.mark?.line ?? 1
            guard let fields = node.mapping, let kind = fields["kind"]?.string else {
                throw .wrongShape(file: file, line: line, expected: "a frame with 'kind'")
            }
            frames += try self.frames(fields, kind: kind, file: file, line: line)
            for (sentence, expected) in fields["examples"]?.mapping.map(Array.init) ?? [] {
                examples.append(
                    FrameFamily.Example(
                        sentence: sentence.string ?? "", expected: expected.null == nil ? Self.names(expected) : []))
            }
        }
        return FrameFamily(name: mapping["family"]?.string ?? file, frames: frames, examples: examples)
    }

    /// Without the text of the whole file, which the parser's message repeats.
    private static func notYAML(_ error: any Error, file: String) -> FrameError {
        let message = "\(error)".split(separator: "\n").joined(separator: " ")
        let problem = message.components(separatedBy: "Context:").first ?? message
        let line = message.components(separatedBy: "in line ").last?.prefix { $0.isNumber }
        return .notYAML(
            file: file, line: line.flatMap { Int($0) } ?? 1, problem: problem.trimmingCharacters(in: .whitespaces))
    }

    private func frames(
        _ fields: Node.Mapping, kind: String, file: String, line: Int
    ) throws(FrameError) -> [PredicateFrame] {
        for (key, _) in fields where !Self.fields.contains(key.string ?? "") {
            throw .unknownField(key.string ?? "", file: file, line: key.mark?.line ?? line)
        }
        let other = fields["whenDenied"]?.string
        let renounced = fields["whenRenounced"]?.string
        let said = fields["whenSaid"]?.string
        for name in [kind, other, renounced, said].compactMap({ $0 }) where ontology.relationKind(name) == nil {
            throw .unknownKind(name, file: file, line: line, closest: ontology.closestRelationKind(to: name))
        }
        let confidence = fields["confidence"]?.float ?? 0.6
        guard (0...1).contains(confidence) else {
            throw .wrongShape(
                file: file, line: fields["confidence"]?.mark?.line ?? line, expected: "a confidence from 0 to 1")
        }
        let sources = try expanded(fields["source"], file: file, line: line)
        let targets = try expanded(fields["target"], file: file, line: line)
        let via = try expanded(fields["via"], file: file, line: line)
        for name in sources + targets where name != PredicateFrame.region && ontology.actorKind(name) == nil {
            throw .unknownKind(name, file: file, line: line, closest: ontology.closestActorKind(to: name))
        }
        let doers = Set(Self.names(fields["doer"]))
        // `standing: true` takes the class `ending`, a list its own words.
        let endings: [String] =
            fields["standing"]?.bool == true
            ? wordClasses["ending"] ?? [] : try expanded(fields["standing"], file: file, line: line)
        let subjects = Set(try expanded(fields["who"], file: file, line: line))
        let notWith = Set(try expanded(fields["notWith"], file: file, line: line))
        let governors = Set(try expanded(fields["under"], file: file, line: line))
        func frame(
            _ form: PredicateFrame.Form, _ lemma: String, _ complements: [String], _ target: [String]
        ) -> PredicateFrame {
            PredicateFrame(
                kind: kind, form: form, lemma: lemma, complements: Set(complements), target: target,
                isReversed: fields["reversed"]?.bool ?? false,
                confidence: confidence, status: fields["status"]?.string.flatMap(Status.init),
                whenDenied: other, whenRenounced: renounced, whenSaid: said, via: Set(via),
                doers: doers, governors: governors, endings: Set(endings), subjects: subjects,
                takesSeats: fields["seat"]?.bool ?? false,
                takesPrincipals: fields["principal"]?.bool ?? false,
                isStrict: fields["strict"]?.bool ?? false,
                hasImpliedPlace: fields["implied"]?.string == "place", sourceKinds: Set(sources),
                targetKinds: Set(targets),
                notWith: notWith)
        }
        var result: [PredicateFrame] = []
        for form in [PredicateFrame.Form.verbs, .adjectives, .nouns, .roles] {
            guard let node = fields[form.rawValue] else { continue }
            guard let entries = node.mapping else {
                throw .wrongShape(
                    file: file, line: node.mark?.line ?? line, expected: "words with where the target stands")
            }
            for (key, value) in entries {
                let line = key.mark?.line ?? line
                let words = (key.string ?? "").split(separator: " ", maxSplits: 1).map(String.init)
                let complements = words.count > 1 ? try alternatives(words[1], file: file, line: line) : []
                for lemma in try alternatives(words.first ?? "", file: file, line: line) {
                    result.append(frame(form, lemma, complements, Self.names(value)))
                }
            }
        }
        if let node = fields["attached"] { result.append(frame(.attached, "", [], Self.names(node))) }
        return result
    }

    /// "send|dispatch" or "$forces" as the words that they stand for.
    private func alternatives(_ text: String, file: String, line: Int) throws(FrameError) -> [String] {
        var result: [String] = []
        for part in text.split(separator: "|").map(String.init) {
            guard part.hasPrefix("$") else {
                result.append(part)
                continue
            }
            guard let words = wordClasses[String(part.dropFirst())] else {
                throw .unknownClass(part, file: file, line: line)
            }
            result += words
        }
        return result
    }

    /// Words or kinds of actor, with classes written out.
    private func expanded(_ node: Node?, file: String, line: Int) throws(FrameError) -> [String] {
        var result: [String] = []
        for name in Self.names(node) { result += try alternatives(name, file: file, line: line) }
        return result
    }

    /// One name or a list of names.
    private static func names(_ node: Node?) -> [String] {
        guard let node else { return [] }
        if let sequence = node.sequence { return sequence.compactMap(\.string) }
        return node.string.map { [$0] } ?? []
    }
}

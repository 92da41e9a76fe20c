import EntenteModel
import Yams

/// Reads frames from YAML.
struct FrameReader {
    let ontology: Ontology

    /// Reads one family.
    ///
    /// - Throws: `FrameError` with file and line; a kind that the ontology lacks is an error, so that a frame is never
    ///   silently without effect.
    func read(_ yaml: String, file: String) throws(FrameError) -> FrameFamily {
        let root: Node?
        do { root = try Yams.compose(yaml: yaml) } catch { throw .notYAML(file: file, line: 1, problem: "\(error)") }
        guard let mapping = root?.mapping else {
            throw .wrongShape(file: file, line: 1, expected: "a mapping with 'family' and 'frames'")
        }
        var frames: [Frame] = []
        var examples: [FrameFamily.Example] = []
        for node in mapping["frames"].flatMap({ $0.sequence.map(Array.init) }) ?? [] {
            let line = node.mark?.line ?? 1
            guard let fields = node.mapping, let kind = fields["kind"]?.string else {
                throw .wrongShape(file: file, line: line, expected: "a frame with 'kind' and 'patterns'")
            }
            guard ontology.relationKind(kind) != nil else {
                throw .unknownKind(kind, file: file, line: line, closest: ontology.closestRelationKind(to: kind))
            }
            let status = fields["status"]?.string.flatMap(Status.init)
            for pattern in fields["patterns"]?.sequence.map(Array.init) ?? [] {
                let place = pattern.mark?.line ?? line
                frames.append(
                    Frame(
                        kind: kind, pattern: pattern.string ?? "",
                        elements: try elements(of: pattern.string ?? "", file: file, line: place),
                        confidence: fields["confidence"]?.float ?? 0.6, status: status,
                        whenDenied: fields["whenDenied"]?.string, sourceKinds: Self.kinds(fields["source"]),
                        targetKinds: Self.kinds(fields["target"])))
            }
            for (sentence, expected) in fields["examples"]?.mapping.map(Array.init) ?? [] {
                examples.append(
                    FrameFamily.Example(
                        sentence: sentence.string ?? "", expected: expected.null == nil ? expected.string : nil))
            }
        }
        return FrameFamily(name: mapping["family"]?.string ?? file, frames: frames, examples: examples)
    }

    func elements(of pattern: String, file: String, line: Int) throws(FrameError) -> [Frame.Element] {
        var result: [Frame.Element] = []
        for part in pattern.split(separator: " ").map(String.init) {
            switch part {
            case "A": result.append(.actor(.source))
            case "B": result.append(.actor(.target))
            case "..": result.append(.gap)
            default:
                if part.hasPrefix("{"), part.hasSuffix("}") {
                    let (verbs, form) = split(part.dropFirst().dropLast())
                    if form != "ing" { result.append(.auxiliaries) }
                    result.append(.words(Set(verbs.flatMap { Self.forms(of: $0, form: form) })))
                } else if part.hasPrefix("("), part.hasSuffix(")") {
                    result.append(.optional(Set(part.dropFirst().dropLast().split(separator: "|").map(String.init))))
                } else {
                    result.append(.words(Set(part.split(separator: "|").map(String.init))))
                }
            }
        }
        for slot in [Frame.Slot.source, .target] where result.count(where: { $0 == .actor(slot) }) != 1 {
            throw .badPattern(pattern, file: file, line: line, problem: "it needs one A and one B")
        }
        return result
    }

    private static func kinds(_ node: Node?) -> Set<String> { Set((node?.array() ?? []).compactMap(\.string)) }

    private func split(_ verb: Substring) -> ([String], String?) {
        let parts = verb.split(separator: ":")
        return (
            parts.first?.split(separator: "|").map(String.init) ?? [], parts.count > 1 ? String(parts[1]) : nil
        )
    }

    private static func forms(of verb: String, form: String?) -> Set<String> {
        switch form {
        case "ed": Inflection.pastForms(verb)
        case "ing": [Inflection.presentParticiple(verb)]
        default: Inflection.forms(of: verb)
        }
    }
}

import EntenteModel
import Yams

/// Frames that a user adds, checked more closely than those that ship with Entente and run their examples as tests.
struct UserFrames {
    let ontology: Ontology
    let wordClasses: [String: [String]]

    /// Reads one file of frames.
    ///
    /// - Throws: `FrameError` with file and line: no frames, an unknown field, kind or class of words, or a confidence or
    ///   status that is none.
    func read(_ yaml: String, file: String) throws(FrameError) -> FrameFamily {
        let family = try FrameReader(ontology: ontology, wordClasses: wordClasses).read(yaml, file: file)
        guard let mapping = (try? Yams.compose(yaml: yaml))?.mapping, let frames = mapping["frames"] else {
            throw .wrongShape(file: file, line: 1, expected: "'frames:' with a list of frames")
        }
        guard let list = frames.sequence, !list.isEmpty else {
            throw .wrongShape(file: file, line: frames.mark?.line ?? 1, expected: "a list of frames, each '- kind: …'")
        }
        for frame in list {
            guard let fields = frame.mapping else { continue }
            let line = frame.mark?.line ?? 1
            if let node = fields["confidence"], !(0...1).contains(node.float ?? -1) {
                throw .wrongShape(file: file, line: node.mark?.line ?? line, expected: "a confidence from 0 to 1")
            }
            if let node = fields["status"], Status(rawValue: node.string ?? "") ?? .disputed == .disputed {
                throw .wrongShape(
                    file: file, line: node.mark?.line ?? line, expected: "a status: asserted, possible or denied")
            }
            guard ["verbs", "adjectives", "nouns", "roles", "attached"].contains(where: { fields[$0] != nil }) else {
                throw .wrongShape(
                    file: file, line: line, expected: "words: verbs, adjectives, nouns, roles or attached")
            }
        }
        let own = family.frames.map { frame in
            var frame = frame
            frame.isOfUser = true
            return frame
        }
        return FrameFamily(name: family.name, frames: own, examples: family.examples)
    }
}

extension FrameFamily {
    /// Without the frames whose kind the ontology lacks.
    func keeping(kindsOf ontology: Ontology) -> FrameFamily {
        FrameFamily(
            name: name, frames: frames.filter { ontology.relationKind($0.kind) != nil }, examples: examples)
    }
}

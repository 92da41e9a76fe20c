import EntenteExtraction
import EntenteModel
import EntenteText
import Foundation
import Testing
import Yams

/// The sentences that stand beside the frames, each with what it must give.
@Suite struct FrameExampleTests {
    struct Example: CustomTestStringConvertible, Sendable {
        let file: String
        let sentence: String
        /// "source kind target status", all that is to be found; empty where nothing must be found.
        let expected: [String]

        var testDescription: String { "\(file): \(sentence)" }
    }

    static let examples: [Example] = {
        guard let folder = try? ResourceDirectory(module: "EntenteExtraction").url("frames"),
            let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        else { return [] }
        return files.filter { $0.hasSuffix(".yaml") }.sorted().flatMap { file -> [Example] in
            guard let text = try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8),
                let frames = (try? Yams.compose(yaml: text))?.mapping?["frames"]?.sequence
            else { return [] }
            return frames.flatMap { frame in
                (frame.mapping?["examples"]?.mapping).map(Array.init).map { pairs in
                    pairs.map {
                        Example(
                            file: file, sentence: $0.string ?? "",
                            expected: $1.null != nil ? [] : $1.sequence?.compactMap(\.string) ?? [$1.string ?? ""])
                    }
                } ?? []
            }
        }
    }()

    @Test func thereAreExamplesToTry() {
        #expect(Self.examples.count > 20)
    }

    @Test(arguments: examples)
    func theSentenceGivesWhatStandsBesideIt(example: Example) throws {
        let found = try SharedExtractor.relations(example.sentence)
        let expected = try example.expected.map { text in
            let parts = text.split(separator: " ").map(String.init)
            let kind = try #require(try SharedExtractor.ontology.relationKind(parts[1]))
            let id = RelationID(source: ActorID(parts[0]), kind: kind, target: ActorID(parts[2]))
            return "\(id.source) \(id.kind) \(id.target) \(parts[3])"
        }
        #expect(found.sorted() == expected.sorted())
    }
}

public import Foundation

/// Analyses English text: sentences, words, tags, lemmas, features and dependency trees after Universal Dependencies.
///
///     let analyzer = try Analyzer()
///     let text = "Tajikistan closed the bridge on Monday."
///     for sentence in analyzer.sentences(of: text, in: [0..<text.utf8.count]) {
///         for token in sentence.tokens { … token.lemma … token.head … token.relation … }
///     }
///
/// A value without state of its own that many threads may use at once. The same text gives the same result on every
/// machine and on any number of cores: all scores are whole numbers. Each step is also there by itself: `segment`,
/// `tag`, `parse`.
public struct Analyzer: TextAnalyzer {
    package var model: LanguageModel
    let pageFurniture: PageFurniture

    /// Loads the model that ships with Entente.
    ///
    /// - Throws: `LanguageModelError` where it is missing or damaged, with what to do about it.
    public init() throws(LanguageModelError) {
        let url: URL
        do {
            url = try ResourceDirectory(module: "EntenteText").url(LanguageModel.fileName)
        } catch {
            throw .missing(error)
        }
        try self.init(model: url)
    }

    /// Tells models apart: the checksum of the model's file, in hexadecimal.
    public var checksum: String { String(model.file.checksum, radix: 16) }

    /// Loads a model from a file; the phrases of page furniture are looked for in the same folder, then among the
    /// resources that ship.
    public init(model url: URL) throws(LanguageModelError) {
        model = try LanguageModel(url)
        let name = "page-furniture.txt"
        let beside = url.deletingLastPathComponent().appendingPathComponent(name)
        do {
            let place =
                FileManager.default.fileExists(atPath: beside.path)
                ? beside : try ResourceDirectory(module: "EntenteText").url(name)
            pageFurniture = PageFurniture(rules: (try? String(contentsOf: place, encoding: .utf8)) ?? "")
        } catch {
            throw .missing(error)
        }
    }

    /// All steps on a document's body. See `TextAnalyzer`.
    ///
    /// - Complexity: Linear in the length of the body.
    public func sentences(of text: String, in body: [Range<Int>]) -> [Sentence] {
        var result: [Sentence] = []
        forEachSentence(of: text, in: body) { result.append($0) }
        return result
    }

    /// All steps, one sentence at a time, so that memory stays bounded however long the text is.
    public func forEachSentence(of text: String, in body: [Range<Int>], _ take: (Sentence) -> Void) {
        var workspace = AnalysisWorkspace()
        segment(text, body) { sentence, forms in
            var sentence = sentence
            annotate(&sentence.tokens, forms, parses: true, &workspace)
            take(sentence)
        }
    }

    /// Sentences and words alone.
    public func segment(_ text: String, in body: [Range<Int>]) -> [Sentence] {
        var result: [Sentence] = []
        segment(text, body) { sentence, _ in result.append(sentence) }
        return result
    }

    /// Adds tags, lemmas and features to words.
    public func tag(_ sentence: Sentence) -> Sentence {
        var sentence = sentence
        var workspace = AnalysisWorkspace()
        annotate(&sentence.tokens, nil, parses: false, &workspace)
        return sentence
    }

    /// Adds tags, lemmas, features, heads and relations to words; only their forms are read.
    public func parse(_ sentence: Sentence) -> Sentence {
        var sentence = sentence
        var workspace = AnalysisWorkspace()
        annotate(&sentence.tokens, nil, parses: true, &workspace)
        return sentence
    }

    /// Analyses many documents on all cores.
    ///
    /// - Returns: The sentences of each document, in the order given.
    public func sentences(of documents: [(text: String, body: [Range<Int>])]) -> [[Sentence]] {
        let results = ResultSlots(count: documents.count)
        DispatchQueue.concurrentPerform(iterations: documents.count) { number in
            results.set(number, sentences(of: documents[number].text, in: documents[number].body))
        }
        return results.values
    }

    /// A document's analysis as CoNLL-U.
    public func conllu(of text: String, in body: [Range<Int>], identifier: String) -> String {
        CoNLLU.write(sentences(of: text, in: body), of: text, identifier: identifier)
    }
}

/// Memory that is used again from sentence to sentence.
struct AnalysisWorkspace {
    var profiles: [WordProfile] = []
    var inputs: [ParserInput] = []
    let memory = NeuralMemory()
}

/// Places for results that threads fill in any order.
private final class ResultSlots: @unchecked Sendable {
    private let lock = NSLock()
    private var slots: [[Sentence]]

    init(count: Int) { slots = Array(repeating: [], count: count) }

    func set(_ number: Int, _ value: [Sentence]) {
        lock.lock()
        slots[number] = value
        lock.unlock()
    }

    var values: [[Sentence]] { slots }
}

extension Analyzer {
    /// Fills in what the model says of words.
    ///
    /// - Parameter forms: The bytes of each word; nil to take them from the tokens.
    private func annotate(
        _ tokens: inout [Token], _ forms: [UnsafeBufferPointer<UInt8>]?, parses: Bool,
        _ workspace: inout AnalysisWorkspace
    ) {
        guard !tokens.isEmpty else { return }
        workspace.profiles.removeAll(keepingCapacity: true)
        for index in tokens.indices {
            if let forms {
                workspace.profiles.append(model.profiler.profile(forms[index]))
            } else {
                workspace.profiles.append(tokens[index].form.withUTF8 { model.profiler.profile($0) })
            }
        }
        workspace.profiles.withUnsafeBufferPointer { profiles in
            let tags = model.tagger.tag(profiles)
            for index in tokens.indices {
                let tag = tags[index]
                let names = model.tags[Int(tag)]
                tokens[index].universalTag = names.universal
                tokens[index].pennTag = names.penn
                tokens[index].lemma = model.lemmatizer.lemma(tokens[index].form, profiles[index], tag)
                tokens[index].features = model.lemmatizer.features(profiles[index], tag)
            }
            guard parses else { return }
            workspace.inputs.removeAll(keepingCapacity: true)
            for index in tokens.indices {
                workspace.inputs.append(ParserInput(profiles[index], tag: tags[index], forms: model.forms))
            }
            let (heads, labels) = model.parser.parse(workspace.inputs, workspace.memory)
            for index in tokens.indices {
                let isRoot = Int(heads[index]) == tokens.count
                tokens[index].head = isRoot ? nil : Int(heads[index])
                tokens[index].relation = isRoot ? "root" : model.relations[Int(labels[index])]
            }
        }
    }
}

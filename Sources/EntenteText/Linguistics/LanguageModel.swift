package import Foundation

/// The steps of the analysis with the tables that they read, from one model file.
package struct LanguageModel: Sendable {
    package static let fileName = "english.model"

    /// Keeps the mapped memory alive that all tables point into.
    package let file: LanguageModelFile
    package let segmenter: Segmenter
    package let profiler: WordProfiler
    package let tagger: Tagger
    package let lemmatizer: Lemmatizer
    package let parser: NeuralParser
    /// Row of the parser's first table for each word that it knows.
    package let forms: LookupTable
    package let names: ClassScores
    /// Universal and Penn tag of each class of the tagger.
    package let tags: [(universal: String, penn: String)]
    package let relations: [String]
    /// Number of the universal tag of each class of the tagger.
    package let universals: [UInt8]

    package init(_ url: URL) throws(LanguageModelError) {
        let file = try LanguageModelFile(url)
        self.file = file
        func damaged(_ problem: String) -> LanguageModelError { .damaged(path: url.path, problem: problem) }
        var settings: [String: Int] = [:]
        for line in try file.lines("settings") {
            let parts = line.split(separator: " ")
            if parts.count == 2, let value = Int(parts[1]) { settings[String(parts[0])] = value }
        }
        func setting(_ name: String, _ allowed: ClosedRange<Int>) throws(LanguageModelError) -> Int {
            guard let value = settings[name], allowed.contains(value) else {
                throw damaged("its setting '\(name)' is wrong")
            }
            return value
        }
        let tagLines = try file.lines("tags")
        universals = Self.universals(tagLines)
        tags = tagLines.map {
            let parts = $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
        }
        relations = try file.lines("relations")
        guard !tags.isEmpty, tags.count < 128, !relations.isEmpty, relations.count < 63 else {
            throw damaged("it has no tags or relations")
        }
        segmenter = Segmenter(
            splits: LookupTable(try file.section("splits")), joins: ClassScores(try file.section("joins")),
            boundaries: ClassScores(try file.section("boundaries")),
            boundaryBias: Int32(try setting("boundary-bias", -10_000...10_000)))
        profiler = WordProfiler(
            words: LookupTable(try file.section("words")), ambiguities: LookupTable(try file.section("ambiguities")))
        tagger = Tagger(scores: ClassScores(try file.section("tagger")), tagCount: tags.count)
        lemmatizer = Lemmatizer(
            words: LookupTable(try file.section("lemmas")), suffixes: LookupTable(try file.section("suffixes")),
            scripts: try file.lines("scripts").compactMap { LemmaScript($0) },
            features: LookupTable(try file.section("features")), featureSets: try file.lines("feature-sets"))
        forms = LookupTable(try file.section("forms"))
        guard let network = NeuralParser(try file.section("network")), network.shape.relations == relations.count else {
            throw damaged("its network is not one that this version can read")
        }
        parser = network
        names = ClassScores(try file.section("names"))
    }

    /// Numbers the universal tags, the part before the tab, in the order in which they first occur.
    package static func universals(_ tags: [String]) -> [UInt8] {
        var numbers: [Substring: UInt8] = [:]
        return tags.map { tag in
            let name = tag.prefix { $0 != "\t" }
            let number = numbers[name] ?? UInt8(numbers.count)
            numbers[name] = number
            return number
        }
    }
}

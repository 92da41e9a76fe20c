import EntenteModel
import EntenteText

/// Writes down what each word may stand for in an annotated text, and what it does stand for.
struct AntecedentCollector {
    /// Annotated mentions: where they stand, and the actors of the analysis that they name; none where it lacks them.
    let marks: [(range: Range<Int>, actors: Set<ActorID>)]
    private(set) var examples: [AntecedentExample] = []

    init(marks: [(range: Range<Int>, actors: Set<ActorID>)]) { self.marks = marks }

    /// - Returns: Whom the word stands for by the annotations, or by the rules where they do not say.
    mutating func choose(
        _ word: ReferenceFinder.Word, _ options: [(actors: [ActorID], rows: [Int])], rule: [ActorID]
    ) -> [ActorID] {
        let mark = marks.first { $0.range.contains(word.byte) }
        // A noun has to head the annotated words: "the emirate's army" is not the emirate.
        if let mark, word.token.range.upperBound < mark.range.upperBound, word.token.universalTag == "NOUN" {
            return rule
        }
        // Nor is "its" whom "its neighbour" means.
        if let mark, word.token.universalTag != "NOUN", mark.range != word.token.range { return rule }
        let wanted = mark?.actors ?? []
        if mark != nil, wanted.isEmpty { return rule }
        let right = mark == nil ? [0] : options.indices.filter { !wanted.isDisjoint(with: options[$0].actors) }
        guard !right.isEmpty else { return rule }
        // What the rules find that is no candidate is not told from nobody.
        guard let said = options.firstIndex(where: { $0.actors == rule }) else { return rule }
        examples.append(
            AntecedentExample(word: word.form, options: options.map(\.rows), right: right, rule: said))
        return options[right[0]].actors
    }
}

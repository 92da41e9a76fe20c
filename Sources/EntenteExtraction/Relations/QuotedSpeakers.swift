import EntenteModel
import EntenteText

/// Who says the sentences of a quotation that goes over several: "“We will not attack Niger. Niger is our friend,” he said."
struct QuotedSpeakers {
    let lexicon: Lexicon
    let references: References

    /// The speaker of each sentence that stands in quotation marks and has no verb of saying of its own, taken from the sentence
    /// of the same paragraph that has one: the nearest before it, else the nearest after.
    func speakers(in trees: [SentenceTree], sentences: [Sentence], document: Document) -> [ActorID?] {
        var result = [ActorID?](repeating: nil, count: trees.count)
        var paragraph = [Int](repeating: 0, count: trees.count)
        var isQuoted = [Bool](repeating: false, count: trees.count)
        var isOpen = false
        for number in sentences.indices {
            let range = sentences[number].range
            if number > 0 {
                let between = document.quote(sentences[number - 1].range.upperBound..<range.lowerBound) ?? ""
                let isNew = between.contains { $0.isNewline }
                paragraph[number] = paragraph[number - 1] + (isNew ? 1 : 0)
                if isNew { isOpen = false }
            }
            let text = document.quote(range) ?? ""
            isQuoted[number] = isOpen || text.first.map { "“\"".contains($0) } ?? false
            for character in text {
                switch character {
                case "“": isOpen = true
                case "”": isOpen = false
                case "\"": isOpen.toggle()
                default: break
                }
            }
        }
        guard isQuoted.contains(true) else { return result }
        let saying = trees.map { tree in
            StatementCircumstances(
                tree: tree, lexicon: lexicon,
                arguments: PredicateArguments(tree: tree, lexicon: lexicon, references: references)
            ).soleSpeaker()
        }
        for number in trees.indices where isQuoted[number] && saying[number] == nil {
            let before = (max(0, number - 3)..<number).reversed().filter { paragraph[$0] == paragraph[number] }
            let after = (number + 1..<min(number + 4, trees.count)).filter { paragraph[$0] == paragraph[number] }
            result[number] = (before + after).lazy.compactMap { saying[$0] }.first
        }
        return result
    }
}

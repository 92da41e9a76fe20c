import EntenteText
import Testing

@testable import EntenteExtraction

/// Repairs of trees written by hand: the heads and relations that come out.
@Suite struct TreeRepairTests {
    /// Reads "form|UPOS|head|relation" for each word; a form with a star is a known name.
    private func repaired(_ words: String) -> [String] {
        var (tokens, names) = ([Token](), [Int?]())
        for (place, row) in words.split(separator: " ").enumerated() {
            let cells = row.split(separator: "|").map(String.init)
            let form = cells[0].replacing("*", with: "")
            names.append(cells[0].hasSuffix("*") ? place : nil)
            tokens.append(
                Token(
                    range: place * 20..<place * 20 + form.utf8.count, form: form, lemma: form.lowercased(),
                    universalTag: cells[1], head: Int(cells[2]).flatMap { $0 == 0 ? nil : $0 - 1 }, relation: cells[3])
            )
        }
        return TreeRepair(tokens: tokens, names: names).tokens.map { "\(($0.head ?? -1) + 1) \($0.relation)" }
    }

    @Test func soundTreesStayAsTheyAre() {
        #expect(
            repaired("Mali*|PROPN|2|nsubj attacked|VERB|0|root Niger*|PROPN|2|obj") == ["2 nsubj", "0 root", "2 obj"])
    }

    @Test func descriptionBeforeANameIsNoSecondSubject() {
        #expect(
            repaired("ally|NOUN|3|nsubj Hezbollah*|PROPN|3|nsubj attacked|VERB|0|root")
                == ["2 compound", "3 nsubj", "0 root"])
    }

    @Test func descriptionBehindANameIsNoSecondSubject() {
        #expect(
            repaired("Nauru*|PROPN|5|nsubj ,|PUNCT|1|punct ally|NOUN|5|nsubj ,|PUNCT|3|punct left|VERB|0|root")
                == ["5 nsubj", "1 punct", "1 appos", "3 punct", "0 root"])
    }

    @Test func whatStandsBehindAPrepositionIsNoSubject() {
        #expect(
            repaired(
                "gunmen|NOUN|5|nsubj loyal|ADJ|1|amod to|ADP|4|case Daesh*|PROPN|5|nsubj fled|VERB|0|root")
                == ["5 nsubj", "1 amod", "4 case", "2 obl", "0 root"])
    }

    @Test func verbInALineOfNamesIsTheVerb() {
        #expect(
            repaired(
                "ships|NOUN|5|nsubj staged|VERB|1|conj drills|NOUN|2|obj launcher|NOUN|1|conj remained|VERB|0|root")
                == ["2 nsubj", "5 parataxis", "2 obj", "5 nsubj", "0 root"])
    }

    @Test func sentenceWithoutAVerbFindsIt() {
        #expect(
            repaired("Israel*|PROPN|0|root normalised|VERB|3|amod relations|NOUN|1|conj")
                == ["2 nsubj", "0 root", "2 obj"])
        #expect(
            repaired("troops|NOUN|0|root crossed|VERB|1|acl the|DET|4|det river|NOUN|2|obj")
                == ["2 nsubj", "0 root", "4 det", "2 obj"])
    }

    @Test func openingGerundIsTheSubject() {
        #expect(
            repaired(
                "Fighting|VERB|6|advcl between|ADP|3|case Hamas*|PROPN|1|obl and|CCONJ|5|cc Israel*|PROPN|3|conj "
                    + "intensified|VERB|0|root")
                == ["6 nsubj", "3 case", "1 nmod", "5 cc", "3 conj", "0 root"])
    }

    @Test func formsLeadBackToTheirWords() {
        let verbs = WordForms.verbs(["attack", "ban", "defy", "free", "seize", "host"])
        for (form, lemma) in [
            ("attacked", "attack"), ("banned", "ban"), ("defies", "defy"), ("defied", "defy"), ("freeing", "free"),
            ("seizing", "seize"), ("hosts", "host"),
        ] {
            #expect(verbs[form] == lemma)
        }
        let nouns = WordForms.nouns(["base", "ally", "clash"])
        #expect(nouns["bases"] == "base" && nouns["allies"] == "ally" && nouns["clashes"] == "clash")
    }
}

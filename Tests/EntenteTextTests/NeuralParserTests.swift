import CMatrixProduct
import Foundation
import Testing

@testable import EntenteText

/// The parts of the parser's network, against slow and obvious versions of them.
@Suite struct NeuralParserTests {
    /// Numbers without a pattern, the same in every run (SplitMix64).
    struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    @Test(arguments: [(4, 16, 2), (8, 48, 96), (12, 16, 194)])
    func productOnThisProcessorIsThatOfPlainC(rows: Int, columns: Int, depth: Int) {
        var numbers = Numbers(state: 7)
        let inputs = (0..<rows * depth).map { _ in Int16.random(in: -32768...32767, using: &numbers) }
        let weights = (0..<depth * columns).map { _ in Int16.random(in: -32767...32767, using: &numbers) }
        let bias = (0..<columns).map { _ in Int32.random(in: -1_000_000...1_000_000, using: &numbers) }
        var fast = [Int32](repeating: 0, count: rows * columns)
        var plain = fast
        entente_matrix_product(inputs, weights, bias, &fast, rows, columns, depth)
        entente_matrix_product_plain(inputs, weights, bias, &plain, rows, columns, depth)
        #expect(fast == plain)
        var version: Int32 = 0
        var own = [Int32](repeating: 0, count: rows * columns)
        while entente_matrix_product_version(version, inputs, weights, bias, &own, rows, columns, depth) == 1 {
            #expect(own == plain, "version \(version)")
            own = own.map { _ in 0 }
            version += 1
        }
        #expect(version > 0)
        var first = bias[1]
        for place in 0..<depth {
            first &+= Int32(inputs[place]) * Int32(weights[place / 2 * 32 + 2 + place % 2])
        }
        #expect(plain[1] == first)
    }

    /// Every way to give each of `count` words a head.
    private func allHeads(_ count: Int) -> [[Int32]] {
        (0..<count).reduce([[]]) { lists, _ in lists.flatMap { list in (0...count).map { list + [Int32($0)] } } }
    }

    @Test func treeHasTheHighestSumOfAllTreesWithOneRoot() {
        var numbers = Numbers(state: 3)
        for count in 1...4 {
            let trees = allHeads(count).filter { heads in
                heads.enumerated().allSatisfy { Int($1) != $0 } && SpanningTree.isTree(heads)
            }
            for _ in 0..<60 {
                let scores = (0..<count * (count + 1)).map { _ in Int32.random(in: -50...50, using: &numbers) }
                func sum(_ heads: [Int32]) -> Int {
                    heads.enumerated().reduce(0) { $0 + Int(scores[$1.offset * (count + 1) + Int($1.element)]) }
                }
                let found = SpanningTree.heads(scores, count: count)
                #expect(SpanningTree.isTree(found), "\(found) for \(scores)")
                #expect(sum(found) == trees.map(sum).max(), "\(found) for \(scores)")
            }
        }
    }

    @Test func headsMakeATreeOnlyWithOneRootAndNoCycle() {
        #expect(SpanningTree.isTree([1, 3, 1]))
        #expect(!SpanningTree.isTree([3, 3, 1]), "two roots")
        #expect(!SpanningTree.isTree([1, 0, 3]), "a cycle beside the root")
        #expect(!SpanningTree.isTree([1, 2, 0]), "no root")
    }

    @Test func worstScoresOfALongSentenceStillGiveATree() {
        // Each word wants its neighbour, in pairs and pairs of pairs: a cycle within a cycle all the way up.
        let count = 256
        var scores = [Int32](repeating: 0, count: count * (count + 1))
        for word in 0..<count {
            for head in 0...count {
                scores[word * (count + 1) + head] = Int32((word ^ head) == 1 ? 1000 : -(word ^ head))
            }
        }
        #expect(SpanningTree.isTree(SpanningTree.heads(scores, count: count)))
    }

    @Test func gatesRiseEvenlyBetweenTheirEnds() {
        #expect(FixedPoint.gate(0) == 2048)
        #expect(FixedPoint.gate(4 << 11) == 4096)
        #expect(FixedPoint.gate(-100 << 11) == 0)
        #expect(FixedPoint.squashed(0) == 0)
        #expect(FixedPoint.squashed(3 << 13) == 2048)
        #expect(FixedPoint.squashed(-3 << 13) == -2048)
        let gates = stride(from: Int32(-9000), through: 9000, by: 100).map(FixedPoint.gate)
        #expect(zip(gates, gates.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test func sectionThatIsCutShortOrHasWrongSizesIsNoNetwork() throws {
        let analyzer = try Analyzer()
        let section = try analyzer.model.file.section("network")
        #expect(NeuralParser(section) != nil)
        #expect(NeuralParser(UnsafeRawBufferPointer(rebasing: section[..<(section.count - 8)])) == nil)
        #expect(NeuralParser(UnsafeRawBufferPointer(rebasing: section[..<16])) == nil)
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: section.count, alignment: 16)
        defer { copy.deallocate() }
        copy.copyMemory(from: section)
        for wrong in [Int32(-16), 0, 17, 1 << 30] {
            copy.storeBytes(of: wrong, as: Int32.self)
            #expect(NeuralParser(UnsafeRawBufferPointer(copy)) == nil)
        }
    }

    @Test(arguments: [255, 256, 257, 700])
    func sentenceOfAnyLengthBecomesOneTree(count: Int) throws {
        let words = ["the", "cat", "saw", "a", "dog", "and", "ran", ","]
        let tokens = (0..<count).map { Token(range: $0..<$0 + 1, form: words[$0 * 7 % 8], spaceAfter: true) }
        let parsed = try Analyzer().parse(Sentence(range: 0..<count, tokens: tokens, startsParagraph: true)).tokens
        #expect(SpanningTree.isTree(parsed.map { Int32($0.head ?? count) }))
        #expect(parsed.filter { $0.relation == "root" }.count == 1)
    }

    /// The rows of the network in floating point, word by word, as its paper has them.
    @Test func treesAgreeWithTheNetworkInFloatingPoint() throws {
        let analyzer = try Analyzer()
        let reference = try #require(ReferenceNetwork(try analyzer.model.file.section("network")))
        let text =
            "The minister of trade, who had met the envoys in Geneva on Monday, said that her country would not sign. "
            + "Two firms, Acme Ltd and its rival, were fined for paying the officials that had let them dig there."
        var arcs = 0
        var same = 0
        for sentence in analyzer.sentences(of: text, in: [0..<text.utf8.count]) {
            let inputs = sentence.tokens.map { token in
                var form = token.form
                let profile = form.withUTF8 { analyzer.model.profiler.profile($0) }
                let tag = analyzer.model.tags.firstIndex {
                    $0.universal == token.universalTag && $0.penn == token.pennTag
                }
                return ParserInput(profile, tag: UInt8(tag ?? 0), forms: analyzer.model.forms)
            }
            let found = analyzer.model.parser.parse(inputs, NeuralMemory())
            for (word, scores) in reference.arcScores(inputs).enumerated() {
                arcs += 1
                let others = scores.enumerated().filter { $0.offset != word }
                if others.max(by: { $0.element < $1.element })?.offset == Int(found.heads[word]) { same += 1 }
            }
        }
        #expect(arcs > 40)
        #expect(same * 20 >= arcs * 19, "\(same) of \(arcs)")
    }
}

/// How a lemma is made from a form: take it in lower case or as it is, cut some characters off its end, add others.
package struct LemmaScript: Hashable {
    package var lowers: Bool
    package var cut: Int
    package var added: String

    package init(lowers: Bool, cut: Int, added: String) {
        self.lowers = lowers
        self.cut = cut
        self.added = added
    }

    /// As written in the model: "l", the number of characters to cut, a blank, what is added.
    package init?(_ text: some StringProtocol) {
        guard let first = text.first, let blank = text.firstIndex(of: " "),
            let cut = Int(text[text.index(after: text.startIndex)..<blank]), cut >= 0
        else { return nil }
        self.init(lowers: first == "l", cut: cut, added: String(text[text.index(after: blank)...]))
    }

    package var text: String { "\(lowers ? "l" : "k")\(cut) \(added)" }

    /// The shortest script from a form to a lemma.
    package static func between(_ form: String, _ lemma: String, prefersLower: Bool) -> LemmaScript {
        func script(_ base: String, lowers: Bool) -> LemmaScript {
            let common = zip(base, lemma).prefix { $0 == $1 }.count
            return LemmaScript(lowers: lowers, cut: base.count - common, added: String(lemma.dropFirst(common)))
        }
        let lower = script(form.lowercased(), lowers: true)
        let keep = script(form, lowers: false)
        if lower.added.count == keep.added.count { return prefersLower ? lower : keep }
        return lower.added.count < keep.added.count ? lower : keep
    }

    package func apply(_ form: String) -> String {
        if cut == 0 && added.isEmpty { return lowers ? Self.lowered(form) : form }
        let base = lowers ? Self.lowered(form) : form
        guard cut <= base.count else { return base }
        let lemma = base.dropLast(cut) + added
        return lemma.isEmpty ? base : String(lemma)
    }

    private static func lowered(_ form: String) -> String {
        form.utf8.allSatisfy { $0 < 0x80 && !($0 >= 65 && $0 <= 90) } ? form : form.lowercased()
    }
}

/// Gives words their lemma and features by what the treebank has for word and tag, and failing that by the ending.
package struct Lemmatizer {
    package static let longestSuffix = 6

    let words: LookupTable
    let suffixes: LookupTable
    let scripts: [LemmaScript]
    let features: LookupTable
    let featureSets: [String]

    package init(
        words: LookupTable, suffixes: LookupTable, scripts: [LemmaScript], features: LookupTable, featureSets: [String]
    ) {
        self.words = words
        self.suffixes = suffixes
        self.scripts = scripts
        self.features = features
        self.featureSets = featureSets
    }

    package static func wordKey(_ profile: WordProfile, _ tag: UInt8) -> UInt64 {
        FeatureHash.of(1, profile.lower, UInt64(tag))
    }

    /// Key of the last `length` bytes of a form with its tag.
    package static func suffixKey(_ form: UnsafeBufferPointer<UInt8>, _ length: Int, _ tag: UInt8, keeps: Bool)
        -> UInt64
    {
        var hash: UInt64 = UInt64(length)
        for place in 0..<length {
            var byte = form[form.count - 1 - place]
            if byte >= 65 && byte <= 90 { byte |= 0x20 }
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return FeatureHash.of(keeps ? 3 : 2, hash, UInt64(tag))
    }

    package func lemma(_ form: String, _ profile: WordProfile, _ tag: UInt8) -> String {
        let hasDigits = profile.shape >> 3 & 3 != 0
        if !hasDigits, let script = words[Self.wordKey(profile, tag)], Int(script) < scripts.count {
            return scripts[Int(script)].apply(form)
        }
        var form = form
        let keeps = profile.capitals != 0
        let script = form.withUTF8 { bytes -> UInt32? in
            var length = min(Self.longestSuffix, bytes.count)
            while length >= 0 {
                if let script = suffixes[Self.suffixKey(bytes, length, tag, keeps: keeps)] { return script }
                length -= 1
            }
            return nil
        }
        guard let script, Int(script) < scripts.count else { return form }
        return scripts[Int(script)].apply(form)
    }

    package func features(_ profile: WordProfile, _ tag: UInt8) -> String {
        let number = features[Self.wordKey(profile, tag)] ?? features[FeatureHash.of(1, 0, UInt64(tag))] ?? 0
        return Int(number) < featureSets.count ? featureSets[Int(number)] : ""
    }
}

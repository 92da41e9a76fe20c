import Foundation

/// Ids made from names.
enum Slug {
    /// Lower-case ASCII letters and digits of the name, transliterated, with hyphens between words and for dashes; a name without any
    /// (emoji alone) gives the hexadecimal code points, so that no two actors fall together.
    static func of(_ name: String) -> String {
        let latin =
            name.unicodeScalars.allSatisfy(\.isASCII) ? name : name.applyingTransform(.toLatin, reverse: false) ?? name
        let plain = latin.folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
        var slug = ""
        for scalar in plain.unicodeScalars
        where scalar.isASCII || scalar.properties.isWhitespace || scalar.properties.generalCategory == .dashPunctuation
        {
            let isWord = (97...122).contains(scalar.value) || (48...57).contains(scalar.value)
            if isWord {
                slug.unicodeScalars.append(scalar)
            } else if scalar != "'", scalar != ".", !slug.isEmpty, slug.last != "-" {
                slug.append("-")
            }
        }
        while slug.last == "-" { slug.removeLast() }
        return slug.isEmpty
            ? "u" + name.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: "-") : slug
    }
}

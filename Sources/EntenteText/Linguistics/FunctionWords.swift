/// Words that hold sentences together, by which even a short text tells its language (Grefenstette, JADT 1995).
///
/// Only words that English does not have speak for another language ("die", "was" and "a" are left out), so that names
/// and quoted words do not.
enum FunctionWords {
    private static let english = words(
        """
        the of and to in is was that for on with by as at from has have had were are been be his her its their it he she
        they we this which not but or who will would after into about over more when where than out against between
        """)

    private static let others = words(
        """
        el la los las del que y en con por para su sus una uno se fue como más pero sobre entre desde hasta
        le les des du et est une dans pour sur avec qui ne pas au aux par son sa ses ce cette mais
        der das und ist nicht mit von zu den dem ein eine einen auf für sich auch nach bei aus wie im am dass
        da do dos em não uma com foi ao à pelo pela mas mais seu sua
        il di che gli della delle nel nella sono anche alla dei più è
        het een van niet zijn voor aan door maar ook wordt
        ve bir bu için ile olarak daha çok gibi olan
        yang dan dengan untuk dari pada ini itu tidak dalam akan
        na w z nie się jest do że przez oraz
        och att det som på är av för med till inte
        """)

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    /// Whether a text holds together by the words of another language rather than by those of English.
    ///
    /// - Complexity: linear in the number of words.
    static func areForeign(in sentences: [Sentence]) -> Bool {
        var (own, other) = (0, 0)
        for form in sentences.lazy.flatMap(\.tokens).map(\.form) {
            let form = form.lowercased()
            if english.contains(form) { own += 1 } else if others.contains(form) { other += 1 }
        }
        return other >= 2 && other > 2 * own
    }
}

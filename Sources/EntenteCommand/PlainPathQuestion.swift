/// The commonest question in its commonest form, read without the parser of the command line.
///
/// The parser finds by reflection what a command takes, and this alone takes as long as all else that an answer from a small
/// case needs. Whatever is not exactly of this form is left to it, mistakes above all: there is one grammar.
struct PlainPathQuestion {
    let question: PathQuestion
    /// The value of `--case`.
    let file: String?
    let format: OutputFormat

    /// - Parameter words: The arguments of the program, its name left out.
    /// - Returns: nil where the words are anything but `path FROM TO` with `--case`, `--format`, `--cost`, `-k` or
    ///   `--undirected`, each once at most and with a value that it can have.
    init?(_ words: some Sequence<String>) {
        var words = words.makeIterator()
        guard words.next() == "path" else { return nil }
        var (actors, values, isUndirected) = ([String](), [String: String](), false)
        while let word = words.next() {
            switch word {
            case "--undirected" where !isUndirected: isUndirected = true
            case "--case", "--format", "--cost", "-k":
                guard values[word] == nil, let value = words.next(), !value.hasPrefix("-") else { return nil }
                values[word] = value
            default:
                guard actors.count < 2, !word.hasPrefix("-") else { return nil }
                actors.append(word)
            }
        }
        guard actors.count == 2, let format = OutputFormat(rawValue: values["--format"] ?? "table"),
            let cost = CostName(rawValue: values["--cost"] ?? "influence")
        else { return nil }
        var count: Int?
        if let text = values["-k"] {
            guard let number = Int(text), number >= 1 else { return nil }
            count = number
        }
        question = PathQuestion(
            source: actors[0], target: actors[1], count: count, cost: cost, isUndirected: isUndirected)
        file = values["--case"]
        self.format = format
    }

    func answer() throws { try question.print(from: file, as: format) }
}

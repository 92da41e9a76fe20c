/// A row that contradicts another: the file was changed by something else than Entente.
struct CaseRowError: Error, CustomStringConvertible {
    let problem: String
    var description: String { problem }
}

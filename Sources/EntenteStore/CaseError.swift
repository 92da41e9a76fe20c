public import EntenteModel

/// Why a case file cannot be used.
public enum CaseError: Error, CustomStringConvertible {
    case notFound(path: String)
    case notACase(path: String)
    case newerVersion(path: String)
    case damaged(path: String, problem: String)
    case cannotRead(path: String, reason: String)
    case cannotWrite(path: String, reason: String)
    /// holder: "process 4242, since 2021-08-07T10:00:00Z", where it is known.
    case busy(path: String, holder: String?)
    case cannotDecide(CurationError)
    case tooOld(path: String)
    case brokenRule(path: String, ActorGraphError)
    case sameName(path: String, id: DocumentID, first: String, second: String)

    public var description: String {
        switch self {
        case .notFound(let path): "no such case; \(path); make one with 'entente build PATH... -o \(path)'"
        case .notACase(let path): "this is no case file; \(path); give a file that 'entente build' wrote"
        case .newerVersion(let path): "a newer version of Entente wrote this case; \(path); update Entente"
        case .damaged(let path, let problem):
            "the case is damaged; \(path): \(problem); restore a copy or build it again"
        case .cannotRead(let path, let reason): "cannot read the case; \(path): \(reason); check its permissions"
        case .cannotWrite(let path, let reason):
            "cannot write the case; \(path): \(reason); check the folder, its permissions and the free space"
        case .busy(let path, let holder):
            "another program writes this case; \(path)\(holder.map { " (\($0))" } ?? ""); "
                + "try again when it has finished"
        case .cannotDecide(let error): "\(error)"
        case .tooOld(let path):
            "an older version of Entente wrote this case; \(path); bring it up to date with 'entente build'"
        case .brokenRule(let path, let error):
            "the case breaks a rule of the graph; \(path): \(error); build it again"
        case .sameName(let path, let id, let first, let second):
            "two documents are called '\(id)'; \(path) has \(first), which is not \(second); give both files in one "
                + "build, or rename one"
        }
    }

    /// True where the output cannot be written, rather than that the input is bad.
    public var isOutputFailure: Bool {
        switch self {
        case .cannotWrite, .busy: true
        default: false
        }
    }

    /// True where there is no such file or it may not be opened.
    public var isMissingInput: Bool {
        switch self {
        case .notFound, .cannotRead: true
        default: false
        }
    }
}

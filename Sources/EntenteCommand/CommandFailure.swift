import ArgumentParser
import EntenteAnalysis
import EntenteExtraction
import EntenteFormats
import EntenteModel
import EntenteRendering
import EntenteReports
import EntenteStore
import EntenteText

/// How a command ends when it cannot do what was asked: a message for people and a status for programs.
struct CommandFailure: Error {
    /// The exit statuses that users may rely on (after sysexits.h).
    enum Status: Int32 {
        case nothingFound = 1
        case usage = 64
        case badData = 65
        case noInput = 66
        case internalError = 70
        case cannotWrite = 73
        case timeLimit = 75
    }

    let status: Status
    /// "what; where; what to do", or nothing where the answer itself said it.
    let message: String?

    init(_ status: Status, _ message: String? = nil) {
        self.status = status
        self.message = message
    }

    /// The failure that an error of the libraries means for a command.
    init(_ error: any Error) {
        switch error {
        case let error as CommandFailure: self = error
        case let error as DocumentError: self.init(error.isMissingInput ? .noInput : .badData, "\(error)")
        case let error as CaseError:
            self.init(error.isOutputFailure ? .cannotWrite : error.isMissingInput ? .noInput : .badData, "\(error)")
        case let error as GoldError: self.init(error.isMissingInput ? .noInput : .badData, "\(error)")
        case let error as OutputError: self.init(.cannotWrite, "\(error)")
        case let error as AnalysisError:
            switch error {
            case .unknownMeasure(let name, closest: nil):
                self.init(
                    .usage, "no measure '\(name)'; use \(Measure.allCases.map(\.rawValue).joined(separator: ", "))")
            case .unknownActor, .badCost, .tooLarge, .notConverged: self.init(.badData, "\(error)")
            case .unknownMeasure, .unknownKind, .badParameter: self.init(.usage, "\(error)")
            case .notEnoughMemory: self.init(.internalError, "\(error)")
            case .cancelled: self.init(.timeLimit, "\(error)")
            }
        case let error as RenderingError:
            switch error {
            case .nothingToShow: self.init(.nothingFound, "\(error)")
            case .badOption: self.init(.usage, "\(error)")
            case .unknownActor: self.init(.badData, "\(error); 'entente actors' lists them all")
            case .layoutTimedOut: self.init(.timeLimit, "\(error)")
            default: self.init(.internalError, "\(error)")
            }
        case let error as ReportProblem: self.init(error.isTimeLimit ? .timeLimit : .badData, "\(error)")
        case is ActorLookupError, is FormatError, is OntologyError, is GazetteerError, is ActorGraphError,
            is CurationError:
            self.init(.badData, "\(error)")
        case let error as ExtractorError:
            switch error {
            case .gazetteer, .userFrames: self.init(.badData, "\(error)")
            default: self.init(.internalError, "\(error)")
            }
        case is MissingResource: self.init(.internalError, "\(error)")
        default: self.init(.internalError, "\(error); this should not happen; please report it")
        }
    }
}

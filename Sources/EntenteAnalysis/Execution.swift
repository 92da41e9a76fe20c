internal import Dispatch
internal import Foundation

/// How a long analysis runs: on how many threads, and whom it tells of its progress.
///
/// Neither changes a bit of the result: work is cut into blocks that do not depend on the number of threads, and the
/// blocks' results are added in their order. A cancelled task ends with `AnalysisError.cancelled` within 100 ms.
public struct Execution: Sendable {
    /// Threads to use; at least 1.
    public var threads: Int
    /// Called with the part of the work that is done, 0...1, from any thread, at most a hundred times.
    public var progress: (@Sendable (Double) -> Void)?

    /// - Parameter threads: As many as the machine has cores where not given.
    public init(threads: Int? = nil, progress: (@Sendable (Double) -> Void)? = nil) {
        self.threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
        self.progress = progress
    }

    public static let standard = Execution()
}

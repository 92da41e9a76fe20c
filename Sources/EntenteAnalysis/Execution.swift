internal import Dispatch
internal import Foundation
internal import Synchronization

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
    public static let oneThread = Execution(threads: 1)

    /// Runs `body` for the blocks 0 ..< `blocks`, on several threads, and returns the results in the blocks' order.
    ///
    /// - Throws: `AnalysisError.cancelled` where the surrounding task is cancelled; `body` looks at the given
    ///   `Cancellation` often enough to stop within 100 ms, and its results are then dropped.
    func map<Result: Sendable>(
        blocks: Int, _ body: @Sendable (Int, Cancellation) -> Result
    ) throws(AnalysisError) -> [Result] {
        let state = BlockState<Result>(count: blocks)
        let threads = min(threads, blocks)
        withUnsafeCurrentTask { task in
            let cancellation = Cancellation(task: task)
            withoutActuallyEscaping(body) { body in
                let work: @Sendable (Int) -> Void = { _ in
                    while let block = state.next(), !cancellation.isRequested {
                        let done = state.finish(block, with: body(block, cancellation))
                        report(done, of: blocks)
                    }
                }
                if threads <= 1 {
                    work(0)
                } else {
                    DispatchQueue.concurrentPerform(iterations: threads, execute: work)
                }
            }
        }
        if Task.isCancelled { throw .cancelled }
        return state.results
    }

    private func report(_ done: Int, of blocks: Int) {
        guard let progress else { return }
        // A step of a hundredth has just been made, or there are fewer blocks than hundredths.
        guard blocks <= 100 || done * 100 / blocks != (done - 1) * 100 / blocks else { return }
        progress(Double(done) / Double(blocks))
    }
}

/// Ends work on the task's own thread where the task has been cancelled; looks every 1,024 steps, which take a few
/// milliseconds at most where a step goes through a row, even where hubs stand together.
@inline(__always) func stopIfCancelled(at step: Int) throws(AnalysisError) {
    if step & 0x3FF == 0x3FF, Task.isCancelled { throw .cancelled }
}

/// Whether the task that asked for an analysis has been cancelled, as seen from any of the threads at work.
struct Cancellation: @unchecked Sendable {
    // The task outlives the work that looks at it, and its flag may be read from any thread.
    private let task: UnsafeCurrentTask?

    init(task: UnsafeCurrentTask?) { self.task = task }

    var isRequested: Bool { task?.isCancelled ?? false }
}

/// Hands out the numbers of blocks and keeps their results.
private final class BlockState<Result: Sendable>: Sendable {
    private let issued = Atomic<Int>(0)
    private let finished: Mutex<(count: Int, results: [Result?])>
    private let count: Int

    init(count: Int) {
        self.count = count
        finished = Mutex((0, [Result?](repeating: nil, count: count)))
    }

    func next() -> Int? {
        let block = issued.wrappingAdd(1, ordering: .relaxed).oldValue
        return block < count ? block : nil
    }

    func finish(_ block: Int, with result: Result) -> Int {
        finished.withLock { state in
            state.results[block] = result
            state.count += 1
            return state.count
        }
    }

    var results: [Result] { finished.withLock { $0.results.compactMap { $0 } } }
}

/// The cut of `count` items into at most `limit` blocks of nearly equal length, the same on every machine.
struct Blocks: Sendable {
    let total: Int
    let count: Int

    init(of total: Int, limit: Int = 64) {
        self.total = total
        count = max(0, min(total, limit))
    }

    func range(_ block: Int) -> Range<Int> { total * block / count..<total * (block + 1) / count }
}

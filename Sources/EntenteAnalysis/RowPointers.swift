internal import Foundation

/// Compressed rows as bare pointers for the innermost loops, without bounds checks and reference counts.
///
/// Valid inside `withPointers` alone. What makes the loops safe is what is always true of `CompressedRows`.
struct RowPointers: @unchecked Sendable {
    let count: Int
    let offsets: UnsafePointer<UInt32>
    let targets: UnsafePointer<UInt32>
    /// Nil where every arc costs 1.
    let costs: UnsafePointer<Double>?
    /// Nil where every strength is 1.
    let strengths: UnsafePointer<Double>?

    @inline(__always) func start(_ vertex: Int) -> Int { Int(offsets[vertex]) }
    @inline(__always) func end(_ vertex: Int) -> Int { Int(offsets[vertex + 1]) }
}

extension CompressedRows {
    /// Lends the rows as pointers.
    func withPointers<Result>(_ body: (RowPointers) throws(AnalysisError) -> Result) throws(AnalysisError) -> Result {
        let outcome: Swift.Result<Result, AnalysisError> = offsets.withUnsafeBufferPointer { offsets in
            targets.withUnsafeBufferPointer { targets in
                costs.withUnsafeBufferPointer { costs in
                    strengths.withUnsafeBufferPointer { strengths in
                        guard let start = offsets.baseAddress else { return .failure(.cancelled) }
                        // Rows without arcs have no targets to point to; nobody reads this then.
                        let targets = targets.baseAddress ?? start
                        let pointers = RowPointers(
                            count: self.count, offsets: start, targets: targets,
                            costs: self.costs.isEmpty ? nil : costs.baseAddress,
                            strengths: self.strengths.isEmpty ? nil : strengths.baseAddress)
                        do throws(AnalysisError) {
                            return .success(try body(pointers))
                        } catch {
                            return .failure(error)
                        }
                    }
                }
            }
        }
        return try outcome.get()
    }
}

/// An array of plain values that is freed with its owner: scratch space of one thread.
final class Scratch<Element: BitwiseCopyable> {
    let pointer: UnsafeMutablePointer<Element>
    let count: Int
    /// What the system gave, where the pointer is only a place in it.
    private let zeros: UnsafeMutableRawPointer?

    init(repeating value: Element, count: Int) {
        self.count = count
        zeros = nil
        pointer = .allocate(capacity: max(count, 1))
        pointer.initialize(repeating: value, count: max(count, 1))
    }

    /// Makes an array of values whose bits are all 0. The system gives a page of it no sooner than it is touched, so that
    /// work which is cancelled at its beginning has not waited for all of it.
    init(zeros count: Int) {
        self.count = count
        let alignment = MemoryLayout<Element>.alignment
        guard let zeros = calloc(max(count, 1) + 1, max(MemoryLayout<Element>.stride, alignment)) else {
            preconditionFailure("the system has no memory for \(count) values")
        }
        self.zeros = zeros
        pointer = zeros.alignedUp(toMultipleOf: alignment).bindMemory(to: Element.self, capacity: max(count, 1))
    }

    deinit {
        if let zeros { free(zeros) } else { pointer.deallocate() }
    }

    func fill(_ value: Element) { pointer.update(repeating: value, count: count) }
}

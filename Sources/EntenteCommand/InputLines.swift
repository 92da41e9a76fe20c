import Foundation

/// Lines of bytes from a file descriptor, one at a time; unlike `readLine`, it leaves bytes that are no UTF-8 as they are.
struct InputLines {
    private let descriptor: Int32
    private var pending: [UInt8] = []
    /// Where the next line starts in `pending`, and how far it has been searched for its end.
    private var (start, searched) = (0, 0)
    private var isAtEnd = false

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// The next line without its line feed; nil at the end of the input.
    ///
    /// - Throws: `CommandFailure` where the input cannot be read.
    mutating func next() throws(CommandFailure) -> [UInt8]? {
        while true {
            if let end = pending[searched...].firstIndex(of: 10) {
                defer { (start, searched) = (end + 1, end + 1) }
                return Array(pending[start..<end])
            }
            if isAtEnd {
                defer { (start, searched) = (pending.count, pending.count) }
                return start == pending.count ? nil : Array(pending[start...])
            }
            pending.removeSubrange(..<start)
            (start, searched) = (0, pending.count)
            try readMore()
        }
    }

    private mutating func readMore() throws(CommandFailure) {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandFailure(
                    .noInput,
                    "cannot read; standard input: \(String(cString: strerror(errno))); check where it comes from")
            }
            isAtEnd = count == 0
            pending += block[..<count]
            return
        }
    }
}

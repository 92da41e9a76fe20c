import Foundation

/// Runs a program on a file that may be hostile: with a time limit, a limit on what it writes, and nothing to read.
enum Subprocess {
    struct Output {
        var bytes: [UInt8]
        /// The first words that it wrote to standard error.
        var message: String
        /// Its exit status; nil where a signal ended it.
        var status: Int32?
    }

    enum Problem: Error, Equatable {
        case missing
        case cannotStart(reason: String)
        case timedOut(seconds: Int)
        case tooMuchOutput(limit: Int)
    }

    /// - Parameters:
    ///   - program: A name that is looked up in `PATH`.
    ///   - seconds: How long it may run.
    ///   - limit: How many bytes it may write.
    static func run(
        _ program: String, _ arguments: [String], seconds: Int, limit: Int
    ) throws(Problem) -> Output {
        var out: [Int32] = [-1, -1]
        var err: [Int32] = [-1, -1]
        guard pipe(&out) == 0 else { throw .cannotStart(reason: String(cString: strerror(errno))) }
        guard pipe(&err) == 0 else {
            out.forEach { close($0) }
            throw .cannotStart(reason: String(cString: strerror(errno)))
        }
        for end in out + err { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, out[1], 1)
        posix_spawn_file_actions_adddup2(&actions, err[1], 2)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process: pid_t = 0
        let failure = posix_spawnp(&process, program, &actions, nil, &words, environ)
        close(out[1])
        close(err[1])
        defer {
            close(out[0])
            close(err[0])
        }
        guard failure == 0 else {
            if failure == ENOENT { throw .missing }
            throw .cannotStart(reason: String(cString: strerror(failure)))
        }
        let (bytes, message, problem) = read(out[0], err[0], seconds: seconds, limit: limit)
        if problem != nil { kill(process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        if let problem { throw problem }
        return Output(
            bytes: bytes, message: String(decoding: message, as: UTF8.self),
            status: status & 0x7F == 0 ? (status >> 8) & 0xFF : nil)
    }

    /// Reads both ends until the program closes them.
    private static func read(
        _ out: Int32, _ err: Int32, seconds: Int, limit: Int
    ) -> (bytes: [UInt8], message: [UInt8], problem: Problem?) {
        var (bytes, message): ([UInt8], [UInt8]) = ([], [])
        let deadline = ContinuousClock.now + .seconds(seconds)
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        var open = [out, err]
        while !open.isEmpty {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else { return (bytes, message, .timedOut(seconds: seconds)) }
            var descriptors = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&descriptors, nfds_t(descriptors.count), Int32(min(left / .milliseconds(1), 1000)) + 1) > 0
            else {
                continue
            }
            for descriptor in descriptors where descriptor.revents != 0 {
                let count = piece.withUnsafeMutableBytes { Foundation.read(descriptor.fd, $0.baseAddress, $0.count) }
                if count > 0, descriptor.fd == out {
                    bytes += piece[..<count]
                    if bytes.count > limit { return (bytes, message, .tooMuchOutput(limit: limit)) }
                } else if count > 0 {
                    // Complaints may be endless; the first say enough.
                    if message.count < 4096 { message += piece[..<count].prefix(4096 - message.count) }
                } else if count == 0 || errno != EINTR {
                    open.removeAll { $0 == descriptor.fd }
                }
            }
        }
        return (bytes, message, nil)
    }
}

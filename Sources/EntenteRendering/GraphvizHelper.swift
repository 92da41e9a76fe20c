import Foundation

/// The layout helper, from the side of the program that asks.
///
/// The helper is a child process joined by one socket; messages are a length of eight bytes and that many bytes. It
/// is ended when the last reference goes. A socket rather than pipes, because writing to a dead peer can then fail
/// without a signal that would end the program.
final class GraphvizHelper {
    private let process: pid_t
    private let socket: Int32
    private let deadline: ContinuousClock.Instant
    private let timeout: Double
    private var isReaped = false

    init(executable: String, arguments: [String], timeout: Double) throws(RenderingError) {
        guard timeout > 0, timeout.isFinite else {
            throw .badOption("a time limit is a number of seconds above 0, not \(timeout)")
        }
        var ends: [Int32] = [-1, -1]
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw .helperUnavailable(path: executable, reason: String(cString: strerror(errno)))
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        #if canImport(Darwin)
            var on: Int32 = 1
            setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var pid: pid_t = 0
        let failure = posix_spawn(&pid, executable, &actions, nil, &words, environ)
        close(ends[1])
        guard failure == 0 else {
            close(ends[0])
            throw .helperUnavailable(path: executable, reason: String(cString: strerror(failure)))
        }
        process = pid
        socket = ends[0]
        _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
        self.timeout = timeout
        deadline = .now + .seconds(timeout)
    }

    deinit {
        close(socket)
        if !isReaped { end() }
    }

    func layout(_ job: LayoutJob) throws(RenderingError) -> RawLayout {
        switch try ask(.layout(job), engine: job.engine) {
        case .layout(let layout) where layout.nodes.count == job.nodes.count && layout.labels.count == job.edges.count:
            return layout
        case .failure(_, let reason): throw .layoutFailed(engine: job.engine, reason: reason)
        default: throw .layoutFailed(engine: job.engine, reason: "the layout helper gave no sensible answer")
        }
    }

    func render(_ dot: String, engine: String, format: String) throws(RenderingError) -> [UInt8] {
        switch try ask(.render(dot: dot, engine: engine, format: format), engine: engine) {
        case .picture(let bytes): return bytes
        case .failure(true, let reason): throw .formatFailed(format, reason: reason)
        case .failure(false, let reason): throw .layoutFailed(engine: engine, reason: reason)
        case .layout: throw .formatFailed(format, reason: "the layout helper gave no sensible answer")
        }
    }

    private func ask(_ request: HelperRequest, engine: String) throws(RenderingError) -> HelperAnswer {
        let body = request.bytes(seconds: timeout)
        var head = WireWriter()
        head.write(UInt64(body.count))
        try send(head.bytes + body, engine: engine)
        var length = WireReader(try receive(8, engine: engine))
        guard let count = length.number(), count < 1 << 32,
            let answer = HelperAnswer.read(try receive(Int(count), engine: engine))
        else { throw .layoutFailed(engine: engine, reason: "the layout helper gave no sensible answer") }
        return answer
    }

    private func send(_ bytes: [UInt8], engine: String) throws(RenderingError) {
        var sent = 0
        while sent < bytes.count {
            try wait(for: Int16(POLLOUT), engine: engine)
            let count = bytes.withUnsafeBytes { buffer in
                #if canImport(Darwin)
                    Foundation.send(socket, buffer.baseAddress.map { $0 + sent }, bytes.count - sent, 0)
                #else
                    Foundation.send(
                        socket, buffer.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
                #endif
            }
            if count > 0 { sent += count } else if errno != EAGAIN && errno != EINTR { throw death(engine) }
        }
    }

    private func receive(_ count: Int, engine: String) throws(RenderingError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var received = 0
        while received < count {
            try wait(for: Int16(POLLIN), engine: engine)
            let more = bytes.withUnsafeMutableBytes { buffer in
                recv(socket, buffer.baseAddress.map { $0 + received }, count - received, 0)
            }
            if more > 0 {
                received += more
            } else if more == 0 || (errno != EAGAIN && errno != EINTR) {
                throw death(engine)
            }
        }
        return bytes
    }

    private func wait(for event: Int16, engine: String) throws(RenderingError) {
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            guard milliseconds > 0 else {
                end()
                throw .layoutTimedOut(engine: engine, seconds: timeout)
            }
            var descriptor = pollfd(fd: socket, events: event, revents: 0)
            if poll(&descriptor, 1, Int32(min(milliseconds, 60_000))) > 0 { return }
        }
    }

    /// What to say of a helper that is gone.
    private func death(_ engine: String) -> RenderingError {
        var status: Int32 = 0
        // It closed its end, so it is ending, and a signal tells why; another signal changes nothing then, but ends a
        // program that is no helper at all.
        kill(process, SIGKILL)
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        isReaped = true
        let signal = status & 0x7F
        if signal == SIGALRM { return .layoutTimedOut(engine: engine, seconds: timeout) }
        return signal != 0
            ? .layoutCrashed(engine: engine, signal: signal)
            : .layoutFailed(engine: engine, reason: "the layout helper ended with status \((status >> 8) & 0xFF)")
    }

    private func end() {
        guard !isReaped else { return }
        kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        isReaped = true
    }
}

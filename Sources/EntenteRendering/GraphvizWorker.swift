import Foundation

/// The other side of `GraphvizIsolation.helper`: serves layouts over standard input and output until that closes.
///
/// A program that wants isolation starts itself again with an argument of its own choice and then, before anything
/// else, calls this:
/// ```swift
/// if CommandLine.arguments.dropFirst().first == "graphviz-worker" { exit(GraphvizWorker.run()) }
/// ```
public enum GraphvizWorker {
    /// Serves requests and returns the exit status for the process.
    public static func run() -> Int32 {
        while let head = receive(8) {
            var length = WireReader(head)
            guard let count = length.number(), count < 1 << 32, let body = receive(Int(count)),
                let (request, seconds) = HelperRequest.read(body)
            else { return 65 }
            // Should the asking program be killed during an endless layout, nobody else would end this one.
            alarm(UInt32(min(max(seconds, 0), 86_400)) + 5)
            let answer = serve(request).bytes
            alarm(0)
            var message = WireWriter()
            message.write(answer)
            guard send(message.bytes) else { return 0 }
        }
        return 0
    }

    private static func serve(_ request: HelperRequest) -> HelperAnswer {
        do throws(RenderingError) {
            switch request {
            case .layout(let job): return .layout(try Graphviz.layout(job))
            case .render(let dot, let engine, let format):
                return .picture(try Graphviz.render(dot, engine: engine, format: format))
            }
        } catch {
            switch error {
            case .formatFailed(_, let reason): return .failure(isFormat: true, reason: reason)
            case .layoutFailed(_, let reason): return .failure(isFormat: false, reason: reason)
            default: return .failure(isFormat: false, reason: error.description)
            }
        }
    }

    private static func receive(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var received = 0
        while received < count {
            let more = bytes.withUnsafeMutableBytes { read(0, $0.baseAddress.map { $0 + received }, count - received) }
            if more > 0 { received += more } else if more == 0 || errno != EINTR { return nil }
        }
        return bytes
    }

    private static func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let more = bytes.withUnsafeBytes { write(1, $0.baseAddress.map { $0 + sent }, bytes.count - sent) }
            if more > 0 { sent += more } else if errno != EINTR { return false }
        }
        return true
    }
}

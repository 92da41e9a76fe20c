import Foundation

/// One exchange over HTTP with a program on this machine. (`URLSession` on Linux trips over chromedriver's answers.)
struct LocalConnection {
    private let descriptor: Int32

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    init(port: Int) throws {
        descriptor = Self.openSocket()
        var address = Self.address(port: UInt16(port))
        let isConnected = Self.withSocketAddress(&address) { connect(descriptor, $0, $1) == 0 }
        guard isConnected else {
            close(descriptor)
            throw Failure(description: "nobody listens on port \(port)")
        }
    }

    /// Sends a request and returns the body of the answer.
    func exchange(_ request: Data) throws -> Data {
        defer { close(descriptor) }
        var sent = 0
        while sent < request.count {
            let count = request.withUnsafeBytes {
                send(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent, 0)
            }
            guard count > 0 else { throw Failure(description: "the driver hung up") }
            sent += count
        }
        var answer = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let end = Data("\r\n\r\n".utf8)
        while true {
            if let header = answer.range(of: end) {
                let text = String(decoding: answer[..<header.lowerBound], as: UTF8.self).lowercased()
                let field = text.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                let length = field.flatMap { Int($0.dropFirst("content-length:".count).filter { $0 != " " }) } ?? .max
                if answer.count - header.upperBound >= length { return answer[header.upperBound...] }
            }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else {
                guard count == 0, let header = answer.range(of: end) else {
                    throw Failure(description: "the driver hung up")
                }
                return answer[header.upperBound...]
            }
            answer.append(contentsOf: buffer[..<count])
        }
    }

    /// A port that nobody listens on.
    static func freePort() throws -> Int {
        let descriptor = openSocket()
        defer { close(descriptor) }
        var address = address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withSocketAddress(&address) { place, size in
            bind(descriptor, place, size) == 0 && getsockname(descriptor, place, &length) == 0
        }
        guard isBound else { throw Failure(description: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func openSocket() -> Int32 {
        #if os(Linux)
            socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            socket(AF_INET, SOCK_STREAM, 0)
        #endif
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        return address
    }

    private static func withSocketAddress<Result>(
        _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

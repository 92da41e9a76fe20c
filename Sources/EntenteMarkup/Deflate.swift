internal import CMarkup
package import Foundation

/// Unpacks deflate data, as zip archives hold it, through zlib.
package enum Deflate {
    package enum Problem: Error, Equatable { case bad, tooLarge, unavailable }

    /// - Parameter size: How long the result must be, as the archive says; nothing longer is ever unpacked.
    package static func unpack(_ data: Data, size: Int) throws(Problem) -> Data {
        var out = Data(count: size + 1)
        var count = size + 1
        let status = data.withUnsafeBytes { bytes in
            out.withUnsafeMutableBytes { room in
                entente_inflate(
                    bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count,
                    room.baseAddress?.assumingMemoryBound(to: UInt8.self), &count)
            }
        }
        switch Int(status) {
        case ENTENTE_INFLATE_DONE where count == size: return out.prefix(count)
        case ENTENTE_INFLATE_FULL: throw .tooLarge
        case ENTENTE_INFLATE_MISSING: throw .unavailable
        default: throw .bad
        }
    }
}

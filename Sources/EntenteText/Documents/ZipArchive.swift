import EntenteMarkup
import Foundation

/// The files in a zip archive, read one by one; nothing is ever written.
///
/// Only what an office document uses: stored and deflated entries, no encryption, no parts. An entry that would unpack to
/// more than the limit is refused before a byte of it is unpacked.
struct ZipArchive {
    enum Problem: Error, Equatable {
        case notZip
        case damaged(String)
        case encrypted
        case tooLarge(name: String, bytes: Int)
        case unavailable
    }

    private struct Entry {
        let method: Int
        let flags: Int
        let packedSize: Int
        let size: Int
        let offset: Int
    }

    private let bytes: [UInt8]
    private var entries: [String: Entry] = [:]

    init(_ data: Data) throws(Problem) {
        bytes = Array(data)
        guard bytes.starts(with: [0x50, 0x4B]) else { throw .notZip }
        // The directory's end stands at the end, before a comment of 65,535 bytes at most.
        let lowest = max(0, bytes.count - 22 - 65_535)
        var end = bytes.count - 22
        while end >= lowest, number(end, 4) != 0x0605_4B50 { end -= 1 }
        guard end >= lowest, end >= 0 else { throw .damaged("its directory is missing; it may be cut short") }
        let (count, size, start) = (number(end + 10, 2), number(end + 12, 4), number(end + 16, 4))
        guard count < 65_535, start < 0xFFFF_FFFF, start + size <= end else {
            throw .damaged("its directory is broken")
        }
        var place = start
        for _ in 0..<count {
            guard place + 46 <= end, number(place, 4) == 0x0201_4B50 else { throw .damaged("its directory is broken") }
            let nameLength = number(place + 28, 2)
            guard place + 46 + nameLength <= end else { throw .damaged("its directory is broken") }
            let name = String(decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
            entries[name] = Entry(
                method: number(place + 10, 2), flags: number(place + 8, 2), packedSize: number(place + 20, 4),
                size: number(place + 24, 4), offset: number(place + 42, 4))
            place += 46 + nameLength + number(place + 30, 2) + number(place + 32, 2)
        }
    }

    /// The bytes of an entry; nil where there is none of this name.
    func read(_ name: String, limit: Int) throws(Problem) -> Data? {
        guard let entry = entries[name] else { return nil }
        if entry.flags & 1 != 0 { throw .encrypted }
        guard entry.size <= limit else { throw .tooLarge(name: name, bytes: entry.size) }
        let head = entry.offset
        guard head + 30 <= bytes.count, number(head, 4) == 0x0403_4B50 else { throw .damaged("'\(name)' is missing") }
        let start = head + 30 + number(head + 26, 2) + number(head + 28, 2)
        guard start + entry.packedSize <= bytes.count else { throw .damaged("'\(name)' is cut short") }
        let packed = Data(bytes[start..<(start + entry.packedSize)])
        switch entry.method {
        case 0:
            guard entry.packedSize == entry.size else { throw .damaged("'\(name)' has the wrong size") }
            return packed
        case 8:
            do throws(Deflate.Problem) { return try Deflate.unpack(packed, size: entry.size) } catch {
                switch error {
                case .unavailable: throw .unavailable
                case .tooLarge: throw .damaged("'\(name)' is larger than it says")
                case .bad: throw .damaged("'\(name)' cannot be unpacked")
                }
            }
        default: throw .damaged("'\(name)' is packed in a way that is not known")
        }
    }

    /// A little-endian number.
    private func number(_ place: Int, _ width: Int) -> Int {
        guard place >= 0, place + width <= bytes.count else { return 0 }
        return (0..<width).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
}

import Foundation

/// What text formats ask of a file before they look at it.
enum PlainText {
    /// - Throws: `FormatError` where the bytes are not UTF-8 or hold NUL.
    static func check(_ bytes: UnsafeRawBufferPointer, file: String) throws(FormatError) {
        for (mark, encoding) in [
            ([0xFF, 0xFE, 0, 0], "UTF-32LE"), ([0, 0, 0xFE, 0xFF], "UTF-32BE"), ([0xFF, 0xFE], "UTF-16LE"),
            ([0xFE, 0xFF], "UTF-16BE"),
        ] as [([UInt8], String)] where bytes.starts(with: mark) {
            throw .wrongEncoding(file: file, encoding: encoding)
        }
        guard let start = bytes.baseAddress, bytes.count > 0 else { return }
        if let zero = memchr(start, 0, bytes.count) {
            let before = UnsafeRawPointer(zero) - start
            throw .binary(file: file, line: 1 + bytes[..<before].count { $0 == 10 })
        }
        // Most files are ASCII, which needs no copy to be checked.
        guard !isASCII(bytes) else { return }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw .notUTF8(file: file, line: firstBadLine(bytes))
        }
    }

    /// The first line, from 1, whose bytes are not UTF-8.
    static func firstBadLine(_ bytes: UnsafeRawBufferPointer) -> Int {
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        return 1 + (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0)
    }

    private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let words = bytes.count / 8
        for word in 0..<words {
            let value = bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
            if value & 0x8080_8080_8080_8080 != 0 { return false }
        }
        return bytes[(words * 8)...].allSatisfy { $0 < 0x80 }
    }
}

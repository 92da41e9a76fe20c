package import Foundation

/// What is wrong with the language model, and what to do about it.
public enum LanguageModelError: Error, Equatable, CustomStringConvertible {
    case missing(MissingResource)
    case damaged(path: String, problem: String)

    public var description: String {
        switch self {
        case .missing(let resource): resource.description
        case .damaged(let path, let problem):
            "the language model '\(path)' is damaged (\(problem)); reinstall Entente, or make it anew with "
                + "scripts/train-language-model"
        }
    }
}

/// The file that holds the tables of all steps: sections by name, mapped into memory and checked as a whole.
///
/// Little-endian: eight bytes of magic, a checksum of all that follows it, the number of sections; for each a name of 16
/// bytes filled up with zeros, its place and length; then the sections, each at a multiple of eight.
package final class LanguageModelFile: @unchecked Sendable {
    package static let magic: UInt64 = 0x326D_6C2D_7465_6E65
    private let data: NSData
    private let path: String
    /// Of all that follows it in the file: another model has another one.
    package let checksum: UInt64
    private let sections: [String: Range<Int>]

    package init(_ url: URL) throws(LanguageModelError) {
        path = url.path
        func damaged(_ problem: String) -> LanguageModelError { .damaged(path: url.path, problem: problem) }
        do {
            data = try NSData(contentsOfFile: url.path, options: .alwaysMapped)
        } catch {
            throw damaged("it cannot be read")
        }
        let bytes = UnsafeRawBufferPointer(start: data.bytes, count: data.length)
        guard bytes.count >= 24, bytes.count % 8 == 0 else { throw damaged("it is cut short") }
        guard bytes.load(as: UInt64.self) == Self.magic else { throw damaged("it is not a model of this version") }
        guard
            bytes.load(fromByteOffset: 8, as: UInt64.self)
                == Self.checksum(UnsafeRawBufferPointer(rebasing: bytes[16...]))
        else { throw damaged("its checksum is wrong") }
        checksum = bytes.load(fromByteOffset: 8, as: UInt64.self)
        let count = Int(bytes.load(fromByteOffset: 16, as: UInt64.self))
        guard count < 1000, 24 + count * 32 <= bytes.count else { throw damaged("its table of contents is wrong") }
        var found: [String: Range<Int>] = [:]
        for index in 0..<count {
            let base = 24 + index * 32
            let name = String(decoding: bytes[base..<base + 16].prefix { $0 != 0 }, as: UTF8.self)
            let start = Int(truncatingIfNeeded: bytes.load(fromByteOffset: base + 16, as: UInt64.self))
            let length = Int(truncatingIfNeeded: bytes.load(fromByteOffset: base + 24, as: UInt64.self))
            guard start >= 0, length >= 0, start % 8 == 0, start <= bytes.count, length <= bytes.count - start else {
                throw damaged("its section '\(name)' lies outside the file")
            }
            found[name] = start..<start + length
        }
        sections = found
    }

    /// The names of the sections, by place.
    package var sectionNames: [String] {
        sections.sorted { $0.value.lowerBound < $1.value.lowerBound }.map(\.key)
    }

    /// The bytes of a section, which live as long as the file does.
    package func section(_ name: String) throws(LanguageModelError) -> UnsafeRawBufferPointer {
        guard let range = sections[name] else { throw .damaged(path: path, problem: "it has no section '\(name)'") }
        return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(start: data.bytes, count: data.length)[range])
    }

    package func lines(_ name: String) throws(LanguageModelError) -> [String] {
        String(decoding: try section(name), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    package static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        // Four lanes, so that the multiplications of one do not wait for those of another; plain variables and pointers,
        // so that it is quick in unoptimised builds too.
        let words = bytes.bindMemory(to: UInt64.self)
        let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
        var lane0: UInt64 = 1
        var lane1: UInt64 = 2
        var lane2: UInt64 = 3
        var lane3: UInt64 = 4
        var sum = UInt64(bytes.count)
        guard var place = words.baseAddress else { return sum }
        var rest = words.count
        while rest >= 4 {
            lane0 = (lane0 ^ place[0]) &* factor
            lane1 = (lane1 ^ place[1]) &* factor
            lane2 = (lane2 ^ place[2]) &* factor
            lane3 = (lane3 ^ place[3]) &* factor
            lane0 ^= lane0 &>> 29
            lane1 ^= lane1 &>> 29
            lane2 ^= lane2 &>> 29
            lane3 ^= lane3 &>> 29
            place += 4
            rest -= 4
        }
        while rest > 0 {
            sum = (sum ^ place[0]) &* factor
            place += 1
            rest -= 1
        }
        for lane in [lane0, lane1, lane2, lane3] { sum = FeatureHash.finish(sum ^ lane) }
        return sum
    }

    /// The bytes of a file with these sections.
    package static func build(_ sections: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        func number(_ value: Int) -> [UInt8] { withUnsafeBytes(of: UInt64(value)) { [UInt8]($0) } }
        var contents = number(sections.count)
        var body: [UInt8] = []
        let start = 24 + 32 * sections.count
        for section in sections {
            let name = Array(section.name.utf8.prefix(16))
            contents += name + [UInt8](repeating: 0, count: 16 - name.count)
            contents += number(start + body.count) + number(section.bytes.count)
            body += section.bytes
            while body.count % 8 != 0 { body.append(0) }
        }
        contents += body
        let sum = contents.withUnsafeBytes { checksum($0) }
        return withUnsafeBytes(of: magic) { [UInt8]($0) } + withUnsafeBytes(of: sum) { [UInt8]($0) } + contents
    }
}

public import EntenteModel
import Foundation

/// Finds and reads documents in files and folders.
///
/// ```swift
/// let reading = try DocumentReader().read(paths: ["seeds"])
/// for document in reading.documents { … }
/// ```
/// Folders are searched recursively, in the order of the UTF-8 bytes of their paths. Hidden files, files named README
/// and kinds of file that cannot be read are left out of folders, and counted; named outright, they are read or refused.
public struct DocumentReader: Sendable {
    /// The largest file that is read, in bytes.
    public var sizeLimit = 512 << 20

    public init() {}

    /// Documents in a stable order, what was left out of folders, and which files could not be read.
    public struct Reading: Sendable {
        public var documents: [Document] = []
        /// Files in folders that are no documents.
        public var leftOut: [String] = []
        public var failures: [DocumentError] = []
    }

    /// A file to be read, with the id that its document will have.
    public struct File: Hashable, Sendable {
        public let path: String
        public let id: DocumentID
    }

    /// Reads all documents under the given paths; a file that cannot be read is a failure in the result.
    ///
    /// - Throws: `DocumentError` where a path does not exist or a folder holds no document.
    public func read(paths: [String]) throws(DocumentError) -> Reading {
        var reading = Reading()
        for file in try files(at: paths, leftOut: &reading.leftOut) {
            do throws(DocumentError) {
                reading.documents.append(try read(file))
            } catch {
                reading.failures.append(error)
            }
        }
        return reading
    }

    /// Lists the files that hold documents, each once, in a stable order.
    public func files(at paths: [String], leftOut: inout [String]) throws(DocumentError) -> [File] {
        var found: [(path: String, name: String)] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw .notFound(path: path)
            }
            guard isFolder.boolValue else {
                guard Self.kind(of: path) != nil else { throw .unknownFormat(path: path) }
                found.append((path, Self.withoutExtension((path as NSString).lastPathComponent)))
                continue
            }
            let before = leftOut.count
            let names = try names(in: path, leftOut: &leftOut)
            guard !names.isEmpty else { throw .noDocuments(path: path, leftOut: leftOut.count - before) }
            let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
            found += names.map { ("\(folder)/\($0)", Self.withoutExtension($0)) }
        }
        return identified(found)
    }

    /// Reads one file.
    public func read(_ file: File) throws(DocumentError) -> Document {
        guard let kind = Self.kind(of: file.path) else { throw .unknownFormat(path: file.path) }
        let data: Data
        do {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path)
            // A pipe or a device would be waited for without end.
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw DocumentError.notReadable(path: file.path, reason: "not a regular file")
            }
            let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
            if size > sizeLimit { throw DocumentError.tooLarge(path: file.path, bytes: size, limit: sizeLimit) }
            data = try Data(contentsOf: URL(fileURLWithPath: file.path))
        } catch let error as DocumentError {
            throw error
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            throw .notFound(path: file.path)
        } catch {
            throw .notReadable(path: file.path, reason: Self.reason(error))
        }
        let path = file.path
        let extracted: ExtractedText
        switch kind {
        case .plain: return try Document(id: file.id, path: path, text: try Self.text(of: data, path: path))
        case .markdown:
            return try Document(id: file.id, path: path, text: try Self.text(of: data, path: path), format: .markdown)
        case .html: extracted = try HTMLText.extract(data, path: path)
        case .pdf: extracted = try PDFText.extract(data, path: path)
        case .word: extracted = try WordText.extract(data, path: path)
        case .mail: extracted = try MailText.extract(data, path: path)
        }
        return try Document(
            id: file.id, path: path, text: extracted.text, format: .paragraphs, title: extracted.title,
            date: extracted.date, source: extracted.source)
    }

    /// Decodes UTF-8, and says what stands in the way where the bytes are something else.
    static func text(of data: Data, path: String) throws(DocumentError) -> String {
        for (mark, encoding) in [
            ([0xFF, 0xFE, 0, 0], "UTF-32LE"), ([0, 0, 0xFE, 0xFF], "UTF-32BE"), ([0xFF, 0xFE], "UTF-16LE"),
            ([0xFE, 0xFF], "UTF-16BE"),
        ] as [([UInt8], String)] where data.starts(with: mark) {
            throw .wrongEncoding(path: path, encoding: encoding)
        }
        if let zero = data.firstIndex(of: 0) { throw .binary(path: path, byte: zero - data.startIndex) }
        guard let text = String(validating: data, as: UTF8.self) else {
            let byte = firstInvalidByte(of: data)
            let line = 1 + data.prefix(byte).count { $0 == 10 }
            throw .notUTF8(path: path, line: line, byte: byte)
        }
        return text
    }

    private static func firstInvalidByte(of data: Data) -> Int {
        var decoder = UTF8()
        var bytes = data.makeIterator()
        var valid = 0
        while case .scalarValue(let scalar) = decoder.decode(&bytes) { valid += UTF8.width(scalar) }
        return valid
    }

    private func names(in folder: String, leftOut: inout [String]) throws(DocumentError) -> [String] {
        var names: [String] = []
        var pending = [""]
        while let prefix = pending.popLast() {
            let path = prefix.isEmpty ? folder : "\(folder)/\(prefix)"
            let entries: [String]
            do {
                entries = try FileManager.default.contentsOfDirectory(atPath: path)
            } catch {
                throw .notReadable(path: path, reason: Self.reason(error))
            }
            for entry in entries where !entry.hasPrefix(".") {
                let name = prefix.isEmpty ? entry : "\(prefix)/\(entry)"
                var isFolder: ObjCBool = false
                let exists = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
                if exists, isFolder.boolValue {
                    // A link to a folder could lead round in circles.
                    let isLink =
                        (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")) != nil
                    if isLink { leftOut.append("\(folder)/\(name)") } else { pending.append(name) }
                } else if Self.kind(of: entry) != nil, Self.withoutExtension(entry).lowercased() != "readme" {
                    names.append(name)
                } else {
                    leftOut.append("\(folder)/\(name)")
                }
            }
        }
        leftOut.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Gives each file an id: its name without extension, and where two share it, some hexadecimal digits of the path.
    private func identified(_ found: [(path: String, name: String)]) -> [File] {
        var seen = Set<String>()
        // "a.txt", "./a.txt" and a link to it are one file.
        let distinct = found.filter { file in
            seen.insert(URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path).inserted
        }
        let uses = Dictionary(distinct.map { ($0.name, 1) }, uniquingKeysWith: +)
        return distinct.map { path, name in
            let isShared = uses[name, default: 0] > 1
            return File(path: path, id: DocumentID(isShared ? "\(name)~\(Self.fingerprint(path))" : name))
        }
    }

    /// Eight hexadecimal digits that tell paths apart (FNV-1a).
    private static func fingerprint(_ path: String) -> String {
        let hash = path.utf8.reduce(0x811c_9dc5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// What a file is, by the end of its name.
    enum Kind { case plain, markdown, html, pdf, word, mail }

    static func kind(of path: String) -> Kind? {
        switch (path as NSString).pathExtension.lowercased() {
        case "txt", "text": .plain
        case "md", "markdown": .markdown
        case "html", "htm", "xhtml": .html
        case "pdf": .pdf
        case "docx": .word
        case "eml": .mail
        default: nil
        }
    }

    private static func withoutExtension(_ name: String) -> String { (name as NSString).deletingPathExtension }

    private static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        if let code = underlying?.code, underlying?.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(Int32(code)))
        }
        return (error as? CocoaError)?.code == .fileReadNoPermission ? "permission denied" : error.localizedDescription
    }
}

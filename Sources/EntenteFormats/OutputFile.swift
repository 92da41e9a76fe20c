import Foundation

/// Why an output file cannot be written.
public struct OutputError: Error, Equatable, CustomStringConvertible {
    public let path: String
    public let reason: String

    public var description: String {
        "cannot write; \(path): \(reason); check the folder, its permissions and the free space"
    }
}

/// Writes files so that a reader sees the old content or the new, never half of it.
public enum OutputFile {
    /// Writes beside the target, makes sure that it is on the disk, and renames.
    ///
    /// - Throws: `OutputError`; the target is then as it was.
    public static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(OutputError) {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw OutputError(path: path, reason: "this is a folder")
        }
        // A device or a pipe (/dev/stdout) cannot be replaced; it is written as it stands.
        var information = stat()
        let isSpecial = stat(path, &information) == 0 && information.st_mode & S_IFMT != S_IFREG
        // A link stays a link: what it leads to is written.
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
        if isLink, !isSpecial, target != path { return try writeBehindLink(bytes, to: target, named: path) }
        let folder = (path as NSString).deletingLastPathComponent
        let name = (path as NSString).lastPathComponent
        let temporary =
            isSpecial ? path : "\(folder.isEmpty ? "." : folder)/.\(name).\(ProcessInfo.processInfo.processIdentifier)"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | (isSpecial ? 0 : O_TRUNC), 0o666)
        guard descriptor >= 0 else { throw OutputError(path: path, reason: String(cString: strerror(errno))) }
        var failure = writeAll(Array(bytes), to: descriptor)
        if failure == nil, !isSpecial, fsync(descriptor) != 0 { failure = errno }
        close(descriptor)
        if failure == nil, !isSpecial, rename(temporary, path) != 0 { failure = errno }
        if let failure {
            if !isSpecial { unlink(temporary) }
            throw OutputError(path: path, reason: String(cString: strerror(failure)))
        }
    }

    private static func writeBehindLink(
        _ bytes: some Sequence<UInt8>, to target: String, named path: String
    ) throws(OutputError) {
        do throws(OutputError) { try write(bytes, to: target) } catch {
            throw OutputError(path: path, reason: error.reason)
        }
    }

    /// Returns the error number where something stood in the way.
    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let written = Foundation.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
                if written < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                done += written
            }
            return nil
        }
    }
}

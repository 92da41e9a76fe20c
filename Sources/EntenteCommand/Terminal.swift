import EntenteModel
import Foundation

/// Standard output and error, and what the terminal behind them can show.
enum Terminal {
    /// Writes an answer to standard output.
    ///
    /// - Throws: `CommandFailure` where it cannot be written; without a message where the reader has gone, as behind
    ///   `| head`, for nobody misses the rest.
    static func print(_ text: String) throws(CommandFailure) {
        guard let problem = write(text, to: STDOUT_FILENO) else { return }
        if problem == EPIPE { throw CommandFailure(.cannotWrite) }
        throw CommandFailure(
            .cannotWrite,
            "cannot write; standard output: \(String(cString: strerror(problem))); check where it leads and the free space"
        )
    }

    /// Writes a message for people to standard error; where even that fails there is nobody left to tell.
    static func note(_ text: String) { _ = write(text + "\n", to: STDERR_FILENO) }

    /// Says once for a document that little of it can have been understood.
    static func warnOfLanguage(_ document: DocumentID) {
        note(
            "warning: this seems not to be English; \(safe(document.rawValue)); names are found where they are spelled alike, "
                + "relations hardly; translate it first")
    }

    /// Whether people watch standard error, so that progress is welcome.
    static var showsProgress: Bool {
        isatty(STDERR_FILENO) != 0 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Shows progress on one line that is written over; an empty text clears it.
    static func progress(_ text: String) { _ = write("\r\u{1B}[2K" + text, to: STDERR_FILENO) }

    /// Text from documents with control characters made visible, so that none of it steers the terminal.
    static func safe(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            out.append(isControl(scalar) ? (scalar == "\n" ? " " : "\u{FFFD}") : scalar)
        }
        return String(out)
    }

    /// The same for text of several lines.
    static func safeLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { safe(String($0)) }.joined(separator: "\n")
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<32, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F: true
        default: false
        }
    }

    /// Returns the error number where something stood in the way.
    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var text = text
        return text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                let written = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
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

import Foundation

/// Keeps a second build away from a case while a first one runs, and says who the first one is.
///
/// SQLite keeps transactions apart; this keeps builds apart, which take many. The lock is the kernel's (`flock` on a
/// small file beside the case), so it ends with the process however that ends; the file says who holds it.
final class WriterLock {
    private let descriptor: Int32
    private let lockPath: String

    /// Takes the lock, and waits for it where another process holds it.
    ///
    /// - Parameter patience: How long to wait.
    /// - Throws: `CaseError.busy` with the holder; `CaseError.cannotWrite` where the folder takes no file.
    init(case path: String, patience: Duration = .seconds(5)) throws(CaseError) {
        lockPath = path + "-build"
        let deadline = ContinuousClock.now + patience
        while true {
            let opened = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard opened >= 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
            if flock(opened, LOCK_EX | LOCK_NB) == 0 {
                // Whoever held it before may have removed the file in the meantime; then this is a lock on nothing.
                if Self.isSame(opened, lockPath) {
                    descriptor = opened
                    break
                }
            } else if ContinuousClock.now >= deadline {
                let holder = Self.content(of: opened)
                close(opened)
                throw .busy(path: path, holder: holder.isEmpty ? nil : holder)
            } else {
                usleep(50_000)
            }
            close(opened)
        }
        let time = ISO8601DateFormatter().string(from: Date())
        let text = Array("process \(ProcessInfo.processInfo.processIdentifier), since \(time)".utf8)
        ftruncate(descriptor, 0)
        // A lock without its note still locks: on a full disk the holder stays unnamed.
        _ = pwrite(descriptor, text, text.count, 0)
    }

    deinit {
        unlink(lockPath)
        close(descriptor)
    }

    private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
        var (opened, named) = (stat(), stat())
        return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino
            && opened.st_dev == named.st_dev
    }

    private static func content(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 200)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : ""
    }
}

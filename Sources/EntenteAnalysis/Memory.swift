internal import Foundation

/// Asks the system for room before a large table is made, so that a big graph ends in a message, not in a kill.
enum Memory {
    /// - Throws: `AnalysisError.notEnoughMemory` where less than `needed` bytes are available.
    static func check(_ what: String, needed: Int) throws(AnalysisError) {
        // Small tables are not worth a look at the system.
        guard needed > 64 << 20 else { return }
        let available = available
        guard needed <= available else {
            throw .notEnoughMemory(what: what, needed: needed, available: available)
        }
    }

    /// Bytes that the system can still give; where it does not say, what is built in.
    static var available: Int {
        guard let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8) else {
            return Int(clamping: ProcessInfo.processInfo.physicalMemory)
        }
        for line in text.split(separator: "\n") where line.hasPrefix("MemAvailable:") {
            let digits = line.drop { !$0.isNumber }.prefix { $0.isNumber }
            if let kibibytes = Int(digits) { return kibibytes << 10 }
        }
        return Int(clamping: ProcessInfo.processInfo.physicalMemory)
    }
}

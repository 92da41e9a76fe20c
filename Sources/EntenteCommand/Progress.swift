import EntenteAnalysis
import Foundation
import Synchronization

extension Terminal {
    /// How a long analysis runs: with its progress on standard error where people watch that and it takes long.
    static func execution(_ what: String) -> Execution {
        guard showsProgress else { return .standard }
        let clock = ContinuousClock()
        let shown = Mutex<ContinuousClock.Instant>(clock.now + .milliseconds(500))
        return Execution { done in
            shown.withLock { next in
                // Whoever reports last clears the line, if anything stands there.
                if done >= 1 { return progress("") }
                guard clock.now >= next else { return }
                next = clock.now + .milliseconds(100)
                progress("\(what): \(Int(done * 100)) %")
            }
        }
    }
}

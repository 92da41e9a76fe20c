import Foundation

/// What a stopwatch of a benchmark shows.
enum ProcessorTime {
    /// Seconds of all processors that this process has used so far.
    static var used: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Seconds since some moment; of processors where `ENTENTE_BENCHMARK_CLOCK` is `processor`, as on a machine that others
    /// keep busy, otherwise of the clock on the wall.
    static var now: Double {
        if isWanted { return used }
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static let isWanted = ProcessInfo.processInfo.environment["ENTENTE_BENCHMARK_CLOCK"] == "processor"
}

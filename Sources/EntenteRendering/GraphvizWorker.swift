/// The other side of `GraphvizIsolation.helper`: reads a job from standard input, writes the result to standard output.
public enum GraphvizWorker {
    /// Serves one job and returns the exit status for the process.
    public static func run() -> Int32 { 70 }
}

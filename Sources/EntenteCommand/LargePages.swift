import CHeap
import Foundation

/// Memory for a large graph in large pages.
///
/// A graph is made of hundreds of thousands of small texts and lists. In pages of 4 KB, getting their memory from the system
/// takes a quarter of the time in which a question about a case of 100,000 relations is answered.
enum LargePages {
    /// Below this a graph is read before the system has made a large page.
    private static let least = 8 << 20

    /// Makes room on the heap for the graph of a case, which takes about as many bytes as its file.
    static func prepare(forCase path: String) {
        var file = stat()
        guard stat(path, &file) == 0 else { return }
        let bytes = Int(file.st_size)
        if bytes >= least { entente_heap_prepare(bytes) }
    }
}

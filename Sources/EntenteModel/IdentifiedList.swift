/// Elements by id, which remember that they came in order.
///
/// Cases and exports give actors and relations in the order of their ids; then nothing is hashed and nothing is sorted
/// again. The first element out of order makes an index, and from then on the list behaves as a dictionary.
///
/// Always true: no two elements have the same id; without an index the elements are sorted.
struct IdentifiedList<Element: Identifiable & Hashable & Sendable>: Sendable
where Element.ID: Comparable & Sendable {
    private var elements: [Element] = []
    /// Where each element stands; nil as long as all came in order.
    private var index: [Element.ID: Int]?

    init() {}

    /// Makes a list of elements that are known to be sorted by id, without duplicates.
    init(sorted elements: [Element]) { self.elements = elements }

    var count: Int { elements.count }
    /// In no particular order.
    var unordered: [Element] { elements }

    /// By id.
    ///
    /// - Complexity: O(1) as long as all elements came in order, otherwise O(n log n).
    var sorted: [Element] { index == nil ? elements : elements.sorted { $0.id < $1.id } }

    subscript(id: Element.ID) -> Element? { place(of: id).map { elements[$0] } }

    /// Adds an element, or replaces the one of its id.
    mutating func insert(_ element: Element) {
        if index == nil, elements.last.map({ $0.id < element.id }) ?? true {
            elements.append(element)
        } else if let place = place(of: element.id) {
            elements[place] = element
        } else {
            if index == nil {
                index = Dictionary(uniqueKeysWithValues: zip(elements.lazy.map(\.id), elements.indices))
            }
            // In place: a copy in a variable of its own would copy the whole index for every element.
            index?[element.id] = elements.count
            elements.append(element)
        }
    }

    /// Changes the element of this id in place; false where there is none.
    mutating func update(_ id: Element.ID, _ change: (inout Element) -> Void) -> Bool {
        guard let place = place(of: id) else { return false }
        change(&elements[place])
        return true
    }

    private func place(of id: Element.ID) -> Int? {
        if let index { return index[id] }
        var (low, high) = (0, elements.count)
        while low < high {
            let middle = (low + high) / 2
            if elements[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < elements.count && elements[low].id == id ? low : nil
    }
}

extension IdentifiedList: Hashable {
    static func == (left: IdentifiedList, right: IdentifiedList) -> Bool { left.sorted == right.sorted }
    func hash(into hasher: inout Hasher) { hasher.combine(sorted) }
}

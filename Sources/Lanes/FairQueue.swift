/// A queue in which nobody waits for all of somebody else's work: environments take turns, and so do the catalogs of
/// each. Elements of one catalog keep their order.
struct FairQueue<Element> {
    /// Values by key, whose keys take turns.
    private struct Rotation<Key: Hashable, Value> {
        private(set) var keys: [Key] = []
        var values: [Key: Value] = [:]

        mutating func add(_ key: Key, _ value: @autoclosure () -> Value) {
            guard values[key] == nil else { return }
            values[key] = value()
            keys.append(key)
        }

        mutating func moveToBack(_ key: Key) {
            guard let index = keys.firstIndex(of: key) else { return }
            keys.append(keys.remove(at: index))
        }

        mutating func remove(_ key: Key) {
            values[key] = nil
            keys.removeAll { $0 == key }
        }
    }

    private typealias Catalogs = Rotation<String, [Entry]>
    private struct Entry {
        let number: Int
        let element: Element
    }

    private var environments = Rotation<String, Catalogs>()
    private var owners: [Int: LaneOwner] = [:]

    /// How many elements wait.
    var count: Int { owners.count }

    /// Adds an element; `number` is what ``remove(_:)`` takes and is used once.
    mutating func append(_ element: Element, number: Int, for owner: LaneOwner) {
        owners[number] = owner
        environments.add(owner.environment, Catalogs())
        environments.values[owner.environment]?.add(owner.catalog, [])
        environments.values[owner.environment]?.values[owner.catalog]?.append(Entry(number: number, element: element))
    }

    /// Takes out the element whose turn has come, of the environments that `isAllowed` lets through.
    mutating func next(where isAllowed: (String) -> Bool) -> (element: Element, owner: LaneOwner)? {
        guard let environment = environments.keys.first(where: isAllowed),
            let catalog = environments.values[environment]?.keys.first,
            let entry = environments.values[environment]?.values[catalog]?.first
        else { return nil }
        environments.moveToBack(environment)
        environments.values[environment]?.moveToBack(catalog)
        _ = remove(entry.number)
        return (entry.element, LaneOwner(environment: environment, catalog: catalog))
    }

    /// Takes out all elements of a kind.
    mutating func removeAll(where isMeant: (Element) -> Bool) -> [Element] {
        let meant = environments.values.values.flatMap { $0.values.values }.joined().filter { isMeant($0.element) }
        return meant.compactMap { remove($0.number) }
    }

    /// Takes out an element before its turn; nil when it waits no more.
    mutating func remove(_ number: Int) -> Element? {
        guard let owner = owners.removeValue(forKey: number),
            let entries = environments.values[owner.environment]?.values[owner.catalog],
            let index = entries.firstIndex(where: { $0.number == number })
        else { return nil }
        if entries.count > 1 {
            environments.values[owner.environment]?.values[owner.catalog]?.remove(at: index)
        } else {
            environments.values[owner.environment]?.remove(owner.catalog)
            if environments.values[owner.environment]?.keys.isEmpty == true { environments.remove(owner.environment) }
        }
        return entries[index].element
    }
}

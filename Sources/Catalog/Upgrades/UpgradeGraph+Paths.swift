/// Ways of several upgrades.
extension UpgradeGraph {
    /// The shortest way: the versions to run one after another, the last is `target`; empty when `target` is `version`
    /// itself; nil when there is none. Every step is offered.
    ///
    /// Of equally short ways the one whose first step is the newest, then whose second is, and so on: newer as
    /// ``versions`` has them. A version that ``mostVersions`` leaves out has no way.
    public func path(from version: TemplateVersion, to target: TemplateVersion) -> [TemplateVersion]? {
        guard let source = position(of: version), let target = position(of: target) else { return nil }
        return path(from: source, following: stepsLeft(to: target))?.map { versions[$0] }
    }

    /// From each position the number of steps of the shortest way to `target`; nil where there is none.
    func stepsLeft(to target: Int) -> [Int?] {
        var steps: [Int?] = Array(repeating: nil, count: versions.count)
        steps[target] = 0
        var left = versions.indices.filter { $0 != target }
        for length in 1...max(1, versions.count) {
            let reached = left.filter { offers[$0].contains { steps[$0] == length - 1 } }
            if reached.isEmpty { break }
            for position in reached { steps[position] = length }
            left.removeAll { steps[$0] != nil }
        }
        return steps
    }

    /// The way that the steps left to a target lead along.
    func path(from source: Int, following stepsLeft: [Int?]) -> [Int]? {
        guard var length = stepsLeft[source] else { return nil }
        var path: [Int] = []
        var position = source
        while length > 0 {
            length -= 1
            guard let next = offers[position].last(where: { stepsLeft[$0] == length }) else { return nil }
            path.append(next)
            position = next
        }
        return path
    }

    /// How a version comes to the default.
    package enum WayToDefault: Sendable, Hashable {
        /// The steps; none for the default itself.
        case steps([Int])
        /// There is no default, or the version is newer than it, or the same to Rancher.
        case needless
        /// Nothing that is offered leads there.
        case missing
        /// Nothing is offered at all.
        case deadEnd
    }

    /// How each version comes to the default.
    package func waysToDefault() -> [WayToDefault] {
        guard let target = selection.defaultTarget.flatMap({ position(of: $0) }) else {
            return versions.map { _ in .needless }
        }
        let stepsLeft = stepsLeft(to: target)
        return versions.indices.map { source in
            if let path = path(from: source, following: stepsLeft) { return .steps(path) }
            switch standing(of: target, from: source) {
            case .older, .equal: return .needless
            default: return offers[source].isEmpty ? .deadEnd : .missing
            }
        }
    }

    /// The position of the upgrade to offer first.
    package func defaultOffer(from source: Int) -> Int? {
        selection.defaultUpgrade(from: versions[source]).flatMap { position(of: $0) }
    }

    /// Whether two offered steps lead where one does, over a version that stands between: such a step says nothing new.
    package func isImplied(from source: Int, to target: Int) -> Bool {
        offers[source].contains { source < $0 && $0 < target && standing(of: target, from: $0).isOffered }
    }
}

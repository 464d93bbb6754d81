package import Catalog
import Diagnostics

extension UpgradeGraph {
    /// The graph for people to read: for each version a block with what it can be upgraded to, the reasons for the rest,
    /// and the way to the default where that takes more than one step. Ends in a line feed.
    ///
    /// - Parameters:
    ///   - title: what stands at the top, such as the template's id.
    ///   - version: the only version to tell of, then with a sentence for each version that is not offered though it is no
    ///     older one; nil for all.
    package func text(title: String, from version: TemplateVersion? = nil) -> String {
        var lines = [heading(title)]
        if leftOut > 0 { lines.append("\(leftOut) of the lowest versions are left out") }
        let ways = waysToDefault()
        for source in sources(version) {
            lines += ["", line(of: source), offered(from: source)]
            lines += version == nil ? reasons(from: source) : explanations(from: source)
            lines += way(ways[source])
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The positions of the versions to tell of.
    func sources(_ version: TemplateVersion?) -> [Int] {
        version.map { position(of: $0).map { [$0] } ?? [] } ?? Array(versions.indices)
    }

    /// What marks a version out.
    func marks(of source: Int) -> [String] {
        let version = versions[source]
        var marks: [String] = []
        if version.folderName == selection.defaultTarget?.folderName { marks.append("default") }
        if version.folderName == selection.latest?.folderName { marks.append("latest") }
        if !selection.isVisible(version) { marks.append("not for \(selection.rancherVersion.printable)") }
        if case .superseded(let successor) = standing(of: source, from: source) {
            marks.append("replaced by \(successor.printable)")
        }
        return marks
    }

    private func heading(_ title: String) -> String {
        let server = selection.rancherVersion.isEmpty ? "any Rancher version" : "Rancher \(selection.rancherVersion)"
        let count = versions.count + leftOut
        return "\(title), for \(server): \(count.counting("version"))".printable
    }

    private func line(of source: Int) -> String {
        let window = versions[source].window.phrase.map { "  \($0.printable)" } ?? ""
        return versions[source].label.printable + window + marks(of: source).map { "  [\($0)]" }.joined()
    }

    private func offered(from source: Int) -> String {
        offers[source].isEmpty ? "  no upgrade is offered" : "  can be upgraded to \(names(offers[source]))"
    }

    /// The versions that are not offered, by reason: in the order in which the oldest of each reason comes.
    private func reasons(from source: Int) -> [String] {
        var groups: [(heading: String, targets: [Int])] = []
        var places: [String: Int] = [:]
        for target in versions.indices where target != source {
            let standing = standing(of: target, from: source)
            if standing.isOffered { continue }
            let heading = heading(standing)
            if let place = places[heading] {
                groups[place].targets.append(target)
            } else {
                places[heading] = groups.count
                groups.append((heading, [target]))
            }
        }
        return groups.map { "  \($0.heading.printable): \(names($0.targets))" }
    }

    /// Windows stand with the versions themselves, so here they are one reason.
    private func heading(_ standing: UpgradeStanding) -> String {
        guard case .outsideWindow = standing else { return standing.reason }
        return "not for Rancher \(selection.rancherVersion)"
    }

    private func explanations(from source: Int) -> [String] {
        let older = versions.indices.filter { standing(of: $0, from: source) == .older }
        let others = versions.indices.filter { target in
            let standing = standing(of: target, from: source)
            return target != source && standing != .older && !standing.isOffered
        }
        let sentences = others.map { "  \(explanation(of: versions[$0], from: versions[source]).printable)" }
        return sentences + (older.isEmpty ? [] : ["  older: \(names(older))"])
    }

    private func way(_ way: WayToDefault) -> [String] {
        switch way {
        case .steps(let path) where path.count > 1:
            ["  way to the default: \(path.map { versions[$0].label.printable }.joined(separator: ", then "))"]
        case .missing: ["  no way leads to the default"]
        case .deadEnd: ["  dead end: no way leads to the default"]
        case .steps, .needless: []
        }
    }

    /// Names of versions, with runs of neighbours drawn together: `1.0.0 (:0), 1.2.0 (:2) to 1.9.0 (:9), 8 versions`.
    private func names(_ positions: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for position in positions {
            if let last = runs.last, last.upperBound + 1 == position {
                runs[runs.count - 1] = last.lowerBound...position
            } else {
                runs.append(position...position)
            }
        }
        let texts = runs.map { run in
            let (first, last) = (versions[run.lowerBound].label, versions[run.upperBound].label)
            return run.count == 1 ? first : "\(first)\(run.count == 2 ? ", " : " to ")\(last)"
        }
        return texts.joined(separator: ", ").printable + (positions.count > 2 ? " (\(positions.count) versions)" : "")
    }
}

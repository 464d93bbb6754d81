public import Budget
import Diagnostics

extension ComposeProject {
    /// The label that names a service's sidekicks.
    static let sidekicksLabel = "io.rancher.sidekicks"

    /// The primary services of one sidekick that are told of. Two are wrong already.
    private static let shownPrimaries = 100

    /// Checks the labels that name sidekicks, as the reference does once a stack is loaded: no sidekick may have several
    /// primary services. A sidekick that is no service is a warning.
    public func checkSidekicks(budget: WorkBudget = .endless) -> ComposeStage<ComposeProject> {
        var findings = Findings(.rancherCompose, sources, .default, budget)
        var primaries = ComposeMap()
        for service in services.members {
            guard let label = service.value["labels"]?[Self.sidekicksLabel], let names = label.string else { continue }
            for name in names.trimmingBlanks.split(separator: ",", omittingEmptySubsequences: false) {
                guard findings.goesOn(after: name.utf8.count) else { break }
                let sidekick = String(name).trimmingBlanks
                let known = primaries[sidekick]?.list ?? []
                guard known.count < Self.shownPrimaries else { continue }
                let primary = ComposeValue(.string(service.key), at: label.origin)
                primaries.set(ComposeMember(key: sidekick, at: label.origin, label.with(.list(known + [primary]))))
                // The reference stops as soon as there are two.
                if known.count == 1 { findings.stop(.sidekicks, .fact(Self.shared(sidekick, known + [primary]))) }
            }
        }
        for sidekick in primaries.members { report(sidekick, &findings) }
        return ComposeStage(self, findings, at: sources.keys.min() ?? "")
    }

    private func report(_ sidekick: ComposeMember, _ findings: inout Findings) {
        let primaries = sidekick.value.list ?? []
        if services[sidekick.key] == nil { findings.add(.sidekickMissing(sidekick.key), at: sidekick.keyOrigin) }
        guard primaries.count > 1 else { return }
        findings.add(
            Self.shared(sidekick.key, primaries), at: sidekick.keyOrigin,
            related: primaries.dropLast().map { ("also named here", $0.origin) })
    }

    private static func shared(_ sidekick: String, _ primaries: [ComposeValue]) -> ComposeFact {
        .sidekickShared(primaries: primaries.compactMap(\.string), sidekick: sidekick)
    }
}

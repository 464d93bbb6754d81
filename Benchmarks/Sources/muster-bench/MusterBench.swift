import ArgumentParser

/// Measures Muster's parts. `scripts/bench` runs it beside its peers.
@main
struct MusterBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "muster-bench",
        abstract: "Measures Muster's parts on real catalogs.",
        subcommands: [Generate.self, Templates.self, Pipeline.self, Bundles.self]
    )
}

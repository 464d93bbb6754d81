import ArgumentParser
import Compiler
import Compose
import Diagnostics
import Foundation

/// Compiles every version, from its files to the merged JSON.
struct Pipeline: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The whole compiler over every version, on one thread, from files to merged JSON.")

    @Argument(help: "Checked-out catalogs.")
    var catalogs: [String]

    @Option(help: "How often to repeat; the best counts.")
    var rounds = 5

    func run() throws {
        let folders = try Versions(catalogs: catalogs).folders
        let compiler = Compiler(rendering: RenderOptions(isLenient: true))
        let context = StackContext(stackName: "mystack")
        var bytes = 0
        let best = Measurement.best(of: rounds) {
            bytes = 0
            for folder in folders {
                bytes += compiler.compile(folder, for: context).stack?.project.canonicalJSON().count ?? 0
            }
        }
        print(
            "{\"versions\":\(folders.count),\"bytes\":\(bytes),\"nanoseconds\":\(best),\"peakKilobytes\":\(Measurement.peakResidentKilobytes)}"
        )
    }
}

import Foundation
import Lanes
import Synchronization

/// The program that works among objects that strangers wrote, in a process of its own for each piece of work: the system
/// bounds its memory and its time, and nothing that happens to it happens to this one.
///
/// It is this program again, under the command ``command``; where the process is another one, as in tests, it is `muster`
/// beside it.
package struct GitWorker: Sendable, Hashable {
    /// The command that makes a process a worker. Nobody types it.
    package static let command = WorkerRequest.command

    /// The program; nil for this one.
    private let executable: String?

    /// A worker of the program at a path.
    package init(executable: String) {
        self.executable = executable
    }

    private init() {
        executable = nil
    }

    /// A worker of this program.
    package static let thisProgram = GitWorker()

    private static let isServed = Atomic(false)

    /// Makes this process a worker where the command line says so, and then does not return; else notes that this program can
    /// be one. To be called first of all.
    package static func serve(_ arguments: [String]) {
        guard arguments.dropFirst().first == command else { return isServed.store(true, ordering: .relaxed) }
        WorkerMain.run()
    }

    /// The program's path.
    var path: String {
        if let executable { return executable }
        let own = "/proc/self/exe"
        guard !Self.isServed.load(ordering: .relaxed) else { return own }
        let folder = URL(filePath: own).resolvingSymlinksInPath().deletingLastPathComponent()
        return folder.appending(path: "muster").path
    }

    /// Does a job when the owner's turn has come: within the usual limits, or the large ones where those are not enough.
    ///
    /// - Parameters:
    ///   - size: what is known of the objects.
    ///   - tidy: removes what an attempt left behind that reached a limit.
    ///   - content: takes the contents that were asked for.
    func run(
        _ job: WorkerJob, for owner: LaneOwner, size: PackSize? = nil, tidy: @Sendable () -> Void = {},
        content: @Sendable ([UInt8]) throws(GitFailure) -> Void = { _ throws(GitFailure) in }
    ) async throws(WorkerFailure) -> WorkerOutcome {
        let path = path
        if WorkerLimits.limits(for: size) == .usual {
            do throws(WorkerFailure) {
                return try await Lane.imports.git(for: owner) { () throws(WorkerFailure) in
                    try WorkerProcess(path, job, .usual).run(content)
                }
            } catch {
                guard error.cause == .limit else { throw error }
            }
        }
        return try await Lane.largeImports.git(for: owner) { () throws(WorkerFailure) in
            tidy()
            return try WorkerProcess(path, job, .large).run(content)
        }
    }
}

import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Marks of what background work is under way, which outlive the process when that work kills it.
///
/// A file of lines, `marks` in the data directory, that only grows and is written anew when it has grown long. A line costs one
/// call of the system and no flush: it survives the end of the process, not that of the machine. Trouble with the file costs only
/// what it is for.
package final class WorkMarks: Sendable {
    /// What becomes of a piece of work.
    package enum Standing: Sendable, Hashable {
        /// Nothing is against it.
        case usual
        /// It was under way when the process was killed: it is tried once more, alone and after everything else.
        case last
        /// It was under way twice in a row: it is left out.
        case never
    }

    /// The bytes that the file grows by before it is written anew.
    static let growth = 1 << 20

    private struct State {
        var history: MarkHistory
        /// The open file; nil when there is none, or the process is asked to end.
        var file: FileHandle?
        var grown = 0
        var lastNumber = 0
    }

    let path: String
    private let state: Mutex<State>
    private let turns = SharedTurns()

    /// Reads what the process before left. The data directory must be held.
    ///
    /// - Parameter release: the program's version; what another one was killed by is tried anew.
    package init(directory: String, release: String) {
        path = directory + "/marks"
        let handle = FileHandle(forReadingAtPath: path)
        let left = try? handle?.read(upToCount: MarkHistory.largestFile)
        try? handle?.close()
        let history = MarkHistory(reading: Array(left ?? Data()), release: release)
        state = Mutex(State(history: history, file: Self.write(history, to: path)))
    }

    /// Work that is tried once more, alone and last.
    package var suspects: [WorkMark] { state.withLock { $0.history.suspects } }

    /// Work that is left out.
    package var refused: [WorkMark] { state.withLock { $0.history.refused } }

    /// What becomes of a piece of work.
    package func standing(of mark: WorkMark) -> Standing {
        state.withLock { state in
            if state.history.refused.contains(mark) { return .never }
            return state.history.suspects.contains(mark) ? .last : .usual
        }
    }

    /// Runs work under its mark; nil without running it when it is left out. Suspect work runs alone: no other marked work is
    /// under way meanwhile. Marked work must not run inside other marked work.
    package func run<T: Sendable>(
        _ mark: WorkMark, _ work: @Sendable () async throws -> T
    ) async throws -> T? {
        switch standing(of: mark) {
        case .never: return nil
        case .last: await turns.takeAlone()
        case .usual: await turns.take()
        }
        defer { turns.pass() }
        let number = begin(mark)
        do {
            let result = try await work()
            end(number, isGivenUp: false)
            return result
        } catch {
            end(number, isGivenUp: error is CancellationError)
            throw error
        }
    }

    /// Forgets suspects that are there no more: everything that is was tried.
    package func forgetSuspects(where isGone: (WorkMark) -> Bool) {
        state.withLock { state in
            guard state.history.suspects.contains(where: isGone), state.file != nil else { return }
            state.history.forgetSuspects(isGone)
            Self.renew(&state, path)
        }
    }

    /// Notes that the process was asked to end: what kills it from now on is no work of its own.
    package func stop() {
        state.withLock { state in
            Self.append(state.history.stop(), &state)
            try? state.file?.close()
            state.file = nil
        }
    }

    private func begin(_ mark: WorkMark) -> Int {
        state.withLock { state in
            state.lastNumber += 1
            Self.append(state.history.begin(mark, number: state.lastNumber), &state)
            return state.lastNumber
        }
    }

    private func end(_ number: Int, isGivenUp: Bool) {
        state.withLock { state in
            Self.append(state.history.end(number, isGivenUp: isGivenUp), &state)
            if state.grown > Self.growth, state.file != nil { Self.renew(&state, path) }
        }
    }

    private static func renew(_ state: inout State, _ path: String) {
        try? state.file?.close()
        state.file = write(state.history, to: path)
        state.grown = 0
    }

    private static func append(_ line: String, _ state: inout State) {
        guard let file = state.file else { return }
        state.grown += line.utf8.count
        let bytes = Array(line.utf8)
        // One call, so that a line is there whole or not at all.
        _ = Glibc.write(file.fileDescriptor, bytes, bytes.count)
    }

    /// Writes a history in the place of the file, and opens it to be continued.
    private static func write(_ history: MarkHistory, to path: String) -> FileHandle? {
        let new = path + ".new"
        do {
            try Data(history.text.utf8).write(to: URL(filePath: new))
        } catch {
            return nil
        }
        guard rename(new, path) == 0 else { return nil }
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        return descriptor < 0 ? nil : FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}

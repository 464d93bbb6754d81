import Git
import Lanes
import Logging
import Synchronization

/// What the operator's files said when they were last read, and what is wrong in them now.
///
/// A file that cannot be used changes nothing: what it said before holds. Trouble that lasts is one line in the log.
final class OperatorFiles: Sendable {
    private struct State {
        var troubles: [OperatorTrouble.Subject: [OperatorTrouble]] = [:]
        var credentials: Credentials?
    }

    private let state = Mutex(State())
    private let lastTurn = Mutex<Task<Void, any Error>?>(nil)
    private let credentialsFile: String?
    private let logger: Logger

    /// - Parameter credentials: what holds where there is no file.
    init(credentials: Credentials, file: String?, logger: Logger) {
        credentialsFile = file
        self.logger = logger
        if file == nil { state.withLock { $0.credentials = credentials } }
    }

    /// What is wrong in all files now: catalogs first, each in the order of its file.
    var troubles: [OperatorTrouble] {
        state.withLock { state in OperatorTrouble.Subject.allCases.flatMap { state.troubles[$0] ?? [] } }
    }

    /// Notes what is wrong in a file, and says what is new of it.
    func report(_ troubles: [OperatorTrouble], about subject: OperatorTrouble.Subject) {
        let before = state.withLock { state in
            let before = state.troubles[subject] ?? []
            state.troubles[subject] = troubles
            return before
        }
        for trouble in troubles where !before.contains(trouble) {
            logger.warning(
                "\(trouble.entry == nil ? "a file" : "an entry") of the operator cannot be used; what it said before holds",
                metadata: ["subject": "\(subject.rawValue)", "error": "\(trouble)"])
        }
        if troubles.isEmpty, let last = before.first {
            logger.notice(
                "the operator's file is in order again",
                metadata: ["subject": "\(subject.rawValue)", "source": "\(last.source)"])
        }
    }

    /// Runs `body` after all that came before: what was read last is what holds in the end.
    func inTurn(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let turn = lastTurn.withLock { last in
            let turn = Task { [last] in
                _ = await last?.result
                try await body()
            }
            last = turn
            return turn
        }
        try await turn.value
    }

    /// Reads the credentials again. Nil when they never could be read.
    func readCredentials() async throws -> Credentials? {
        guard let path = credentialsFile else { return state.withLock { $0.credentials } }
        let read: Result<Credentials, CredentialsError> = try await Lane.reading.run(for: .process) {
            do throws(CredentialsError) {
                return .success(try Credentials.read(path: path))
            } catch {
                return .failure(error)
            }
        }
        switch read {
        case .success(let credentials):
            state.withLock { $0.credentials = credentials }
            report(
                credentials.troubles.map {
                    OperatorTrouble(.credentials, in: path, entry: "\($0.entry)", $0.error.description)
                }, about: .credentials)
        case .failure(let error):
            report([OperatorTrouble(.credentials, in: path, error.description)], about: .credentials)
        }
        return state.withLock { $0.credentials }
    }
}

import Foundation

/// Git over the system's `ssh` program, which reads no configuration, asks nothing and trusts known hosts only.
final class SSHChannel: SmartChannel {
    private static let programs = ["/usr/bin/ssh", "/usr/local/bin/ssh", "/bin/ssh"]

    private let request: UpdateRequest
    private let budget: TransferBudget
    private var child: ChildProcess?

    init(_ request: UpdateRequest, _ budget: TransferBudget) throws(GitFailure) {
        guard request.url.credential == nil else {
            throw GitFailure(
                .invalidURL,
                "\(request.url.display): ssh logs in with a key, not a password; name the key in the credentials file")
        }
        self.request = request
        self.budget = budget
    }

    var isStateless: Bool { false }

    func begin(_ service: SmartService) throws(GitFailure) {
        guard child == nil else { return }
        guard let program = Self.programs.first(where: { access($0, X_OK) == 0 }) else {
            throw GitFailure(.configuration, "ssh is not installed, so \(request.url.display) cannot be reached")
        }
        let arguments = try SSHCommand(request).arguments()
        child = try ChildProcess(path: program, arguments: arguments, environment: Self.environment())
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(GitFailure) -> Int {
        guard let child else { return 0 }
        while true {
            if let count = child.output.readNow(buffer) {
                if count == 0 { try checkEnd(of: child) }
                try budget.count(count)
                return count
            }
            guard try child.waitForOutput(until: waitEnd(), budget.checkTotal) else { throw budget.expired() }
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(GitFailure) {
        guard let child else { throw budget.endedEarly() }
        do throws(GitFailure) {
            try child.input.writeAll(bytes, budget)
        } catch {
            // A broken pipe: ssh has ended, and why stands on its standard error.
            if error.code == .damagedTransfer { try checkEnd(of: child) }
            throw error
        }
    }

    func close() {
        child?.kill()
        child = nil
    }

    /// Until the first byte ssh itself watches over connecting, which may take longer than a silence may.
    private func waitEnd() -> ContinuousClock.Instant {
        budget.received > 0 ? budget.idleEnd() : max(budget.idleEnd(), budget.connectEnd())
    }

    private func checkEnd(of child: ChildProcess) throws(GitFailure) {
        guard case .exited(let status) = try child.end(until: budget.idleEnd(), budget.checkTotal) else {
            throw budget.endedEarly()
        }
        guard status != 0 else { return }
        throw SSHFailure.failure(status: status, text: child.errorText, request)
    }

    /// Nothing of this process's environment but where home and an agent are.
    private static func environment() -> [String: String] {
        var environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C"]
        for name in ["HOME", "SSH_AUTH_SOCK"] {
            environment[name] = ProcessInfo.processInfo.environment[name]
        }
        return environment
    }
}

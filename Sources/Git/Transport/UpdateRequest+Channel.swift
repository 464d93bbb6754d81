extension UpdateRequest {
    /// The connection for the URL's transport.
    func channel(_ budget: TransferBudget) throws(GitFailure) -> any SmartChannel {
        switch url.transport {
        case .local: throw failure(.invalidURL, "\(url.display) is on this machine, and read without a connection")
        case .http, .https: try HTTPChannel(self, budget)
        case .git: GitDaemonChannel(self, budget)
        case .ssh: try SSHChannel(self, budget)
        }
    }
}

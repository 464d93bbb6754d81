import MusterTesting
import Foundation
import Git
import Lanes
import Testing

/// The process that reads what strangers wrote: whatever becomes of it, its mirror stays what it was.
@Suite struct WorkerTests {
    let scratch: Scratch
    let remote: RepositoryFixture

    init() throws {
        scratch = try Scratch()
        remote = try RepositoryFixture(at: scratch.file("srv/demo.git"), files: RepositoryFixture.twoTemplates)
    }

    /// Where the built program is: beside the tests.
    private static let muster = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "muster").path

    /// A worker that is a script of the shell.
    private func worker(_ script: String) throws -> GitWorker {
        GitWorker(executable: try scratch.write("worker-\(UUID().uuidString)", "#!/bin/sh\n\(script)\n", mode: 0o755))
    }

    /// A mirror with a commit, whose updates from now on are by another worker.
    private func mirror(_ worker: GitWorker) async throws -> (mirror: GitMirror, commit: String) {
        let path = scratch.file("data/mirror")
        let first = try await GitMirror(directory: path).update(from: RemoteURL(parsing: remote.path))
        return (GitMirror(directory: path, worker: worker), first.commit)
    }

    @Test(
        "one that ends otherwise than it should is a failure, and the mirror is untouched",
        arguments: [
            ("kill -9 $$", GitFailure.Code.interrupted, "killed from outside"),
            ("kill -XCPU $$", .tooLarge, "60 seconds of processor time"),
            ("kill -SEGV $$", .tooLarge, "128 MB of memory"), ("exit 0", .configuration, "does not answer"),
            ("exit 3", .configuration, "does not answer"), ("echo nonsense", .configuration, "does not answer"),
            ("yes", .configuration, "does not answer"), ("exec 0<&-; kill -9 $$", .interrupted, "killed from outside"),
        ])
    func endings(_ script: String, _ code: GitFailure.Code, _ words: String) async throws {
        let (mirror, commit) = try await mirror(try worker(script))
        try remote.commit(["templates/web/config.yml": "name: New\n"])
        let daemon = try GitDaemonServer(serving: scratch.file("srv"), scratch: scratch)
        for url in [remote.path, daemon.url("demo.git")] {
            let failure = await #expect(throws: GitFailure.self) {
                try await mirror.update(from: RemoteURL(parsing: url))
            }
            #expect(failure?.code == code && failure?.message.contains(words) == true, "\(String(describing: failure))")
            #expect(await mirror.head() == commit)
            #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.file("data")) == ["mirror"])
        }
    }

    @Test("a program that is not there") func noProgram() async throws {
        let (mirror, commit) = try await mirror(GitWorker(executable: scratch.file("none")))
        let failure = await #expect(throws: GitFailure.self) {
            try await mirror.update(from: RemoteURL(parsing: remote.path))
        }
        #expect(failure?.code == .configuration && failure?.message.contains("cannot be run") == true)
        #expect(await mirror.head() == commit)
    }

    @Test("what a killed one left in the mirror is removed") func leftovers() async throws {
        let pack = scratch.file("data/mirror/objects/pack")
        let (mirror, _) = try await mirror(
            try worker("echo x > \(pack)/pack_git2_x; echo x > \(pack)/../../refs/muster/head.lock; kill -9 $$"))
        await #expect(throws: GitFailure.self) { try await mirror.update(from: RemoteURL(parsing: remote.path)) }
        #expect(!FileManager.default.fileExists(atPath: pack + "/pack_git2_x"))
        let again = try await GitMirror(directory: scratch.file("data/mirror")).update(
            from: RemoteURL(parsing: remote.path))
        #expect(!again.recloned)
    }

    @Test("it is ended with the task that waits for it") func cancellation() async throws {
        let file = scratch.file("pid")
        let (mirror, commit) = try await mirror(try worker("echo $$ > \(file); exec sleep 1000"))
        let url = try RemoteURL(parsing: remote.path)
        let task = Task { () throws(GitFailure) in try await mirror.update(from: url) }
        let pid = try await Self.number(in: file)
        task.cancel()
        await #expect { try await task.value } throws: { ($0 as? GitFailure)?.code == .cancelled }
        #expect(kill(pid, 0) != 0)
        #expect(await mirror.head() == commit)
    }

    @Test("it ends with whoever reads its answer, as when the server is killed") func reader() async throws {
        let (request, answer, file) = (scratch.file("request"), scratch.file("answer"), scratch.file("pid"))
        #expect(mkfifo(request, 0o600) == 0 && mkfifo(answer, 0o600) == 0)
        let script = "\(Self.muster) git-worker <\(request) >\(answer) & echo $! > \(file); exec sleep 1000 <\(answer)"
        let reader = try ChildProgram("sh", ["-c", script], output: scratch.file("out"), error: scratch.file("err"))
        let writer = try FileHandle(forWritingTo: URL(filePath: request))
        let pid = try await Self.number(in: file)
        // It waits for its request, and for the end of its reader.
        try await eventually {
            ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []).count > 1
        }
        reader.kill()
        try await eventually { kill(pid, 0) != 0 || Self.isZombie(pid) }
        withExtendedLifetime(writer) {}
    }

    @Test("neither its command line nor its environment nor what it is asked holds a credential")
    func secrets() async throws {
        let (seen, muster) = (scratch.file("seen"), Self.muster)
        let worker = try worker(
            """
            cat > \(seen).request
            cat /proc/$$/environ /proc/$$/cmdline \(seen).request >> \(seen)
            exec \(muster) git-worker < \(seen).request
            """)
        let server = try HTTPSServer(serving: scratch.file("srv"), scratch: scratch)
        var credential = Credential()
        credential.ca = server.authority
        let mirror = GitMirror(directory: scratch.file("data/mirror"), worker: worker)
        let login = "\(HTTPSServer.user):\(HTTPSServer.password)@"
        let url = try RemoteURL(parsing: server.url("git/demo.git", login: login))
        let update = try await mirror.update(from: url, credential: credential)
        #expect(update.commit == (try remote.git("rev-parse", "master")))
        let text = String(decoding: try Data(contentsOf: URL(filePath: seen)), as: UTF8.self)
        #expect(text.contains("git-worker") && !text.contains(HTTPSServer.password) && !text.contains("PATH="))
    }

    @Test("slow remotes and slow repositories of one environment leave others their turn") func turns() async throws {
        let silent = try ScriptedServer { $0.staySilent() }
        let slow = try worker("exec sleep 1000")
        let path = scratch.path
        let waiting = try (0..<30).map { index in
            let isLocal = index.isMultiple(of: 2)
            let url = try RemoteURL(parsing: isLocal ? remote.path : "git://127.0.0.1:\(silent.port)/x.git")
            let owner = LaneOwner(environment: "slow", catalog: "\(index)")
            let mirror = GitMirror(
                directory: "\(path)/slow-\(index)", owner: owner, worker: isLocal ? slow : .thisProgram)
            return Task { _ = try await mirror.update(from: url) }
        }
        let daemon = try GitDaemonServer(serving: scratch.file("srv"), scratch: scratch)
        for (index, url) in [remote.path, daemon.url("demo.git")].enumerated() {
            let mirror = GitMirror(
                directory: scratch.file("other-\(index)"), owner: LaneOwner(environment: "other", catalog: "\(index)"))
            #expect(try await mirror.update(from: RemoteURL(parsing: url)).changed)
        }
        for task in waiting { task.cancel() }
        for task in waiting { await #expect(throws: GitFailure.self) { try await task.value } }
    }

    // MARK: Waiting

    private static func number(in file: String) async throws -> pid_t {
        var number: pid_t?
        try await eventually {
            number = (try? String(contentsOfFile: file, encoding: .ascii)).flatMap { pid_t($0.dropLast()) }
            return number != nil
        }
        return try #require(number)
    }

    private static func isZombie(_ pid: pid_t) -> Bool {
        let status = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .ascii)) ?? ""
        return status.split(separator: ")").last?.hasPrefix(" Z") == true
    }
}

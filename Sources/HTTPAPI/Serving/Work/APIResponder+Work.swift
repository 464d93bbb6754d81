import Bundles
import Budget
import Compiler
import Crypto
import Diagnostics
import HTTPTypes
import Lanes
import Service

extension APIResponder {
    /// The answer from the cache, or made now from the publication, in the address's lane, and kept.
    ///
    /// - Parameter variant: what the answer depends on beside path, environment, format and link base.
    func kept(
        _ call: Endpoint.Call, variant: [String] = [],
        make: @escaping @Sendable (Publication) async throws -> Answer
    ) async throws -> Answer {
        let client = call.client
        let key = Self.key(call.cacheKey + client.identity + variant)
        let lane = call.endpoint.lane(lanes, client)
        return try await current(for: client) { publication in
            switch call.endpoint.source {
            case .nothing: try await kept(key, cache, .unchanging, publication, in: lane, client, make)
            case .contents:
                try await kept(key, cache, client.contents(of: publication), publication, in: lane, client, make)
            case .state:
                try await kept(key, catalogCache, publication.generation, publication, in: lane, client, make)
            }
        }
    }

    /// The answer to what a client posted, made now from the publication. It is kept for nobody: it may show secrets.
    func posted(
        _ call: Endpoint.Call, _ body: [UInt8],
        make: @escaping @Sendable (Publication) async throws -> Answer
    ) async throws -> Answer {
        let digest = SHA256.hash(data: body).map { String($0, radix: 16) }.joined(separator: " ")
        let client = call.client
        let key = Self.key(["POST"] + call.cacheKey + client.identity + [client.query.raw, digest])
        return try await current(for: client) { publication in
            try await work(key, client.contents(of: publication), in: lanes.compiling, client) {
                try await make(self.publication)
            }
        }
    }

    private func kept<Generation>(
        _ key: String, _ cache: AnswerCache<Generation>, _ generation: Generation, _ publication: Publication,
        in lane: Lane, _ client: ClientRequest, _ make: @escaping @Sendable (Publication) async throws -> Answer
    ) async throws -> Answer {
        if let kept = cache.find(key, generation: generation) { return kept }
        return try await work(key, client.contents(of: publication), in: lane, client) {
            // From what is published when its turn comes.
            let answer = try await make(self.publication)
            if answer.status == .ok { cache.keep(answer, for: key, generation: generation) }
            return answer
        }
    }

    /// What is made from what is published; once more from what is published by then, when files were let go of while the work
    /// waited or went on.
    private func current(
        for client: ClientRequest, _ make: (Publication) async throws -> Answer
    ) async throws -> Answer {
        let publication = self.publication
        do {
            return try await make(publication)
        } catch {
            let isGone = error is ContentGone || error as? APIError == .contentGone
            let now = self.publication
            guard isGone, client.contents(of: now) != client.contents(of: publication) else { throw error }
            return try await make(now)
        }
    }

    /// One piece of work for all equal requests. A failure that took work to find is remembered as long as what it was made
    /// from is served. What only Muster's own clients ask for ends when the last of them has left.
    private func work(
        _ key: String, _ contents: ContentGeneration, in lane: Lane, _ client: ClientRequest,
        _ make: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        let (failures, shared, owner) = (failures, shared, client.owner)
        if let failure = failures.find(key, generation: contents) { throw failure }
        let piece: @Sendable () async throws -> Answer = {
            try await shared.value("\(contents.numbers):\(key)") {
                do {
                    return try await lane.run(for: owner, make)
                } catch let failure as APIError where failure.isWorthKeeping {
                    failures.keep(failure, for: key, generation: contents)
                    throw failure
                }
            }
        }
        guard lane === lanes.compiling, let peer = client.peer else { return try await piece() }
        return try await peer.whilePresent(piece)
    }

    /// Each part with its length before it, so that no two different requests have one key.
    static func key(_ parts: [String]) -> String {
        parts.map { "\($0.utf8.count):\($0)" }.joined()
    }

    /// The answer in the form that the request takes; compressing it for the first time takes a while.
    func form(of answer: Answer, for request: HTTPRequest, _ owner: LaneOwner) async -> Answer {
        if answer.isFormReady(for: request) { return answer.form(for: request) }
        return (try? await lanes.answers.run(for: owner) { answer.form(for: request) }) ?? answer
    }
}

extension ClientRequest {
    /// Which contents the client sees.
    func contents(of publication: Publication) -> ContentGeneration {
        publication.contents(visibleIn: environmentOrGlobal)
    }

    /// What every answer depends on, whatever it is about.
    fileprivate var identity: [String] {
        [environment == nil ? "0" : "1", environment ?? "", format.rawValue, linkBase.text]
    }
}

extension APIError {
    /// Whether finding out took work, and the same request would find the same again: what took too long may not, next time.
    fileprivate var isWorthKeeping: Bool {
        status == .unprocessableContent && !diagnostics.isEmpty
            && !diagnostics.contains { $0.code == .workTime || $0.code == .workCancelled }
    }

    /// The bytes that remembering the failure takes, roughly.
    var keptBytes: Int { diagnostics.reduce(message.utf8.count) { $0 + 256 + $1.message.utf8.count } }
}

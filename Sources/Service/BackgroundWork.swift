import Catalog
import Logging
import Store

/// Background work that must not bring the process down twice. What clients ask for is never left out.
extension CatalogService {
    /// Says in the log what brought the process down that ran before, and what becomes of it.
    func reportMarks() {
        for mark in marks?.suspects ?? [] {
            logger.notice(
                "the process ended while it worked on this; it is tried once more, alone and last",
                metadata: Self.metadata(mark))
        }
        for mark in marks?.refused ?? [] {
            logger.warning(
                "the process ended twice while it worked on this; it is left out until it changes, and served as it is",
                metadata: Self.metadata(mark))
        }
    }

    /// Notes that the process was asked to end: what is under way then is not to blame.
    package func stopMarking() { marks?.stop() }

    /// Whether something of a catalog is to be tried last.
    func hasSuspects(_ key: CatalogKey) -> Bool {
        marks?.suspects.contains {
            $0.kind == LintMarks.kind && $0.environment == key.environment && $0.catalog == key.name
        } ?? false
    }

    /// Forgets what of a catalog is suspect still after everything in it was tried: it is there no more.
    func forgetSuspects(of key: CatalogKey) {
        marks?.forgetSuspects {
            $0.kind == LintMarks.kind && $0.environment == key.environment && $0.catalog == key.name
        }
    }

    /// Runs the preparation of an answer from a publication; nil without running it when it brought the process down twice.
    /// See ``CatalogOperations/prepare(_:of:_:)``.
    package func prepare<T: Sendable>(
        _ request: String, of publication: Publication, _ work: @Sendable () async throws -> T
    ) async throws -> T? {
        guard let marks else { return try await work() }
        return try await marks.run(Self.mark(request, publication), work)
    }

    /// Whether the preparation of an answer is to come after all others.
    package func preparesLast(_ request: String, of publication: Publication) -> Bool {
        marks?.standing(of: Self.mark(request, publication)) == .last
    }

    /// The work on an answer is the same as long as the same commits are served.
    private static func mark(_ request: String, _ publication: Publication) -> WorkMark {
        let commits = publication.catalogs.map { "\($0.key.environment)/\($0.key.name)@\($0.snapshot?.commit ?? "")" }
        return WorkMark(
            kind: "answers", environment: "", catalog: "", item: request, state: commits.joined(separator: " "))
    }

    private static func metadata(_ mark: WorkMark) -> Logger.Metadata {
        [
            "work": "\(mark.kind)", "catalog": "\(mark.catalog)", "environment": "\(mark.environment)",
            "item": "\(mark.item)",
        ]
    }
}

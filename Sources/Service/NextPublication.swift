import Catalog
import Synchronization

/// A publication that may come: what is made from it before then holds as soon as it is served.
struct NextPublication: Sendable {
    /// What would be served.
    let publication: Publication
    private let environment: String
    /// The contents of the environment that it was made from.
    private let base: UInt64

    /// The publication that would come after another one when a catalog of new contents is swapped. No other one has `content` as
    /// the number of the environment's contents.
    init(_ key: CatalogKey, with catalog: PublishedCatalog, content: UInt64, after base: Publication) {
        publication = base.replacing(key, with: catalog, content: content)
        environment = key.environment
        self.base = base.content(of: environment)
    }

    /// The number of the environment's contents, when it follows those that it was made from; nil when others were published
    /// meanwhile.
    func content(after publication: Publication) -> UInt64? {
        publication.content(of: environment) == base ? self.publication.content(of: environment) : nil
    }
}

/// Who makes answers from the publication that comes next, so that the first client that asks finds them ready.
final class Preparation: Sendable {
    /// How long contents wait for it to be served.
    static let limit = Duration.milliseconds(250)

    private let prepare = Mutex<(@Sendable (Publication) async -> Void)?>(nil)

    /// Takes whoever prepares from now on.
    func set(_ prepare: @escaping @Sendable (Publication) async -> Void) { self.prepare.withLock { $0 = prepare } }

    /// Has a publication prepared, and returns when that is done or has been given up.
    func run(_ next: Publication, _ clock: ServiceClock) async {
        guard let prepare = prepare.withLock({ $0 }) else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await prepare(next) }
            group.addTask { try? await clock.wait(Self.limit) }
            await group.next()
            group.cancelAll()
        }
    }
}

import CMalloc
import Service
import ServiceLifecycle

/// Gives memory back to the system that a refresh needed for a moment: the C library would keep it, in a heap for each
/// thread that ever allocated, and a server that has fetched many catalogs would look as if it leaked.
struct HeapTrim: ServiceLifecycle.Service {
    /// The heaps that threads share; with more, what one has freed the others cannot use.
    private static let heaps: Int32 = 2
    /// The least time between two trims, for walking a large heap takes some milliseconds.
    private static let pause = Duration.seconds(5)

    let service: CatalogService

    /// Has all threads share a few heaps; before the first thread starts.
    static func shareHeaps() {
        muster_share_heaps(heaps)
    }

    /// Trims after publications until graceful shutdown.
    func run() async throws {
        let publications = service.publications()
        // A start that read a large catalog needed more than it keeps.
        muster_trim_heaps()
        await cancelWhenGracefulShutdown {
            for await _ in publications {
                muster_trim_heaps()
                try? await Task.sleep(for: Self.pause)
            }
        }
    }
}

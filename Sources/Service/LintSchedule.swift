import Lanes
import ServiceLifecycle

/// Lints what is published, behind everything that clients wait for: on one thread that steps back for all others, one template
/// at a time.
package struct LintSchedule: Service {
    private let service: CatalogService

    /// A schedule for the catalogs of a service.
    package init(service: CatalogService) {
        self.service = service
    }

    /// Runs until graceful shutdown or cancellation, which it waits at most one template for.
    package func run() async throws {
        let publications = service.publications()
        await cancelWhenGracefulShutdown {
            await service.lintPending()
            for await _ in publications { await service.lintPending() }
        }
    }
}

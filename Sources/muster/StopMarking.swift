import Service
import ServiceLifecycle

/// Notes that the process was asked to end, before anything else does: what is under way then is not to blame for it.
struct StopMarking: ServiceLifecycle.Service {
    let service: CatalogService

    func run() async throws {
        try? await gracefulShutdown()
        service.stopMarking()
    }
}

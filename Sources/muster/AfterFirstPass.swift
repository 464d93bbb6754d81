import HTTPAPI
import Service
import ServiceLifecycle

/// The API, which listens as soon as nobody would take for missing what a start has yet to fetch.
struct AfterFirstPass: ServiceLifecycle.Service {
    let service: CatalogService
    let api: APIServer

    func run() async throws {
        await cancelWhenGracefulShutdown { await service.mayListen() }
        if Task.isShuttingDownGracefully || Task.isCancelled { return }
        try await api.run()
    }
}

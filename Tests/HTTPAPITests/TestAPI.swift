import MusterTesting
import Foundation
import HTTPTypes
import Lanes
import HummingbirdCore
import Logging
import NIOCore
import Service

@testable import HTTPAPI

extension APILanes {
    /// Lanes that refuse nobody, however many tests run side by side.
    static let ofTests = {
        var lanes = APILanes()
        lanes.compiling = Lane(Lane.Character("tests", width: 4))
        return lanes
    }()
}

/// The API in memory: requests in, answers out, without a socket.
struct TestAPI {
    let responder: APIResponder
    private let logger: Logger

    init(
        _ operations: any CatalogOperations, referenceDefaults: Bool = false, limits: APILimits = APILimits(),
        allowedHosts: [String] = [], lints: Bool = true, logger: Logger = Logger(label: "test"),
        lanes: APILanes = .ofTests
    ) {
        self.logger = logger
        var configuration = APIConfiguration(host: "127.0.0.1", port: 8088, referenceDefaults: referenceDefaults)
        configuration.limits = limits
        configuration.allowedHosts = allowedHosts
        configuration.lints = lints
        responder = APIResponder(
            operations: operations, configuration: configuration, logger: logger, lanes: lanes)
    }

    /// What came back.
    struct Reply {
        let status: Int
        let headers: HTTPFields
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        var json: JSONValue { get throws { try JSONValue(parsing: Data(body)) } }
    }

    /// Sends a request; `Host` is `HOST` unless the headers say another.
    func send(
        _ method: HTTPRequest.Method = .get, _ path: String, headers: [String: String] = [:], body: String = ""
    ) async throws -> Reply {
        var request = HTTPRequest(method: method, scheme: "http", authority: headers["Host"] ?? "HOST", path: path)
        for (name, value) in headers where name != "Host" {
            if let name = HTTPField.Name(name) { request.headerFields[name] = value }
        }
        let response = await responder.respond(
            to: request, body: RequestBody(buffer: ByteBuffer(string: body)), logger: logger)
        let collected = Collector()
        try await response.body.write(BodyWriter(collected: collected))
        return Reply(status: response.status.code, headers: response.headers, body: await collected.bytes)
    }

    private actor Collector {
        private(set) var bytes: [UInt8] = []

        func append(_ more: [UInt8]) { bytes += more }
    }

    private struct BodyWriter: ResponseBodyWriter {
        let collected: Collector

        func write(_ buffer: ByteBuffer) async throws { await collected.append(Array(buffer.readableBytesView)) }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}

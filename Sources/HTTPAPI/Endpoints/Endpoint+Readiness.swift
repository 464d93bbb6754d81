import Catalog
import HTTPTypes
import JSON
import Service

extension Endpoint {
    /// `/readyz`: whether each catalog that the operator configured has something to serve, or has been tried.
    static let readiness = Endpoint(
        name: "readiness", path: "/readyz",
        isOfEnvironment: false,
        takesAnyHost: true,
        operations: [
            Operation(
                method: .get, id: "getReadiness", group: .operating,
                summary: "Whether each catalog that the operator configured has something to serve, or has been tried",
                outcomes: [.ok("Ready"), .unavailable("NotReady")],
                example: Example(target: "/readyz")
            ) { api, _, _ in api.readiness() }
        ],
        components: """
            responses:
              Ready:
                description: It has.
                headers:
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Readiness'}}
              NotReady:
                description: Some catalogs are waited for.
                headers:
                  X-API-Schemas: {$ref: '#/components/headers/X-API-Schemas'}
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Readiness'}}
            schemas:
              Readiness:
                type: object
                required: [ready, waitingFor]
                properties:
                  ready: {type: boolean}
                  waitingFor:
                    type: array
                    items:
                      type: object
                      required: [environmentId, name]
                      properties:
                        environmentId: {type: string}
                        name: {type: string}
                  troubles:
                    description: |
                      What the operator wrote and what cannot be used of it, as long as there is any. What it said before holds, and
                      the service is ready all the same.
                    type: array
                    items:
                      type: object
                      required: [message, source, subject]
                      properties:
                        entry: {description: Absent when nothing of the file can be used., type: string}
                        message: {type: string}
                        source: {description: A file, or the name of a setting., type: string}
                        subject: {enum: [catalogs, credentials]}
            """
    )
}

extension APIResponder {
    /// Whether each of the operator's catalogs has something to serve, or has been tried.
    fileprivate func readiness() -> Answer {
        let waiting = operations.firstPass
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("ready", waiting.isEmpty)
            writeTroubles(to: &writer)
            writer.key("waitingFor")
            writer.array { writer in
                for catalog in waiting {
                    writer.object { writer in
                        writer.member("environmentId", catalog.environment)
                        writer.member("name", catalog.name)
                    }
                }
            }
        }
        return Answer(
            status: waiting.isEmpty ? .ok : .serviceUnavailable, bytes: writer.bytes,
            contentType: Answer.ContentType.json)
    }

    /// What the operator has to mend: no reason not to be ready, for what is known is served.
    private func writeTroubles(to writer: inout JSONWriter) {
        let troubles = operations.operatorTroubles
        if troubles.isEmpty { return }
        writer.key("troubles")
        writer.array { writer in
            for trouble in troubles {
                writer.object { writer in
                    if let entry = trouble.entry { writer.member("entry", entry) }
                    writer.member("message", trouble.description)
                    writer.member("source", trouble.source)
                    writer.member("subject", trouble.subject.rawValue)
                }
            }
        }
    }
}

import HTTPTypes
import JSON
import Service
import Store

extension APIResponder {
    /// `GET /healthz`: the process answers.
    func health() -> Answer {
        Answer(status: .ok, bytes: Array("ok".utf8), contentType: Answer.ContentType.text)
    }

    /// `GET /readyz`: whether each of the operator's catalogs has something to serve, or has been tried.
    func readiness() -> Answer {
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

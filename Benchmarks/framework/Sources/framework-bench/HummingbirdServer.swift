import ArgumentParser
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Hummingbird with a responder of its own in place of a router, as the service has it.
struct HummingbirdServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hummingbird", abstract: "Answers from a bare responder on Hummingbird.")

    @OptionGroup var arguments: ServerArguments

    func run() async throws {
        let answer = ReadyAnswer(bodyBytes: arguments.bodyBytes)
        var logger = Logger(label: "framework-bench")
        logger.logLevel = .notice
        let application = Application(
            responder: AnswerResponder(answer),
            configuration: ApplicationConfiguration(
                address: .hostname("127.0.0.1", port: arguments.port), serverName: nil),
            logger: logger
        )
        try await application.run()
    }
}

/// Answers every request with the same bytes.
private struct AnswerResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    private let headers: HTTPFields
    private let body: ByteBuffer

    init(_ answer: ReadyAnswer) {
        var headers = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        self.headers = headers
        body = answer.body
    }

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}

import Compose
import Testing

/// What documents are written as.
struct EmissionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let emitted: String
        var testDescription: String { text }

        init(_ text: String, _ emitted: String) { (self.text, self.emitted) = (text, emitted) }
    }

    static let rows = [
        Row("web:   # a\n  image: a:$T # b\n", "web:   # a\n  image: \"a:1\" # b\n"),
        Row("web:\n  command: echo $$HOME\n", "web:\n  command: echo $$HOME\n"),
        Row("web:\n  command: $$A $T\n  tty: true\n", "web:\n  command: \"$$A 1\"\n  tty: true\n"),
        Row("web:\n  command: |\n    a $T\n    b\n  tty: true\n", "web:\n  command: \"a 1\\nb\\n\"\n  tty: true\n"),
        Row("web: {image: '$T', links: [$T, b]}\n", "web: {image: \"1\", links: [\"1\", b]}\n"),
        // An alias in a section that knows no variables keeps its `$`; then all is written anew.
        Row(
            "version: '2'\nservices:\n  web: {image: &t $T} # c\nsecrets:\n  s: {file: *t}\n",
            "version: \"2\"\nservices:\n  web:\n    image: \"1\"\nsecrets:\n  s:\n    file: $T\n"),
        Row("web:\n  image: 'a{{b}}'\n", "# notemplating\nweb:\n  image: 'a{{b}}'\n"),
        Row("\n# notemplating\nweb:\n  image: 'a{{b}}'\n", "\n# notemplating\nweb:\n  image: 'a{{b}}'\n"),
        Row("", ""),
    ]

    @Test("a document is written with what interpolation made of it", arguments: rows)
    func emission(_ row: Row) {
        let source = Stacks.source(row.text, "docker-compose.yml")
        let document = ComposeDocument.parse(source, role: .dockerCompose).output.interpolated(variables: ["T": "1"])
        #expect(String(decoding: document.output.emitted(), as: UTF8.self) == row.emitted)
    }
}

import Diagnostics
import Foundation
import MusterTesting
import Testing
import YAML

@testable import Compose

/// Laws that hold for any stack. A failure names the seed; put it into `seeds` to see it again.
struct LawTests {
    static let seeds: [UInt64] = (0..<6).map { _ in .random(in: 0...UInt64.max) } + [1, 2, 3]
    static let variables = ["A": "one", "B_2": "two words", "EMPTY": "", "DOLLAR": "$$x $", "LINES": "a\nb: {\n"]

    static let fragments = [
        "web", "db", ":", ": ", "\n", "\n  ", "\n    ", "- ", "image: ", "a", "'x'", "\"y\"", "5", "true", "~", "[",
        "]",
        "{", "}", ", ", "$A", "${B_2}", "${", "$$", "$", "${EMPTY}", "$DOLLAR", "$LINES", "&x ", "*x", "<<: ", "|\n",
        "#c\n", "services:\n", "version: '2'\n", "ports: ", "environment:\n", "extends: ", "service: ", "labels: ",
        "command: ", "ulimits: ", "networks: ", "volumes: ", "secrets: ", "lb_config: ", "health_check: ", "build: ",
        "env_file: ", "scale: ", "é", "\u{0}", "{{",
    ]

    /// A stack that loads, made of options with values of the right form.
    static func stack(_ generator: inout SeededGenerator) -> String {
        let options = [
            "image: a:$A", "command: run ${B_2} 'x y'", "scale: 2", "tty: true", "ports: ['80:80', '$$'\n      ]",
            "environment:\n      X: $A # why\n      V: ${EMPTY}\n      Z: |\n        l1 $DOLLAR\n        l2\n",
            "labels: {a: 1, 'b': \"$LINES\"}", "mem_limit: 64m", "restart: 'no'", "volumes: [\"/a:${A}\"]",
            "metadata: {list: [1, 2.50, $A], deep: {x: ~}}", "health_check: {port: 80, interval: '2000'}",
            "hostname: &h ${A}", "logging: {driver: syslog}", "networks: [n1]", "ulimits: {nofile: 5}",
        ]
        var text = "# a stack\nversion: '2'\nservices:\n"
        for service in 0..<Int.random(in: 1...4, using: &generator) {
            text += "  s\(service): # service\n    image: i\n"
            for option in options where Bool.random(using: &generator) && !option.hasPrefix("image") {
                text += "    \(option)\n"
            }
        }
        if Bool.random(using: &generator) { text += "volumes:\n  data: {driver: $A}\nsecrets:\n  s: {file: $A}\n" }
        return text.replacingOccurrences(of: "'80:80', '$$'\n      ", with: "'80:80'")
    }

    private func interpolated(_ text: [UInt8], _ variables: [String: String]) -> ComposeStage<ComposeDocument> {
        let source = SourceText(path: "d.yml", bytes: text)
        return ComposeDocument.parse(source, role: .dockerCompose).output.interpolated(variables: variables)
    }

    @Test("loading never breaks, gives the same twice, and places lie in their files", arguments: seeds)
    func anything(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<400 {
            let text = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                Self.fragments.randomElement(using: &generator) ?? ""
            }.joined()
            let comment: Comment = "seed \(seed), round \(round)"
            let input = Stacks.input(text, text, variables: Self.variables, resources: ["a": text])
            let result = ComposeLoader.load(input)
            let again = ComposeLoader.load(input)
            #expect(result.project?.canonicalJSON() == again.project?.canonicalJSON(), comment)
            #expect(result.diagnostics == again.diagnostics && result.referenceError == again.referenceError, comment)
            #expect((result.project == nil) == (result.referenceError != nil), comment)
            for diagnostic in result.diagnostics {
                let end = diagnostic.location.end?.offset ?? 0
                #expect(end <= text.utf8.count, comment)
            }
        }
    }

    @Test("a stack loads twice to the same bytes, and an empty rancher-compose changes nothing", arguments: seeds)
    func emptyRancherCompose(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<30 {
            let text = Self.stack(&generator)
            let alone = Stacks.load(text, variables: Self.variables)
            #expect(alone.referenceError == nil, "seed \(seed): \(text)")
            for empty in ["", "# nothing\n", "version: '2'\n", "version: '2'\nservices: {}\n", "{}\n"] {
                #expect(Stacks.load(text, empty, variables: Self.variables).json == alone.json, "seed \(seed)")
            }
        }
    }

    @Test("interpolation of a text without `$` is identity, and the text is emitted byte for byte", arguments: seeds)
    func withoutDollar(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<30 {
            let text = Self.stack(&generator).replacingOccurrences(of: "$", with: "S")
            let parsed = ComposeDocument.parse(Stacks.source(text, "d.yml"), role: .dockerCompose).output
            let result = parsed.interpolated(variables: Self.variables)
            #expect(result.diagnostics.isEmpty && result.output.holdsSameValues(as: parsed), "seed \(seed)")
            #expect(result.output.emitted() == Array(text.utf8), "seed \(seed)")
        }
    }

    @Test("what is emitted loads to the same values, whatever the variables", arguments: seeds)
    func emission(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<30 {
            let text = Self.stack(&generator)
            let document = interpolated(Array(text.utf8), Self.variables)
            let emitted = document.output.emitted()
            let again = interpolated(emitted, ["A": "other"])
            #expect(again.isAccepted && again.output.unsetVariables.isEmpty, "seed \(seed)")
            #expect(again.output.holdsSameValues(as: document.output), "seed \(seed): \(text)")
            #expect(again.output.emitted() == emitted, "seed \(seed)")
            #expect(String(decoding: emitted, as: UTF8.self).contains("# a stack"), "seed \(seed)")
            let rewritten = interpolated(DocumentEmission(document.output).rewritten, [:])
            #expect(rewritten.output.holdsSameValues(as: document.output), "seed \(seed): \(text)")
        }
    }

    @Test("the merged stack as YAML reads back as what it was")
    func yaml() throws {
        let result = Stacks.load("a:\n  image: x\n  command: [a, '5', \"b\\n\"]\n  scale: 3\n")
        let project = try #require(result.project)
        let text = String(decoding: project.yaml(), as: UTF8.self)
        #expect(
            text == """
                version: "2"
                services:
                  a:
                    command:
                    - a
                    - "5"
                    - |
                      b
                    image: x
                    scale: 3
                    lb_config: null

                """)
    }
}

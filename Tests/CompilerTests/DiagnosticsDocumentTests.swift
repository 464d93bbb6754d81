import Diagnostics
import Foundation
import MusterTesting
import Testing

@testable import Compiler

/// `docs/diagnostic-examples.md`: two real versions, broken in ways that authors break them, and what they are told.
///
/// The document is generated from the catalogs here. With `MUSTER_RECORD=1` the test writes it, and fails.
@Suite(
    "The document about diagnostics",
    .enabled(if: SharedCorpus.isPresent, "the shared corpus is not here"))
struct DiagnosticsDocumentTests {
    /// One way to break a version's docker-compose template.
    struct Break: Sendable, CustomTestStringConvertible {
        let title: String
        let version: String
        let text: String
        let replacement: String
        /// What the first finding must point at: the file's line, and its code.
        let code: String
        var testDescription: String { title }
    }

    static let breaks = [
        Break(
            title: "An `end` is missing", version: "infra-templates/k8s/63",
            text:
                "        io.rancher.scheduler.affinity:host_label: compute=true\n        {{- end }}\n    command:\n        - kubelet\n",
            replacement:
                "        io.rancher.scheduler.affinity:host_label: compute=true\n    command:\n        - kubelet\n",
            code: "template-end-missing"),
        Break(
            title: "A function's name is wrong", version: "infra-templates/k8s/63",
            text: "{{- if and (ne .Values.REGISTRY \"\") (ne .Values.POD_INFRA_CONTAINER_IMAGE \"\") }}",
            replacement: "{{- if andd (ne .Values.REGISTRY \"\") (ne .Values.POD_INFRA_CONTAINER_IMAGE \"\") }}",
            code: "template-function-unknown"),
        Break(
            title: "A value's name is misspelt", version: "infra-templates/ipsec/18",
            text: "ne .Values.CONNECTIVITY_CHECK_INTERVAL \"5000\"",
            replacement: "ne .Values.CONECTIVITY_CHECK_INTERVAL \"5000\"", code: "template-value-unknown"),
        Break(
            title: "A variable's name is misspelt", version: "infra-templates/ipsec/18",
            text: "RANCHER_IPSEC_PSK: '${RANCHER_IPSEC_PSK}'", replacement: "RANCHER_IPSEC_PSK: '${RANCHER_IPSEK_PSK}'",
            code: "interpolation-unset"),
        Break(
            title: "The line behind an `if` is indented wrongly", version: "infra-templates/k8s/63",
            text: "        io.rancher.scheduler.global: \"true\"\n        {{- if eq .Values.CONSTRAINT_TYPE",
            replacement: "       io.rancher.scheduler.global: \"true\"\n        {{- if eq .Values.CONSTRAINT_TYPE",
            code: "yaml-syntax"),
        Break(
            title: "`ports` is a text, not a list", version: "infra-templates/ipsec/18",
            text: "    ports:\n      - 0.0.0.0:500:500/udp\n      - 0.0.0.0:4500:4500/udp\n",
            replacement: "    ports: 0.0.0.0:500:500/udp\n",
            code: "compose-option-type"),
        Break(
            title: "An option is misspelt", version: "infra-templates/ipsec/18", text: "    privileged: true\n",
            replacement: "    priviledged: true\n", code: "compose-unknown-option"),
        Break(
            title: "A quotation is not closed", version: "infra-templates/ipsec/18",
            text: "{{- if ne .Values.PEER_CONNECTION_TIMEOUT \"1000\" }}",
            replacement: "{{- if ne .Values.PEER_CONNECTION_TIMEOUT \"1000 }}", code: "template-unclosed"),
        Break(
            title: "A value is written into YAML unquoted, and is not what it seems",
            version: "infra-templates/ipsec/18",
            text: "host_ports: {{ .Values.HOST_PORTS }}", replacement: "host_ports: {{ .Values.HOST_PORTS }}: yes",
            code: "yaml-syntax"),
        Break(
            title: "A modifier that only newer Compose files know", version: "infra-templates/ipsec/18",
            text: "- ${CONNECTIVITY_CHECK_INTERVAL}", replacement: "- ${CONNECTIVITY_CHECK_INTERVAL:-5000}",
            code: "interpolation-invalid"),
        Break(
            title: "A function gets a value that is not there", version: "infra-templates/k8s/63",
            text: "splitPreserveQuotes .Values.ADDITIONAL_KUBELET_FLAGS",
            replacement: "splitPreserveQuotes .Values.ADDITIONAL_FLAGS", code: "template-type"),
    ]

    private static let file = "docker-compose.yml.tpl"

    private static func compilation(_ change: Break) throws -> (compilation: Compilation, sources: [SourceText]) {
        let folder = try #require(Corpus.folders["library \(change.version)"])
        let source = try #require(folder[file])
        let original = String(decoding: source.bytes, as: UTF8.self)
        #expect(original.contains(change.text), "\(change.title)")
        let broken = original.replacing(change.text, with: change.replacement, maxReplacements: 1)
        var files = folder.files
        files[file] = SourceText(path: source.path, bytes: Array(broken.utf8))
        let version = VersionFiles(folder: folder.folder, files: files)
        var given = GivenAnswers()
        if change.code == "interpolation-invalid" { given.answers["CONNECTIVITY_CHECK_INTERVAL"] = "1000" }
        let compilation = Compiler().compile(version, answers: given, for: StackContext(stackName: "mystack"))
        return (compilation, Array(files.values) + compilation.renderedTexts)
    }

    @Test("each break is told with the template's own file and line, where it was made", arguments: breaks)
    func told(change: Break) throws {
        let (compilation, _) = try Self.compilation(change)
        let finding = try #require(compilation.diagnostics.first { $0.code.rawValue == change.code })
        #expect(finding.location.path == "\(change.version)/\(Self.file)")
        #expect(finding.location.start != nil)
        #expect(finding.help != nil)
    }

    @Test("the document shows them as they are told today")
    func document() throws {
        let file = SharedCorpus.packageRoot.appending(path: "docs/diagnostic-examples.md")
        let text = try Self.text()
        if ProcessInfo.processInfo.environment["MUSTER_RECORD"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("docs/diagnostic-examples.md was written anew")
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "run with MUSTER_RECORD=1 to write it anew")
    }

    private static func text() throws -> String {
        var text = """
            # What an author is told

            Two versions of the public library catalog, each broken in one place of its `docker-compose.yml.tpl`, and what
            `muster render` prints about it. A finding names the author's own file, line and column, also when it was made in
            the rendered text; where that reads differently, a note shows the rendered line. This page is generated by a test.

            """
        for (number, change) in breaks.enumerated() {
            let (compilation, sources) = try compilation(change)
            let byPath = Dictionary(sources.map { ($0.path, $0) }) { $1 }
            let renderer = TextRenderer { byPath[$0] }
            text += "\n## \(number + 1). \(change.title)\n\n`\(change.version)`:\n\n```diff\n"
            text += lines(change.text, "-") + lines(change.replacement, "+") + "```\n\n```text\n"
            for finding in compilation.diagnostics { text += renderer.render(finding) }
            text += "```\n"
        }
        return text
    }

    private static func lines(_ text: String, _ mark: String) -> String {
        text.split(separator: "\n").map { "\(mark)\($0)\n" }.joined()
    }
}

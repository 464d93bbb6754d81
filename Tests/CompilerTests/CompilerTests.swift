import Compose
import Diagnostics
import Foundation
import MusterTesting
import Testing

@testable import Compiler

@Suite("Compiling a version")
struct CompilerTests {
    private static let template = """
        {{- $image := "nginx" }}
        web:
          image: {{ $image }}:${TAG}
        {{- if eq .Values.EXPOSE "true" }}
          ports:
          - {{ .Values.PORT }}:80
        {{- end }}
        """

    private static let files = [
        "docker-compose.yml.tpl": template,
        "rancher-compose.yml": "web:\n  scale: 2\n",
    ]

    @Test("answers, templates, interpolation and both files come together")
    func whole() throws {
        let compilation = Compiler().compile(Self.files, ["TAG": "1.25", "EXPOSE": "true", "PORT": "8080"])
        #expect(
            compilation.json
                == #"{"services":{"web":{"image":"nginx:1.25","lb_config":null,"ports":["8080:80"],"scale":2}}}"#)
        #expect(compilation.images.map(\.image) == ["nginx:1.25"])
        #expect(compilation.images.map(\.service) == ["web"])
        #expect(compilation.images.map(\.location.description) == ["templates/web/1/docker-compose.yml.tpl:3:10"])
    }

    @Test("what is found in rendered text is told at the template's line, with the rendered line beside it")
    func renderedPlaces() throws {
        let compilation = Compiler().compile(Self.files, ["TAG": "1", "EXPOSE": "true", "PORT": "{a: b}"])
        let finding = try #require(compilation.diagnostics.first { $0.severity == .error })
        #expect(finding.location.path == "templates/web/1/docker-compose.yml.tpl")
        #expect(finding.location.start?.line == 6)
        let rendered = try #require(finding.related.last?.location)
        #expect(rendered.description == "templates/web/1/docker-compose.yml.tpl (rendered):5:11")
        let text = try #require(compilation.renderedTexts.first { $0.path == rendered.path })
        #expect(text.line(5) == "  - {a: b}:80")
    }

    @Test("one broken file does not hide what is wrong with the other")
    func neighbours() {
        let compilation = Compiler().compile([
            "docker-compose.yml": "web: {image: nginx, imagee: x}\n", "rancher-compose.yml": "web: {scale: {{nope}}}\n",
        ])
        let codes = compilation.diagnostics.filter { $0.severity == .error }.map(\.code.rawValue)
        #expect(Set(codes) == ["template-function-unknown", "compose-unknown-option"])
        #expect(compilation.referenceError?.contains("imagee") == true)
    }

    @Test("strict, a template that stops is refused and says what would be lost; lenient, it is cut off")
    func stopping() {
        let files = ["docker-compose.yml": "web:\n  image: nginx\n  {{ upper .Values.GONE }}\n  ports: ['80']\n"]
        let strict = Compiler().compile(files)
        #expect(strict.rendered?.dockerCompose == nil)
        let finding = strict.diagnostics.first { $0.severity == .error }
        #expect(finding?.notes == ["Rancher 1.6 would go on without what follows, 2 more lines of the file"])
        let lenient = Compiler(rendering: RenderOptions(isLenient: true)).compile(files)
        #expect(lenient.rendered?.dockerCompose?.isPartial == true)
        #expect(lenient.json == #"{"services":{"web":{"image":"nginx","lb_config":null}}}"#)
        #expect(lenient.isAccepted)
        #expect(lenient.diagnostics.allSatisfy { $0.severity == .warning })
    }

    @Test("a mark switches templates off, but not interpolation")
    func untemplated() {
        let files = [
            "docker-compose.yml": "\n# notemplating\nweb:\n  image: ${TAG}\n  labels: {a: '{{service_name}}'}\n"
        ]
        let compilation = Compiler().compile(files, ["TAG": "x"])
        #expect(compilation.json.contains(#""image":"x","labels":{"a":"{{service_name}}"}"#))
        #expect(compilation.rendered?.dockerCompose?.isUnchanged == true)
    }

    @Test("a value that is not there is told where it is read, with the nearest name")
    func unknownValues() {
        let compilation = Compiler().compile(
            ["docker-compose.yml": "web: {image: \"{{.Values.TAGS}}{{.Value.TAG}}\"}\n"], ["TAG": "x"])
        let findings = compilation.diagnostics.filter { $0.code == .templateValueUnknown }
        #expect(
            findings.map(\.location.description) == [
                "templates/web/1/docker-compose.yml:1:17", "templates/web/1/docker-compose.yml:1:33",
            ])
        #expect(findings.map(\.help) == ["did you mean \"TAG\"?", "did you mean \"Values\"?"])
    }

    @Test("templates see nothing of the machine")
    func environment() {
        let files = ["docker-compose.yml": "web: {image: 'a{{env \"HOME\"}}{{expandenv \"$PATH\"}}'}\n"]
        #expect(Compiler().compile(files).json.contains(#""image":"a""#))
    }

    @Test("compiling twice gives the same bytes, for every version of the starter catalog; none has an error")
    func starterCatalog() throws {
        let root = SharedCorpus.packageRoot.appending(path: "Templates")
        var count = 0
        for base in try FileManager.default.contentsOfDirectory(atPath: root.path).sorted() {
            for template in (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: base).path))
                ?? []
            {
                let folder = root.appending(path: "\(base)/\(template)")
                for version in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
                    guard Int(version) != nil else { continue }
                    let files = try Self.files(in: folder.appending(path: version), "\(base)/\(template)/\(version)")
                    let first = Compiler().compile(files, for: StackContext(stackName: "s"))
                    let second = Compiler().compile(files, for: StackContext(stackName: "s"))
                    #expect(first.json == second.json)
                    #expect(first.composedDocuments.map(\.text) == second.composedDocuments.map(\.text))
                    let errors = first.diagnostics.filter { $0.severity == .error && $0.code != .answerMissing }
                    #expect(errors.isEmpty, "\(files.folder): \(errors)")
                    count += 1
                }
            }
        }
        #expect(count >= 10)
    }

    private static func files(in folder: URL, _ path: String) throws -> VersionFiles {
        var texts: [String: SourceText] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let data = try Data(contentsOf: folder.appending(path: name))
            texts[name] = SourceText(path: "\(path)/\(name)", bytes: Array(data))
        }
        return VersionFiles(folder: path, files: texts)
    }

    @Test("what is printed compiles to the same stack again")
    func printedAgain() throws {
        let compilation = Compiler().compile(Self.files, ["TAG": "1.25", "EXPOSE": "true", "PORT": "8080"])
        let printed = Dictionary(
            uniqueKeysWithValues: compilation.composedDocuments.map {
                ($0.name, String(decoding: $0.text, as: UTF8.self))
            })
        #expect(Compiler().compile(printed).json == compilation.json)
    }

    @Test("env_file and extends see the version's own files and nothing else")
    func ownFiles() {
        let files = [
            "docker-compose.yml": """
            web:
              image: nginx
              env_file: [env/web.env, ../../2/other.env, /etc/passwd]
            """,
            "env/web.env": "A=1\n",
        ]
        let compilation = Compiler().compile(files)
        #expect(compilation.diagnostics.filter { $0.code == .composeFileOutside }.count == 2)
    }
}

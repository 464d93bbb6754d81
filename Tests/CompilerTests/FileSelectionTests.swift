import Diagnostics
import Testing

@testable import Compiler

@Suite("Which files are compiled")
struct FileSelectionTests {
    private static func chosen(_ choice: FileChoice, _ files: [String: String]) -> [String?] {
        let selected = SelectFiles(choice: choice).run(folder(files)).output
        return [selected?.dockerCompose?.name, selected?.rancherCompose?.name]
    }

    @Test("the command line takes the plain file, the user interface the template")
    func both() {
        let files = [
            "docker-compose.yml": "a: {image: a}", "docker-compose.yml.tpl": "b: {image: b}",
            "rancher-compose.yml": "a: {scale: 1}", "rancher-compose.yml.tpl": "a: {scale: 2}",
        ]
        #expect(Self.chosen(.cli, files) == ["docker-compose.yml", "rancher-compose.yml"])
        #expect(Self.chosen(.ui, files) == ["docker-compose.yml.tpl", "rancher-compose.yml.tpl"])
        let findings = SelectFiles(choice: .cli).run(folder(files)).diagnostics
        #expect(findings.map(\.code) == [.composeFileTwice])
        #expect(findings.map(\.location.path) == ["templates/web/1/docker-compose.yml.tpl"])
        #expect(SelectFiles(choice: .ui).run(folder(files)).diagnostics.count == 2)
    }

    @Test("the template stands in for a plain file that is missing or empty, but never for rancher-compose")
    func standIn() {
        #expect(Self.chosen(.cli, ["docker-compose.yml.tpl": "x"]) == ["docker-compose.yml.tpl", nil])
        #expect(
            Self.chosen(.cli, ["docker-compose.yml": "", "docker-compose.yml.tpl": "x"])[0] == "docker-compose.yml.tpl")
        #expect(
            Self.chosen(.cli, ["docker-compose.yml": "\n", "docker-compose.yml.tpl": "x"])[0] == "docker-compose.yml")
        #expect(Self.chosen(.cli, ["rancher-compose.yml.tpl": "x"]) == [nil, nil])
    }

    @Test("a version without docker-compose deploys nothing, and says so")
    func nothing() {
        let compilation = Compiler().compile(["rancher-compose.yml": "a: {scale: 1}\n"])
        #expect(compilation.stack == nil)
        #expect(compilation.isAccepted)
        #expect(compilation.found == ["templates/web/1 warning compose-file-missing"])
    }
}

import Compose
import Diagnostics

@testable import Compiler

/// A version's folder from texts.
func folder(_ files: [String: String], _ path: String = "templates/web/1") -> VersionFiles {
    VersionFiles(
        folder: path,
        files: files.reduce(into: [:]) { result, file in
            result[file.key] = SourceText(path: "\(path)/\(file.key)", bytes: Array(file.value.utf8))
        })
}

extension Compilation {
    /// `place severity code` of every finding.
    var found: [String] { diagnostics.map { "\($0.location) \($0.severity.rawValue) \($0.code)" } }

    /// The merged model as text.
    var json: String { stack.map { String(decoding: $0.project.canonicalJSON(), as: UTF8.self) } ?? "" }
}

extension Compiler {
    /// Compiles texts for the stack `mystack`.
    func compile(_ files: [String: String], _ answers: [String: String] = [:]) -> Compilation {
        compile(folder(files), answers: GivenAnswers(answers), for: StackContext(stackName: "mystack"))
    }
}

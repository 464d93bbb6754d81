import Bundles
import Compiler
import Diagnostics

extension FuzzTarget {
    /// Reads a `project.yml`. Laws: findings lie in the text; without an error there is a stack or none at all; names can be
    /// those of files.
    static let project = FuzzTarget("project") { bytes in
        let source = SourceText(path: "project.yml", bytes: bytes)
        let template = ProjectTemplate.read(source)
        checkPlaces(of: template.diagnostics, in: source)
        law(template.stacks.count <= ProjectTemplate.stackLimit, "more stacks than the limit allows")
        for stack in template.stacks {
            law(!stack.name.isEmpty && !stack.name.utf8.contains(UInt8(ascii: "/")), "a stack's name is no file's")
            law(stack.location.start != nil, "a stack at no place")
        }
    }

    /// Reads an environment's lock. Laws: what cannot be read is a finding, and the other way round; a lock's text is the
    /// same lock's.
    static let lock = FuzzTarget("lock") { bytes in
        let source = SourceText(path: "environment.lock.yml", bytes: bytes)
        let (lock, diagnostics) = EnvironmentLock.read(source)
        checkPlaces(of: diagnostics, in: source)
        law((lock == nil) == diagnostics.contains { $0.severity == .error }, "neither a lock nor why there is none")
        guard let lock else { return }
        let again = EnvironmentLock.read(SourceText(path: "again.yml", bytes: lock.text))
        law(again.lock == lock, "a lock's text is another lock's")
    }

    /// Reads answers in all forms. Laws: findings and answers lie in the text; every answer has a place.
    static let answers = FuzzTarget("answers") { bytes in
        for name in ["answers.yml", "answers.json", "answers"] {
            let source = SourceText(path: name, bytes: bytes)
            let file = AnswersFile.read(source)
            checkPlaces(of: file.diagnostics, in: source)
            law(Set(file.answers.keys) == Set(file.locations.keys), "an answer at no place")
            for location in file.locations.values {
                law(location.end.map { $0.offset <= bytes.count } ?? false, "an answer outside of the text")
            }
        }
        let source = SourceText(path: "stacks.yml", bytes: bytes)
        let stacks = StackAnswersFile.read(source)
        checkPlaces(of: stacks.diagnostics, in: source)
        law(stacks.answers.values.allSatisfy { $0.answers.count == $0.locations.count }, "an answer at no place")
    }
}

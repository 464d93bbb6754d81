import Catalog
import Compiler

extension APIResponder {
    /// A compiler that gives up when nobody waits any more, and after a while.
    var compiler: Compiler { Compiler().with(.ofTask(seconds: configuration.limits.compileSeconds)) }

    /// The same for a list of bundles.
    var compilerOfLists: Compiler { Compiler().with(.ofTask(seconds: configuration.limits.listSeconds)) }

    func versionID(_ text: String) throws -> TemplateID {
        guard let id = TemplateID(parsing: text), id.version != nil else { throw APIError.notAVersionID(text) }
        return id
    }
}

import Diagnostics
import YAML

extension ComposeProject {
    /// The stack as one document of version 2, in the order of the author's documents.
    ///
    /// It shows the merged values as they are, without doubling `$`; ``ComposeDocument/emitted()`` gives texts to deploy.
    public func yaml() -> [UInt8] {
        let nowhere = Origin(path: "", span: SourceSpan(0, 0))
        var members = [ComposeMember(key: "version", at: nowhere, ComposeValue(.string("2"), at: nowhere))]
        members += sections.map {
            ComposeMember(key: $0.name, at: nowhere, ComposeValue(.map($0.members), at: nowhere))
        }
        return YAMLEmitter.emit(ComposeValue(.map(ComposeMap(members)), at: nowhere).yamlNode(sorted: false))
    }
}

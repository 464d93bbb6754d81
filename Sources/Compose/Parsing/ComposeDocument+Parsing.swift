public import Diagnostics
import YAML

extension ComposeDocument {
    /// Reads a rendered text into its sections. Never fails: what is wrong is reported and left out.
    public static func parse(
        _ source: SourceText, role: Role, limits: ComposeLimits = .default
    ) -> ComposeStage<ComposeDocument> {
        let yaml = YAMLDocument.parse(source, limits: limits.yaml)
        let empty = ComposeDocument(source: source, role: role, root: yaml.root, limits: limits)
        var findings = Findings(empty)
        findings.add(yaml.diagnostics)
        guard !yaml.isBroken else {
            findings.stop(.parsing, YAMLReferenceText.syntax(of: yaml))
            return ComposeStage(empty, findings)
        }
        guard let root = yaml.root, !root.isNull else { return ComposeStage(empty, findings) }
        FlowColons.find(in: root, of: source, &findings)
        var reader = SectionReader(source: source, limits: limits, findings: findings)
        reader.read(root)
        let document = reader.document(from: empty)
        return ComposeStage(document, reader.findings)
    }
}

public import Budget
public import Diagnostics
import YAML

extension ComposeDocument {
    /// Reads a rendered text into its sections. Never fails: what is wrong is reported and left out. The `budget` is that of all
    /// stages.
    public static func parse(
        _ source: SourceText, role: Role, limits: ComposeLimits = .default, budget: WorkBudget = .endless
    ) -> ComposeStage<ComposeDocument> {
        let yaml = YAMLDocument.parse(source, limits: limits.yaml, budget: budget)
        let empty = ComposeDocument(source: source, role: role, root: yaml.root, limits: limits, budget: budget)
        var findings = Findings(empty)
        findings.add(yaml.diagnostics)
        guard !yaml.isBroken else {
            findings.stop(.parsing, YAMLReferenceText.syntax(of: yaml))
            return ComposeStage(empty, findings, at: source.path)
        }
        guard let root = yaml.root, !root.isNull else { return ComposeStage(empty, findings, at: source.path) }
        FlowColons.find(in: root, of: source, &findings)
        var reader = SectionReader(source: source, limits: limits, findings: findings)
        reader.read(root)
        let document = reader.document(from: empty)
        return ComposeStage(document, reader.findings, at: source.path)
    }
}

import Diagnostics
import Lint

extension FuzzTarget {
    /// Reads a `.muster-lint.yml` and a baseline. Laws: findings lie in the text and render; reading twice gives the same;
    /// what is decided about a finding changes nothing but how much it weighs; a baseline's text is the same baseline's.
    static let lintConfiguration = FuzzTarget("lint-configuration") { bytes in
        let source = SourceText(path: LintConfiguration.fileName, bytes: bytes)
        let (configuration, diagnostics) = LintConfiguration.read(source)
        checkPlaces(of: diagnostics, in: source)
        law(LintConfiguration.read(source).configuration == configuration, "reading twice gives something else")
        for rule in Rule.all {
            for path in ["infra-templates/web/0/rancher-compose.yml", "templates/a", "", "//a/./b//"] {
                let finding = Finding(
                    rule: rule.code, Diagnostic(DiagnosticCode(rule.code), .note, "found", at: .wholeFile(path)))
                let decided = configuration.applied(to: finding)
                law(decided.map { $0.diagnostic.message == "found" } ?? true, "another finding")
            }
        }
        guard let text = Baseline(reading: source)?.text else { return }
        let again = Baseline(reading: SourceText(path: "baseline.yml", bytes: Array(text.utf8)))
        law(again?.text == text, "a baseline's text is another baseline's")
    }
}

/// Findings lie in their text and can be shown.
func checkPlaces(of diagnostics: [Diagnostic], in source: SourceText) {
    let renderer = TextRenderer { path in path == source.path ? source : nil }
    for diagnostic in diagnostics {
        law(!renderer.render(diagnostic).isEmpty, "a finding without a text")
        guard let start = diagnostic.location.start, let end = diagnostic.location.end else { continue }
        law(start.offset >= 0 && start.offset <= end.offset, "a finding that ends before it begins")
        law(
            diagnostic.location.path != source.path || end.offset <= source.bytes.count, "a finding outside of the text"
        )
    }
    law(!JSONRenderer().render(diagnostics).isEmpty, "findings without a text")
}

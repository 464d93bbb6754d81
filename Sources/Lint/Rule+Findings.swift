import Diagnostics

extension Rule {
    /// Findings about many things of one kind. One that would only be counted, because its file has enough of them, is not made:
    /// what looks for a better name, say, looks a hundred times and not ten thousand.
    ///
    /// - Parameters:
    ///   - place: where a thing stands.
    ///   - finding: what is to be said of it.
    func findings<Element>(
        about elements: some Sequence<Element>, at place: (Element) -> SourceLocation,
        _ finding: (Element, SourceLocation) -> Diagnostic
    ) -> [Diagnostic] {
        var found = CappedDiagnostics()
        for element in elements {
            let location = place(element)
            if found.isFull(DiagnosticCode(name), in: location.path) {
                found.leaveOut(DiagnosticCode(name), severity, in: location.path)
            } else {
                found.append(finding(element, location))
            }
        }
        return found.diagnostics
    }
}

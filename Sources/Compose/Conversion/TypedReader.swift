/// Reads raw values into the types the reference has for them, and writes them as the reference would: in their one
/// canonical form, zero values left out.
///
/// The reference writes each section as YAML and reads that into its structs, so a scalar's text is what it writes.
/// Findings are collected; what does not fit is left out.
struct TypedReader {
    private(set) var findings: Findings
    private let step: ReferenceFailure.Step
    /// The names and indices that lead to the current value.
    private var path: [ReferenceLines.Step] = []
    private var mismatches: [(path: [ReferenceLines.Step], mismatch: TypeMismatch)] = []
    /// The mismatches whose lines in the reference's own text are looked up; it names no more.
    private static let shownMismatches = 100
    private var fatal: ComposeFact?

    init(_ step: ReferenceFailure.Step, _ findings: Findings) {
        (self.step, self.findings) = (step, findings)
    }

    /// Reads every member of a section as a record, in the order of their names, as the reference does; the result
    /// keeps the section's order. With `keepsNull`, a member that is null stays null.
    mutating func section(_ section: ComposeMap, as record: RecordType, keepsNull: Bool) -> ComposeMap {
        var typed: [KeyBytes: ComposeValue] = [:]
        for member in section.sortedMembers where findings.goesOn() {
            path = [.key(member.key)]
            typed[KeyBytes(member.key)] = self.member(member.value, as: record, keepsNull: keepsNull)
        }
        stop(section)
        return ComposeMap(
            section.members.compactMap { member in
                typed[KeyBytes(member.key)].map { ComposeMember(key: member.key, at: member.keyOrigin, $0) }
            })
    }

    private mutating func member(_ value: ComposeValue, as record: RecordType, keepsNull: Bool) -> ComposeValue? {
        if value.isNull { return keepsNull ? value : ComposeValue(.map(ComposeMap()), at: value.origin) }
        return self.record(value, record, isOptional: true)
    }

    /// The reference stops at the first fault of its own readers, else it lists all mismatches.
    private mutating func stop(_ section: ComposeMap) {
        if let fatal { return findings.stop(step, .fact(fatal)) }
        guard !mismatches.isEmpty else { return }
        let lines = ReferenceLines(of: section)
        let located = mismatches.map { path, mismatch in
            var mismatch = mismatch
            mismatch.line = lines.line(of: path)
            return mismatch
        }
        findings.stop(step, .mismatches(located, isParsing: false))
    }

    // MARK: - Findings

    mutating func report(_ fault: ConversionFault, at value: ComposeValue) {
        let fact = ComposeFact.conversion(option: option, fault)
        findings.add(fact, at: value.origin)
        if case .mismatch(let mismatch) = fault {
            if mismatches.count < Self.shownMismatches { mismatches.append((path, mismatch)) }
        } else if fatal == nil {
            fatal = fact
        }
    }

    mutating func mismatch(_ value: ComposeValue, _ typeName: String) {
        let text = value.map == nil && value.list == nil ? value.content.yamlScalar.reencodedText : ""
        report(.mismatch(TypeMismatch(line: 0, tag: value.shortTag, text: text, typeName: typeName)), at: value)
    }

    /// The name that findings show: the path below the service or other named thing.
    private var option: String {
        path.dropFirst().map(\.text).joined(separator: ".")
    }

    /// Does something one step further down.
    mutating func below<Result>(_ step: ReferenceLines.Step, _ body: (inout TypedReader) -> Result) -> Result {
        path.append(step)
        defer { path.removeLast() }
        return body(&self)
    }
}

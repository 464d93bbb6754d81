import Budget
import Diagnostics

extension ComposeDocument {
    /// Replaces variables in the values of services, containers, volumes and networks; keys, secrets, hosts and
    /// dependencies stay as they are, and so does a text that is invalid.
    public func interpolated(variables: [String: String]) -> ComposeStage<ComposeDocument> {
        var pass = InterpolationPass(self, variables)
        var document = self
        document.services = services.mapValues { pass.options($0.value) }
        document.containers = containers.mapValues { pass.options($0.value) }
        document.volumes = volumes.mapValues { pass.value($0.value, key: $0.key) }
        document.networks = networks.mapValues { pass.value($0.value, key: $0.key) }
        document.replacements = pass.replacements
        document.unsetVariables = pass.unset
        return ComposeStage(document, pass.findings, at: source.path)
    }
}

/// A variable that nothing sets, where it was met.
public struct UnsetVariable: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Where it stands.
    public let origin: Origin

    /// The reference's warning.
    public var referenceText: String { "The \(name) variable is not set. Substituting a blank string." }
}

/// One walk over a document's values.
struct InterpolationPass {
    private(set) var findings: Findings
    private(set) var replacements: [SourceSpan: String] = [:]
    private(set) var unset: [UnsetVariable] = []
    private let source: SourceText
    private let variables: [String: String]
    /// The variables' names, to guess at what a wrong one means.
    private lazy var names = variables.keys.sorted()
    private let limits: ComposeLimits
    private var bytes = 0

    init(_ document: ComposeDocument, _ variables: [String: String]) {
        findings = Findings(document)
        source = document.source
        self.variables = variables
        limits = document.limits
    }

    init(_ source: SourceText, _ variables: [String: String], limits: ComposeLimits) {
        let document = ComposeDocument(
            source: source, role: .dockerCompose, root: nil, limits: limits, budget: .endless)
        self.init(document, variables)
    }

    /// A service with its options' values replaced.
    mutating func options(_ service: ComposeValue) -> ComposeValue {
        guard let map = service.map else { return service }
        var changed: ComposeMap?
        for member in map.members {
            guard let value = replaced(member.value, key: member.key) else { continue }
            if changed == nil { changed = map }
            changed?.set(ComposeMember(key: member.key, kind: member.keyKind, at: member.keyOrigin, value))
        }
        return changed.map { ComposeValue(.map($0), at: service.origin) } ?? service
    }

    /// A value with what it holds replaced; errors name it by `key`.
    mutating func value(_ value: ComposeValue, key: String) -> ComposeValue { replaced(value, key: key) ?? value }

    /// The value with something replaced, or nil when there is nothing to replace.
    private mutating func replaced(_ value: ComposeValue, key: String) -> ComposeValue? {
        guard findings.goesOn() else { return nil }
        return switch value.content {
        case .string(let text): replaced(text, of: value, key: key)
        case .list(let elements): replaced(elements, key: key).map { ComposeValue(.list($0), at: value.origin) }
        case .map(let map): replaced(map, key: key).map { ComposeValue(.map($0), at: value.origin) }
        default: nil
        }
    }

    private mutating func replaced(_ elements: [ComposeValue], key: String) -> [ComposeValue]? {
        var changed: [ComposeValue]?
        for (index, element) in elements.enumerated() {
            guard let value = replaced(element, key: key) else { continue }
            if changed == nil { changed = elements }
            changed?[index] = value
        }
        return changed
    }

    private mutating func replaced(_ map: ComposeMap, key: String) -> ComposeMap? {
        var changed: ComposeMap?
        for member in map.members {
            guard let value = replaced(member.value, key: key) else { continue }
            if changed == nil { changed = map }
            changed?.set(ComposeMember(key: member.key, kind: member.keyKind, at: member.keyOrigin, value))
        }
        return changed
    }

    private mutating func replaced(_ text: String, of value: ComposeValue, key: String) -> ComposeValue? {
        guard findings.goesOn(after: text.utf8.count), text.utf8.contains(UInt8(ascii: "$")) else { return nil }
        let bytes = Array(text.utf8)
        let room = max(0, limits.interpolatedBytes - self.bytes)
        let interpolation = Interpolation(bytes, variables: variables, limit: room)
        let start = interpolation.notes.isEmpty ? nil : start(of: bytes, value)
        for (note, range) in interpolation.notes { report(note, at: place(of: range, from: start, value), text, key) }
        guard let result = interpolation.result else { return nil }
        guard findings.goesOn(after: result.count) else { return nil }
        guard count(result.count, at: value) else { return nil }
        let replacement = String(decoding: result, as: UTF8.self)
        replacements[value.origin.span] = replacement
        return ComposeValue(.string(replacement), at: value.origin)
    }

    /// Whether the document may grow by so much; the first time it may not is reported.
    private mutating func count(_ more: Int, at value: ComposeValue) -> Bool {
        guard bytes <= limits.interpolatedBytes else { return false }
        bytes += more
        guard bytes > limits.interpolatedBytes else { return true }
        findings.stop(.interpolation, .limit(.interpolatedBytes, limits.interpolatedBytes), at: value.origin)
        return false
    }

    private mutating func report(_ note: Interpolation.Note, at origin: Origin, _ text: String, _ key: String) {
        switch note {
        case .unset(let name):
            if unset.count < limits.findings { unset.append(UnsetVariable(name: name, origin: origin)) }
            let isTold = !findings.isFull(.interpolationUnset, in: origin.path)
            findings.add(.unsetVariable(name, near: isTold ? NearestName.to(name, in: names) : nil), at: origin)
        case .invalid(let fault):
            findings.stop(.interpolation, .invalidInterpolation(key: key, value: text, fault), at: origin)
        }
    }

    /// Where a text begins in the file, when it stands there as it is.
    private func start(of bytes: [UInt8], _ value: ComposeValue) -> Int? {
        let span = value.origin.span
        guard span.end <= source.bytes.count else { return nil }
        let written = source.bytes[span.start..<span.end]
        return (0...1).first { written.dropFirst($0).starts(with: bytes) }.map { span.start + $0 }
    }

    /// The place of a part of a text: exact where the text stands in the file as it is, else the whole value's.
    private func place(of range: Range<Int>, from start: Int?, _ value: ComposeValue) -> Origin {
        guard let start else { return value.origin }
        let span = SourceSpan(start + range.lowerBound, start + range.upperBound)
        return Origin(path: value.origin.path, span: span)
    }
}

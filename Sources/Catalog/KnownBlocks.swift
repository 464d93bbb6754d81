import YAML

/// The catalog blocks of a template that were read last. A new version is mostly a copy of an older one with other numbers:
/// its block is then not parsed, and its questions are not kept a second time.
struct KnownBlocks {
    private struct Form {
        let stencil: YAMLStencil
        /// The keys of the block's values that were cut out, in the order of the stencil's nodes.
        let keys: [String]
        let version: TemplateVersion
    }

    /// What takes a list or a map: a single value there is nothing at all or an error, so that no other may stand for it.
    private static let collections: Set = ["labels", "questions"]
    /// How many are kept. In the order of the walk a copy is rarely further from its original.
    static let limit = 8

    /// The one that was of use last is at the end.
    private var forms: [Form] = []
    private var questions: [[Question]] = []

    /// Fills in what the block of a `rancher-compose.yml` says, if the text differs from one before in single words of the block only.
    mutating func fill(_ version: inout TemplateVersion, from bytes: [UInt8]) -> Bool {
        for index in forms.indices.reversed() {
            guard let scalars = forms[index].stencil.scalars(in: bytes) else { continue }
            let form = forms[index]
            guard let filled = Self.filled(version, from: form, scalars) else { return false }
            version = filled
            forms.append(forms.remove(at: index))
            return true
        }
        return false
    }

    /// Remembers a block of a `rancher-compose.yml` from which a version was filled in, and about which there was nothing to say.
    mutating func add(_ block: YAMLNode, of document: YAMLDocument, as version: TemplateVersion) {
        var keys: [String] = []
        var nodes: [YAMLNode] = []
        for entry in block.entries ?? [] {
            guard let key = entry.key.scalar?.text, entry.value.scalar != nil, !Self.collections.contains(key) else {
                continue
            }
            keys.append(key)
            nodes.append(entry.value)
        }
        guard !version.version.isEmpty, let stencil = YAMLStencil(document, cutting: nodes) else { return }
        if forms.count == Self.limit { forms.removeFirst() }
        forms.append(Form(stencil: stencil, keys: keys, version: version))
    }

    /// Has a version's questions kept in one place with equal ones of a version before.
    mutating func shareQuestions(of version: inout TemplateVersion) {
        guard let asked = version.questions, !asked.isEmpty else { return }
        if let index = questions.lastIndex(where: { Self.areSame($0, asked) }) {
            version.questions = questions[index]
            questions.append(questions.remove(at: index))
        } else {
            if questions.count == Self.limit { questions.removeFirst() }
            questions.append(asked)
        }
    }

    /// Whether questions are the same to the byte. `==` takes two spellings of one accented letter for equal.
    private static func areSame(_ some: [Question], _ others: [Question]) -> Bool {
        let places = (some.withUnsafeBufferPointer(\.baseAddress), others.withUnsafeBufferPointer(\.baseAddress))
        return places.0 == places.1
            || some == others && some.elementsEqual(others) { $0.texts.elementsEqual($1.texts, by: Self.areSame) }
    }

    private static func areSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }

    /// What a block says that is like a known one but for its single values; nil where that must be looked at more closely.
    private static func filled(
        _ version: TemplateVersion, from form: Form, _ scalars: [YAMLScalar]
    ) -> TemplateVersion? {
        var filled = version
        filled.labels = form.version.labels
        filled.questions = form.version.questions
        for (key, scalar) in zip(form.keys, scalars) {
            let text = scalar.reencoded
            switch key {
            case "version": filled.version = text
            case "minimum_rancher_version": filled.minimumRancherVersion = text
            case "maximum_rancher_version": filled.maximumRancherVersion = text
            case "upgrade_from": filled.upgradeFrom = text
            default: continue
            }
            guard text == scalar.text || scalar.value == .null else { return nil }
        }
        return filled.version.isEmpty ? nil : filled
    }
}

extension Question {
    fileprivate var texts: [String] {
        [variable, label, description, type, defaultAnswer, group, validChars, invalidChars] + (options ?? [])
    }
}

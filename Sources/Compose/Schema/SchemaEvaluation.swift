/// Checks a value against a schema, keeping score as the reference's validator (gojsonschema) does: of several alternatives
/// the errors of the one with the best score are reported.
struct SchemaEvaluation {
    private(set) var errors: [SchemaError] = []
    private var score = 0
    private var path: [String]

    /// What does not fit a service.
    static func errors(of service: ComposeValue, named name: String, _ version: ComposeDocument.Version)
        -> [SchemaError]
    {
        var evaluation = SchemaEvaluation(path: [name])
        evaluation.visit(ServiceOptions.service(version), service)
        return evaluation.errors
    }

    private init(path: [String]) { self.path = path }

    private mutating func visit(_ schema: Schema, _ value: ComposeValue) {
        guard schema.types.isEmpty || schema.types.contains(where: { value.is($0) }) else {
            return add(.wrongType(schema.types), value)
        }
        visitAlternatives(schema, value)
        visitDependencies(schema, value)
        score += 1
        switch value.content {
        case .list(let elements): visitElements(schema, elements, of: value)
        case .map(let map): visitMembers(schema, map, of: value)
        case .string(let text): check(text, schema, value)
        case .integer(let number): check(number, schema, value)
        case .float, .unsigned: score += 1
        case .boolean, .null: break
        }
        score += 1
        if case .map(let map) = value.content { visitProperties(schema, map) }
        score += 1
    }

    private mutating func add(_ kind: SchemaError.Kind, _ value: ComposeValue, at origin: Origin? = nil) {
        errors.append(SchemaError(kind: kind, path: path, value: value, origin: origin ?? value.origin))
        score -= 2
    }

    private mutating func merge(_ other: SchemaEvaluation) {
        errors += other.errors
        score += other.score
    }

    private func evaluation(of value: ComposeValue, _ schema: Schema, below key: String? = nil) -> SchemaEvaluation {
        var inner = SchemaEvaluation(path: path)
        if let key { inner.path.append(key) }
        inner.visit(schema, value)
        return inner
    }

    private mutating func visitAlternatives(_ schema: Schema, _ value: ComposeValue) {
        guard !schema.oneOf.isEmpty else { return }
        var matches = 0
        var best: SchemaEvaluation?
        for alternative in schema.oneOf {
            let result = evaluation(of: value, alternative)
            if result.errors.isEmpty {
                matches += 1
            } else if matches == 0, result.score > best?.score ?? Int.min {
                best = result
            }
        }
        guard matches != 1 else { return }
        add(.noAlternative, value)
        if matches == 0, let best { merge(best) }
    }

    private mutating func visitDependencies(_ schema: Schema, _ value: ComposeValue) {
        guard let map = value.map else { return }
        for dependency in schema.dependencies where map[dependency.of] != nil && map[dependency.on] == nil {
            add(.missingDependency(dependency.on), value, at: map.member(dependency.of)?.keyOrigin)
        }
    }

    private mutating func visitElements(_ schema: Schema, _ elements: [ComposeValue], of value: ComposeValue) {
        if let items = schema.items {
            for (index, element) in elements.enumerated() {
                merge(evaluation(of: element, items, below: String(index)))
            }
        }
        if schema.isUnique {
            var seen: Set<KeyBytes> = []
            for element in elements where !seen.insert(KeyBytes(element.identity)).inserted {
                add(.notUnique, value, at: element.origin)
            }
        }
        score += 1
    }

    private mutating func visitMembers(_ schema: Schema, _ map: ComposeMap, of value: ComposeValue) {
        for name in schema.required {
            if map[name] == nil { add(.missing(name), value) } else { score += 1 }
        }
        if schema.pattern != nil || !schema.isOpen {
            for member in map.members { visitMember(member, schema) }
        }
        score += 1
    }

    private mutating func visitMember(_ member: ComposeMember, _ schema: Schema) {
        let matched = visitPattern(member, schema)
        if schema.isOpen {
            guard matched == false, let pattern = schema.pattern else { return }
            add(.memberOfPattern(member.key, pattern.name), member.value, at: member.keyOrigin)
        } else if matched != true, schema.properties[member.key] == nil {
            add(.unknownMember(member.key), member.value, at: member.keyOrigin)
        }
    }

    /// Whether a member whose name matches the pattern fits; nil when its name does not match.
    private mutating func visitPattern(_ member: ComposeMember, _ schema: Schema) -> Bool? {
        guard let pattern = schema.pattern, pattern.name.matches(member.key) else { return nil }
        let result = evaluation(of: member.value, pattern.schema, below: member.key)
        merge(result)
        score += 1
        return result.errors.isEmpty
    }

    private mutating func visitProperties(_ schema: Schema, _ map: ComposeMap) {
        guard !schema.properties.isEmpty else { return }
        for member in map.members {
            guard let property = schema.properties[member.key] else { continue }
            path.append(member.key)
            visit(property, member.value)
            path.removeLast()
        }
    }

    private mutating func check(_ text: String, _ schema: Schema, _ value: ComposeValue) {
        if let format = schema.format, !PortSpecification.isValid(text) { add(.format(format), value) }
        score += 1
    }

    private mutating func check(_ number: Int, _ schema: Schema, _ value: ComposeValue) {
        if let range = schema.range, !range.contains(number) {
            add(.outOfRange(range, isAbove: number > range.upperBound), value)
        }
        score += 1
    }
}

extension ComposeValue {
    /// Whether JSON would call the value this.
    fileprivate func `is`(_ type: Schema.JSONType) -> Bool {
        switch (content, type) {
        case (.null, .null), (.boolean, .boolean), (.string, .string), (.list, .array), (.map, .object),
            (.integer, .integer), (.integer, .number), (.unsigned, .number), (.float, .number):
            true
        case (.float(let number), .integer): Int(exactly: number) != nil
        default: false
        }
    }

    /// A text that two values share exactly when their JSON is the same.
    fileprivate var identity: String {
        switch content {
        case .string(let text): "s\(text.utf8.count):" + text
        case .list(let elements): "[" + elements.map(\.identity).joined() + "]"
        case .map(let map):
            "{" + map.sortedMembers.map { "\($0.key.utf8.count):" + $0.key + $0.value.identity }.joined() + "}"
        default: "v" + GoPrinting.text(of: self) + ","
        }
    }
}

import JSON

/// A value of a request's body with the place where it stands, so that a refusal can name it.
struct JSONBody: Sendable {
    /// The value; nil where the member is absent.
    let node: JSONNode?
    /// The place, as a JSON Pointer (RFC 6901); empty for the whole body.
    let pointer: String

    private init(_ node: JSONNode?, pointer: String) {
        // `null` says as much as an absent member.
        self.node = node == .null ? nil : node
        self.pointer = pointer
    }

    /// The value that a body spells; nothing for an empty body.
    ///
    /// - Throws: ``APIError`` with line and column for what is no JSON.
    init(_ bytes: [UInt8]) throws {
        guard bytes.contains(where: { !" \t\r\n".utf8.contains($0) }) else {
            self.init(nil, pointer: "")
            return
        }
        do {
            self.init(try JSONNode(parsing: bytes), pointer: "")
        } catch {
            throw APIError.invalidJSON(error)
        }
    }

    /// A member of an object.
    subscript(name: String) -> JSONBody {
        let escaped = name.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
            .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
        return JSONBody(node?[name], pointer: "\(pointer)/\(escaped)")
    }

    /// Refuses what is no object, and members with other names.
    func requireMembers(_ names: Set<String>) throws {
        guard let node else { return }
        guard let members = node.object else { throw wrong("an object") }
        if let name = members.keys.sorted().first(where: { !names.contains($0) }) {
            throw APIError.invalidMember(
                self[name].pointer, "is unknown here; known are \(names.sorted().joined(separator: ", "))")
        }
    }

    /// The text; nil where the member is absent.
    func text(limit: Int) throws -> String? {
        guard let node else { return nil }
        guard let text = node.string else { throw wrong("a text") }
        guard text.utf8.count <= limit else { throw APIError.memberTooLarge(pointer, "has more than \(limit) bytes") }
        return text
    }

    /// The truth value; false where the member is absent.
    func flag() throws -> Bool {
        guard let node else { return false }
        guard let flag = node.boolean else { throw wrong("true or false") }
        return flag
    }

    /// The elements of a list; none where the member is absent.
    func elements(limit: Int) throws -> [JSONBody] {
        guard let node else { return [] }
        guard let elements = node.array else { throw wrong("a list") }
        guard elements.count <= limit else { throw APIError.memberTooLarge(pointer, "has more than \(limit) elements") }
        return elements.enumerated().map { JSONBody($1, pointer: "\(pointer)/\($0)") }
    }

    /// Answers by variable: texts, or numbers and truth values, which are taken as their text. Nil where the member is absent.
    func answers(limits: APILimits) throws -> [String: String]? {
        guard let node else { return nil }
        guard let members = node.object else { throw wrong("an object of answers") }
        guard members.count <= limits.answers else {
            throw APIError.memberTooLarge(pointer, "has more than \(limits.answers) answers")
        }
        var answers: [String: String] = [:]
        for name in members.keys {
            let member = self[name]
            switch member.node {
            case .string: answers[name] = try member.text(limit: limits.answerBytes) ?? ""
            case .number(let number): answers[name] = number.text
            case .boolean(let flag): answers[name] = flag ? "true" : "false"
            case nil: answers[name] = ""
            default: throw member.wrong("a text, a number or a truth value")
            }
        }
        return answers
    }

    /// The refusal of a value of another kind.
    func wrong(_ expected: String) -> APIError {
        APIError.invalidMember(pointer, "is \(node?.kindName ?? "nothing"); it takes \(expected)")
    }
}

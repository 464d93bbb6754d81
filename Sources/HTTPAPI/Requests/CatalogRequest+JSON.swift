import Foundation
import Service

extension CatalogRequest {
    /// The request that a body says. Names match whatever their case, as in the reference; unknown ones count for
    /// nothing, and `null` is an absent field.
    ///
    /// - Throws: ``APIError`` for what is no JSON object, and for a field that is not a string.
    init(json body: [UInt8]) throws {
        self.init()
        guard body.contains(where: { !" \t\r\n".utf8.contains($0) }) else { throw APIError.emptyBody }
        let fields = try Self.object(body)
        name = try Self.text("name", in: fields)
        url = try Self.text("url", in: fields)
        branch = try Self.text("branch", in: fields)
        kind = try Self.text("kind", in: fields)
    }

    private static func object(_ body: [UInt8]) throws -> [String: Any] {
        let value: Any
        do {
            value = try JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed)
        } catch {
            throw APIError.notJSON
        }
        guard let object = value as? [String: Any] else { throw APIError.notAnObject }
        return object
    }

    private static func text(_ name: String, in fields: [String: Any]) throws -> String? {
        // The exact name first; of several others the first in order, so that the answer is always the same.
        let key = fields[name] != nil ? name : fields.keys.sorted().first { $0.lowercased() == name }
        guard let key, let value = fields[key], !(value is NSNull) else { return nil }
        guard let text = value as? String else { throw APIError.notAString(name) }
        return text
    }
}

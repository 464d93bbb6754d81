import Compiler
import Catalog
import Diagnostics
public import JSON

extension UpgradePlan {
    /// The plan for programs, by the names of the schema `upgradePlan`.
    public var json: JSONNode {
        .members([
            "answers": answers.json,
            "diagnostics": diagnostics.json,
            "digest": to?.digest.map(JSONNode.string) ?? .null,
            "files": .strings(files),
            "from": from.json,
            "images": .array(services.images.map(\.json)),
            "reasons": .array(reasons.map { .members(["code": .string($0.code), "text": .string($0.text)]) }),
            "services": services.json,
            "steps": .array(steps.map(\.json)),
            "to": to?.json ?? .null,
            "type": .string("upgradePlan"),
            "verdict": .string(verdict.rawValue),
        ])
    }
}

extension UpgradePlan.Step {
    fileprivate var json: JSONNode {
        .members([
            "digest": digest.map(JSONNode.string) ?? .null, "externalId": .string(id.externalID),
            "id": .string(id.description), "version": .string(version),
        ])
    }
}

extension AnswerChanges {
    fileprivate var json: JSONNode {
        .members([
            "added": .array(
                added.map {
                    .members([
                        "default": $0.defaultAnswer.map(JSONNode.string), "mustBeAnswered": .boolean($0.mustBeAnswered),
                        "variable": .string($0.variable),
                    ])
                }),
            "defaults": .array(defaults.map(\.json)),
            "dropped": .strings(dropped),
            "kept": .strings(kept),
            "retyped": .array(retyped.map(\.json)),
        ])
    }
}

extension AnswerChanges.Changed {
    fileprivate var json: JSONNode {
        .members(["from": .string(from), "to": .string(to), "variable": .string(variable)])
    }
}

extension ServiceChanges {
    fileprivate var json: JSONNode {
        .members([
            "added": .strings(added),
            "changed": .array(
                changed.map { .members(["name": .string($0.name), "options": .strings($0.options)]) }),
            "removed": .strings(removed),
        ])
    }
}

extension ServiceChanges.Image {
    fileprivate var json: JSONNode {
        .members([
            "from": from.map(JSONNode.string) ?? .null, "service": .string(service),
            "to": to.map(JSONNode.string) ?? .null,
        ])
    }
}

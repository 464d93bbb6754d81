public import Compiler
import Catalog
public import Diagnostics
public import JSON

/// The parts of a bundle that say what it is of.
extension VersionSource {
    /// The parts that do not depend on answers.
    func identityParts(_ kind: BundleKind, _ context: StackContext) -> [String: JSONNode] {
        [
            "apiVersion": .string(BundleDocument.apiVersion),
            "kind": .string(kind.rawValue),
            "id": .string(id.description),
            "externalId": .string(id.externalID),
            "template": template.json(catalog: origin.catalog),
            "version": version.json,
            "source": .members([
                "branch": .string(origin.branch), "catalog": .string(origin.catalog), "commit": .string(origin.commit),
                "path": .string(files.folder), "tree": .string(template.tree.hex), "url": .string(origin.url),
            ]),
            "context": context.json,
        ]
    }
}

extension Template {
    fileprivate func json(catalog: String) -> JSONNode {
        .members([
            "base": .string(base), "catalog": .string(catalog), "categories": .strings(allCategories),
            "description": .string(description), "folderName": .string(folderName),
            "id": .string(TemplateID(catalog: catalog, base: base, folderName: folderName).description),
            "labels": .strings(labels), "license": .string(license), "maintainer": .string(maintainer),
            "name": .string(name), "projectUrl": .string(projectURL),
        ])
    }
}

extension TemplateVersion {
    fileprivate var json: JSONNode {
        .members([
            "folderName": .string(folderName), "labels": .strings(labels),
            "maximumRancherVersion": .string(maximumRancherVersion),
            "minimumRancherVersion": .string(minimumRancherVersion), "revision": revision.map(JSONNode.integer),
            "upgradeFrom": .string(upgradeFrom), "version": .string(version),
        ])
    }
}

extension StackContext {
    var json: JSONNode {
        .members([
            "environmentName": .string(environmentName), "previousVersion": .string(previousVersion),
            "rancherVersion": .string(rancherVersion), "stackName": .string(stackName),
        ])
    }
}

extension Question {
    /// The question with the fields that say something.
    var json: JSONNode {
        func text(_ value: String) -> JSONNode? { value.isEmpty ? nil : .string(value) }
        func number(_ value: Int) -> JSONNode? { value == 0 ? nil : .integer(value) }
        return .members([
            "default": text(defaultAnswer), "description": text(description), "group": text(group),
            "invalidChars": text(invalidChars), "label": text(label), "max": number(max),
            "maxLength": number(maxLength), "min": number(min), "minLength": number(minLength),
            "options": options.map(JSONNode.strings), "required": .boolean(required), "type": .string(type),
            "validChars": text(validChars), "variable": .string(variable),
        ])
    }
}

extension ResolvedAnswers {
    /// Every answer with where it comes from; a secret without its value unless that is asked for.
    public func json(showsSecrets: Bool) -> JSONNode {
        .object(
            Dictionary(
                uniqueKeysWithValues: values.map { name, value in
                    (name, answer(name, value, showsSecrets: showsSecrets))
                }))
    }

    private func answer(_ name: String, _ value: String, showsSecrets: Bool) -> JSONNode {
        guard showsSecrets || !secrets.contains(name) else { return .object(["hidden": .boolean(true)]) }
        let from = unanswered.contains(name) ? "none" : defaulted.contains(name) ? "default" : "given"
        return .object(["from": .string(from), "value": .string(value)])
    }
}

extension ImageUse {
    /// The image with its place, whose path begins at the version's folder.
    func json(below folder: String) -> JSONNode {
        let file =
            location.path.hasPrefix(folder + "/") ? String(location.path.dropFirst(folder.count + 1)) : location.path
        return .members([
            "column": location.start.map { .integer($0.column) }, "file": .string(file), "image": .string(image),
            "line": location.start.map { .integer($0.line) }, "service": .string(service),
        ])
    }
}

extension [Diagnostic] {
    /// The findings as every surface of the program writes them.
    public var json: JSONNode { (try? JSONNode(parsing: JSONRenderer().render(self))) ?? .array([]) }
}

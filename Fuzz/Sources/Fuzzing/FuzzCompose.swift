import Compose
import Diagnostics

extension FuzzTarget {
    /// Loads any bytes as a stack: docker-compose, rancher-compose, an env_file and an extended file, separated by lines of
    /// `%%%%`. Laws: an error has a finding and the other way round; loading twice gives the same bytes; what is printed
    /// loads to the same stack; an empty rancher-compose changes nothing.
    static let compose = FuzzTarget("compose", checkStack)
}

private func checkStack(_ bytes: [UInt8]) {
    let parts = documents(of: bytes)
    let input = ComposeInput(
        dockerCompose: parts[0], rancherCompose: parts.count > 1 ? parts[1] : nil,
        variables: ["A": "a", "N": "80", "EMPTY": "", "YAML": "{a: [b]}", "DOLLAR": "$A"],
        resources: [
            "common.env": parts.count > 2 ? parts[2] : SourceText(path: "common.env", bytes: []),
            "base.yml": parts.count > 3 ? parts[3] : SourceText(path: "base.yml", bytes: []),
        ],
        limits: ComposeLimits(services: 200, interpolatedBytes: 1 << 18, envFileBytes: 1 << 14, variables: 500))
    let result = ComposeLoader.load(input)
    let hasErrors = result.diagnostics.contains { $0.severity == .error }
    law(hasErrors == (result.referenceError != nil || result.sidekickError != nil), "errors and findings disagree")
    for diagnostic in result.diagnostics { law(!TextRenderer { _ in nil }.render(diagnostic).isEmpty, "no text") }
    guard let project = result.project else { return }
    let json = project.canonicalJSON()
    law(ComposeLoader.load(input).project?.canonicalJSON() == json, "loading twice gives other bytes")
    if input.rancherCompose == nil { checkEmptyMerge(input, json) }
    checkEmission(input, json)
}

private func documents(of bytes: [UInt8]) -> [SourceText] {
    let names = ["docker-compose.yml", "rancher-compose.yml", "common.env", "base.yml"]
    var texts: [[UInt8]] = [[]]
    for line in bytes.prefix(1 << 16).split(separator: 0x0A, omittingEmptySubsequences: false) {
        if line.elementsEqual("%%%%".utf8), texts.count < names.count {
            texts.append([])
        } else {
            texts[texts.count - 1] += line + [0x0A]
        }
    }
    return zip(names, texts).map { SourceText(path: $0, bytes: $1) }
}

private func checkEmptyMerge(_ input: ComposeInput, _ json: [UInt8]) {
    var merged = input
    merged.rancherCompose = SourceText(path: "rancher-compose.yml", bytes: [])
    law(ComposeLoader.load(merged).project?.canonicalJSON() == json, "an empty rancher-compose changes something")
}

/// Both documents as they are printed load to the same stack, whatever the variables are then.
private func checkEmission(_ input: ComposeInput, _ json: [UInt8]) {
    var printed = input
    printed.dockerCompose = emitted(input.dockerCompose, .dockerCompose, input)
    printed.rancherCompose = input.rancherCompose.map { emitted($0, .rancherCompose, input) }
    law(ComposeLoader.load(printed).project?.canonicalJSON() == json, "what was printed loads otherwise")
}

private func emitted(_ source: SourceText, _ role: ComposeDocument.Role, _ input: ComposeInput) -> SourceText {
    let document = ComposeDocument.parse(source, role: role, limits: input.limits).output
    let text = document.interpolated(variables: input.variables).output.emitted()
    return SourceText(path: source.path, bytes: text)
}

import GoTemplate

extension FunctionDocumentation {
    /// The page about the function for a terminal, at most 100 columns wide, ending in a line feed.
    ///
    /// ```text
    /// repeat COUNT TEXT
    ///
    /// The text, written several times.
    ///
    /// Arguments
    ///   COUNT  int     how often
    ///   TEXT   string
    /// Result
    ///   string
    /// …
    /// ```
    public var text: String {
        var page = "\(synopsis)\n\n\(Self.wrapped(summary, indent: 0))\n"
        page += section("Arguments", argumentLines)
        page += section("Result", [result.authorName] + notes)
        page += section("Stops the template", errors)
        page += section("Example", exampleLines)
        page += section("Family", [family.title])
        return page
    }

    private func section(_ title: String, _ lines: [String]) -> String {
        lines.isEmpty ? "" : "\n\(title)\n" + lines.map { Self.wrapped($0, indent: 2) + "\n" }.joined()
    }

    private var argumentLines: [String] {
        let nameWidth = parameters.map { Self.label(of: $0).count }.max() ?? 0
        let typeWidth = parameters.map(\.type.authorName.count).max() ?? 0
        return parameters.map { parameter in
            let name = Self.padded(Self.label(of: parameter), to: nameWidth)
            if parameter.note.isEmpty { return "\(name)  \(parameter.type.authorName)" }
            return "\(name)  \(Self.padded(parameter.type.authorName, to: typeWidth))  \(parameter.note)"
        }
    }

    private var exampleLines: [String] {
        switch example.outcome {
        case .prints(let output):
            [example.template] + output.split(separator: "\n", omittingEmptySubsequences: false).map { "=> \($0)" }
        case .varies: [example.template, "=> differs from run to run"]
        case .stops(let message): [example.template, "=> stops: \(message)"]
        }
    }

    private static func label(of parameter: Parameter) -> String {
        parameter.name.uppercased() + (parameter.repeats ? "..." : "")
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// The text in lines of at most 100 columns, each after `indent` spaces, broken at single spaces; continuation
    /// lines are two columns deeper.
    private static func wrapped(_ text: String, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = margin
        for (index, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            if index > 0, line.count + 1 + word.count > 100 {
                lines.append(line)
                line = margin + (indent > 0 ? "  " : "") + word
            } else {
                line += (index > 0 ? " " : "") + word
            }
        }
        return (lines + [line]).joined(separator: "\n")
    }
}

extension FunctionProfile {
    /// Every function with its summary, family by family, for a terminal.
    public var overview: String {
        var page = "Functions of the profile \(name). muster explain function NAME tells more.\n"
        let width = all.map(\.name.utf8.count).max() ?? 0
        for family in FunctionFamily.allCases {
            let functions = all.filter { $0.family == family }
            guard !functions.isEmpty else { continue }
            page += "\n\(family.title)\n"
            for function in functions {
                let margin = String(repeating: " ", count: width - function.name.utf8.count)
                page += "  \(function.name)\(margin)  \(function.summary)\n"
            }
        }
        return page
    }
}

extension GoType {
    /// The name as authors of templates read it: `any` for what Go prints as `interface {}`.
    fileprivate var authorName: String {
        switch self {
        case .any, .reflected: "any"
        case .list(let element): "[]\(element.authorName)"
        case .map(let element): "map[string]\(element.authorName)"
        default: name
        }
    }
}

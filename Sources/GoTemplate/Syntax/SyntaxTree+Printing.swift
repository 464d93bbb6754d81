import GoText

extension SyntaxTree {
    /// How a tree prints itself.
    enum Style {
        /// As Go's error texts show a node: an assignment reads `:=`, a block is the call it stands for.
        case go
        /// So that it parses to the same tree again.
        case source
    }

    /// The text of a node.
    func printed(_ index: Index, _ style: Style = .go) -> [UInt8] {
        var output: [UInt8] = []
        append(index, to: &output, style)
        return output
    }

    private func append(_ index: Index, to output: inout [UInt8], _ style: Style) {
        let node = self[index]
        switch node.kind {
        case .list:
            for child in children(of: index) { append(child, to: &output, style) }
        case .text: output += text(node)
        case .comment: output += Array("{{".utf8) + text(node) + Array("}}".utf8)
        case .action: appendAction("", child(0, of: node), to: &output, style)
        case .pipeline: appendPipeline(index, to: &output, style)
        case .command:
            for (place, word) in children(of: index).enumerated() {
                if place > 0 { output.append(UInt8(ascii: " ")) }
                appendOperand(word, to: &output, style)
            }
        case .field: appendFields(node, to: &output)
        case .variable: output += names(of: node).joined(separator: [UInt8(ascii: ".")])
        case .chain:
            appendOperand(child(0, of: node), to: &output, style)
            appendFields(node, to: &output)
        case .identifier, .boolean, .number, .string: output += text(node)
        case .dot: output.append(UInt8(ascii: "."))
        case .null: output += Array("nil".utf8)
        case .conditional: appendBranch("if ", index, to: &output, style)
        case .with: appendBranch("with ", index, to: &output, style)
        case .range: appendBranch("range ", index, to: &output, style)
        case .template: appendCall("template ", node, to: &output, style)
        case .block where style == .go: appendCall("template ", node, to: &output, style)
        case .block:
            appendCall("block ", node, to: &output, style)
            append(child(1, of: node), to: &output, style)
            output += Array("{{end}}".utf8)
        case .define:
            output += Array("{{define ".utf8) + GoQuote.quote(names[Int(node.firstName)]) + Array("}}".utf8)
            append(child(0, of: node), to: &output, style)
            output += Array("{{end}}".utf8)
        case .breakLoop: output += Array("{{break}}".utf8)
        case .continueLoop: output += Array("{{continue}}".utf8)
        }
    }

    private func appendAction(_ keyword: String, _ pipeline: Index, to output: inout [UInt8], _ style: Style) {
        output += Array("{{\(keyword)".utf8)
        append(pipeline, to: &output, style)
        output += Array("}}".utf8)
    }

    private func appendOperand(_ index: Index, to output: inout [UInt8], _ style: Style) {
        let isPipeline = self[index].kind == .pipeline
        if isPipeline { output.append(UInt8(ascii: "(")) }
        append(index, to: &output, style)
        if isPipeline { output.append(UInt8(ascii: ")")) }
    }

    private func appendFields(_ node: Node, to output: inout [UInt8]) {
        for name in names(of: node) {
            output.append(UInt8(ascii: "."))
            output += name
        }
    }

    private func appendPipeline(_ index: Index, to output: inout [UInt8], _ style: Style) {
        let node = self[index]
        let parts = children(of: index)
        for (place, variable) in parts.prefix(Int(node.declarations)).enumerated() {
            if place > 0 { output += Array(", ".utf8) }
            append(variable, to: &output, style)
        }
        if node.declarations > 0 { output += Array((node.flag && style == .source ? " = " : " := ").utf8) }
        for (place, command) in parts.dropFirst(Int(node.declarations)).enumerated() {
            if place > 0 { output += Array(" | ".utf8) }
            append(command, to: &output, style)
        }
    }

    private func appendBranch(_ keyword: String, _ index: Index, to output: inout [UInt8], _ style: Style) {
        let parts = Array(children(of: index))
        appendAction(keyword, parts[0], to: &output, style)
        append(parts[1], to: &output, style)
        if parts.count > 2 {
            output += Array("{{else}}".utf8)
            append(parts[2], to: &output, style)
        }
        output += Array("{{end}}".utf8)
    }

    private func appendCall(_ keyword: String, _ node: Node, to output: inout [UInt8], _ style: Style) {
        output += Array("{{\(keyword)".utf8) + GoQuote.quote(names[Int(node.firstName)])
        if node.childCount > 0 {
            output.append(UInt8(ascii: " "))
            append(child(0, of: node), to: &output, style)
        }
        output += Array("}}".utf8)
    }
}

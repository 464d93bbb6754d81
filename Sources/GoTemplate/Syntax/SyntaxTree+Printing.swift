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
        case .comment:
            begin(&output, style)
            output += text(node) + Array("}}".utf8)
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
            appendWord("end", to: &output, style)
        case .define:
            begin(&output, style)
            output += Array("define ".utf8) + GoQuote.quote(names[Int(node.firstName)]) + Array("}}".utf8)
            append(child(0, of: node), to: &output, style)
            appendWord("end", to: &output, style)
        case .breakLoop: appendWord("break", to: &output, style)
        case .continueLoop: appendWord("continue", to: &output, style)
        }
    }

    /// Opens an action. Behind a `{` of the text, which trimming can bring there, it would begin one byte too early: there
    /// a trim marker keeps them apart.
    private func begin(_ output: inout [UInt8], _ style: Style) {
        let isBehindBrace = style == .source && output.last == UInt8(ascii: "{")
        output += Array((isBehindBrace ? " {{- " : "{{").utf8)
    }

    private func appendWord(_ word: String, to output: inout [UInt8], _ style: Style) {
        begin(&output, style)
        output += Array("\(word)}}".utf8)
    }

    private func appendAction(_ keyword: String, _ pipeline: Index, to output: inout [UInt8], _ style: Style) {
        begin(&output, style)
        output += Array(keyword.utf8)
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
            appendWord("else", to: &output, style)
            append(parts[2], to: &output, style)
        }
        appendWord("end", to: &output, style)
    }

    private func appendCall(_ keyword: String, _ node: Node, to output: inout [UInt8], _ style: Style) {
        begin(&output, style)
        output += Array(keyword.utf8) + GoQuote.quote(names[Int(node.firstName)])
        if node.childCount > 0 {
            output.append(UInt8(ascii: " "))
            append(child(0, of: node), to: &output, style)
        }
        output += Array("}}".utf8)
    }
}

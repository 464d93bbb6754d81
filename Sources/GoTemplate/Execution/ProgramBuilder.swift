/// Turns a tree without problems into a ``Program``.
struct ProgramBuilder {
    private var tree: SyntaxTree
    private let library: FunctionLibrary
    private var instructions: [Program.Instruction] = []
    private var callees: [Program.Callee] = []

    /// Builds the program that starts with the definition `name`.
    static func build(_ tree: SyntaxTree, name: [UInt8], library: FunctionLibrary) -> Program {
        var builder = ProgramBuilder(tree: tree, library: library)
        builder.resolveIdentifiers()
        var entries: [Int32] = []
        for definition in tree.definitions {
            entries.append(builder.here)
            builder.emit(list: definition.list)
            builder.emit(.finish, definition.list)
        }
        let main = tree.definition(name) ?? 0
        return Program(
            tree: builder.tree, instructions: builder.instructions, entries: entries, main: main,
            callees: builder.callees)
    }

    private init(tree: SyntaxTree, library: FunctionLibrary) {
        self.tree = tree
        self.library = library
    }

    private var here: Int32 { Int32(instructions.count) }

    private mutating func resolveIdentifiers() {
        for index in tree.nodes.indices where tree.nodes[index].kind == .identifier {
            let name = String(decoding: tree.text(tree.nodes[index]), as: UTF8.self)
            tree.nodes[index].firstName = Int32(callees.count)
            if let function = library.functions[name] {
                callees.append(.function(function))
            } else if let builtin = Builtin(rawValue: name) {
                callees.append(.builtin(builtin))
            }
        }
    }

    private mutating func emit(_ operation: Program.Operation, _ node: SyntaxTree.Index) {
        instructions.append(.init(operation: operation, node: node))
    }

    private mutating func emit(list: SyntaxTree.Index) {
        for child in tree.children(of: list) { emit(node: child) }
    }

    private mutating func emit(node index: SyntaxTree.Index) {
        let node = tree[index]
        switch node.kind {
        case .text where node.start < node.end: emit(.text, index)
        case .action:
            let pipeline = tree.child(0, of: node)
            emit(tree[pipeline].declarations > 0 ? .declare(pipeline: pipeline) : .print(pipeline: pipeline), index)
        case .conditional, .with, .range: emitControl(index, node)
        case .template, .block: emitCall(index, node)
        case .breakLoop: emit(.breakLoop, index)
        case .continueLoop: emit(.continueLoop, index)
        default: break
        }
    }

    private mutating func emitControl(_ index: SyntaxTree.Index, _ node: SyntaxTree.Node) {
        let begin = instructions.count
        emit(.finish, index)
        emit(list: tree.child(1, of: node))
        let close = instructions.count
        emit(node.kind == .range ? .nextPass : .finish, index)
        let otherwise = here
        if node.childCount > 2 { emit(list: tree.child(2, of: node)) }
        emit(.leave(target: here + 1), index)
        let after = here
        let pipeline = tree.child(0, of: node)
        let operation: Program.Operation =
            switch node.kind {
            case .conditional: .conditional(pipeline: pipeline, otherwise: otherwise)
            case .with: .with(pipeline: pipeline, otherwise: otherwise)
            default: .range(pipeline: pipeline, otherwise: otherwise, after: after)
            }
        instructions[begin] = .init(operation: operation, node: index)
        if node.kind != .range { instructions[close] = .init(operation: .leave(target: after), node: index) }
    }

    private mutating func emitCall(_ index: SyntaxTree.Index, _ node: SyntaxTree.Node) {
        let name = tree.names[Int(node.firstName)]
        let definition = tree.definition(name) ?? -1
        let hasPipeline = node.childCount > (node.kind == .block ? 1 : 0)
        emit(
            .call(pipeline: hasPipeline ? tree.child(0, of: node) : nil, definition: Int32(definition)), index)
    }
}

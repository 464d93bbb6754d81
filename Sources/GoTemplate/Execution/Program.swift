/// A template ready to run: a line of instructions for the lists and control structures, over the syntax tree for the
/// expressions, with every name resolved. Never changed once it is built, so any number of executions may share it.
final class Program: Sendable {
    /// What an instruction does; `pipeline` is a node, `target` the index of an instruction.
    enum Operation: Sendable {
        case text
        case print(pipeline: SyntaxTree.Index)
        /// Evaluates for the variables that are declared or assigned.
        case declare(pipeline: SyntaxTree.Index)
        case conditional(pipeline: SyntaxTree.Index, otherwise: Int32)
        case with(pipeline: SyntaxTree.Index, otherwise: Int32)
        case range(pipeline: SyntaxTree.Index, otherwise: Int32, after: Int32)
        /// Closes the innermost block and goes on at `target`.
        case leave(target: Int32)
        /// Begins the next pass of the innermost loop, or ends it.
        case nextPass
        case breakLoop
        case continueLoop
        case call(pipeline: SyntaxTree.Index?, definition: Int32)
        case finish
    }

    struct Instruction: Sendable {
        let operation: Operation
        let node: SyntaxTree.Index
    }

    /// What an identifier of the template stands for.
    enum Callee: Sendable {
        case builtin(Builtin)
        case function(TemplateFunction)
    }

    let tree: SyntaxTree
    let instructions: [Instruction]
    /// The first instruction of each definition, in the order of ``SyntaxTree/definitions``.
    let entries: [Int32]
    /// The definition to start with.
    let main: Int
    /// What each identifier node calls, by ``SyntaxTree/Node/firstName``.
    let callees: [Callee]

    init(
        tree: SyntaxTree, instructions: [Instruction], entries: [Int32], main: Int, callees: [Callee]
    ) {
        self.tree = tree
        self.instructions = instructions
        self.entries = entries
        self.main = main
        self.callees = callees
    }
}

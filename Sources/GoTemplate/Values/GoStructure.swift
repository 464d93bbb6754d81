/// A Go struct that a template sees: fields it may read, methods it may call, and a text of its own.
public struct GoStructure {
    /// A method without arguments, such as `Unix` of a time.
    public typealias Method = @Sendable (GoStructure) -> Value

    /// What Go calls the type: `time.Time`.
    public let typeName: String
    /// The fields in the order of their declaration, which is the order they print in.
    public let fields: [(name: String, value: Value)]
    /// The methods that take no arguments, by their names.
    public let methods: [String: Method]
    /// What the struct's own `String` method prints, nil for a struct without one.
    public let text: [UInt8]?

    /// A struct with these fields.
    public init(
        _ typeName: String, fields: [(name: String, value: Value)], methods: [String: Method] = [:],
        text: [UInt8]? = nil
    ) {
        self.typeName = typeName
        self.fields = fields
        self.methods = methods
        self.text = text
    }

    /// The value of a field.
    public func field(_ name: [UInt8]) -> Value? {
        fields.first { $0.name.utf8.elementsEqual(name) }?.value
    }
}

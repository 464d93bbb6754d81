import Diagnostics
public import GoTemplate

/// The functions that one version of Rancher offered its templates.
public struct FunctionProfile: Sendable {
    /// The profile's name: `rancher-1.6`.
    public let name: String
    /// The functions a template may call beside Go's own.
    public let library: FunctionLibrary
    /// What there is to know about every function, Go's own included, sorted by name.
    public let all: [FunctionDocumentation]

    /// What Rancher 1.6 shipped: Sprig of late 2016, and `splitPreserveQuotes`.
    public static let rancher16 = FunctionProfile(name: "rancher-1.6", Rancher16.functions)

    /// Every profile.
    public static let profiles = [rancher16]

    init(name: String, _ functions: [LibraryFunction]) {
        self.name = name
        library = FunctionLibrary(functions.map(\.function))
        all = (functions.map(\.documentation) + GoFunctions.documentation).sorted { $0.name < $1.name }
    }

    /// What there is to know about a function, nil when templates cannot call one of this name.
    public func documentation(of name: String) -> FunctionDocumentation? {
        all.first { $0.name == name }
    }

    /// The name of a function that somebody who wrote `name` may have meant: one with few edits between, or else one
    /// that begins with what was written; nil when there is none.
    public func nearestName(to name: String) -> String? {
        NearestName.to(name, in: all.map(\.name))
    }
}

/// The functions of Rancher 1.6, family by family.
private enum Rancher16 {
    static let functions: [LibraryFunction] =
        StringFunctions.all + CaseFunctions.all + NumberFunctions.all + ListFunctions.all + DictionaryFunctions.all
        + DefaultFunctions.all + TypeFunctions.all + DateFunctions.all + EncodingFunctions.all + PathFunctions.all
        + EnvironmentFunctions.all + RandomFunctions.all + CryptoFunctions.all + RancherFunctions.all
}

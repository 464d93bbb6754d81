extension JSONValue {
    /// The value with the lists at these paths (`services/web/environment`) sorted: lists whose order was random where
    /// they were recorded.
    public func withSortedLists(at paths: [String]) -> JSONValue {
        paths.reduce(self) { $0.withSortedList(at: $1.split(separator: "/").map(String.init)[...]) }
    }

    private func withSortedList(at path: ArraySlice<String>) -> JSONValue {
        guard let first = path.first else {
            return .array((array ?? []).sorted { $0.description < $1.description })
        }
        guard var members = object, let member = members[first] else { return self }
        members[first] = member.withSortedList(at: path.dropFirst())
        return .object(members)
    }
}

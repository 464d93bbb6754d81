/// Merges one service over another: lists are appended, maps merged one level deep, other values replaced. An image takes
/// a build away, and a build an image.
enum ServiceMerge {
    static func merge(_ base: ComposeMap, _ other: ComposeMap) -> ComposeMap {
        var result = base
        let (hasImage, hasBuild) = (other["image"] != nil, other["build"] != nil)
        if hasImage { result.remove("build") }
        if hasBuild { result.remove("image") }
        for member in other.members {
            guard let existing = result[member.key] else {
                result.set(member)
                continue
            }
            result.set(member.with(merge(existing, member.value)))
        }
        return result
    }

    private static func merge(_ existing: ComposeValue, _ value: ComposeValue) -> ComposeValue {
        switch (existing.content, value.content) {
        case (.list(let left), .list(let right)): return value.with(.list(left + right))
        case (.map(var left), .map(let right)):
            for member in right.members { left.set(member) }
            return value.with(.map(left))
        default: return value
        }
    }
}

import Diagnostics

/// Which of a version's files are served: all of them, unless they have more bytes together than
/// ``CatalogLimits/versionBytes``.
///
/// What Rancher runs a version by is never left out: compose files, `project.yml`, the files of a machine driver. When these
/// alone have too many bytes, the version is not served. Of the others a README with more than its own limit goes first,
/// then the largest, of equals the last of the walk, until the rest fits; so one large file costs no small ones.
struct ServedFiles {
    /// The files in the order of the walk; nil when the version is not served.
    let files: [CatalogFile]?
    /// A finding for each file that is left out, in the order of the walk, or why the version is not served.
    let diagnostics: [Diagnostic]

    /// The files of a version's folder that are served; `base` is that of its template.
    init(of all: [CatalogFile], base: String, limits: CatalogLimits) {
        let limit = limits.versionBytes
        let isKept = { Self.isNeeded($0, base: base) || !Self.isLargeReadme($0, limits) }
        if Self.bytes(of: all) <= limit, all.allSatisfy(isKept) {
            (files, diagnostics) = (all, [])
            return
        }
        let needed = all.filter { Self.isNeeded($0, base: base) }
        let own = Self.bytes(of: needed)
        guard own <= limit else {
            (files, diagnostics) = (nil, [.versionTooLarge(needed, bytes: own, limit: limit)])
            return
        }
        let out = Self.leftOut(of: all, base: base, limits)
        files = all.indices.filter { !out.contains($0) }.map { all[$0] }
        diagnostics = out.sorted().map { index in
            let file = all[index]
            return Self.isLargeReadme(file, limits)
                ? .leftOut(file, "README", limit: limits.readmeBytes) : .leftOut(file, limit: limit)
        }
    }

    /// Where the files are that are left out.
    private static func leftOut(of all: [CatalogFile], base: String, _ limits: CatalogLimits) -> Set<
        Int
    > {
        let others = all.indices.filter { !isNeeded(all[$0], base: base) }
        var out = Set(others.filter { isLargeReadme(all[$0], limits) })
        // No file counts for more than goes beyond the limit anyway, so that the sum of foreign sizes stays small.
        let counted = { (index: Int) in min(all[index].size, limits.versionBytes + 1) }
        var bytes = all.indices.reduce(0) { out.contains($1) ? $0 : $0 + counted($1) }
        let largestFirst = others.filter { !out.contains($0) }.sorted {
            (all[$0].size, $0) > (all[$1].size, $1)
        }
        for index in largestFirst where bytes > limits.versionBytes {
            out.insert(index)
            bytes -= counted(index)
        }
        return out
    }

    private static func isLargeReadme(_ file: CatalogFile, _ limits: CatalogLimits) -> Bool {
        file.size > limits.readmeBytes && CatalogPath.baseName(file.path).lowercased() == "readme.md"
    }

    /// Whether Rancher runs the version by a file. By its name, wherever it lies: clients see no more of it.
    private static func isNeeded(_ file: CatalogFile, base: String) -> Bool {
        let name = CatalogPath.baseName(file.path)
        return names.contains(name) || base == "machine" && driverNames.contains(name)
    }

    private static let names: Set = [
        "docker-compose.yml", "docker-compose.yml.tpl", "rancher-compose.yml",
        "rancher-compose.yml.tpl", "compose.yml",
        "compose.yml.tpl", "template-version.yml", "project.yml",
    ]

    /// What Rancher's UI registers a machine driver with.
    private static let driverNames: Set = ["url", "checksum", "uiUrl", "ui-url"]

    /// The bytes of some files together; the largest number there is when they are more than that.
    private static func bytes(of files: some Sequence<CatalogFile>) -> Int {
        files.reduce(0) { total, file in
            let (sum, overflows) = total.addingReportingOverflow(file.size)
            return overflows ? .max : sum
        }
    }
}

extension Diagnostic {
    /// A file is not served, because it has more bytes than what it is (`README`) may have.
    static func leftOut(_ file: CatalogFile, _ what: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .fileLeftOut, .error,
            "the \(what) has \(file.size) bytes, at most \(limit) are served; it is left out",
            at: .wholeFile(file.path), help: "make it smaller")
    }

    /// A file is not served, because the files of its version have too many bytes together.
    static func leftOut(_ file: CatalogFile, limit: Int) -> Diagnostic {
        Diagnostic(
            .fileLeftOut, .error,
            "the file has \(file.size) bytes, and a version's files may have \(limit) together; it is left out",
            at: .wholeFile(file.path), help: "keep what Rancher does not read elsewhere, and link to it")
    }

    /// A version is not served, because the files that it is run by have too many bytes together.
    static func versionTooLarge(_ files: [CatalogFile], bytes: Int, limit: Int) -> Diagnostic {
        let largest = files.max { $0.size < $1.size }
        return Diagnostic(
            .versionTooLarge, .error,
            "the files that the version is run by have \(bytes) bytes together, at most \(limit) are served; the version is not served",
            at: .wholeFile(largest?.path ?? "."), help: "make them smaller")
    }
}

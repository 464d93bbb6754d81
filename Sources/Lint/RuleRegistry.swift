extension Rule {
    /// Every rule, by code.
    public static let all: [Rule] = [
        undefinedVariable,
        templateFails,
        fileUnreadable,
        composeRefused,
        defaultVersionAbsent,
        movingTag,
        unknownKey,
        duplicateKey,
        versionText,
        versionNotSemver,
        versionDuplicate,
        versionIncomparable,
        defaultOutsideWindow,
        upgradeFrom,
        deadEnd,
        orderDisagrees,
        revisionOrder,
        rancherWindow,
        iconMissing,
        iconUnfit,
        descriptionMissing,
        categorySpelling,
        maintainerForm,
        licenseNotSPDX,
        readmeMissing,
        lineEnds,
        strayFile,
    ].sorted { $0.code < $1.code }

    /// The rule of a code or a name.
    public static func named(_ text: String) -> Rule? { byName[text] }

    private static let byName: [String: Rule] = Dictionary(
        all.flatMap { [($0.code, $0), ($0.name, $0)] }
    ) { first, _ in first }
}

extension Rule {
    /// Every rule, by code.
    public static let all: [Rule] = [
        undefinedVariable,
        templateFails,
        fileUnreadable,
        composeRefused,
        defaultVersionAbsent,
        movingTag,
        questionOptions,
        questionType,
        questionVariable,
        questionDefault,
        questionLimits,
        questionUnused,
        infraRequiredWithoutDefault,
        secretShown,
        secretDefault,
        credentialInURL,
        environmentRead,
        bracesMeantLiterally,
        tplTwice,
        newRequiredQuestion,
        questionTypeChanged,
        serviceRemoved,
        serviceUnknown,
        sidekicks,
        rancherServiceAlone,
        privileges,
        rancherLabel,
        machineDriverURL,
        machineDriverChecksum,
        environmentTemplateUnknown,
        environmentWindow,
        environmentNetworks,
    ].sorted { $0.code < $1.code }

    /// The rule of a code or a name.
    public static func named(_ text: String) -> Rule? { byName[text] }

    private static let byName: [String: Rule] = Dictionary(
        all.flatMap { [($0.code, $0), ($0.name, $0)] }
    ) { first, _ in first }
}

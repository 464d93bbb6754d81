import Budget
import Compose
import Diagnostics

extension Rule {
    static let composeRefused = Rule(
        "MU024", "compose-refused", .error,
        finds:
            "A compose document that Rancher refuses or reads otherwise than it is written: unknown options, values of another type.",
        because: "The stack cannot be created. Rancher's own message names no line.",
        example: .web(
            "docker-compose.yml", "web:\n  image: example/web:1.0.0\n  priviledged: true\n",
            better: "web:\n  image: example/web:1.0.0\n  privileged: true\n"),
        check: .stages([
            .composeShape, .composeVersion, .composeFlowColon, .interpolationInvalid, .interpolationSize,
            .composeKeyType, .composeServiceName, .composeUnknownOption, .composeOptionType,
            .composeDuplicateElement, .composeMissingOption, .composePorts, .composeNumberRange, .composeValue,
            .composeFileOutside, .composeExtends, .composeExtendsCycle, .composeExtendsDepth, .composeExtendsSize,
            .composeTooManyFiles, .composeEnvFileSize, .composeTooManyVariables, .composeTooManyServices,
            .composeTooManyFindings, .composeCatalogBlock, .composeLoadBalancerLost, .workTime, .workBytes,
            .workCancelled,
        ]))
}

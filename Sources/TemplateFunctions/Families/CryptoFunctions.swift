import Crypto
import Encodings
import GoTemplate

/// Hashes and keys.
enum CryptoFunctions {
    static let all = [
        LibraryFunction(
            "genPrivateKey", in: .crypto, "A new private key as PEM text.",
            takes: [.text("type", "rsa (4096 bits; also when empty), ecdsa (P-256) or dsa (2048 bits)")],
            returns: .string,
            notes: [
                "Any other type gives the text Unknown type TYPE.",
                "Keys come from the system's secure generator, so no two runs give the same one.",
            ], example: #"{{genPrivateKey "ecdsa"}}"#, gives: nil
        ) { call, surroundings throws(FunctionFailure) in
            let type = try call.text(0)
            guard surroundings.costlyCalls > 0 else { throw FunctionFailure("too many keys for one run") }
            surroundings.costlyCalls -= 1
            switch String(decoding: type, as: UTF8.self) {
            case "", "rsa":
                guard let key = PrivateKeys.rsa() else { throw FunctionFailure("no key could be made") }
                return .string(key)
            case "ecdsa": return .string(PrivateKeys.ecdsa())
            case "dsa": return .string(PrivateKeys.dsa())
            default: return .string(Array("Unknown type ".utf8) + type)
            }
        },
        LibraryFunction(
            "sha256sum", in: .crypto, "The SHA-256 hash of a text, in hexadecimal digits.", takes: [.text("text")],
            returns: .string, example: #"{{sha256sum "Hello world!"}}"#,
            gives: "c0535e4be2b79ffd93291305436bf889314e4a3faec05ecffcbb7df31ad9e51a"
        ) { call, _ throws(FunctionFailure) in
            let text = try call.text(0)
            var hash = SHA256()
            text.withUnsafeBytes { hash.update(bufferPointer: $0) }
            return .string(Hexadecimal.digits(of: hash.finalize()))
        },
    ]
}

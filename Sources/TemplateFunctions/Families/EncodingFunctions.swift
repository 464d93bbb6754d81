import Encodings
import GoTemplate

/// Texts in base64 and base32. A text that cannot be decoded gives the error's text as the result, as in the reference.
enum EncodingFunctions {
    static let all = [
        LibraryFunction(
            "b32dec", in: .encoding, "The text that base32 stands for.", takes: [.text("base32")], returns: .string,
            notes: [brokenText], example: #"{{b32dec "NBSWY3DP"}}"#, gives: "hello"
        ) { call, _ throws(FunctionFailure) in .string(resultOrError(try call.text(0), Base32.decoded)) },
        LibraryFunction(
            "b32enc", in: .encoding, "A text in base32.", takes: [.text("text")], returns: .string,
            example: #"{{b32enc "hello"}}"#, gives: "NBSWY3DP"
        ) { call, _ throws(FunctionFailure) in .string(Base32.encoded(try call.text(0))) },
        LibraryFunction(
            "b64dec", in: .encoding, "The text that base64 stands for.", takes: [.text("base64")], returns: .string,
            notes: [brokenText], example: #"{{b64dec "aGVsbG8="}}"#, gives: "hello"
        ) { call, _ throws(FunctionFailure) in .string(resultOrError(try call.text(0), Base64.decoded)) },
        LibraryFunction(
            "b64enc", in: .encoding, "A text in base64.", takes: [.text("text")], returns: .string,
            example: #"{{b64enc "hello"}}"#, gives: "aGVsbG8="
        ) { call, _ throws(FunctionFailure) in .string(Base64.encoded(try call.text(0))) },
    ]

    private static let brokenText = "A broken text does not stop the template: the result says where it is broken."

    private static func resultOrError(
        _ text: [UInt8], _ decode: ([UInt8]) throws(CorruptInput) -> [UInt8]
    ) -> [UInt8] {
        do { return try decode(text) } catch { return Array(error.text.utf8) }
    }
}

import Catalog
import Testing

@Suite("Secrecy")
struct SecrecyTests {
    @Test(
        "a name says whether it holds a secret",
        arguments: [
            ("DB_PASSWORD", true), ("MYSQL_ROOT_PASSWD", true), ("dbPassword", true), ("rootpassword", true),
            ("GITHUB_TOKEN", true), ("AWS_SECRET_KEY", true), ("AWS_ACCESS_KEY", true), ("apiKey", true),
            ("api-key", true), ("PRIVATE_KEY", true), ("CLIENT_SECRET", true), ("SSH_PASSPHRASE", true),
            ("CREDENTIALS_FILE", true), ("AWS_ACCESS_KEY_ID", false), ("accessKeyId", false),
            ("SECRET_KEY_ID", true), ("AWS_SECRET_ACCESS_KEY", true), ("", false), ("PORT", false), ("KEY", false),
            ("PUBLIC_KEY", false),
            ("TOKENIZER", false), ("COMPASS", false), ("SECRETARY", false), ("PASSENGERS", false), ("MONKEY", false),
        ])
    func names(_ name: String, _ isSecret: Bool) {
        #expect(Secrecy.looksSecret(name) == isSecret)
    }

    @Test(
        "a question's type comes before its name",
        arguments: [
            ("password", "PORT", true), ("secret", "PORT", true), ("string", "TOKEN", true), ("", "TOKEN", true),
            ("multiline", "PRIVATE_KEY", true), ("boolean", "USE_TOKEN", false), ("enum", "TOKEN", false),
            ("int", "TOKEN_COUNT", false), ("string", "PORT", false),
        ])
    func types(_ type: String, _ variable: String, _ isSecret: Bool) {
        var question = Question()
        (question.type, question.variable) = (type, variable)
        #expect(Secrecy.hides(question) == isSecret)
    }
}

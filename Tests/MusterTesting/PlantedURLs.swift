/// URLs with a password in them, which must show nowhere.
public enum PlantedURLs {
    /// The password; no other text has it in it.
    public static let password = "correcthorse7"
    /// The user that it belongs to.
    public static let user = "bobby"

    /// Forms that carry a login where it belongs. They are taken, and nobody answers at their addresses.
    public static let legal = [
        "https://USER:WORD@127.0.0.1:1/x.git", "http://USER:WORD@127.0.0.1:1/x", "HTTPS://USER:WORD@127.0.0.1:1/x",
        "https://WORD@127.0.0.1:1/x", "https://USER:more:WORD@127.0.0.1:1/x", "https://USER:%40%3AWORD@127.0.0.1:1/x",
        "https://USER:a@WORD@127.0.0.1:1/x", "http://USER:WORD@[::1]:1/x", "git://USER:WORD@127.0.0.1:1/x",
        "ssh://USER:WORD@127.0.0.1:1/x", "git+ssh://USER:WORD@127.0.0.1:1/x", "SSH://USER:WORD@127.0.0.1:1/x",
    ].map(planted)

    /// Forms that look like one that carries a login, and are none: they are refused.
    public static let odd = [
        "http://USER\u{FF1A}WORD\u{FF20}127.0.0.1:1/x", "https://127.0.0.1:1/USER\u{FF1A}WORD\u{FF20}h",
        "USER\u{FF1A}WORD\u{FF20}host:x", "USER;WORD@host:x",
        "USER:WORD@host/x", "USER:WORD@host:x.git", "USER:WORD@host:22/x", "USER:more:WORD@host:x", " USER:WORD@host/x",
        "USER:WORD@[::1]:x.git", "USER:WORD@[::1]/x", "[USER:WORD@host]:x", "[USER:WORD]@host:x", "USER@WORD@host:x",
        "git@host:USER:WORD@x", "[::1]:USER:WORD@x", "USER:WORD%40host/x", "USER%3AWORD@host/x", "USER%3aWORD%40host/x",
        "USER%253AWORD%2540host/x", "USER%3AWORD@host:x", "WORD@host/x", "//WORD@host/x", "//USER:WORD@host/x",
        "/USER:WORD@host/x", "./USER:WORD@host/x", "http:/USER:WORD@host/x", "https:USER:WORD@host/x",
        "https:/USER:WORD@host/x", "HTTPS:/USER:WORD@host/x", "ssh:/USER:WORD@host/x", "Ssh:USER:WORD@host:x",
        "git:WORD@host/x", "file:/USER:WORD@host/x", "https:\\\\USER:WORD@host\\x", "https//USER:WORD@host/x",
        "https//WORD@host/x", "https/WORD@host/x", "file://USER:WORD@host/x", "file:///USER:WORD@host/x",
        "file:////WORD@host/x", "https:///USER:WORD@host/x", "https://https://USER:WORD@host/x",
        "https://host/USER:WORD@other/x", "https://host/USER%3AWORD%40other/x", "https://USER:1234/WORD@host/x",
        "https://USER:/WORD@host/x", "https://USER/WORD@host/x", "https://USER:x/WORD@host/x", "https://USER:WORD@/x",
        "https://USER:WORD@host", "https://USER:WORD@host/x?a=b", "https://USER:WORD@127.0.0.1:1/x#main",
        "https://USER:WORD@ho st/x", "https://USER:WORD@host:99999/x", "https://USER:WORD%zz@host/x",
        "https://USER:WORD%0A@host/x", " https://USER:WORD@host/x", "<https://USER:WORD@host/x>",
        "git clone https://USER:WORD@host/x", "ssh://USER%3AWORD@host/x", "ssh://USER@WORD@host/x",
        "ssh://host/USER:WORD@x", "git+https://USER:WORD@host/x", "ftp://USER:WORD@host/x", "WORD://USER@host/x",
        "ext::USER:WORD@host/x", "USER:WORD#@host/x", "USER:1#WORD@host/x",
    ].map(planted)

    private static func planted(_ form: String) -> String {
        form.replacing("USER", with: user).replacing("WORD", with: password)
    }
}

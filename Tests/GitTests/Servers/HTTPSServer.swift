import Foundation

/// nginx with TLS 1.3 only, a private authority, basic authentication, and `git http-backend` behind fcgiwrap.
struct HTTPSServer: Sendable {
    static let user = "alice"
    static let password = "s3cret-password"

    let port: Int
    /// The authority's certificate.
    let authority: String
    private let processes: [ServerProcess]

    init(serving folder: String, scratch: Scratch) throws {
        port = try Loopback.freePort()
        authority = try Self.makeCertificates(scratch)
        let hash = try Command.run("openssl", ["passwd", "-apr1", Self.password])
        try scratch.write("htpasswd", "\(Self.user):\(hash)")
        for name in ["b", "p", "f", "u", "s"] {
            try FileManager.default.createDirectory(
                atPath: scratch.file("tmp/\(name)"), withIntermediateDirectories: true)
        }
        let configuration = try scratch.write("nginx.conf", Self.configuration(scratch.path, folder, port))
        processes = [
            try ServerProcess(
                "fcgiwrap", ["-s", "unix:\(scratch.file("fcgi.sock"))", "-c", "1"], log: scratch.file("fcgi.log")),
            try ServerProcess(
                "nginx", ["-e", scratch.file("start.log"), "-c", configuration], log: scratch.file("nginx.log")),
        ]
        try Loopback.waitUntilReady(port)
    }

    /// A URL below the folder; `/git/` asks for a login, `/open/` does not, `/moved/` redirects to `/open/`.
    func url(_ path: String, login: String = "", host: String = "localhost") -> String {
        "https://\(login)\(host):\(port)/\(path)"
    }

    private static func makeCertificates(_ scratch: Scratch) throws -> String {
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        let (ca, caKey) = (scratch.file("ca.pem"), scratch.file("ca.key"))
        let extensions = ["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"]
        try Command.run(
            "openssl",
            ["req", "-x509", "-days", "30", "-subj", "/CN=Test CA", "-keyout", caKey, "-out", ca] + key + extensions)
        let (request, serverKey) = (scratch.file("srv.csr"), scratch.file("srv.key"))
        try Command.run("openssl", ["req", "-subj", "/CN=localhost", "-keyout", serverKey, "-out", request] + key)
        let names = try scratch.write("names", "subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\n")
        try Command.run(
            "openssl",
            [
                "x509", "-req", "-in", request, "-CA", ca, "-CAkey", caKey, "-CAcreateserial", "-days", "30",
                "-extfile", names, "-out", scratch.file("srv.pem"),
            ])
        return ca
    }

    private static func configuration(_ scratch: String, _ folder: String, _ port: Int) -> String {
        let backend = """
            include /etc/nginx/fastcgi_params;
            fastcgi_param SCRIPT_FILENAME /usr/lib/git-core/git-http-backend;
            fastcgi_param GIT_PROJECT_ROOT \(folder); fastcgi_param GIT_HTTP_EXPORT_ALL "";
            fastcgi_param REMOTE_USER $remote_user; fastcgi_param PATH_INFO $git_path;
            fastcgi_pass unix:\(scratch)/fcgi.sock;
            """
        let user = getuid() == 0 ? "user root;" : ""
        return """
            \(user) worker_processes 1; pid \(scratch)/nginx.pid; error_log \(scratch)/error.log; daemon off;
            events { worker_connections 64; }
            http {
              access_log \(scratch)/access.log;
              client_body_temp_path \(scratch)/tmp/b; proxy_temp_path \(scratch)/tmp/p;
              fastcgi_temp_path \(scratch)/tmp/f; uwsgi_temp_path \(scratch)/tmp/u; scgi_temp_path \(scratch)/tmp/s;
              map $uri $git_path { ~^/(git|open)(?<p>/.*)$ $p; }
              server {
                listen 127.0.0.1:\(port) ssl; ssl_protocols TLSv1.3; client_max_body_size 0;
                ssl_certificate \(scratch)/srv.pem; ssl_certificate_key \(scratch)/srv.key;
                location /git/ { auth_basic git; auth_basic_user_file \(scratch)/htpasswd; \(backend) }
                location /open/ { \(backend) }
                location /moved/ { rewrite ^/moved/(.*)$ /open/$1 permanent; }
                location /page/ { default_type text/html; return 200 "<html></html>"; }
                location /broken/ { return 503; }
              }
            }
            """
    }
}

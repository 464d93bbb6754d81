"""The way from a client to the catalog service through Rancher 1.6's server, as its ProxyFilter goes it."""

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

PUBLIC_HOST = "rancher.example.com"
# What of a request is the proxy's own to say.
OWN = {"authorization", "connection", "content-length", "host", "transfer-encoding", "x-api-project-id", "x-api-roles", "x-forwarded-proto"}
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding"}


class RancherProxy(ThreadingHTTPServer):
    """Listens on a free port of the loopback; `projects` says which account each API key belongs to."""

    daemon_threads = True

    def __init__(self, service_port, projects):
        super().__init__(("127.0.0.1", 0), Handler)
        self.service_port, self.projects = service_port, projects
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def forward(self):
        path, _, query = self.path.partition("?")
        # Decoded once, and sent on as far as a request line can hold it.
        target = path + ("?" + unquote(query).replace(" ", "%20") if query else "")
        headers = {name: value for name, value in self.headers.items() if name.lower() not in OWN}
        # Who is no member of a project is told by an empty header.
        project = self.headers.get("X-Api-Project-Id") or self.server.projects.get(self.headers.get("Authorization"), "")
        headers |= {"X-API-Project-Id": project, "X-API-Roles": "owner,member", "Host": PUBLIC_HOST, "X-Forwarded-Proto": "https"}
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        service = http.client.HTTPConnection("127.0.0.1", self.server.service_port, timeout=60)
        service.request(self.command, target, body or None, headers)
        answer = service.getresponse()
        content = answer.read()
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP | {"content-length"}:
                self.send_header(name, value)
        if answer.status not in (204, 304):
            self.send_header("Content-Length", answer.getheader("Content-Length") if self.command == "HEAD" else str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        service.close()

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = forward

    def log_message(self, *_):
        pass

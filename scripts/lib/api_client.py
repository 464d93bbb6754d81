"""A client of the service: one kept connection, whole answers."""

import http.client
import json
from dataclasses import dataclass

API = "/v1-catalog"


class Unanswered(Exception):
    """A request got no whole answer: whether it had an effect is not known."""


@dataclass(frozen=True)
class Answer:
    """A whole answer; header names are in lower case."""

    status: int
    headers: dict
    body: bytes

    def json(self):
        """The body as JSON."""
        return json.loads(self.body)


class ApiClient:
    """One connection to the service. Not for several threads at once."""

    def __init__(self, port, timeout=60):
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.requests = 0

    def send(self, method, path, environment=None, headers=None, body=None):
        """The answer to a request; `Unanswered` when there is none."""
        sent = dict(headers or {})
        if environment:
            sent["X-API-Project-Id"] = environment
        if body is not None:
            body = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        self.requests += 1
        try:
            self._connection.request(method, path, body=body, headers=sent)
            response = self._connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise Unanswered(f"{method} {path}: {error!r}") from error
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, content)

    def get(self, path, environment=None, headers=None):
        """`GET` of an address below the API's base."""
        return self.send("GET", API + path, environment, headers)

    def refresh(self, environment, catalog=None):
        """Refreshes the environment's catalogs and the global ones, or one of them."""
        path = f"/catalogs/{catalog}" if catalog else "/templates"
        return self.send("POST", f"{API}{path}?action=refresh", environment)

    def create(self, environment, name, url, branch):
        """Creates a catalog."""
        fields = {"name": name, "url": url, "branch": branch, "kind": "native"}
        return self.send("POST", f"{API}/catalogs", environment, body=fields)

    def delete(self, environment, name):
        """Removes a catalog."""
        return self.send("DELETE", f"{API}/catalogs/{name}", environment)

    def close(self):
        """Closes the connection."""
        self._connection.close()

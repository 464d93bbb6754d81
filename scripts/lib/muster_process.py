"""The service as a process of its own, on a free port of 127.0.0.1."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from api_client import ApiClient, Unanswered

ROOT = Path(__file__).resolve().parent.parent.parent


class DidNotStart(Exception):
    """The service ended, or did not become ready in time."""


def find_binary():
    """The binary to measure: `$MUSTER`, else the release build. Ends the program when there is none."""
    binary = Path(os.environ.get("MUSTER", ROOT / ".build/release/muster"))
    if not os.access(binary, os.X_OK):
        sys.exit(f"{binary} is no program; run `make build`, or name another with MUSTER=PATH")
    return binary.resolve()


def free_port():
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class MusterProcess:
    """A service over one data directory, which may be started again and again."""

    def __init__(self, folder, catalogs, refresh_interval, *options):
        """`catalogs` are the configured ones: `NAME` to `URL#BRANCH`. Data and log lie in `folder`. `options` are further ones."""
        self.data = Path(folder) / "data"
        self.log = Path(folder) / "muster.log"
        self.port = free_port()
        self._command = [
            str(find_binary()), "serve", "--port", str(self.port), "--data-dir", str(self.data),
            "--allow-local-catalogs", "--refresh-interval", str(refresh_interval), *options,
        ]
        for name, url in catalogs.items():
            self._command += ["--catalog", f"{name}={url}"]
        self._process = None

    def spawn(self):
        """Starts the process, without waiting for it."""
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log)

    def wait_until_ready(self, seconds=60):
        """Waits for `/readyz`; `DidNotStart` when it does not come."""
        end = time.monotonic() + seconds
        said = "nothing listens"
        while time.monotonic() < end:
            if self._process.poll() is not None:
                raise DidNotStart(f"the service ended with status {self._process.returncode}")
            client = ApiClient(self.port, timeout=5)
            try:
                answer = client.send("GET", "/readyz")
                if answer.status == 200:
                    return
                said = answer.body.decode(errors="replace")
            except Unanswered:
                pass
            finally:
                client.close()
            time.sleep(0.01)
        raise DidNotStart(f"the service was not ready after {seconds} s: {said}")

    @property
    def has_ended(self):
        """Whether the process ended by itself."""
        return self._process is not None and self._process.poll() is not None

    @property
    def is_there(self):
        """Whether a process was started that nobody has ended from here."""
        return self._process is not None

    def kill(self):
        """Ends the process as a power cut would, as far as a process can see."""
        self._end(signal.SIGKILL)

    def stop(self, seconds=60):
        """Ends the process in order; returns its exit status. `subprocess.TimeoutExpired` when that takes longer."""
        return self._end(signal.SIGTERM, seconds)

    @property
    def pid(self):
        """The id of the process that runs."""
        return self._process.pid

    def _end(self, number, seconds=60):
        if self._process is None:
            return None
        self._process.send_signal(number)
        status = self._process.wait(timeout=seconds)
        self._process = None
        return status

    def resident_kilobytes(self, field="VmRSS"):
        """The memory that the process has resident now, or with `VmHWM` at most had."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(re.search(rf"^{field}:\s*(\d+)", status, re.MULTILINE).group(1))

    def last_log_lines(self, count=20):
        """The end of the log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])

"""What attacks need that start services themselves."""

import subprocess
import time

from api_client import ApiClient, Unanswered
from hostile.attack import Attack
from muster_process import DidNotStart, MusterProcess

ENVIRONMENT = "1a5"
# Seconds until a service that was started answers at all, and until one that is told to stop has stopped.
UNTIL_ANSWER, UNTIL_STOP = 20, 10


class AloneAttack(Attack):
    """An attack that starts its services itself."""

    is_alone = True

    def serve(self, ground, muster, what, act):
        """Starts a service, gives `act` the seconds that its first answer took, and stops it in order.

        `what` says in mistakes what was done to it.
        """
        muster.spawn()
        try:
            ground.port = muster.port
            act(wait_until_answer(muster))
        except DidNotStart as error:
            ground.mistake(f"{what}: {error}: {muster.last_log_lines(1)}")
            muster.kill()
        finally:
            self._stop(ground, muster, what)

    @staticmethod
    def _stop(ground, muster, what):
        if not muster.is_there:
            return
        if muster.has_ended:
            ground.mistake(f"{what}: the service ended by itself: {muster.last_log_lines(1)}")
            muster.kill()
            return
        began = time.monotonic()
        try:
            status = muster.stop(UNTIL_STOP)
            if status:
                ground.mistake(f"{what}: the service stopped with status {status}")
        except subprocess.TimeoutExpired:
            ground.mistake(f"{what}: the service did not stop within {UNTIL_STOP} s")
            muster.kill()
        ground.took("stop", time.monotonic() - began)


def wait_until_answer(muster, seconds=UNTIL_ANSWER):
    """The seconds until a service that was just started answered anything; `DidNotStart` when it does not."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if muster.has_ended:
            raise DidNotStart("the service ended at its start")
        client = ApiClient(muster.port, timeout=5)
        try:
            client.send("GET", "/healthz")
            return time.monotonic() - began
        except Unanswered:
            time.sleep(0.005)
        finally:
            client.close()
    raise DidNotStart(f"the service gave no answer within {seconds} s")


def templates(ground, catalog):
    """The ids and descriptions of a catalog's templates, in order; None without an answer."""
    answer = ground.ask("GET", f"/templates?catalogId={catalog}", ENVIRONMENT)
    return [(found["id"], found["description"]) for found in answer.json()["data"]] if answer and answer.status == 200 else None


def service(folder, catalogs, *options):
    """A service over the data directory in `folder`, which asks no remote by itself for long."""
    return MusterProcess(folder, catalogs, 3_600, *options)



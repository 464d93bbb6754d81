"""Attacks of git remotes: catalogs that clients create, whose servers are hostile."""

from hostile import packs, remotes
from hostile.attack import Attack

ENVIRONMENT = "1a30"
# The catalogs of one kind, which are fetched at once.
CATALOGS = 3
# How long a refresh may take whatever its remote does, in seconds: the deadline of a transfer, and some time to say so.
DEADLINE = 330
# With all of these catalogs at once, one waits for the others of its environment.
NO_DEADLINE = 1 << 20


class RemoteAttack(Attack):
    """Catalogs of clients at servers of one kind, refreshed again and again."""

    group = "remote"

    def __init__(self, name, behave, protocols=(remotes.HTTP, remotes.GIT), catalogs=CATALOGS, allowed=(500, 503)):
        """`behave` makes the behaviour when the attack begins, for some take long to make. `allowed` answers has a refresh."""
        self.name = name
        self._behave = behave
        self._protocols = protocols
        self._catalogs = catalogs
        self._allowed = allowed

    def run(self, ground):
        behave = self._behave()
        servers = [remotes.HostileRemote(behave, protocol) for protocol in self._protocols]
        names = {
            f"{self.name}-{server.protocol}-{number}": server for server in servers for number in range(self._catalogs)
        }
        try:
            made = [name for name, server in names.items() if self._create(ground, name, server)]
            ground.together(len(made), lambda number: self._refresh(ground, made[number]))
            for name in made:
                ground.ask("DELETE", f"/catalogs/{name}", ENVIRONMENT, allowed=(204,))
        finally:
            ground.count("connections to remotes", sum(server.connections for server in servers))
            for server in servers:
                server.stop()

    @staticmethod
    def _create(ground, name, server):
        fields = {"name": name, "url": server.url(name), "branch": "main", "kind": "native"}
        return ground.ask("POST", "/catalogs", ENVIRONMENT, fields)

    def _refresh(self, ground, name):
        # It fails, with a sentence; how soon, its remote's deadlines say, and how many others of its environment wait.
        longest = DEADLINE if ground.waits else NO_DEADLINE
        ground.ask("POST", f"/catalogs/{name}?action=refresh", ENVIRONMENT, allowed=self._allowed, longest=longest)
        ground.rest(0.2)


def pack_of(make):
    """A behaviour that sends what `make` makes: a commit and a pack."""
    def behave():
        commit, pack = make()
        return remotes.sending(commit, lambda: [pack])
    return behave


def parts_of(parts):
    """A behaviour that sends `parts`, which have no end."""
    return lambda: remotes.sending("1" * 40, parts)


HTTP_ONLY = (remotes.HTTP,)
# These packs are whole, so that a service may take the commit and leave out what is too large.
WHOLE = (204, 500, 503)
ATTACKS = [
    RemoteAttack("remote-silent", lambda: remotes.silent),
    # Eight slow ones of one environment.
    RemoteAttack("remote-eight-slow", lambda: remotes.trickling, catalogs=4),
    RemoteAttack("remote-trickle", lambda: remotes.trickling_body),
    RemoteAttack("remote-hang", lambda: remotes.hanging, HTTP_ONLY),
    RemoteAttack("remote-head", lambda: remotes.endless_head, HTTP_ONLY),
    RemoteAttack("remote-redirect", lambda: remotes.redirecting, HTTP_ONLY),
    RemoteAttack("remote-references", lambda: remotes.listing_without_end),
    RemoteAttack("remote-chunk", lambda: remotes.one_huge_packet, HTTP_ONLY),
    RemoteAttack("remote-delta", pack_of(packs.delta_bomb), allowed=WHOLE),
    RemoteAttack("remote-inflate", pack_of(packs.inflating_bomb), allowed=WHOLE),
    RemoteAttack("remote-claim", pack_of(packs.claiming_pack)),
    RemoteAttack("remote-objects", parts_of(packs.many_objects)),
    RemoteAttack("remote-announce", lambda: remotes.announcing_and_silent),
    RemoteAttack("remote-endless", parts_of(packs.endless_object)),
    RemoteAttack("remote-progress", lambda: remotes.flooding(2)),
    RemoteAttack("remote-empty", lambda: remotes.flooding(None)),
]

"""The bars, and the tables in which what was measured is printed."""

from statistics import mean

# Milliseconds, as the bars have them: of each 100th at least, and of all.
MOST_AT_P99, MOST = 0.1, 1.0
MOST_KILOBYTES = 400 << 10
# How much the memory of one minute may differ from that of another, after the first five.
DIFFERENCE_ALLOWED = 1.1
SETTLED_AFTER = 5


def percentile(values, share):
    """The value that `share` of the values are not above; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


class Bars:
    """What is demanded. In a small run times are printed only: whether anything ends, its size and order are judged."""

    def __init__(self, small):
        self._small = small

    def judge(self, outcome, refreshes):
        """Adds what broke to the outcome's mistakes. `refreshes` says whether refreshes have to be quick."""
        seen = outcome.seen
        outcome.mistakes += seen.mistakes
        if not seen.memory:
            return
        most = max(kilobytes for _, kilobytes in seen.memory)
        if most > MOST_KILOBYTES:
            outcome.mistakes.append(f"the service and its children took {most >> 10} MB")
        if self._small:
            return
        for what in ("health", "ready"):
            if percentile(seen.seconds[what], 0.99) > MOST_AT_P99:
                outcome.mistakes.append(f"{what}: {percentile(seen.seconds[what], 0.99) * 1000:.0f} ms at p99")
        for what in ("health", "ready") + (("refresh", "neighbour") if refreshes else ()):
            if max(seen.seconds[what], default=0) > MOST:
                outcome.mistakes.append(f"{what}: {max(seen.seconds[what]):.1f} s at most")

    @staticmethod
    def judge_growth(outcome):
        """Adds a mistake when the memory of some minute differs too much from another, after the first ones."""
        minutes = means_of_minutes(outcome.seen.memory)[SETTLED_AFTER:]
        if len(minutes) > 1 and max(minutes) > min(minutes) * DIFFERENCE_ALLOWED:
            outcome.mistakes.append(
                f"the memory after the first {SETTLED_AFTER} minutes is between {min(minutes) / 1024:.0f} and "
                f"{max(minutes) / 1024:.0f} MB")


def means_of_minutes(samples):
    """The mean memory of every whole minute, in kilobytes."""
    first, last = samples[0][0], samples[-1][0]
    minutes = {}
    for moment, kilobytes in samples:
        minutes.setdefault(int((moment - first) // 60), []).append(kilobytes)
    return [mean(values) for minute, values in sorted(minutes.items()) if (minute + 1) * 60 <= last - first]


HEAD = (
    "attack", "health p50/p99/max ms", "ready p50/p99/max ms", "refresh p50/max ms", "neighbour p50/max ms",
    "late p99/max ms", "MB at most", "processes", "start s", "rest s", "stop s",
)


def table_head():
    """The head of the table of sieges."""
    return f"| {' | '.join(HEAD)} |\n|---{'|---:' * (len(HEAD) - 1)}|"


def table_row(outcome):
    """A siege as a row."""
    seen = outcome.seen

    def times(what, *shares):
        values = seen.seconds[what]
        found = [percentile(values, share) if share < 1 else max(values, default=0) for share in shares]
        return "/".join(f"{seconds * 1000:.0f}" for seconds in found) if values else "–"

    cells = [
        outcome.name, times("health", 0.5, 0.99, 1), times("ready", 0.5, 0.99, 1), times("refresh", 0.5, 1),
        times("neighbour", 0.5, 1), times("late", 0.99, 1),
        f"{max((kilobytes for _, kilobytes in seen.memory), default=0) / 1024:.0f}", str(seen.processes),
        *(f"{outcome.seconds[what]:.1f}" if what in outcome.seconds else "–" for what in ("start", "rest", "stop")),
    ]
    return f"| {' | '.join(cells)} |"


def notes(outcome):
    """What the attackers counted, in one line."""
    found = [f"{what} {number:,}" for what, number in sorted(outcome.counts.items())]
    found += [f"longest {what} {seconds:.2f} s" for what, seconds in sorted(outcome.slowest.items())]
    minutes = means_of_minutes(outcome.seen.memory) if outcome.seen.memory else []
    if len(minutes) > 1:
        found.append(f"memory minute by minute {' '.join(f'{kilobytes / 1024:.0f}' for kilobytes in minutes)} MB")
    if len(outcome.seen.peak) > 1:
        found.append(f"at its peak {' + '.join(str(kilobytes >> 10) for kilobytes in outcome.seen.peak)} MB")
    return ", ".join(found)

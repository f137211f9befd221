"""What is wanted of the app's pages, and what a measured part says of it."""

from __future__ import annotations

from dataclasses import dataclass

Medians = dict[str, dict[str, float]]
PAGES = ("map", "timeline", "overview")


@dataclass(frozen=True)
class Aim:
    """A measure of a part and the most that each of PAGES may take. of_floor: as a ratio to the floor of the same run."""

    name: str
    part: str
    key: str
    most: tuple[float | None, float | None, float | None]
    of_floor: bool = True


AIMS = (
    Aim("load to drawn, of the floor", "web", "load.ready", (0.85, 0.65, 0.45)),
    Aim("filter to drawn, of the floor", "web", "filter.ready", (1.0, 1.0, 0.60)),
    Aim("reload to drawn, of the floor", "web", "reload.ready", (1.0, 1.0, 1.0)),
    Aim("first visit on 10 Mbit/s and 60 ms, of the floor", "slow", "load.ready", (0.30, 0.30, 0.12)),
    Aim("with a processor slowed four times: filter to drawn, of the floor", "phone", "filter.ready", (None, None, None)),
    Aim("10,000 facts: filter to drawn, of the floor", "large", "filter.ready", (0.55, 0.55, 0.55)),
    Aim("longest task after the load was drawn, ms", "web", "load.longest_later_task", (None, None, 200), of_floor=False),
    Aim("server CPU a rerun, of the floor", "rerun", "readers_1.cpu_ms", (0.25, 0.25, 0.25)),
    Aim("server CPU of a selection nobody asked for before, ms", "rerun", "readers_1.new_cpu_ms", (40, 40, 40), of_floor=False),
    Aim("50 readers, p95, s", "rerun", "readers_50.p95_s", (1, 1, 1), of_floor=False),
    Aim("200 readers who look for 5 s, p95, s", "rerun", "readers_200.p95_s", (1, 1, 1), of_floor=False),
    Aim("first visit, KiB", "web", "load.kib", (4_300, 4_300, 4_300), of_floor=False),
    Aim("reload, KiB", "web", "reload.kib", (50, 50, 50), of_floor=False),
    Aim("memory with 20 sessions, of the floor", "rerun", "rss.many_mib", (1.0, 1.0, 1.0)),
    Aim("more after 500 reruns, MiB", "rerun", "rss.growth_mib", (2, 2, 2), of_floor=False),
    Aim("start to healthy, ms", "web", "start.ms", (1_500, None, None), of_floor=False),
)


def reached_of(aim: Aim, medians: Medians, page: str) -> float | None:
    """What was measured of a page, in the unit of the aim; None where it was not."""
    value, floor = medians.get(page, {}).get(aim.key), medians.get("floor", {}).get(aim.key)
    if value is None or not aim.of_floor:
        return value
    return value / floor if floor else None

"""A library with any number of teams; alone in its module, so that who measures memory imports nothing else."""

from __future__ import annotations

from dataclasses import replace

from builder.model.partnership import Library, Team


def with_teams(library: Library, number: int) -> Library:
    """The library with so many teams, in twelve agencies."""
    teams = tuple(
        Team(
            f"team-{n}",
            f"Organisation {n // 5}",
            f"Team {n} {name}",
            f"Manager {n}",
            f"t{n}@example.org",
            f"Agency {n % 12}",
        )
        for n, name in ((n, ("North", "South", "East", "West")[n % 4]) for n in range(number))
    )
    return replace(library, teams=teams)

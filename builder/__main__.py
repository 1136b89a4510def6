"""`python -m builder`: the same as `briefing`."""

from .cli import main

main(prog_name="briefing")

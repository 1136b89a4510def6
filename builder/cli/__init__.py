"""The command line: words in, exit codes out. 0: done; 1: problems in the content; 2: wrong usage."""

from __future__ import annotations

from .making import build, check, rules, serve
from .project import main
from .replies import collect_command, follow_up_command, remind_command, report_command
from .writing import desk, init, new, own_slides, word

__all__ = ["main"]

for command in (
    *(build, check, serve, desk, new, word, own_slides, init),
    *(collect_command, report_command, remind_command, follow_up_command, rules),
):
    main.add_command(command)

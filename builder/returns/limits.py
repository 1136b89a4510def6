"""What a returned file may cost, in one place.

A worksheet of ours is 40 to 300 KB, has two to four pages and under a hundred fields; every limit leaves room for a
long plan and a scanner's waste, and none for a file made to exhaust the computer. Reading happens in a process of its
own (`apart`), so that even a crash inside a library costs one file and not the evening.
"""

from __future__ import annotations

import sys

COUNTS_PROCESSOR_TIME = sys.platform != "win32"
"""Whether the system limits a process's own time."""

MAX_BYTES = 25 * 1024 * 1024
"""Bytes of one file. Larger ones are named and not opened."""

MAX_FILES = 20_000
"""Files that are opened in one folder; the rest are named."""

MAX_DEPTH = 40
"""Folders inside folders."""

MAX_PAGES = 60
"""Pages of a PDF."""

MAX_FIELDS = 2_000
"""Fields of a PDF form. Our longest form has under 100."""

MAX_TEXT = 100_000
"""Characters of one answer in a PDF: some forty pages. Nothing is cut: a file with a longer one is not read."""

MAX_STREAM = 32 * 1024 * 1024
"""Bytes that one compressed stream of a PDF may unfold to."""

FILE_SECONDS = 10.0
"""Seconds of processor time for one file before its reader is stopped. An ordinary return takes 0.01."""

FILE_PATIENCE = 120.0
"""Seconds on the clock for one file: only a reader that sleeps reaches it, for a busy computer is not the file's fault.
"""

FILE_PATIENCE_ALONE = 30.0
"""The same where the system cannot limit processor time (Windows)."""

WORKER_MEMORY = 512 * 1024 * 1024
"""Bytes of address space for the reading process, where the system can limit it (not on Windows)."""

MAX_ANSWER_BYTES = 8 * 1024 * 1024
"""Bytes of everything read from one file, as the reading process hands it over."""

MAX_CONTAINER = 150 * 1024 * 1024
"""Bytes of one message or archive. Larger ones are named and not opened. A mailbox may be of any size."""

MAX_NESTING = 6
"""Messages in archives in messages."""

MAX_INSIDE = 5_000
"""Things inside one message or archive; the rest are named together."""

MAX_UNPACKED = 400 * 1024 * 1024
"""Bytes of all things inside one message or archive, counted again at each depth."""

MAX_WORDS = 200_000
"""Characters of a file's words that are shown where its answers cannot be told apart."""

MAX_MAILBOX = 4 * 1024 * 1024 * 1024
"""Bytes of a mailbox, which is read message by message."""

SMALL_PICTURE = 40_000
"""Bytes of a picture within a message's text that is taken for a logo or a signature."""

MAX_SCANNED = 60
"""Pages of a scan on which a code is looked for: a copier takes what a whole month brought in one go."""

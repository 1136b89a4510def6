"""The learning site: pages, the stage for MkDocs, search, the manual, the briefing sheet."""

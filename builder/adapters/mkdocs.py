"""MkDocs, called as a library: Markdown files with front matter in, a site out. Knows no briefing."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)


class SiteError(Exception):
    """MkDocs could not build what it was given; the message says why."""


def markdown_page(meta: Mapping[str, object], body: str) -> str:
    """A page as MkDocs reads it. `body` is finished HTML on one line, or Markdown."""
    return f"---\n{_yaml(meta)}---\n\n{body}\n"


def write_config(path: Path, base: Path, settings: Mapping[str, object]) -> None:
    """Write a configuration to `path` that inherits `base` and overrides it by `settings`."""
    above = Path(os.path.relpath(base, path.parent)).as_posix()
    path.write_text(_yaml({"INHERIT": above, **settings}), encoding="utf-8")


def build(config: Path) -> None:
    """Build the site that `config` describes. Raises SiteError with what MkDocs said."""
    from mkdocs.commands.build import build as build_site
    from mkdocs.exceptions import MkDocsException

    with _said() as lines:
        try:
            build_site(_read_config(config, lines))
        except (MkDocsException, SystemExit) as error:
            raise SiteError("\n".join((*lines, str(error))).strip()) from error


def _read_config(path: Path, lines: list[str]) -> MkDocsConfig:
    """The configuration as MkDocs reads it, but by the YAML reader in C: ours is long, and takes 0.2 s else."""
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load

    config = MkDocsConfig(config_file_path=str(path))
    with path.open("rb") as file:
        config.load_dict(yaml_load(file, get_yaml_loader(_Loader, config=config)))
    errors, _ = config.validate()
    if errors:
        lines += [f"Config value '{name}': {error}" for name, error in errors]
        raise ConfigurationError("The configuration cannot be used.")
    return config


def speaks(lang: str) -> bool:
    """Whether Material has its own interface words in a language ("cy")."""
    return (resources.files("material") / "templates" / "partials" / "languages" / f"{lang}.html").is_file()


@contextmanager
def _said() -> Iterator[list[str]]:
    """What MkDocs reports while it runs, kept from the terminal."""
    lines: list[str] = []
    logger = logging.getLogger("mkdocs")
    handler = _Keeping(lines)
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield lines
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


class _Keeping(logging.Handler):
    """Keeps errors as lines."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps a message."""
        self.lines.append(record.getMessage())


def _yaml(data: Mapping[str, object]) -> str:
    return str(yaml.dump(dict(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000))

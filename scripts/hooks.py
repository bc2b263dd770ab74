"""MkDocs' way in, for whoever runs `mkdocs build`: it adds the plugin that scripts/build.py and serve.py run with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from register.git_history import read_history
from website.checked_root import read
from website.link_check import LinkChecker
from website.mkdocs_plugin import NAME, SitePlugin
from website.mkdocs_run import BuildFailedError
from website.site_build import make_content, make_open_data


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the register, and add the plugin, unless it is there already."""
    if NAME in config.plugins:
        return config
    checked = read(Path(config.docs_dir).parent, date.today())  # noqa: DTZ011  # the top of `mkdocs build`
    if checked.register is None:
        raise PluginError("Registret går inte att läsa. Kör make check och rätta felen.")
    history = read_history(checked.root)
    try:
        data = make_open_data(checked, checked.register, config, history)
    except BuildFailedError as error:
        raise PluginError(str(error)) from error
    content = make_content(checked, checked.register, config, data)
    config.plugins[NAME] = SitePlugin(content, LinkChecker())
    return config

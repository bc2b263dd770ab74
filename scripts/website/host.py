"""What can be known of the host where the files lie, from the one setting that says where they are edited."""

from __future__ import annotations

import re

from opendata.metadata import public_base_url

_EDIT = re.compile(r"(https://.+?)/_?edit/")


def commit_base_url(edit_uri: str | None) -> str | None:
    """The address, ending with `/`, where the host shows a commit by its hash.

    Known for hosts that edit at `…/edit/<branch>/` (GitHub, GitLab) or `…/_edit/<branch>/` (Forgejo, Gitea). None for
    any other, and for a placeholder.
    """
    found = _EDIT.match(public_base_url(edit_uri) or "")
    return f"{found[1]}/commit/" if found else None

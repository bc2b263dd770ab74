"""The security policies of the pages under /redigera/, each as strict as its page allows."""

from __future__ import annotations

from collections.abc import Iterable


def page_policy() -> str:
    """For a page of text alone: its own style sheet and nothing else."""
    return "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"


def form_policy(origins: Iterable[str]) -> str:
    """For the form: our own origin and the host's API, no inline script and no eval.

    Sveltia writes its style sheets into the page as it goes, so styles may be inline; it makes pictures of its own
    (`data:`, `blob:`) and reads its logo with fetch. What else it knows of (maps, picture banks, translation, the
    host's status page) is not reached from here.
    """
    connect = " ".join(("'self'", "data:", *origins))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        f"font-src 'self'; connect-src {connect}; base-uri 'none'; form-action 'none'"
    )

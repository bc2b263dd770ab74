"""A zip file whose bytes follow from its members and a time alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

# The first time that a zip file can tell.
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)


def archive(members: Mapping[str, bytes], modified: datetime) -> bytes:
    """The members in the order given, every one dated `modified`."""
    moment = max(modified.astimezone(UTC), _EARLIEST)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, moment.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # the same on every system
            member.external_attr = 0o644 << 16
            file.writestr(member, content)
    return packed.getvalue()

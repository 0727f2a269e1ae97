"""The chain of the log: each line's seal covers the line before it."""

import hashlib
import hmac
import json
from collections.abc import Sequence

GENESIS = "0" * 64
"""What the first line has before it."""


def seal(key: bytes, parts: Sequence[str]) -> str:
    """HMAC-SHA256 (hex) of the parts in order; a shifted boundary between two parts changes it."""
    message = json.dumps(list(parts), ensure_ascii=True).encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()

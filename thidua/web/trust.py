"""The certificates that the instance trusts, as a request finds them."""

from pathlib import Path

from flask import current_app

from thidua.signing.trust import TrustStore

FOLDER = "tin-cay"


def trust() -> TrustStore:
    """The instance's folder of trusted certificates and revocation lists."""
    return TrustStore(Path(current_app.instance_path) / FOLDER)

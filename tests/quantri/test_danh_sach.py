"""The list of the log grows with nothing."""

import re

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from tests import builders
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.db.base import writing


def test_the_statements_do_not_grow_with_the_town(client: TownClient, session: Session) -> None:
    with writing(session):
        builders.town(session, 2)
    client.login("quantri")

    def statements() -> int:
        counted: list[str] = []

        def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
            if re.match(r"(?i)\s*select", statement):
                counted.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            assert client.get("/nhat-ky/").status_code == 200
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(counted)

    few = statements()
    with writing(session):
        for n in range(5):
            unit = builders.unit(session, f"them-{n}", f"Đơn vị thêm {n}", order=9 + n)
            builders.account(session, f"canbo.them-{n}", Role.CAN_BO, don_vi=unit)
    assert statements() == few
    assert few <= 18

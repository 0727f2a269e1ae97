"""The page of the trusted certificates: who may see it, the way of a root from a file to trust, refusals."""

import io
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import builders
from tests.conftest import TownClock
from tests.signing.pki import DAY, authority, lay, town
from tests.town_client import Page, TownClient
from thidua.core.actor import Role
from thidua.nhatky.models import NhatKy
from thidua.signing import TrustStore

PAGE = "/tin-cay"


@pytest.fixture
def folder(app: Flask, client: TownClient, session: Session) -> Path:
    builders.account(session, "quantri", Role.QUAN_TRI)
    session.commit()
    client.login("quantri")
    return Path(app.instance_path) / "tin-cay"


def send(client: TownClient, content: bytes, name: str = "a.cer") -> TestResponse:
    data = {"csrf_token": client.token(), "tep": (io.BytesIO(content), name)}
    return client.post(PAGE, data=data, content_type="multipart/form-data")


def post(client: TownClient, path: str, **data: str) -> TestResponse:
    return client.post(path, data={"csrf_token": client.token(), **data})


def shown(answer: TestResponse) -> str:
    return Page(answer.get_data(as_text=True)).text()


def log(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(
        select(NhatKy.viec, NhatKy.ghi_chu).where(NhatKy.doi_tuong == "tin_cay").order_by(NhatKy.id)
    )
    return [(row.viec, row.ghi_chu) for row in rows]


def test_an_empty_folder_says_what_to_do(client: TownClient, folder: Path) -> None:
    text = client.page(PAGE).text()
    assert "mọi chữ ký số đều hiện “Không rõ người ký”" in text
    assert "Chưa có danh sách thu hồi nào" in text
    assert "Gỡ khỏi danh sách" not in text


def test_a_root_goes_from_its_file_over_the_telephone_into_trust(
    client: TownClient, folder: Path, session: Session
) -> None:
    here = town()
    assert send(client, here.root.pem + here.middle.pem, "goc.pem").headers["Location"] == f"{PAGE}?da=nap"
    page = client.page(f"{PAGE}?da=nap")
    van_tay = page.hidden(page.form_for("/tin-cay/doi-chieu"))["van_tay"]
    groups = " ".join(van_tay[place : place + 4] for place in range(0, 64, 4))
    assert "Chờ đối chiếu: Chứng thực số gốc thử" in page.text()
    assert groups in page.text()
    assert TrustStore(folder).read().roots == ()
    refused = post(client, "/tin-cay/doi-chieu", van_tay=van_tay, doi_chieu=" ")
    assert refused.status_code == 422
    assert "Ghi người đã đọc đối chiếu" in shown(refused)
    said = "chị Hoa, tổng đài 1900"
    assert post(client, "/tin-cay/doi-chieu", van_tay=van_tay, doi_chieu=said).status_code == 303
    assert TrustStore(folder).read().roots == (here.root.certificate,)
    text = client.page(PAGE).text()
    assert "Chờ đối chiếu" not in text
    assert groups in text
    assert "Đối chiếu vân tay, tin cậy chứng thư gốc. Chứng thực số gốc thử; đối chiếu: chị Hoa" in text
    assert [viec for viec, _ in log(session)] == ["nap_tin_cay", "doi_chieu_tin_cay"]


def test_the_age_of_each_list_stands_there_with_a_word(
    client: TownClient, folder: Path, clock: TownClock
) -> None:
    here = town()
    send(client, here.middle.der)
    send(client, here.list(), "co-quan.crl")
    text = client.page(PAGE).text()
    assert "21/6/2023, 1 ngày trước 28/6/2023 Còn hạn 1" in text
    clock.advance(10 * DAY)
    client.login("quantri")
    assert "21/6/2023, 11 ngày trước 28/6/2023 Quá hạn, cần bản mới 1" in client.page(PAGE).text()


def test_a_file_is_taken_out_with_a_reason_and_kept_aside(
    client: TownClient, folder: Path, session: Session
) -> None:
    send(client, town().middle.der)
    (entry,) = TrustStore(folder).read().chung_thu
    muc = f"{entry.noi}/{entry.tep}"
    without = post(client, "/tin-cay/go", muc=muc, ly_do="")
    assert without.status_code == 422
    assert "Ghi lý do gỡ." in shown(without)
    assert post(client, "/tin-cay/go", muc=muc, ly_do="Hết dùng").status_code == 303
    assert TrustStore(folder).read().chung_thu == ()
    assert [path.read_bytes() for path in (folder / "da-go").iterdir()] == [town().middle.der]
    assert log(session)[-1] == ("go_tin_cay", f"{muc}: Hết dùng")
    again = post(client, "/tin-cay/go", muc=muc, ly_do="Hết dùng")
    assert again.status_code == 422
    assert "không còn trong danh sách" in shown(again)


def test_nothing_outside_the_list_can_be_moved(client: TownClient, folder: Path) -> None:
    for muc in ("../thidua.db", "goc/../../bi-mat/khoa-phien", "", "goc", "da-go/a"):
        assert post(client, "/tin-cay/go", muc=muc, ly_do="thử").status_code == 422


def test_hostile_and_mistaken_files_are_refused_in_a_sentence(
    client: TownClient, folder: Path, session: Session
) -> None:
    for content, why in (
        (b"MZ\x90\x00" * 50, "không phải chứng thư"),
        (b"<script>alert(1)</script>", "không phải chứng thư"),
        (town().head.pem, "chứng thư của người ký"),
        (b"\x00" * (513 * 1024), "512 KB"),
        (b"", "rỗng"),
        (town().root_list(), "nạp chứng thư của tổ chức đó trước"),
    ):
        answer = send(client, content)
        assert answer.status_code == 422, why
        assert why in shown(answer)
    assert not folder.exists()
    assert log(session) == []


def test_a_name_in_a_certificate_is_shown_as_text(client: TownClient, folder: Path) -> None:
    lay(folder, {"goc/a.cer": authority('<b>Gốc</b>" onclick="x').der, "goc/<i>.cer": b"nothing"})
    text = client.page(PAGE).text()
    assert "<b>Gốc</b>" in text
    assert "goc/<i>.cer" in text


def test_no_file_chosen_is_said_beside_the_field(client: TownClient, folder: Path) -> None:
    answer = client.post(PAGE, data={"csrf_token": client.token()}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Chọn một tệp .crt" in shown(answer)


def test_only_the_administrator_comes_here(client: TownClient, session: Session) -> None:
    builders.account(session, "thuongtruc", Role.THUONG_TRUC)
    session.commit()
    client.login("thuongtruc")
    assert client.get(PAGE).status_code == 403
    assert send(client, town().root.der).status_code == 403
    assert post(client, "/tin-cay/doi-chieu", van_tay="", doi_chieu="x").status_code == 403
    assert post(client, "/tin-cay/go", muc="", ly_do="x").status_code == 403

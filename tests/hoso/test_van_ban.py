"""A unit's own paper on its road: kế hoạch, khen dịp 11/6, giao ước."""

import io
import zipfile

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.kept_towns import Builder
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.core.workflow import State
from thidua.donvi.models import DonVi
from thidua.hoso.models import HoSo, PhienBan, SuKien, Tep
from thidua.namthidua.actions import CumKhoiMoi, add_group
from thidua.nhatky.queries import first_broken

PAGE = "/2023/ke-hoach/phuong-cheo-reo"


def docx(text: str = "Kế hoạch") -> bytes:
    from docx import Document

    made = Document()
    made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def town(built_once: Builder) -> dict[str, DonVi]:
    return built_once(_town)


def _town(session: Session) -> dict[str, DonVi]:
    cheo_reo = builders.unit(session)
    other = builders.unit(session, "xa-ia-rto", "UBND xã Ia Rtô", order=2)
    nam_id = builders.year(session)
    new = CumKhoiMoi("cum-xa-phuong", "cum", "Cụm xã, phường", other.id, None, "", (cheo_reo.id, other.id))
    add_group(session, None, nam_id, new, at=builders.EARLY)
    builders.ho_so(session, nam_id, cheo_reo, other)
    builders.account(session, "canbo", Role.CAN_BO, don_vi=cheo_reo)
    builders.account(session, "thutruong", Role.THU_TRUONG, don_vi=cheo_reo, ho_ten="Rcom Sa")
    builders.account(session, "thuongtruc", Role.THUONG_TRUC, ho_ten="Nguyễn Thu Hà")
    builders.account(session, "truongphong", Role.LANH_DAO_PHONG, ho_ten="Trần Văn Mẫu")
    builders.account(session, "nguoi-la", Role.CAN_BO, don_vi=other, ho_ten="Siu Black")
    builders.account(session, "quantri", Role.QUAN_TRI, ho_ten="Lê Quản Trị")
    session.commit()
    return {"cheo_reo": cheo_reo, "other": other}


def the_ho_so(session: Session, loai: str = "ke_hoach") -> HoSo:
    query = select(HoSo).join(DonVi, DonVi.id == HoSo.don_vi_id)
    return session.scalars(query.where(HoSo.loai == loai, DonVi.code == "phuong-cheo-reo")).one()


def fill(client: TownClient, page: str = PAGE, address: str = "", **fields: object) -> object:
    data = {"so": "12/KH-UBND", "ngay": "20/3/2023", "tep": (io.BytesIO(docx()), "Kế hoạch Đợt 1.docx")}
    return client.post_form(address or page, data | fields, page=page)


def test_the_plan_goes_from_the_officer_to_the_register(
    client: TownClient, session: Session, town: dict[str, DonVi]
) -> None:
    client.login("canbo")
    assert fill(client, address=f"{PAGE}/buoc/trinh").status_code == 303
    assert the_ho_so(session).state is State.CHO_DUYET
    client.login("thutruong")
    assert client.post_form(f"{PAGE}/buoc/duyet", {}, page=PAGE).status_code == 303
    client.login("thuongtruc")
    assert client.post_form(f"{PAGE}/buoc/tiep-nhan", {}, page=PAGE).status_code == 303
    ho_so = the_ho_so(session)
    assert ho_so.state is State.DA_TIEP_NHAN
    version = session.get_one(PhienBan, ho_so.ban_chot_id)
    assert (version.so_van_ban, str(version.ngay_van_ban)) == ("12/KH-UBND", "2023-03-20")
    steps = session.scalars(select(SuKien.buoc).where(SuKien.ho_so_id == ho_so.id).order_by(SuKien.so)).all()
    assert steps == ["trinh", "duyet", "tiep_nhan"]
    assert first_broken(session, bytes(range(32, 64))) is None


def test_what_is_missing_is_said_in_place_and_the_rest_stays(
    client: TownClient, session: Session, town: dict[str, DonVi]
) -> None:
    client.login("canbo")
    answer = client.post_form(f"{PAGE}/buoc/trinh", {"so": "12/KH-UBND", "ngay": "31/2/2023"}, page=PAGE)
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "31/2/2023" in text
    assert "Chọn tệp văn bản" in text
    assert "<title>Lỗi: " in text
    assert the_ho_so(session).state is State.NHAP
    saved = session.get_one(PhienBan, the_ho_so(session).phien_ban_id)
    assert saved.so_van_ban == "12/KH-UBND"


def test_a_number_that_is_none_is_refused_as_typed(
    client: TownClient, session: Session, town: dict[str, DonVi]
) -> None:
    client.login("canbo")
    answer = fill(client, so="mười hai")
    assert answer.status_code == 422
    assert "mười hai" in answer.get_data(as_text=True)
    kept = session.get_one(PhienBan, the_ho_so(session).phien_ban_id)
    assert (kept.so_van_ban, str(kept.ngay_van_ban)) == ("", "2023-03-20")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("Báo cáo.pdf", b"MZ" + bytes(600), "Báo cáo.pdf"),
        ("hong.docx", docx()[:300], "hong.docx"),
        ("rong.docx", b"", "rỗng"),
        ("lon.pdf", b"%PDF-1.7" + bytes(26 * 1024 * 1024), "25 MB"),
    ],
)
def test_a_bad_file_is_refused_in_place_and_the_rest_is_saved(
    client: TownClient, session: Session, town: dict[str, DonVi], name: str, content: bytes, words: str
) -> None:
    client.login("canbo")
    answer = fill(client, tep=(io.BytesIO(content), name))
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert words in text
    assert "12/KH-UBND" in text
    assert session.scalars(select(Tep)).all() == []
    assert session.get_one(PhienBan, the_ho_so(session).phien_ban_id).so_van_ban == "12/KH-UBND"


def test_a_file_follows_the_rule_of_its_paper(
    client: TownClient, session: Session, town: dict[str, DonVi]
) -> None:
    client.login("canbo")
    fill(client)
    tep = session.scalars(select(Tep)).one()
    got = client.get(f"/tep/{tep.id}")
    assert got.status_code == 200
    assert "filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch" in got.headers["Content-Disposition"]
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert zipfile.ZipFile(io.BytesIO(got.data)).testzip() is None
    for stranger in ("nguoi-la", "thuongtruc", "truongphong", "quantri"):
        client.login(stranger)
        assert client.get(f"/tep/{tep.id}").status_code == 404, stranger
    client.login("canbo")
    client.post_form(f"{PAGE}/buoc/trinh", {"so": "12/KH-UBND", "ngay": "20/3/2023"}, page=PAGE)
    client.login("thutruong")
    client.post_form(f"{PAGE}/buoc/duyet", {}, page=PAGE)
    client.login("thuongtruc")
    assert client.get(f"/tep/{tep.id}").status_code == 200


def test_the_leader_of_the_group_reads_what_was_received(
    client: TownClient, session: Session, town: dict[str, DonVi]
) -> None:
    client.login("nguoi-la")
    assert client.get(PAGE).status_code == 404
    client.login("canbo")
    fill(client, address=f"{PAGE}/buoc/trinh")
    client.login("thutruong")
    client.post_form(f"{PAGE}/buoc/duyet", {}, page=PAGE)
    client.login("thuongtruc")
    client.post_form(f"{PAGE}/buoc/tiep-nhan", {}, page=PAGE)
    client.login("nguoi-la")
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert "12/KH-UBND" in answer.get_data(as_text=True)
    assert "<form method=\"post\" action=\"/2023" not in answer.get_data(as_text=True)


def test_before_the_head_approved_the_phong_sees_only_where_it_stands(
    client: TownClient, session: Session, town: dict[str, DonVi]
) -> None:
    client.login("canbo")
    fill(client)
    client.login("thuongtruc")
    text = client.get(PAGE).get_data(as_text=True)
    assert "12/KH-UBND" not in text
    assert "Đang soạn" in text


def test_a_return_needs_a_reason_and_opens_the_next_version(
    client: TownClient, session: Session, town: dict[str, DonVi]
) -> None:
    client.login("canbo")
    fill(client, address=f"{PAGE}/buoc/trinh")
    client.login("thutruong")
    refused = client.post_form(f"{PAGE}/buoc/tra-lai", {"ly_do": " "}, page=PAGE)
    assert refused.status_code == 422
    assert client.post_form(f"{PAGE}/buoc/tra-lai", {"ly_do": "Sai số"}, page=PAGE).status_code == 303
    ho_so = the_ho_so(session)
    assert ho_so.state is State.TRA_LAI
    new = session.get_one(PhienBan, ho_so.phien_ban_id)
    assert (new.so, new.niem_phong_luc, new.so_van_ban) == (2, None, "12/KH-UBND")
    client.login("canbo")
    text = client.get(PAGE).get_data(as_text=True)
    assert "Sai số" in text


def test_a_second_post_with_the_same_key_changes_nothing(
    client: TownClient, session: Session, town: dict[str, DonVi]
) -> None:
    client.login("canbo")
    fill(client, khoa_gui="mot-lan")
    before = the_ho_so(session).row_version
    again = fill(client, khoa_gui="mot-lan", so="13/KH-UBND")
    assert again.status_code == 303
    session.expire_all()
    assert the_ho_so(session).row_version == before
    assert session.get_one(PhienBan, the_ho_so(session).phien_ban_id).so_van_ban == "12/KH-UBND"


def test_an_older_form_shows_both_texts(
    client: TownClient, session: Session, town: dict[str, DonVi]
) -> None:
    client.login("canbo")
    fill(client)
    answer = fill(client, so="99/KH-UBND", row_version="1")
    assert answer.status_code == 409
    text = answer.get_data(as_text=True)
    assert "99/KH-UBND" in text
    assert "12/KH-UBND" in text
    assert session.get_one(PhienBan, the_ho_so(session).phien_ban_id).so_van_ban == "12/KH-UBND"


def test_nil_is_an_answer_for_the_commendation(
    client: TownClient, session: Session, town: dict[str, DonVi]
) -> None:
    page = "/2023/khen-dot/phuong-cheo-reo"
    client.login("canbo")
    assert client.post_form(f"{page}/buoc/trinh", {}, page=page).status_code == 422
    sent = client.post_form(f"{page}/buoc/trinh", {"khong_phat_sinh": "y"}, page=page)
    assert sent.status_code == 303
    assert the_ho_so(session, "khen_dot").state is State.CHO_DUYET


def test_the_pledge_stands_under_its_own_group(
    client: TownClient, session: Session, town: dict[str, DonVi]
) -> None:
    client.login("canbo")
    assert client.get("/2023/giao-uoc/cum-xa-phuong/phuong-cheo-reo").status_code == 200
    assert client.get("/2023/giao-uoc/khoi-noi-chinh/phuong-cheo-reo").status_code == 404


def test_an_extension_moves_the_day_and_is_shown(
    client: TownClient, session: Session, town: dict[str, DonVi]
) -> None:
    client.login("truongphong")
    early = client.post_form(f"{PAGE}/buoc/gia-han", {"han_moi": "30/3/2023", "ly_do": "bão"}, page=PAGE)
    assert early.status_code == 422
    given = client.post_form(f"{PAGE}/buoc/gia-han", {"han_moi": "10/4", "ly_do": "Mưa bão"}, page=PAGE)
    assert given.status_code == 303
    client.login("canbo")
    text = client.get(PAGE).get_data(as_text=True)
    assert "10/4/2023" in text
    assert "Mưa bão" in text


def test_one_who_may_not_is_told_so(client: TownClient, session: Session, town: dict[str, DonVi]) -> None:
    client.login("canbo")
    token = {"csrf_token": client.token()}
    assert client.post(f"{PAGE}/buoc/duyet", data=token).status_code == 403
    assert client.post(f"{PAGE}/buoc/rut-lai", data=token).status_code == 409
    assert client.post(f"{PAGE}/buoc/bay-len", data=token).status_code == 409
    assert client.get("/2022/ke-hoach/phuong-cheo-reo").status_code == 404


def test_an_older_version_is_read_where_its_number_is_asked(
    client: TownClient, session: Session, town: dict[str, DonVi]
) -> None:
    client.login("canbo")
    fill(client, address=f"{PAGE}/buoc/trinh")
    client.login("thutruong")
    client.post_form(f"{PAGE}/buoc/duyet", {}, page=PAGE)
    client.login("thuongtruc")
    client.post_form(f"{PAGE}/buoc/yeu-cau-bo-sung", {"ly_do": "Thiếu phụ lục"}, page=PAGE)
    client.login("canbo")
    fill(client, so="15/KH-UBND")
    first = client.page(f"{PAGE}?phien-ban=1")
    assert "Đang xem bản 1." in first.text()
    assert "12/KH-UBND" in first.text()
    assert "Lưu nháp" not in first.text()
    assert "15/KH-UBND" in client.get(f"{PAGE}?phien-ban=2").get_data(as_text=True)
    client.login("thuongtruc")
    assert "12/KH-UBND" in client.page(f"{PAGE}?phien-ban=1").text()
    for nothing in ("2", "9", "0", "x", "1e1", "²"):
        assert client.get(f"{PAGE}?phien-ban={nothing}").status_code == 404, nothing
    client.login("nguoi-la")
    assert client.get(f"{PAGE}?phien-ban=1").status_code == 404

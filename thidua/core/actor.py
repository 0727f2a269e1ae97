"""Who acts: the first argument of every query and action."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """The roles of the office; stored by value."""

    CAN_BO = "can_bo"
    THU_TRUONG = "thu_truong"
    THUONG_TRUC = "thuong_truc"
    LANH_DAO_PHONG = "lanh_dao_phong"
    LANH_DAO = "lanh_dao"
    HOI_DONG = "hoi_dong"
    XEM = "xem"
    QUAN_TRI = "quan_tri"


UNIT_ROLES = frozenset({Role.CAN_BO, Role.THU_TRUONG})
"""Roles that exist only together with one unit."""

SECRETARIAT = frozenset({Role.THUONG_TRUC, Role.LANH_DAO_PHONG})
"""The standing body: sees every unit."""

TOWN_READERS = SECRETARIAT | {Role.LANH_DAO}
"""Roles that read every unit's submitted papers."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One role, with the unit it is tied to; a unit role without a unit gives no right."""

    role: Role
    don_vi_id: int | None = None


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A power to approve for a unit that is over.

    `source` is the stored name of its kind (`phan_cong`, `uy_quyen`), `number` that of its paper; `day` is
    the last day it held, or when it was revoked the first day without it.
    """

    don_vi_id: int
    source: str
    number: str
    day: date
    revoked: bool = False

    @property
    def reason(self) -> str:
        """The reason code of a refusal that this explains."""
        return f"{self.source}_{'thu_hoi' if self.revoked else 'het_han'}"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work: identity, rights and where the request came from.

    `person` is the human being: two accounts of one person are one actor for the rule
    that nobody approves what the same person drafted. `lapsed` are powers that ended lately: they give no
    right, only the reason why there is none.
    """

    person: int
    account: str
    name: str
    grants: frozenset[Grant]
    address: str = ""
    lapsed: tuple[Lapsed, ...] = ()

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held anywhere; enough for functions, never for objects."""
        return frozenset(grant.role for grant in self.grants if _has_scope(grant))

    @property
    def units(self) -> frozenset[int]:
        """Units in which the actor holds a unit role."""
        return frozenset(g.don_vi_id for g in self.grants if g.role in UNIT_ROLES and g.don_vi_id is not None)

    @property
    def sees_all_units(self) -> bool:
        """Whether the scope reaches every unit (contents still follow the state of each hồ sơ)."""
        return not self.roles.isdisjoint(TOWN_READERS)

    def roles_for(self, don_vi_id: int) -> frozenset[Role]:
        """The roles held towards one unit's papers; the Phòng's leaders hold all of the thường trực's."""
        held = {
            grant.role
            for grant in self.grants
            if _has_scope(grant) and (grant.role not in UNIT_ROLES or grant.don_vi_id == don_vi_id)
        }
        if Role.LANH_DAO_PHONG in held:
            held.add(Role.THUONG_TRUC)
        return frozenset(held)

    def lapsed_for(self, don_vi_id: int) -> Lapsed | None:
        """The power over this unit's papers that ended last, when the actor is not its head by another."""
        if Role.THU_TRUONG in self.roles_for(don_vi_id):
            return None
        mine = (one for one in self.lapsed if one.don_vi_id == don_vi_id)
        return max(mine, key=lambda one: one.day, default=None)

    def has(self, *roles: Role) -> bool:
        """Whether one of these functions is held."""
        return not self.roles.isdisjoint(roles)


def _has_scope(grant: Grant) -> bool:
    return grant.role not in UNIT_ROLES or grant.don_vi_id is not None

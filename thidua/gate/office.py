"""Word and Excel files: every part known, every relation known, nothing that reaches outside."""

import posixpath
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO, Final
from urllib.parse import unquote

from thidua.gate import office_rules as rules
from thidua.gate.archive import Archive
from thidua.gate.links import is_plain_link
from thidua.gate.markup import MAX_PART, Attributes, Budget, Visitor, attribute, is_wide, scan
from thidua.gate.ranges import CellBudget
from thidua.gate.riders import claimed_pixels
from thidua.gate.verdict import Fault
from thidua.gate.word_fields import FieldReader, check_defined_name, check_formula, check_instruction
from thidua.gate.zip_directory import Member

MAX_EMBEDDED: Final = 8 * 1024 * 1024
MAX_PIXELS: Final = 100_000_000
"""Of one picture inside a file, by its own header."""
_MAX_TYPES: Final = 2 * 1024 * 1024
_HEAD: Final = 64 * 1024
_TYPES_PART: Final = "[content_types].xml"
_LINKS: Final = frozenset({"href", "src"})
_TOLD: Final = frozenset({"fldChar", "fldSimple", "definedName", "mergeCell", "hyperlink"})
"""Elements whose attributes say what they do."""


class _Declarations(Visitor):
    """[Content_Types].xml: what each part says it is."""

    watched = frozenset({"Default", "Override"})

    def __init__(self) -> None:
        self._by_extension: dict[str, str] = {}
        self._by_name: dict[str, str] = {}

    def element(self, local: str, attributes: Attributes) -> None:
        book, label = self._by_extension, attribute(attributes, "Extension")
        if local == "Override":
            book, label = self._by_name, attribute(attributes, "PartName").removeprefix("/")
        key = unquote(label).casefold()
        if key in book:
            raise Fault("zip_trung", label)
        book[key] = attribute(attributes, "ContentType").strip().lower()

    def type_of(self, name: str) -> str:
        key = name.casefold()
        extension = PurePosixPath(key).name.rpartition(".")[2]
        return self._by_name.get(key) or self._by_extension.get(extension, "")


class _Relations(Visitor):
    """The relations of one part: (last step of the type, target, whether outside)."""

    watched = frozenset({"Relationship"})

    def __init__(self) -> None:
        self.found: list[tuple[str, str, bool]] = []

    def element(self, local: str, attributes: Attributes) -> None:
        kind = attribute(attributes, "Type").rstrip("/").rpartition("/")[2].lower()
        outside = attribute(attributes, "TargetMode").strip().lower() == "external"
        self.found.append((kind, attribute(attributes, "Target"), outside))


class _Content(Visitor):
    """The body of a part: elements and attributes that carry or fetch something foreign."""

    texts = frozenset({"instrText", "delInstrText", "f", "formula", "definedName"})
    watched = frozenset(rules.FORBIDDEN_ELEMENTS) | _TOLD

    def __init__(self, name: str) -> None:
        self._name = name
        self._harmless: set[tuple[str, ...]] = set()
        self.fields = FieldReader()
        self._cells = CellBudget()

    def wants_all(self, content: bytes) -> bool:
        # The name of an attribute stands in the bytes as it is, but for UTF-16.
        return (
            b"href" in content
            or b"src" in content
            or self._name.casefold().endswith(".svg")
            or is_wide(content)
        )

    def element(self, local: str, attributes: Attributes) -> None:
        if local in rules.FORBIDDEN_ELEMENTS:
            raise Fault(rules.FORBIDDEN_ELEMENTS[local], f"{self._name}: {local}")
        if local == "fldChar":
            self.fields.mark(attribute(attributes, "fldCharType"))
        elif local == "fldSimple":
            check_instruction(attribute(attributes, "instr"))
        elif local == "definedName":
            check_defined_name(attribute(attributes, "name"))
        elif local in ("mergeCell", "hyperlink"):
            self._cells.spend(attribute(attributes, "ref"))
        elif tuple(attributes[::2]) not in self._harmless:
            self._check_links(attributes)

    def _check_links(self, attributes: Attributes) -> None:
        """Plain `src` and `href`: VML shapes and SVG fetch what they name, outside any relation."""
        names = attributes[::2]
        if not any(name in _LINKS or name[-4:] == "href" or name[:2] == "on" for name in names):
            self._harmless.add(tuple(names))
            return
        for place, name in zip(range(0, len(attributes), 2), names, strict=True):
            if name in _LINKS or (name[-4:] == "href" and name.startswith("http://www.w3.org/1999/xlink")):
                self._check_link(name, attributes[place + 1])
            elif name[:2] == "on" and self._name.casefold().endswith(".svg"):
                raise Fault("tien_ich", f"{self._name}: {name}")

    def _check_link(self, name: str, target: str) -> None:
        if name == "src" and target.strip() and not target.startswith("#"):
            raise Fault("anh_ngoai", target)
        if not is_plain_link(target) and not target.startswith("data:image/"):
            raise Fault("lien_ket_ngoai", target)

    def text(self, local: str, content: str) -> None:
        if local in ("instrText", "delInstrText"):
            self.fields.instruction(content)
        else:
            check_formula(content)


class _Office:
    """One package under examination; embedded sheets of charts share its budget."""

    def __init__(self, file: BinaryIO, size: int, budget: Budget, *, is_embedded: bool = False) -> None:
        self._is_embedded = is_embedded
        self._archive = Archive(file, size)
        self._members = {k: m for k, m in self._archive.members.items() if not k.endswith("/")}
        self._budget = budget
        self._types = _Declarations()

    def kind(self) -> rules.OfficeKind:
        """What the package's own declarations make of it."""
        types = self._members.get(_TYPES_PART)
        if types is None:
            raise Fault(self._without_types())
        scan(self._archive.read(types, _MAX_TYPES), types.name, self._budget, self._types)
        parts = [m for k, m in self._members.items() if k != _TYPES_PART]
        for member in parts:
            self._check_declared(member)
        kind = self._main_kind()
        for member in parts:
            self._check_part(member)
        return kind

    def _without_types(self) -> str:
        mimetype = self._members.get("mimetype")
        if mimetype and self._archive.head(mimetype).startswith(b"application/vnd.oasis.opendocument"):
            return "odf"
        is_office = any(key.startswith(("word/", "xl/", "_rels/")) for key in self._members)
        return "thieu_muc_luc" if is_office else "tep_nen"

    def _check_declared(self, member: Member) -> None:
        declared = self._types.type_of(member.name)
        known = declared in rules.KNOWN_TYPES
        key = member.name.casefold()
        for word, code in rules.NAME_WORDS:
            if word in key:
                raise Fault(code, member.name)
        if known or (declared == rules.EMBEDDED_SHEET and not self._is_embedded):
            return
        for word, code in rules.TYPE_WORDS:
            if word in declared:
                raise Fault(code, member.name)
        raise Fault("phan_la", member.name)

    def _main_kind(self) -> rules.OfficeKind:
        top = self._members.get("_rels/.rels")
        if top is None:
            raise Fault("thieu_phan", "_rels/.rels")
        main = [target for kind, target, _ in self._relations(top) if kind == "officedocument"]
        if len(main) != 1:
            raise Fault("thieu_phan", "officeDocument")
        declared = self._types.type_of(_resolved("", main[0]))
        if declared not in rules.MAIN_TYPES:
            raise Fault("phan_la", main[0])
        return rules.MAIN_TYPES[declared]

    def _check_part(self, member: Member) -> None:
        declared = self._types.type_of(member.name)
        if declared == rules.RELATIONS or member.name.casefold().endswith(".rels"):
            self._check_relations(member)
        elif declared in rules.XML_PARTS:
            content = _Content(member.name)
            scan(self._archive.read(member, MAX_PART), member.name, self._budget, content)
            content.fields.close()
        elif declared in rules.FOREIGN_XML:
            scan(self._archive.read(member, MAX_PART), member.name, self._budget, Visitor())
        elif declared == rules.EMBEDDED_SHEET:
            self._check_embedded(member)
        else:
            self._check_opaque(member, declared)

    def _check_opaque(self, member: Member, declared: str) -> None:
        head = self._archive.head(member, _HEAD)
        if declared in rules.IMAGE_HEADS and member.size:
            if not head.startswith(rules.ANY_IMAGE_HEAD):
                raise Fault("phan_la", member.name)
            if claimed_pixels(head) > MAX_PIXELS:
                raise Fault("anh_lon", member.name)
        elif head.startswith(rules.OPAQUE_FORBIDDEN):
            raise Fault("phan_la", member.name)

    def _check_embedded(self, member: Member) -> None:
        content = self._archive.read(member, MAX_EMBEDDED)
        if _Office(BytesIO(content), len(content), self._budget, is_embedded=True).kind() != "xlsx":
            raise Fault("ole", member.name)

    def _relations(self, member: Member) -> list[tuple[str, str, bool]]:
        relations = _Relations()
        scan(self._archive.read(member, MAX_PART), member.name, self._budget, relations)
        return relations.found

    def _check_relations(self, member: Member) -> None:
        folder, _, name = member.name.rpartition("_rels/")
        if self._types.type_of(member.name) != rules.RELATIONS or not name.casefold().endswith(".rels"):
            raise Fault("phan_la", member.name)
        source = self._types.type_of(folder + name[: -len(".rels")])
        for kind, target, outside in self._relations(member):
            if kind in rules.FORBIDDEN_RELATIONS:
                raise Fault(rules.FORBIDDEN_RELATIONS[kind], target)
            if outside:
                _check_outside(kind, target)
            else:
                self._check_inside(folder, kind, target, source)

    def _check_inside(self, folder: str, kind: str, target: str, source: str) -> None:
        if kind == "hyperlink" and target.startswith("#"):
            return
        if kind == "package" and source != rules.CHART:
            raise Fault("ole", target)
        if _resolved(folder, target).casefold() not in self._members:
            raise Fault("thieu_phan", target)


def _check_outside(kind: str, target: str) -> None:
    if kind != "hyperlink" or not is_plain_link(target):
        raise Fault(rules.OUTSIDE_RELATIONS.get(kind, "lien_ket_ngoai"), target)


def _resolved(folder: str, target: str) -> str:
    """The member a target names, seen from the folder of its part."""
    path = unquote(target.partition("#")[0])
    joined = posixpath.normpath(posixpath.join("/", folder, path))
    return joined.lstrip("/")


def examine_office(file: BinaryIO, size: int) -> rules.OfficeKind:
    """Which office file this is; raises `Fault` for all that may not come in."""
    return _Office(file, size, Budget()).kind()

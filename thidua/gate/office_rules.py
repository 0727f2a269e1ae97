"""What an office file may consist of: parts by content type, and relations between them.

Content types stand in lower case, because their case means nothing.
"""

from typing import Final, Literal

OfficeKind = Literal["docx", "xlsx"]

_OOXML: Final = "application/vnd.openxmlformats-officedocument."
_PACKAGE: Final = "application/vnd.openxmlformats-package."

RELATIONS: Final = f"{_PACKAGE}relationships+xml"
EMBEDDED_SHEET: Final = f"{_OOXML}spreadsheetml.sheet"
CHART: Final = f"{_OOXML}drawingml.chart+xml"

MAIN_TYPES: Final[dict[str, OfficeKind]] = {
    f"{_OOXML}wordprocessingml.document.main+xml": "docx",
    f"{_OOXML}spreadsheetml.sheet.main+xml": "xlsx",
}

_FAMILIES: Final[dict[str, str]] = {
    f"{_OOXML}wordprocessingml.": """
        comments commentsExtended commentsExtensible commentsIds document.glossary document.main endnotes
        fontTable footer footnotes header numbering people settings styles webSettings""",
    f"{_OOXML}spreadsheetml.": """
        calcChain chartsheet comments pivotCacheDefinition pivotCacheRecords pivotTable sharedStrings
        sheet.main sheetMetadata styles table tableSingleCells worksheet""",
    f"{_OOXML}drawingml.": "chart chartshapes diagramColors diagramData diagramLayout diagramStyle",
    _OOXML: "custom-properties customXmlProperties drawing extended-properties theme themeOverride",
    _PACKAGE: "core-properties digital-signature-xmlsignature relationships",
    "application/vnd.ms-word.": "commentsIds people stylesWithEffects",
    "application/vnd.ms-excel.": """
        person rdArray rdRichValue rdRichValueStructure rdRichValueTypes richValueRel slicer slicerCache
        threadedcomments timeline timelineCache""",
    "application/vnd.ms-office.": """
        chartcolorstyle chartex chartstyle classificationlabels documenttasks drawingml.diagramDrawing""",
    "application/": "inkml",
    "image/": "svg",
}
XML_PARTS: Final = frozenset(
    {f"{family}{part}+xml".lower() for family, parts in _FAMILIES.items() for part in parts.split()}
    | {f"{_OOXML}vmldrawing"}
)

# Somebody else's markup: read under the same caps, but its words mean nothing to Word or Excel.
FOREIGN_XML: Final = frozenset({"application/xml", "text/xml"})

# The beginnings an image of that type can have; WMF and EMF have several or sit at an offset.
IMAGE_HEADS: Final[dict[str, tuple[bytes, ...]]] = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/jpg": (b"\xff\xd8\xff",),
    "image/pjpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF8",),
    "image/bmp": (b"BM",),
    "image/x-bmp": (b"BM",),
    "image/tiff": (b"II*\x00", b"MM\x00*"),
    "image/x-emf": (b"\x01\x00\x00\x00",),
    "image/emf": (b"\x01\x00\x00\x00",),
    "image/x-wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00"),
    "image/wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00"),
    "image/vnd.ms-photo": (b"II\xbc",),
}
# Producers mix these names up; the content of any known image is accepted under any image name.
ANY_IMAGE_HEAD: Final = tuple({head for heads in IMAGE_HEADS.values() for head in heads})

OPAQUE_PARTS: Final = frozenset({
    f"{_OOXML}wordprocessingml.printersettings",
    f"{_OOXML}spreadsheetml.printersettings",
    f"{_OOXML}obfuscatedfont",
    f"{_PACKAGE}digital-signature-origin",
    f"{_PACKAGE}digital-signature-certificate",
})  # fmt: skip
KNOWN_TYPES: Final = XML_PARTS | FOREIGN_XML | OPAQUE_PARTS | IMAGE_HEADS.keys()

OPAQUE_FORBIDDEN: Final = (
    b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"PK", b"%PDF", b"{\\rtf", b"#!", b"Rar!", b"7z\xbc\xaf",
    b"L\x00\x00\x00\x01\x14",
)  # fmt: skip

# Looked for in the content type of a part, in this order.
TYPE_WORDS: Final[tuple[tuple[str, str], ...]] = (
    ("sheet.binary", "xlsb"),
    ("macroenabled", "macro"),
    ("vbaproject", "macro"),
    ("vbadata", "macro"),
    ("macrosheet", "macro"),
    ("intlmacrosheet", "macro"),
    ("keymapcustomizations", "macro"),
    ("attachedtoolbars", "macro"),
    ("template.main", "tep_mau"),
    ("presentationml", "ppt"),
    ("activex", "activex"),
    ("controlproperties", "activex"),
    ("oleobject", "ole"),
    ("application/msword", "ole"),
    ("application/vnd.ms-excel.12", "ole"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "chen_tep"),
    ("text/html", "chen_tep"),
    ("xhtml", "chen_tep"),
    ("rtf", "chen_tep"),
    ("message/rfc822", "chen_tep"),
    ("text/plain", "chen_tep"),
    ("externallink", "so_lieu_ngoai"),
    ("connections", "so_lieu_ngoai"),
    ("querytable", "so_lieu_ngoai"),
    ("volatiledependencies", "so_lieu_ngoai"),
    ("recipientdata", "tron_thu"),
    ("mailmerge", "tron_thu"),
    ("webextension", "tien_ich"),
    ("video/", "tien_ich"),
    ("audio/", "tien_ich"),
    ("openxmlformats-officedocument.spreadsheetml.sheet", "ole"),
)

# The same, in the name of a part whose content type says nothing (or lies).
NAME_WORDS: Final[tuple[tuple[str, str], ...]] = (
    ("vbaproject", "macro"),
    ("vbadata", "macro"),
    ("macrosheets/", "macro"),
    ("activex", "activex"),
    ("ctrlprops/", "activex"),
    ("oleobject", "ole"),
    ("externallinks/", "so_lieu_ngoai"),
)

# By the last step of the relation's type, lower case.
FORBIDDEN_RELATIONS: Final[dict[str, str]] = {
    "vbaproject": "macro",
    "wordvbadata": "macro",
    "attachedtoolbars": "macro",
    "keymapcustomizations": "macro",
    "xlmacrosheet": "macro",
    "xlintlmacrosheet": "macro",
    "dialogsheet": "macro",
    "extensibility": "macro",
    "control": "activex",
    "activexcontrolbinary": "activex",
    "ctrlprop": "activex",
    "oleobject": "ole",
    "afchunk": "chen_tep",
    "subdocument": "chen_tep",
    "frame": "chen_tep",
    "attachedtemplate": "mau_ngoai",
    "transform": "mau_ngoai",
    "externallink": "so_lieu_ngoai",
    "externallinkpath": "so_lieu_ngoai",
    "connections": "so_lieu_ngoai",
    "querytable": "so_lieu_ngoai",
    "volatiledependencies": "so_lieu_ngoai",
    "mailmergesource": "tron_thu",
    "mailmergeheadersource": "tron_thu",
    "recipientdata": "tron_thu",
    "webextension": "tien_ich",
    "webextensiontaskpanes": "tien_ich",
    "video": "tien_ich",
    "audio": "tien_ich",
    "media": "tien_ich",
}
OUTSIDE_RELATIONS: Final[dict[str, str]] = {
    "image": "anh_ngoai",
    "package": "ole",
    "oleobject": "ole",
    "hyperlink": "lien_ket_ngoai",
}

FORBIDDEN_ELEMENTS: Final[dict[str, str]] = {
    "altChunk": "chen_tep",
    "subDoc": "chen_tep",
    "OLEObject": "ole",
    "oleObject": "ole",
    "oleObjects": "ole",
    "objectEmbed": "ole",
    "objectLink": "ole",
    "control": "activex",
    "controls": "activex",
    "ocx": "activex",
    "attachedTemplate": "mau_ngoai",
    "saveThroughXslt": "mau_ngoai",
    "mailMerge": "tron_thu",
    "frameset": "chen_tep",
    "ddeLink": "so_lieu_ngoai",
    "oleLink": "so_lieu_ngoai",
    "externalBook": "so_lieu_ngoai",
    "externalReferences": "so_lieu_ngoai",
    "webVideoPr": "tien_ich",
    "videoFile": "tien_ich",
    "audioFile": "tien_ich",
    "script": "tien_ich",
    "foreignObject": "tien_ich",
    "iframe": "tien_ich",
}

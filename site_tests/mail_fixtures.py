"""Outlook's files built from the published formats ([MS-CFB], [MS-OXMSG], [MS-OXTNEF]), not from our own readers.

No Outlook was at hand: these are what the formats say, as small as they allow.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

SECTOR, MINI = 512, 64
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SHORT = 4096


@dataclass
class Folder:
    """A folder of a compound file: streams by name, and folders."""

    streams: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)


def compound(root: Folder) -> bytes:
    """A compound file, version 3: every stream in sectors of its own (padded, so that none is a short one)."""
    entries: list[list[object]] = [["Root Entry", 5, _FREE, _FREE, _FREE, _END, 0]]
    bodies: list[tuple[int, bytes]] = []

    def add(folder: Folder) -> int:
        """The folder's children as a chain to the right; the number of the first."""
        first, last = _FREE, -1
        for name in sorted((*folder.streams, *folder.folders), key=lambda n: (len(n), n.upper())):
            number = len(entries)
            if name in folder.streams:
                data = folder.streams[name]
                entries.append([name, 2, _FREE, _FREE, _FREE, _END, len(data)])
                bodies.append((number, data))
            else:
                entries.append([name, 1, _FREE, _FREE, _FREE, 0, 0])
                entries[number][4] = add(folder.folders[name])
            if last >= 0:
                entries[last][3] = number
            else:
                first = number
            last = number
        return first

    entries[0][4] = add(root)
    return _laid_out(entries, bodies)


def _laid_out(entries: list[list[object]], bodies: list[tuple[int, bytes]]) -> bytes:
    sectors: list[bytes] = []
    chain: list[int] = []

    def place(data: bytes) -> int:
        start = len(sectors)
        pieces = [data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR)]
        for number, piece in enumerate(pieces):
            sectors.append(piece)
            chain.append(start + number + 1 if number + 1 < len(pieces) else _END)
        return start

    short = b""
    mini: list[int] = []
    for number, data in bodies:
        if len(data) >= _SHORT:
            entries[number][5] = place(data)
        elif data:
            first = len(short) // MINI
            entries[number][5] = first
            count = -(-len(data) // MINI)
            mini += [first + n + 1 if n + 1 < count else _END for n in range(count)]
            short += data.ljust(count * MINI, b"\0")
    if short:
        entries[0][5], entries[0][6] = place(short), len(short)
    table = b"".join(map(_entry, entries))
    padding = -len(table) % SECTOR // 128
    directory = place(table + padding * _entry(["", 0, _FREE, _FREE, _FREE, 0, 0]))
    mini_fat = struct.pack(f"<{len(mini)}I", *mini)
    mini_start = place(mini_fat.ljust(-(-len(mini_fat) // SECTOR) * SECTOR, b"\xff")) if mini else _END
    fat_sectors = 1
    while fat_sectors * 128 < len(chain) + fat_sectors:
        fat_sectors += 1
    fat = chain + [_FAT] * fat_sectors
    fat += [_FREE] * (fat_sectors * 128 - len(fat))
    places = list(range(len(chain), len(chain) + fat_sectors))
    mini_count = -(-len(mini_fat) // SECTOR)
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"), b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, fat_sectors, directory, 0, _SHORT,
        mini_start, mini_count, _END, 0, places[0],
    )  # fmt: skip
    rest = struct.pack("<108I", *places[1:109], *[_FREE] * (109 - 1 - len(places[1:109])))
    return head + rest + b"".join(sectors) + struct.pack(f"<{len(fat)}I", *fat)


def _entry(entry: list[object]) -> bytes:
    name, kind, left, right, child, start, size = entry
    text = str(name).encode("utf-16-le")
    length = len(text) + 2 if text else 0
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        text,
        length,
        kind,
        1,
        left,
        right,
        child,
        b"",
        0,
        0,
        0,
        start,
        size,  # type: ignore[arg-type]
    )


def outlook(facts: Mapping[str, str], files: Mapping[str, bytes | Folder], *, top: bool = True) -> Folder:
    """A message: `facts` are sender, name, subject, words; `files` attachments, a Folder being a message within."""
    numbers = {"sender": 0x5D01, "name": 0x0C1A, "subject": 0x0037, "words": 0x1000, "class": 0x001A}
    folder = Folder()
    for key, text in ({"class": "IPM.Note"} | dict(facts)).items():
        folder.streams[f"__substg1.0_{numbers[key]:04X}001F"] = text.encode("utf-16-le")
    sent = struct.pack("<IIQ", 0x00390040, 6, 134_100_000_000_000_000)
    folder.streams["__properties_version1.0"] = b"\0" * (32 if top else 24) + sent
    for number, (name, data) in enumerate(files.items()):
        inside = Folder({"__properties_version1.0": b"\0" * 8})
        inside.streams["__substg1.0_3707001F"] = name.encode("utf-16-le")
        if isinstance(data, Folder):
            inside.folders["__substg1.0_3701000D"] = data
        else:
            inside.streams["__substg1.0_37010102"] = data
        folder.folders[f"__attach_version1.0_#{number:08X}"] = inside
    return folder


def winmail(words: str, files: Mapping[str, bytes]) -> bytes:
    """A winmail.dat with a body and files."""
    out = b"\x78\x9f\x3e\x22\x01\x00" + _attribute(1, 0x0002800C, words.encode("cp1252") + b"\0")
    for name, data in files.items():
        out += _attribute(2, 0x00069002, b"\0" * 14)
        out += _attribute(2, 0x00018010, name.encode("cp1252") + b"\0") + _attribute(2, 0x0006800F, data)
    return out


def _attribute(level: int, number: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

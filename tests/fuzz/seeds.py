"""What a fuzzer starts from: files of this repository and words of their language, handed to libFuzzer.

Text that random bytes would take days to reach is a change or two away from these.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

ROOT = Path(__file__).parents[2]
LARGEST = 6_000
"""Bytes of a seed: larger ones slow every try down."""


def with_seeds(arguments: Sequence[str], texts: Iterable[bytes], words: Iterable[str]) -> list[str]:
    """A fuzzer's arguments with a folder of texts to begin with and a dictionary of words.

    A folder that is named among the arguments comes first, so libFuzzer keeps there what it finds.
    """
    work = Path(mkdtemp(prefix="speclatch-fuzz-"))
    seeds = work / "seeds"
    seeds.mkdir()
    for text in texts:
        if len(text) <= LARGEST:
            (seeds / hashlib.sha1(text, usedforsecurity=False).hexdigest()).write_bytes(text)
    dictionary = work / "words.dict"
    dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in sorted(set(words)) if word), encoding="ascii")
    named = [one for one in arguments[1:] if not one.startswith("-")]
    found = [] if named else [str(_made(work / "found"))]
    return [*arguments, *found, str(seeds), f"-dict={dictionary}"]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _escaped(word: str) -> str:
    """A word as a dictionary of libFuzzer writes it."""
    plain = (byte for byte in word.encode())
    return "".join(chr(byte) if chr(byte).isalnum() else f"\\x{byte:02X}" for byte in plain)


def below(*folders: str, ending: str) -> Iterator[bytes]:
    """The files below some folders of this repository whose names end so."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob(f"*{ending}")):
            if path.is_file():
                yield path.read_bytes()


def documented(language: str) -> Iterator[bytes]:
    """The blocks of a language in the pages of docs."""
    for page in below("docs", ending=".md"):
        yield from re.findall(rb"^```%b\n(.*?)^```" % language.encode(), page, re.MULTILINE | re.DOTALL)


def schema_words(schema: Any) -> Iterator[str]:
    """The keys and fixed values of a JSON schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", ()) if isinstance(schema.get("properties"), dict) else ()
        yield from (one for one in schema.get("enum", ()) if isinstance(one, str))
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from schema_words(inner)


def configuration_words() -> Iterator[str]:
    """What a configuration is written in."""
    path = ROOT / "src" / "speclatch" / "config" / "config.schema.json"
    yield from schema_words(json.loads(path.read_text(encoding="utf-8")))
    yield from (": ", "\n  - ", "{", "}", "[", "]", "null", "true", "**", "!!", "&a", "*a", "<<: ", "|\n", "(?", "\\d")

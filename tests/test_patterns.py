"""Patterns that are compiled late are as good as those that are compiled at once, and each of ours can be."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import speclatch
from speclatch.patterns import lazy_re

NOTHING_INSTALLED = ("speclatch.lsp",)
"""Needs an extra."""


def constants() -> Iterator[tuple[str, Any]]:
    """Every pattern of a module, also those in tuples and mappings, with its place."""
    for module in walk_packages(speclatch.__path__, "speclatch."):
        if module.name.endswith("__main__") or module.name.startswith(NOTHING_INSTALLED):
            continue
        for name, value in vars(import_module(module.name)).items():
            for one in held(value):
                yield f"{module.name}.{name}", one


def held(value: object) -> Iterator[Any]:
    """The patterns in a value of a module, tuples and mappings looked into."""
    if type(value).__module__ == "speclatch.patterns":
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from held(one)
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from held(one)


def test_each_pattern_of_the_program_can_be_compiled() -> None:
    """A constant with a fault in it would show nowhere else before it is used."""
    found = dict(constants())
    assert len(found) > 300
    for name, one in found.items():
        assert one.groups >= 0, name
        assert re.compile(one.pattern, one.flags).groupindex == one.groupindex, name


def test_it_does_what_a_compiled_pattern_does() -> None:
    """The oracle is the same pattern, compiled at once."""
    late, at_once = lazy_re(r"(?P<word>[a-z]+)-\d", re.IGNORECASE), re.compile(r"(?P<word>[a-z]+)-\d", re.IGNORECASE)
    text = "Ab-1, cd-2"
    assert late.sub("x", text) == at_once.sub("x", text) == "x, x"
    assert late.findall(text) == at_once.findall(text)
    assert [found["word"] for found in late.finditer(text)] == ["Ab", "cd"]
    assert late.split(text) == at_once.split(text)
    assert (late.flags, late.groups, dict(late.groupindex)) == (at_once.flags, at_once.groups, {"word": 1})
    found = late.match(text, 7)
    assert found is not None
    assert found.re == at_once


def test_bytes_are_searched_by_a_pattern_of_bytes() -> None:
    """Some documents are searched before they are decoded."""
    assert lazy_re(rb"b+").findall(b"abba") == [b"bb"]


def test_its_text_is_known_without_compiling_it() -> None:
    """Patterns are put together of the texts of others."""
    assert lazy_re("(").pattern == "("


def test_what_is_no_pattern_is_told_when_it_is_used() -> None:
    """The fault is the one of `re`."""
    with pytest.raises(re.error, match="unterminated"):
        lazy_re("(").match("a")


def test_it_is_what_its_text_and_its_flags_are() -> None:
    """As of those of `re`: compiled or not, in this process or another."""
    one, same = lazy_re("a+", re.IGNORECASE), lazy_re("a+", re.IGNORECASE)
    assert one.match("AA")

    assert one == same
    assert repr(one) == repr(same) == "lazy_re('a+', 2)"
    assert 1 == len({one, same})
    assert one != lazy_re("a+")
    assert one != "a+"


def test_it_has_nothing_that_a_pattern_has_not() -> None:
    """A mistyped name is no reason to compile."""
    with pytest.raises(AttributeError, match="matches"):
        _ = lazy_re("a").matches  # type: ignore[attr-defined]


def test_loading_the_rules_compiles_none_of_theirs() -> None:
    """Half of them are never asked for in a run, and compiling all took a quarter of a small one."""
    program = """
import re._compiler, sys

real = re._compiler.compile

def compiling(text, flags=0):
    files = {sys._getframe(up).f_code.co_filename for up in (2, 3, 4)}
    if any("speclatch" in one for one in files):
        print(text)
    return real(text, flags)

re._compiler.compile = compiling
import speclatch.rules, speclatch.judging.pipeline
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not done.stdout

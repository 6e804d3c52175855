"""Scripts that teach a shell to complete command lines, made of what the commands declare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Completions(NamedTuple):
    """What can follow a command: its options, and the words that some of them take."""

    command: str
    summary: str
    options: Sequence[str]
    values: Mapping[str, Sequence[str]]


def script(shell: str, commands: Sequence[Completions]) -> str:
    """The script for ``bash``, ``zsh`` or ``fish``."""
    if shell == "fish":
        return _fish(commands)
    return (_FOR_ZSH if shell == "zsh" else "") + _bash(commands)


_FOR_ZSH = "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"
"""zsh runs bash's completion functions once it is asked to (zshcompsys(1), ``bashcompinit``)."""

_BASH = """\
_speclatch() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command= word
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $word in -*) ;; *) command=$word; break ;; esac
  done
  case "$command $before" in
{values}
  esac
  case $command in
    '') COMPREPLY=($(compgen -W '{commands} --help --version --completion' -- "$current")) ;;
{options}
  esac
}}
complete -o default -F _speclatch speclatch
"""


def _bash(commands: Sequence[Completions]) -> str:
    values = [
        f"    '{one.command} {option}') COMPREPLY=($(compgen -W '{' '.join(words)}' -- \"$current\")); return ;;"
        for one in commands
        for option, words in one.values.items()
    ]
    options = [
        f"    {one.command}) [[ $current == -* ]] &&"
        f" COMPREPLY=($(compgen -W '{' '.join(one.options)}' -- \"$current\")) ;;"
        for one in commands
    ]
    names = " ".join(one.command for one in commands)
    return _BASH.format(values="\n".join(values), options="\n".join(options), commands=names)


def _fish(commands: Sequence[Completions]) -> str:
    lines = [
        f"complete -c speclatch -n __fish_use_subcommand -f -a {one.command} -d {_quoted(one.summary)}"
        for one in commands
    ]
    for one in commands:
        there = f"complete -c speclatch -n '__fish_seen_subcommand_from {one.command}'"
        for option in one.options:
            flag = f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
            words = f" -x -a '{' '.join(one.values[option])}'" if option in one.values else ""
            lines.append(f"{there} {flag}{words}")
    return "".join(f"{line}\n" for line in lines)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

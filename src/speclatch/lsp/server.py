"""The language server's wiring: what an editor says, and what it is answered, over stdin and stdout."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from speclatch import __version__
from speclatch.errors import failure_of
from speclatch.lsp.completion import label_of, proposals
from speclatch.lsp.diagnostics import FIX_ALL, actions, diagnostics, failed
from speclatch.lsp.navigation import definitions, hover
from speclatch.lsp.positions import column_of, range_of
from speclatch.lsp.project import Project, View
from speclatch.lsp.symbols import symbols
from speclatch.model import Location
from speclatch.workspace.hook import top_around

PAUSE = 0.15
"""Seconds without a key, or a change of a file, after which documents are judged."""


class Server(LanguageServer):
    """One editor's documents, each in the repository around it."""

    def __init__(self) -> None:
        # Of single changes pygls counts lines that neither editors nor git know, such as those after a form feed.
        super().__init__("speclatch", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self._projects: dict[Path, Project] = {}
        self._shown: dict[str, set[str]] = {}
        self._changes = 0

    def opened(self, uri: str) -> tuple[Project, str] | None:
        """The repository of a document, and what the document is called there; None where it is in none.

        Raises:
            SpeclatchError: the repository cannot be read.
        """
        name = uris.to_fs_path(uri)
        top = top_around(Path(name)) if name else None
        if name is None or top is None:
            return None
        if top not in self._projects:
            self._projects[top] = Project(top)
        project = self._projects[top]
        path = project.path_of(Path(name))
        return (project, path) if path is not None else None

    def typed(self, uri: str) -> None:
        """Take over what a document holds now."""
        with contextlib.suppress(Exception):  # whoever asks next is told
            if found := self.opened(uri):
                project, path = found
                project.type(path, self.workspace.get_text_document(uri).source.encode("utf-8", "surrogatepass"))

    def view(self, uri: str) -> View | None:
        """What the gate says of a document; None where nobody can say."""
        try:
            found = self.opened(uri)
            return found[0].view(found[1]) if found else None
        except Exception:  # noqa: BLE001 - `publish` says why
            return None

    def publish(self, uri: str) -> None:
        """Send what the gate says of a document, or why it says nothing."""
        try:
            found = self.opened(uri)
            if found is None:
                return
            project, path = found
            view = project.view(path)
            told = diagnostics(view, lambda one: self.uri_of(project, one), self.workspace.position_codec)
            by_uri = {uri if one == path else self.uri_of(project, one): listed for one, listed in told.items()}
        except Exception as error:  # noqa: BLE001 - a server that ends says nothing for the rest of the day
            by_uri = {uri: [failed(failure_of(error).message)]}
        for gone in self._shown.get(uri, set()) - set(by_uri):
            by_uri[gone] = []
        self._shown[uri] = set(by_uri)
        for place, listed in by_uri.items():
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(place, listed))

    def uri_of(self, project: Project, path: str) -> str:
        """The address of a file of a repository, as the editor writes it where it has the file open."""
        file = project.file_of(path)
        for uri in self.workspace.text_documents:
            name = uris.to_fs_path(uri)
            if name and Path(name) == file:
                return str(uri)
        return uris.from_fs_path(str(file)) or ""

    def close(self, uri: str) -> None:
        """Forget what was typed, and show nothing any more."""
        with contextlib.suppress(Exception):
            if found := self.opened(uri):
                found[0].type(found[1], None)
        for place in self._shown.pop(uri, set()):
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(place, []))

    async def refresh(self) -> None:
        """Look at every repository anew when it is asked for, and judge what is open once no more files change.

        They change in hundreds, where somebody builds or checks out another branch.
        """
        for project in self._projects.values():
            project.refresh()
        self._changes += 1
        last = self._changes
        await asyncio.sleep(PAUSE)
        if last == self._changes:
            for uri in list(self._shown):
                self.publish(uri)

    def at(self, uri: str, position: types.Position) -> tuple[View, int, int] | None:
        """What the gate says of a document, with the line and column of a position."""
        view = self.view(uri)
        if view is None:
            return None
        return view, position.line + 1, column_of(position, view.lines, self.workspace.position_codec)

    def location_of(self, view: View, where: Location) -> types.Location:
        """A place as the protocol names it."""
        uri = uris.from_fs_path(str(view.root / where.path)) or ""
        place = range_of(Location(where.path, where.line, where.line, 1, 0), (), self.workspace.position_codec)
        return types.Location(uri, place)


def make_server() -> Server:
    """A server that answers; it is not started yet."""
    server = Server()
    _documents(server)
    _answers(server)
    return server


def _documents(server: Server) -> None:
    """What the editor says of its documents."""

    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        watched = server.client_capabilities.workspace
        files = watched.did_change_watched_files if watched is not None else None
        if files is None or not files.dynamic_registration:
            return
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher("**/*")])
        registration = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await server.client_register_capability_async(types.RegistrationParams([registration]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.typed(params.text_document.uri)
        server.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.typed(uri)
        await asyncio.sleep(PAUSE)
        document = server.workspace.text_documents.get(uri)
        if document is not None and document.version == params.text_document.version:
            server.publish(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(_: types.DidSaveTextDocumentParams) -> None:
        await server.refresh()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(params: types.DidChangeWatchedFilesParams) -> None:
        if any("/.git/" not in change.uri for change in params.changes):
            await server.refresh()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)


def _answers(server: Server) -> None:
    """What the editor asks."""
    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        view, found = server.view(params.text_document.uri), None
        with contextlib.suppress(Exception):
            found = server.opened(params.text_document.uri)
        if view is None or found is None:
            return []
        project = found[0]
        codec = server.workspace.position_codec
        return list(actions(view, params, lambda path: server.uri_of(project, path), codec))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        at = server.at(params.text_document.uri, params.position)
        text = hover(*at) if at is not None else ""
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def defined(params: types.DefinitionParams) -> list[types.Location]:
        at = server.at(params.text_document.uri, params.position)
        return [server.location_of(at[0], place) for place in definitions(*at)] if at is not None else []

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["-", "/", "(", ":", " "])
    )
    def completed(params: types.CompletionParams) -> types.CompletionList:
        at = server.at(params.text_document.uri, params.position)
        return _list(server, *at) if at is not None else types.CompletionList(is_incomplete=False, items=[])

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outlined(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        view = server.view(params.text_document.uri)
        return symbols(view, server.workspace.position_codec) if view is not None else []


def _list(server: Server, view: View, line: int, column: int) -> types.CompletionList:
    found = proposals(view, line, column)
    typed = Location(view.path, line, line, found.start, column - 1)
    place = range_of(typed, view.lines, server.workspace.position_codec)
    items = [
        types.CompletionItem(
            label_of(one),
            kind=types.CompletionItemKind.File if one.is_path else types.CompletionItemKind.Reference,
            detail=f"{one.detail}: {one.text}" if one.is_path else one.detail,
            filter_text=one.text,
            text_edit=types.TextEdit(place, one.text),
        )
        for one in found.found
    ]
    return types.CompletionList(is_incomplete=not found.whole, items=items)

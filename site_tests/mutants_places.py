"""The places of the program that `make mutants` changes, one at a time, and how."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Add,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """The `number`th place of a file that can be changed, its line, its statement's, and whether in a function."""

    file: str
    number: int
    line: int
    begins: int
    inside: bool
    what: str


class Change(ast.NodeTransformer):
    """Walks a module; names each place, and changes the one that is asked for."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted = wanted
        self.found: list[tuple[int, int, bool, str]] = []
        self.depth = 0
        self.begins = 0

    def here(self, node: ast.AST, what: str) -> bool:
        """Notes a place; whether it is the wanted one."""
        self.found.append((getattr(node, "lineno", 0), self.begins, self.depth > 0, what))
        return len(self.found) - 1 == self.wanted

    def visit(self, node: ast.AST) -> ast.AST:
        """Knows where the statement begins: of one over several lines, some are never said to have run."""
        if not isinstance(node, ast.stmt):
            return super().visit(node)  # type: ignore[no-any-return]
        before, self.begins = self.begins, node.lineno
        try:
            return super().visit(node)  # type: ignore[no-any-return]
        finally:
            self.begins = before

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Counts how deep in functions we are; the docstring is no place."""
        self.depth += 1
        node.body = [self.visit(b) if not _is_words(b) else b for b in node.body]
        self.depth -= 1
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """`<` for `<=`, `==` for `!=`."""
        self.generic_visit(node)
        if type(node.ops[0]) in COMPARES and self.here(node, "comparison"):
            node.ops[0] = COMPARES[type(node.ops[0])]()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """`and` for `or`."""
        self.generic_visit(node)
        if self.here(node, "and/or"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """`not x` becomes `x`."""
        self.generic_visit(node)
        return node.operand if isinstance(node.op, ast.Not) and self.here(node, "not") else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """`-` for `+`; not for words, which cannot be taken from each other."""
        self.generic_visit(node)
        words = any(isinstance(n, ast.JoinedStr) or (isinstance(n, ast.Constant) and isinstance(n.value, str | bytes))
                    for n in (node.left, node.right))  # fmt: skip
        if type(node.op) in SUMS and not words and self.here(node, "sum"):
            node.op = SUMS[type(node.op)]()
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Another number; the other truth."""
        if isinstance(node.value, bool):
            return ast.Constant(not node.value) if self.here(node, "truth") else node
        if isinstance(node.value, int):
            return ast.Constant(node.value + 1) if self.here(node, "number") else node
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        """A condition that always holds."""
        self.generic_visit(node)
        if self.here(node, "if"):
            node.test = ast.Constant(True)
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """A call that is left out."""
        self.generic_visit(node)
        if isinstance(node.value, ast.Call) and self.here(node, "call left out"):
            return ast.Pass()
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """Nothing is given back."""
        self.generic_visit(node)
        plain = node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)
        if not plain and self.here(node, "return"):
            node.value = ast.Constant(None)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Annotations are no code."""
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Nor are those of arguments."""
        return node


def _is_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def places(root: Path) -> Iterator[Place]:
    """Every place of the builder that can be changed."""
    for path in sorted((root / "builder").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if "/theme/" not in name:
            change = Change()
            change.visit(ast.parse(path.read_text("utf-8")))
            yield from (Place(name, n, *found) for n, found in enumerate(change.found))

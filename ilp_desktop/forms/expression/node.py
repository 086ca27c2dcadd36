"""A node of an instance: the tree of answers, and the tables of choices, that expressions walk."""

from collections.abc import Iterator


class Node:
    """One element. A leaf has ``text``; a group or repeat instance has children by name, in order of definition.

    While a node is not ``relevant`` its ``text`` is empty and no path of an expression leads to it.
    """

    __slots__ = ("children", "name", "parent", "path", "relevant", "text")

    def __init__(self, name: str, parent: "Node | None", path: str, text: str = "") -> None:
        self.name = name
        self.parent = parent
        self.path = path
        self.text = text
        self.relevant = True
        self.children: dict[str, list[Node]] = {}

    def add(self, child: "Node") -> "Node":
        """Appends after the children of the same name."""
        self.children.setdefault(child.name, []).append(child)
        return child

    def elements(self) -> Iterator["Node"]:
        """The children in document order."""
        for same_name in self.children.values():
            yield from same_name

    def descendants(self) -> Iterator["Node"]:
        """All nodes below, in document order."""
        for child in self.elements():
            yield child
            yield from child.descendants()

    def ancestors(self) -> Iterator["Node"]:
        """The parent, its parent, ... up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def root(self) -> "Node":
        """The topmost node of this tree."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node

    def position(self) -> int:
        """Its number, from 1, among the siblings of the same name."""
        if self.parent is None:
            return 1
        return self.parent.children[self.name].index(self) + 1

    def truth(self) -> bool:
        """ODK's truth of a reference: a question has a value, a group is there."""
        return bool(self.text or self.children)

    def string(self) -> str:
        """The XPath string value: the texts of this node and of all below."""
        if not self.children:
            return self.text
        return "".join(child.string() for child in self.elements())


class TableRoot(Node):
    """The parent of the rows of a choice table. Tables never change, so rows are found through an index."""

    __slots__ = ("_index",)

    def __init__(self, parent: Node) -> None:
        super().__init__("root", parent, f"{parent.path}/root")
        self._index: dict[tuple[str, str], dict[str, list[Node]]] = {}

    def rows_where(self, row: str, column: str, text: str) -> list[Node]:
        """The rows of a name that have a cell ``column`` with exactly this text, in order."""
        key = (row, column)
        if key not in self._index:
            found: dict[str, list[Node]] = {}
            for node in self.children.get(row, ()):
                for cell in node.children.get(column, ()):
                    found.setdefault(cell.text, []).append(node)
            self._index[key] = found
        return self._index[key].get(text, [])

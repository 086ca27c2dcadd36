"""The namespaces of an XForm, and names within them."""

from xml.etree import ElementTree

ILP = "https://ilp-desktop.id/xlsform"
"""The namespace of this program's own columns."""
XFORMS = "http://www.w3.org/2002/xforms"
JAVAROSA = "http://openrosa.org/javarosa"
XHTML = "http://www.w3.org/1999/xhtml"

Element = ElementTree.Element


def named(name: str) -> str:
    """An element of XForms, as ElementTree writes its name."""
    return f"{{{XFORMS}}}{name}"


def local(tag: str) -> str:
    """The name without its namespace."""
    return tag.rpartition("}")[2]


def last_of(path: str) -> str:
    """The last name of a path."""
    return path.rpartition("/")[2]

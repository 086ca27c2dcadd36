"""Functions on places: ``latitude longitude altitude accuracy``, points of a trace separated by semicolons."""

import itertools
import math

from ilp_desktop.forms.expression.function import Function, eager
from ilp_desktop.forms.expression.values import Value, is_nodes, string

EARTH_RADIUS = 6_378_100.0
"""Metres; the radius that ODK uses."""

_Point = tuple[float, float]


def _points(*values: Value) -> list[_Point] | None:
    """The points in radians; None when something is not a place."""
    texts: list[str] = []
    for value in values:
        texts += [node.string() for node in value] if is_nodes(value) else [string(value)]
    found: list[_Point] = []
    for text in ";".join(texts).split(";"):
        if not text.strip():
            continue
        parts = text.split()
        try:
            latitude, longitude = float(parts[0]), float(parts[1])
        except (IndexError, ValueError):
            return None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            return None
        found.append((math.radians(latitude), math.radians(longitude)))
    return found


def _between(one: _Point, other: _Point) -> float:
    cosine = math.sin(one[0]) * math.sin(other[0]) + math.cos(one[0]) * math.cos(other[0]) * math.cos(other[1] - one[1])
    return EARTH_RADIUS * math.acos(max(-1.0, min(1.0, cosine)))


def _distance(*values: Value) -> float:
    points = _points(*values)
    if not points:
        return math.nan
    return round(sum(_between(one, other) for one, other in itertools.pairwise(points)), 2)


def _area(*values: Value) -> float:
    points = _points(*values)
    if not points:
        return math.nan
    if len(points) < 3:
        return 0.0
    total = sum(
        (other[1] - one[1]) * (2 + math.sin(one[0]) + math.sin(other[0]))
        for one, other in zip(points, [*points[1:], points[0]], strict=True)
    )
    return round(abs(total * EARTH_RADIUS**2 / 2), 2)


def _geofence(place: Value, boundary: Value) -> bool:
    """Ray casting over the polygon of a geoshape."""
    inside, corners = _points(place), _points(boundary)
    if not inside or not corners or len(corners) < 3:
        return False
    latitude, longitude = inside[0]
    within = False
    for one, other in zip(corners, [*corners[1:], corners[0]], strict=True):
        crosses = (one[1] > longitude) != (other[1] > longitude)
        if crosses and latitude < (other[0] - one[0]) * (longitude - one[1]) / (other[1] - one[1]) + one[0]:
            within = not within
    return within


FUNCTIONS = (
    Function(
        name="area",
        least=1,
        most=1,
        compile=eager(_area),
        signature="area(shape or nodes)",
        summary="Square metres inside a shape; 0 for fewer than three points.",
    ),
    Function(
        name="distance",
        least=1,
        most=None,
        compile=eager(_distance),
        signature="distance(trace) or distance(a, b, ...)",
        summary="Metres along the points.",
    ),
    Function(
        name="geofence",
        least=2,
        most=2,
        compile=eager(_geofence),
        signature="geofence(point, shape)",
        summary="Is the point inside the shape?",
    ),
)

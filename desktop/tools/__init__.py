"""The drawing tools: what the hand can do on the map, one gesture per file, without Qt."""

from desktop.tools.business import business
from desktop.tools.draw import cluster, hub, plot, use_change
from desktop.tools.event import Tool
from desktop.tools.pan import pan
from desktop.tools.pick_present import pick_present
from desktop.tools.select import select
from scenarios.wording import mark

TOOLS: tuple[Tool, ...] = (
    Tool(
        "select",
        mark("Select"),
        mark("Select, move and reshape what is drawn."),
        "select",
        "V",
        select,
        "hand",
    ),
    Tool(
        "pan",
        mark("Move the map"),
        mark("Drag the map; the space bar does so in any tool."),
        "pan",
        "H",
        pan,
        "hand",
    ),
    Tool(
        "cluster",
        mark("Draw cluster"),
        mark("Draw a circular cluster."),
        "cluster",
        "C",
        cluster,
        "draw",
        True,
        ("shape",),
    ),
    Tool(
        "hub", mark("Draw hub"), mark("Draw a local building hub."), "hub", "B", hub, "draw", True, ("shape",)
    ),
    Tool(
        "plot",
        mark("Draw plot"),
        mark("Draw a plot in a cluster or hub."),
        "plot",
        "P",
        plot,
        "draw",
        True,
        ("activity", "shape"),
    ),
    Tool(
        "change",
        mark("Draw land-use change"),
        mark("Draw an area that gets another use."),
        "use-change",
        "L",
        use_change,
        "draw",
        True,
        ("use", "shape"),
    ),
    Tool(
        "correct",
        mark("Correct the present"),
        mark("Pick land whose present use is not what the file says."),
        "correct",
        "O",
        pick_present,
        "present",
        True,
        ("correction",),
    ),
    Tool(
        "business",
        mark("Present business"),
        mark("Put a present business on the map."),
        "business",
        "I",
        business,
        "present",
        True,
        ("ground",),
    ),
)
"""Every tool in the order of the tool column; `letter` is its key, R switches between corners and
rectangle."""

BY_KEY = {tool.key: tool for tool in TOOLS}

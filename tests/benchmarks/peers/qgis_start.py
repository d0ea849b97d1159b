"""What a QGIS process needs to show a project's present land use for the first time: run by the Python that
QGIS comes with; says `ready`, and waits for its input to end so that its memory can be read.

python3 qgis_start.py PROJECT XMIN YMIN XMAX YMAX WIDTH HEIGHT USE...
"""

import sys

from qgis.core import (  # type: ignore[import-not-found]
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRectangle,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # type: ignore[import-not-found]


def main() -> None:
    """Start QGIS without its window, load the layer, draw it once: one plain fill per use, antialiased."""
    path, bounds, size, uses = sys.argv[1], map(float, sys.argv[2:6]), map(int, sys.argv[6:8]), sys.argv[8:]
    application = QgsApplication([], False)
    application.initQgis()
    layer = QgsVectorLayer(f"{path}|layername=present_use", "present use", "ogr")
    fills = [
        QgsFillSymbol.createSimple({"color": f"{i * 20},180,{255 - i * 20}", "outline_style": "no"})
        for i in range(len(uses))
    ]
    categories = [QgsRendererCategory(use, fill, use) for use, fill in zip(uses, fills, strict=True)]
    layer.setRenderer(QgsCategorizedSymbolRenderer("use", categories))
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(QgsRectangle(*bounds))
    settings.setOutputSize(QSize(*size))
    settings.setFlag(QgsMapSettings.Antialiasing, True)
    settings.setFlag(QgsMapSettings.UseRenderingOptimization, True)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    drawn = job.renderedImage()
    middle = drawn.pixelColor(drawn.width() // 2, drawn.height() // 2)
    if layer.featureCount() == 0 or middle.blue() == middle.green() == middle.red():
        sys.exit("QGIS drew nothing")
    print("ready", flush=True)
    sys.stdin.read()


main()

"""What QGIS needs to draw a project's present land use: run by the Python that QGIS comes with, prints
seconds.

python3 qgis_redraw.py PROJECT XMIN YMIN XMAX YMAX WIDTH HEIGHT
"""

import sys
import time

from qgis.core import (  # type: ignore[import-not-found]
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # type: ignore[import-not-found]

TIMES = 3


def main() -> None:
    """Draw the layer with one plain fill per use, antialiased and with QGIS's own simplification."""
    path, bounds, size = sys.argv[1], map(float, sys.argv[2:6]), map(int, sys.argv[6:8])
    application = QgsApplication([], False)
    application.initQgis()
    layer = QgsVectorLayer(f"{path}|layername=present_use", "present use", "ogr")
    uses = sorted(layer.uniqueValues(layer.fields().indexOf("use")))
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
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
        taken.append(time.perf_counter() - begun)
    print(min(taken))


main()

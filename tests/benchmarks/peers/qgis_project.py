"""Makes a QGIS project that shows a project file's present land use, one plain fill per use.

Run by the Python that QGIS comes with:
python3 qgis_project.py PROJECT QGIS_PROJECT USE...
"""

import sys

from qgis.core import (  # type: ignore[import-not-found]
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsProject,
    QgsReferencedRectangle,
    QgsRendererCategory,
    QgsVectorLayer,
)


def main() -> None:
    """Write the project with its one layer and the layer's whole extent as the first view."""
    path, out, uses = sys.argv[1], sys.argv[2], sys.argv[3:]
    application = QgsApplication([], False)
    application.initQgis()
    layer = QgsVectorLayer(f"{path}|layername=present_use", "present use", "ogr")
    fills = [
        QgsFillSymbol.createSimple({"color": f"{i * 20},180,{255 - i * 20}", "outline_style": "no"})
        for i in range(len(uses))
    ]
    categories = [QgsRendererCategory(use, fill, use) for use, fill in zip(uses, fills, strict=True)]
    layer.setRenderer(QgsCategorizedSymbolRenderer("use", categories))
    project = QgsProject.instance()
    project.addMapLayer(layer)
    project.setCrs(layer.crs())
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(layer.extent(), layer.crs()))
    if not layer.isValid() or not project.write(out):
        sys.exit("QGIS could not make a project")


main()

"""Reports: one content model, set as HTML, tagged PDF and workbook, with maps drawn as SVG without Qt."""

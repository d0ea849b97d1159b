"""What is true and what is made up in the built-in example, in sentences for the reader of its map."""

from scenarios.example.facts import SOURCE, facts, true_pairs
from scenarios.wording import number, tr


def about_example(kept: int) -> list[str]:
    """The sentences of "About this example"; `kept`: how many pairs of true neighbours are kept."""
    return [
        tr(
            "This is a schematic region of {count} municipalities around The Hague and Rotterdam.",
            count=number(len(facts())),
        ),
        tr(
            "True are the area of each municipality (land and water, to the square metre) and the area of "
            "each land use in it that the figures give."
        ),
        tr(
            "The land-use figures are shares of land and water together in {year}. They give housing, "
            "business parks, other built-up land (shops, offices, facilities), agriculture, nature and "
            "forest, recreation and green, and water.",
            year=min(fact.year for fact in facts().values()),
        ),
        tr(
            "Glasshouses are counted with agriculture, since the figures do not tell them apart. Traffic and "
            "semi-built-up land are not in the figures: that rest is shown as other land."
        ),
        tr(
            "Made up are all shapes and places: no border, coast, river, road or town lies where it is in "
            "reality, and the coordinates are not those of the real places."
        ),
        tr(
            "{kept} of the {all} pairs of municipalities that are neighbours in reality are neighbours here "
            "too.",
            kept=number(kept),
            all=number(len(true_pairs())),
        ),
        tr(
            "All businesses, land in waiting with its owners, sensitive places, sites, plots, members, "
            "land-use changes, relocations, agreements and programmes are fictitious. Their names are made "
            "up, and they say nothing about real plans."
        ),
        tr("Source of the figures: {source}.", source=SOURCE),
    ]

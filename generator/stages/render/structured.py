"""What a dataset's page says of itself to search engines for data: schema.org Dataset, as JSON-LD.

Describes the list and its files, never a record. Source: https://schema.org/Dataset.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.message import _
from generator.model.publication import Publication
from generator.stages.render.linked import embedded
from generator.stages.render.press import Press

ENCODINGS = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SHORTEST, LONGEST = 50, 5000
"""Characters that search engines ask of a description."""


def structured(press: Press, dataset: Dataset, sizes: Mapping[str, int]) -> Markup:
    """Make the text of the script element; nothing in it can end the element."""
    publication = press.publication
    site = publication.city.site
    base = site.base_url.rstrip("/")
    said = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{base}{urls.dataset(dataset.name)}#dataset",
        "url": f"{base}{urls.dataset(dataset.name)}",
        "name": _("{name}：{title}", name=site.name, title=dataset.title),
        "description": str(press.speech.say(_description(publication, dataset)))[:LONGEST],
        "inLanguage": site.language,
        "license": site.licence.path,
        "isAccessibleForFree": True,
        "creator": {"@type": "GovernmentOrganization", "name": site.organiser},
        "version": str(publication.version),
        "dateModified": publication.data_date.isoformat(),
        "includedInDataCatalog": {"@type": "DataCatalog", "name": site.name, "url": f"{base}/download/"},
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{base}/{path}",
                "encodingFormat": ENCODINGS[form],
                "contentSize": f"{sizes[path]} B",
            }
            for form in ENCODINGS
            if (path := urls.to_file(urls.download(dataset.name, form))) in sizes
        ],
    }
    return embedded(said)


def _description(publication: Publication, dataset: Dataset) -> str:
    """The dataset's own description, and what is true of every list; long enough for those who count."""
    own = _("{sentence}。", sentence=dataset.description or dataset.title)
    return _(
        "{own}由{organiser}依法公示，每天更新，只包括仍在公示期内、没有修复或者撤销的记录；每一行都写明公示截止日期，过期请删除。",
        own=own,
        organiser=publication.city.site.organiser,
    )

"""dcat.jsonld: the downloads in the words of W3C's Data Catalog Vocabulary, version 3, for catalogues of open data.

Source: https://www.w3.org/TR/vocab-dcat-3/. The context stands in the file: a reader needs nothing from elsewhere.
"""

from __future__ import annotations

from typing import Any

from generator.model import urls
from generator.model.catalogue import Dataset
from generator.model.publication import Publication
from generator.stages.describe.files import File, Files

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
DAILY = "http://purl.org/cld/freq/daily"
"""Dublin Core's frequency of a thing renewed every day."""
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


def catalog(publication: Publication, files: Files) -> dict[str, Any]:
    """Describe the catalogue, its datasets and their files."""
    site, base = publication.city.site, publication.city.site.base_url.rstrip("/")
    return {
        "@context": CONTEXT,
        "@id": f"{base}/download/",
        "@type": "dcat:Catalog",
        "dct:title": _words(publication, site.name),
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": site.organiser},
        "dct:license": {"@id": site.licence.path},
        "dct:language": site.language,
        "dct:modified": _day(publication),
        "dcat:version": str(publication.version),
        "foaf:homepage": {"@id": f"{base}/"},
        "dcat:dataset": [_dataset(publication, dataset, files, base) for dataset in publication.datasets],
    }


def _dataset(publication: Publication, dataset: Dataset, files: Files, base: str) -> dict[str, Any]:
    providers = {unit.department for unit in publication.units_of(dataset.name)}
    return {
        "@id": f"{base}{urls.dataset(dataset.name)}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.name,
        "dct:title": _words(publication, dataset.title),
        "dct:description": _words(publication, dataset.description or dataset.title),
        "dct:creator": [
            {"@type": "foaf:Organization", "foaf:name": one.name}
            for one in publication.city.departments
            if one.id in providers
        ],
        "dct:license": {"@id": publication.city.site.licence.path},
        "dct:accrualPeriodicity": {"@id": DAILY},
        "dct:modified": _day(publication),
        "dcat:version": str(publication.version),
        "dcat:landingPage": {"@id": f"{base}{urls.dataset(dataset.name)}"},
        "dcat:distribution": [_distribution(publication, one, base) for one in files.of(dataset)],
    }


def _distribution(publication: Publication, file: File, base: str) -> dict[str, Any]:
    address = f"{base}/download/{file.name}"
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": file.name,
        "dct:license": {"@id": publication.city.site.licence.path},
        "dcat:accessURL": {"@id": f"{base}/download/"},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": MEDIA_TYPE + file.media_type},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.bytes)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": SHA256},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


def _words(publication: Publication, text: str) -> dict[str, str]:
    return {"@language": publication.city.site.language, "@value": text}


def _day(publication: Publication) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": publication.data_date.isoformat()}

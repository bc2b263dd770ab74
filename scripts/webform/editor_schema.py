"""The schema that a code editor reads: the record's, with the codes of the lists and messages in Swedish.

The editor (VS Code, or the one in the host's web page) completes and explains while someone writes. What it calls a
fault is a fault to `validate.py` too; the rest of the rules only the latter knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from register import from_document
from register.file_tree import Tree
from register.loading import read_documents
from register.model import Code, CriteriaVersion
from register.schema import load_schemas

FILE = ".vscode/samarbete.schema.json"
Schema = dict[str, Any]
_SAID = "Gjord av schemas/record.schema.json, content/listor och content/kriterier. Ändra där."


def editor_schema(tree: Tree) -> str:
    """The schema of `tree` as the text of a JSON file. Raises SchemaError when the schemas cannot be used.

    A list or a version that cannot be read sets no limit; `validate.py` says what is wrong with it.
    """
    documents = read_documents(tree)
    lists = {name: from_document.code_list(document, ()) for name, document in documents.lists.items()}
    criteria = [from_document.criteria(document, ()) for document in documents.criteria]
    policies = [document.path.split("/")[-1].removesuffix(".md") for document in documents.policies]
    schema = _Writer(lists, criteria, policies).written(load_schemas(tree)["record"])
    schema["$comment"] = _SAID
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


class _Writer:
    """Rewrites a schema, keyword by keyword."""

    def __init__(
        self, lists: Mapping[str, tuple[Code, ...]], criteria: list[CriteriaVersion], policies: list[str]
    ) -> None:
        self.lists = lists
        self.criteria = criteria
        self.policies = policies

    def written(self, schema: Mapping[str, Any]) -> Schema:
        """A copy with choices, and with a Swedish sentence for every fault that the editor may find."""
        result: Schema = {}
        for key, value in schema.items():
            if key == "properties":
                result[key] = {name: self._field(name, content) for name, content in value.items()}
            elif isinstance(value, dict) and key != "etiketter":
                result[key] = self.written(value)
            elif key != "required":
                result[key] = value
        return self._explained(result, schema)

    def _field(self, name: str, content: Mapping[str, Any]) -> Schema:
        field = self.written(content)
        if name == "kriterier":
            field["properties"] = {}
            for version in self.criteria:
                for criterion in version.criteria:
                    if criterion.answered:
                        words = {"title": criterion.heading, "description": criterion.explanation}
                        field["properties"][criterion.id] = self.written({**content["additionalProperties"], **words})
            field["additionalProperties"] = False
            field["errorMessage"] = _only(field["properties"])
        if name == "policy":
            field["enum"] = list(self.policies)
        return field

    def _explained(self, result: Schema, schema: Mapping[str, Any]) -> Schema:
        choices = result.pop("etiketter", None)
        if choices:
            result["markdownEnumDescriptions"] = [choices[value] for value in schema["enum"]]
        codes = self.lists.get(result.pop("kodlista", ""), ())
        if codes:
            result["enum"] = [code.code for code in codes]
            result["markdownEnumDescriptions"] = [f"{code.name}. {code.description}" for code in codes]
        if "title" in schema:
            result["errorMessage"] = f"«{schema['title']}» är inte rätt skrivet. {schema['description']}"
            if codes:
                result["errorMessage"] += f" Koderna är: {', '.join(result['enum'])}."
        if result.get("additionalProperties") is False:
            result["errorMessage"] = _only(result["properties"])
        if "required" in schema:
            result |= _required(schema["required"], schema.get("properties", {}))
        return result


def _only(names: Iterable[str]) -> str:
    return f"Det fältet finns inte här. Fälten är: {', '.join(names)}."


def _required(names: list[str], properties: Mapping[str, Any]) -> Schema:
    """`required`, one field at a time, so that each has its own sentence. A lone one is a condition: no sentence."""
    if not properties and len(names) == 1:
        return {"required": names}
    return {"allOf": [{"required": [name], "errorMessage": f"Fältet «{name}» saknas."} for name in names]}

#!/usr/bin/env python3
"""Reduces a Kubernetes OpenAPI v2 document to what strategic merge patches need.

Usage: merge-keys.py swagger.json[.gz] > src/main/resources/dev/plumbline/rendering/kustomize/transform/merge-keys.json

Kept are the definitions of kinds, and below them only the fields that lead to a list with patch strategy `merge`:
its keys, references, and array-ness. kustomize 5.8.1 has the schema of Kubernetes 1.21.2 built in
(api/openapi-spec/swagger.json of that release), so that is the input to use, not a newer one.
"""
import gzip
import json
import sys

KEPT = ("x-kubernetes-patch-strategy", "x-kubernetes-patch-merge-key", "x-kubernetes-list-map-keys")
GVK = "x-kubernetes-group-version-kind"


def referred(schema):
    return [schema[key]["$ref"] if "$ref" in schema[key] else None
            for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict)] + [schema.get("$ref")]


def is_merged(schema):
    return "merge" in schema.get("x-kubernetes-patch-strategy", "").split(",")


def leads_to_merge(schema, interesting):
    return is_merged(schema) or any(ref and ref.rsplit("/", 1)[1] in interesting for ref in referred(schema))


def reduce_schema(schema):
    result = {key: schema[key] for key in KEPT if key in schema and is_merged(schema)}
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            result[key] = {k: schema[key][k] for k in ("$ref",) if k in schema[key]}
    if schema.get("type") == "array":
        result["type"] = "array"
    if "$ref" in schema:
        result["$ref"] = schema["$ref"]
    return result


def main(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt") as source:
        definitions = json.load(source)["definitions"]
    interesting = set()
    while True:
        found = {name for name, d in definitions.items()
                 if any(leads_to_merge(p, interesting) for p in d.get("properties", {}).values())}
        if found == interesting:
            break
        interesting = found
    result = {}
    for name in sorted(interesting):
        definition = definitions[name]
        entry = {"properties": {field: reduce_schema(schema)
                                for field, schema in sorted(definition["properties"].items())
                                if leads_to_merge(schema, interesting)}}
        if GVK in definition:
            entry[GVK] = definition[GVK]
        result[name] = entry
    json.dump({"definitions": result}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main(sys.argv[1])

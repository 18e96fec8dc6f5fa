#!/usr/bin/env python3
"""Writes types.txt.gz, the excerpt of Kubernetes' OpenAPI documents that BuiltInTypes reads.

    python3 tools/types_table.py openapi-v2.json.gz OPENAPI_V3_DIR src/main/resources/dev/plumbline/manifests/types.txt.gz

OPENAPI_V3_DIR holds the gzipped documents of `/openapi/v3/...`; only they state the defaults of list keys. Where a
definition is in none of them, a required scalar defaults to Go's zero value, as it does in all of them.
"""
import glob
import gzip
import json
import os
import sys

KEPT = ("type", "format", "x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-map-type",
        "x-kubernetes-patch-strategy", "x-kubernetes-patch-merge-key", "x-kubernetes-preserve-unknown-fields")
ZERO = {"string": "", "integer": 0, "boolean": False, "number": 0}


def excerpt(schema):
    out = {key: schema[key] for key in KEPT if key in schema}
    if "$ref" in schema:
        out["$ref"] = schema["$ref"].split("/")[-1]
    if "items" in schema:
        out["items"] = excerpt(schema["items"])
    if "additionalProperties" in schema:
        others = schema["additionalProperties"]
        out["additionalProperties"] = excerpt(others) if isinstance(others, dict) else others
    if "properties" in schema:
        out["properties"] = {name: excerpt(member) for name, member in schema["properties"].items()}
    return out


def add_defaults(out, schema, v3):
    for name, member in out.get("properties", {}).items():
        described = v3.get("properties", {}).get(name)
        if described is None:
            if name in schema.get("required", []) and member.get("type") in ZERO:
                member["default"] = ZERO[member["type"]]
        elif not isinstance(described.get("default", {}), (dict, list)):
            member["default"] = described["default"]


def main():
    v2_path, v3_directory, target = sys.argv[1:]
    definitions = json.load(gzip.open(v2_path))["definitions"]
    v3 = {}
    for path in glob.glob(os.path.join(v3_directory, "*.json.gz")):
        v3.update(json.load(gzip.open(path)).get("components", {}).get("schemas", {}))
    kinds, lines = set(), []
    for name, schema in sorted(definitions.items()):
        for kind in schema.get("x-kubernetes-group-version-kind", []):
            version = "/".join(filter(None, (kind["group"], kind["version"])))
            kinds.add("@%s %s\t%s" % (version, kind["kind"], name))
        out = excerpt(schema)
        add_defaults(out, schema, v3.get(name, {}))
        lines.append(name + "\t" + json.dumps(out, separators=(",", ":"), sort_keys=True))
    text = "\n".join(sorted(kinds) + lines) + "\n"
    with open(target, "wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as out:
        out.write(text.encode())


main()

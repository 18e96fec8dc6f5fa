#!/usr/bin/env python3
"""Writes protobuf-fields.txt: the numbers and types of the fields of built-in kinds on the wire.

    python3 tools/protobuf_table.py API_DIR APIMACHINERY_DIR OPENAPI_V2.json.gz > src/main/resources/dev/plumbline/kubernetes/protobuf-fields.txt

API_DIR and APIMACHINERY_DIR are checkouts of github.com/kubernetes/api and github.com/kubernetes/apimachinery. One
message a line: its name (the last parts of its package, then its own) and its fields, each `number name type`. Types: s
string, i integer, b boolean, d double, y bytes, @NAME message; before it [ for repeated, { for a map from strings, and
! where JSON has the message's fields in place of the message.
"""
import glob
import gzip
import json
import os
import re
import sys

SCALARS = {"string": "s", "int32": "i", "int64": "i", "uint32": "i", "uint64": "i", "bool": "b", "double": "d",
           "bytes": "y"}
FIELD = re.compile(r"^  (optional|repeated)? ?(map<string, ([\w.]+)>|[\w.]+) (\w+) = (\d+);")


def short(package, message):
    return ".".join(package.split(".")[-2:] + [message])


def resolve(package, name):
    if not name.startswith("."):
        return short(package, name)
    parts = name[1:].split(".")
    return short(".".join(parts[:-1]), parts[-1])


def files(api, apimachinery):
    for path in sorted(glob.glob(os.path.join(api, "*", "v*", "generated.proto"))):
        if re.search(r"/v\d+/generated\.proto$", path):
            yield path
    for part in ("pkg/api/resource", "pkg/apis/meta/v1", "pkg/runtime", "pkg/util/intstr"):
        yield os.path.join(apimachinery, part, "generated.proto")


def named(known, messages, number, name, prefix, code):
    """The field as JSON has it; nothing for a field that the server does not know yet."""
    if name in known:
        return number, name, prefix, code
    for other in known:
        if other.lower() == name.lower():
            return number, other, prefix, code
    inlined = not prefix and any(field[1] in known or field[3][0] == "@" and named(known, messages, *field)
                                 for field in messages.get(code[1:], []))
    return (number, name, "!", code) if inlined else None


def main():
    api, apimachinery, openapi = sys.argv[1:]
    definitions = json.load(gzip.open(openapi))["definitions"]
    properties = {".".join(name.split(".")[-3:]): definition.get("properties", {})
                  for name, definition in definitions.items()}
    messages = {}
    for path in files(api, apimachinery):
        package, message, fields = "", "", []
        for line in open(path):
            if line.startswith("package "):
                package = line.split()[1].rstrip(";")
            elif line.startswith("message "):
                message, fields = line.split()[1], []
            elif line.startswith("}") and message:
                messages[short(package, message)] = fields
                message = ""
            elif FIELD.match(line) and message:
                label, kind, value, name, number = FIELD.match(line).groups()
                code = SCALARS.get(value or kind) or "@" + resolve(package, value or kind)
                prefix = "[" if label == "repeated" else "{" if value else ""
                fields.append((number, name, prefix, code))
    lines = []
    for message, fields in messages.items():
        known = properties.get(message)
        if known:
            fields = [field for field in (named(known, messages, *field) for field in fields) if field]
        lines.append(message + "".join("\t%s %s %s%s" % field for field in fields))
    print("\n".join(sorted(lines)))


main()

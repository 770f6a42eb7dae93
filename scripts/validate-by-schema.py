"""validate.py SCHEMA FILE... : prints for each YAML file `valid`, `invalid REASON` or `unreadable`.

YAML is read as editors read it (1.2, core schema), not as PyYAML does by default (1.1)."""

import re
import sys
import json

import jsonschema
import yaml


class Core(yaml.SafeLoader):
    yaml_implicit_resolvers = {}


for tag, pattern, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
]:
    Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile("^(?:" + pattern + ")$"), list(first))
# Numbers in decimal only: 010 is ten, as in YAML 1.2.
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))

schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for path in sys.argv[2:]:
    try:
        document = yaml.load(open(path, encoding="utf-8").read(), Loader=Core)
    except Exception:
        print("unreadable")
        continue
    error = next(iter(validator.iter_errors(document)), None)
    print("valid" if error is None else "invalid " + " ".join(error.message.split())[:150])

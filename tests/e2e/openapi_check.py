# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds recorded exchanges to docs/issuer-api.openapi.yaml.

    openapi_check.py OPENAPI TRACE... [--partial]

TRACE has one JSON object a line, as vouch-issuer writes them when VOUCH_ISSUER_TRACE names a file:
method, path, requestHeaders, requestBody, status, responseHeaders, responseBody (JSON or text).
Wrong are: a route, method or status that is not described; a header or body that does not fit; a
described operation that no trace exercises with success (left out with --partial). What a client
sends is judged only where the server took it: a refused request may be as wrong as it likes.
"""
import json
import re
import sys

import jsonschema
import yaml

NO_BODY = {"head"}


class Description:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.document = yaml.safe_load(file)
        self.operations = {}
        for template, item in self.document["paths"].items():
            pattern = re.compile("^" + re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(template)) + "$")
            names = re.findall(r"\{(\w+)\}", template)
            methods = {m: o for m, o in item.items() if m != "parameters"}
            self.operations[template] = (pattern, names, item.get("parameters", []), methods)

    def resolve(self, node):
        while isinstance(node, dict) and "$ref" in node:
            target = self.document
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            node = target
        return node

    def validate(self, value, schema):
        whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **self.resolve(schema),
                 "components": self.document["components"]}
        validator = jsonschema.Draft202012Validator(whole)
        return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator.iter_errors(value)]

    def find(self, path):
        for template, (pattern, names, shared, methods) in self.operations.items():
            match = pattern.match(path)
            if match:
                return template, dict(zip(names, match.groups())), shared, methods
        return None


def typed(text, schema):
    if schema.get("type") == "integer" and re.fullmatch(r"-?[0-9]+", text):
        return int(text)
    return text


class Checker:
    def __init__(self, description):
        self.description = description
        self.complaints = []
        self.exercised = set()

    def complain(self, place, text):
        self.complaints.append(f"{place}: {text}")

    def check_headers(self, place, headers, described):
        for name, header in described.items():
            value = headers.get(name.lower())
            header = self.description.resolve(header)
            if value is None:
                if header.get("required"):
                    self.complain(place, f"lacks the header {name}")
                continue
            for error in self.description.validate(typed(value, header["schema"]), header["schema"]):
                self.complain(place, f"header {name} {error}")

    def check_body(self, place, headers, body, content, may_lack):
        kind = headers.get("content-type", "").split(";")[0].strip()
        if not content:
            if body not in (None, ""):
                self.complain(place, "has a body, and none is described")
            return
        if kind not in content:
            if not (may_lack and body is None):
                self.complain(place, f"has the media type “{kind}”, not one of {', '.join(content)}")
            return
        schema = content[kind].get("schema")
        if schema and self.description.resolve(schema).get("contentEncoding") != "binary":
            for error in self.description.validate(body, schema):
                self.complain(place, f"body {error}")

    def check_request(self, place, exchange, params, parameters, operation):
        for parameter in map(self.description.resolve, parameters):
            if parameter["in"] == "path":
                value = params.get(parameter["name"])
            else:
                value = exchange["requestHeaders"].get(parameter["name"].lower())
            if value is None:
                if parameter.get("required"):
                    self.complain(place, f"request lacks {parameter['name']}")
                continue
            for error in self.description.validate(value, parameter["schema"]):
                self.complain(place, f"request {parameter['name']} {error}")
        if "requestBody" in operation:
            self.check_body(place + " request", exchange["requestHeaders"], exchange["requestBody"],
                            operation["requestBody"]["content"], False)

    def check(self, place, exchange):
        method, path, status = exchange["method"].lower(), exchange["path"], str(exchange["status"])
        place = f"{place}: {exchange['method']} {path} → {status}"
        found = self.description.find(path)
        if found is None:
            if status != "404":
                self.complain(place, "this route is not described")
            return
        template, params, shared, methods = found
        operation = methods.get(method)
        if operation is None:
            if status not in ("404", "405"):
                self.complain(place, "this method is not described")
            return
        response = self.description.resolve(operation["responses"].get(status))
        if response is None:
            self.complain(place, "this status is not described")
            return
        if status < "400":
            self.exercised.add((template, method))
            self.check_request(place, exchange, params, shared + operation.get("parameters", []), operation)
        self.check_headers(place, exchange["responseHeaders"], response.get("headers", {}))
        if method not in NO_BODY:
            self.check_body(place, exchange["responseHeaders"], exchange["responseBody"], response.get("content"),
                            False)

    def check_exercised(self):
        for template, (_, _, _, methods) in self.description.operations.items():
            for method in methods:
                if (template, method) not in self.exercised:
                    self.complain(f"{method.upper()} {template}", "is described and was never exercised")


def main():
    arguments = [a for a in sys.argv[1:] if a != "--partial"]
    if len(arguments) < 2:
        sys.exit(__doc__)
    checker = Checker(Description(arguments[0]))
    count = 0
    for path in arguments[1:]:
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                checker.check(f"{path}:{number}", json.loads(line))
                count += 1
    if "--partial" not in sys.argv:
        checker.check_exercised()
    for complaint in checker.complaints:
        print(complaint)
    print(f"{count} exchanges, {len(checker.exercised)} operations exercised, {len(checker.complaints)} complaints")
    sys.exit(1 if checker.complaints or count == 0 else 0)


if __name__ == "__main__":
    main()

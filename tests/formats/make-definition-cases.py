#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes definition-cases.json: one small change to data/definition-complete.json a line, with the
place and the words that the refusal must name.

The cases of the shape come from walking data/micro-credential.schema.json beside the definition, so
that every rule of the schema is broken once at every place; those of the relations are written
below. jsonschema is the second opinion: it must refuse each case of the first sort and accept each
of the second. Run it in this folder after a change of the schema; the tests read only its result.
"""
import copy
import json
import pathlib

import jsonschema

HERE = pathlib.Path(__file__).parent
SCHEMA = json.loads((HERE / '../../data/micro-credential.schema.json').read_text())
GOOD = json.loads((HERE / 'data/definition-complete.json').read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())

WRONG = {  # type: (a value of another type, the words that name the right one)
    'object': ([], 'must be an object'),
    'array': ({}, 'must be a list'),
    'string': (7, 'must be a text'),
    'number': ('7', 'must be a number'),
    'integer': (True, 'must be a number'),
    'boolean': (1, 'must be true or false'),
}
cases = []


def resolve(schema):
    while '$ref' in schema:
        schema = SCHEMA['$defs'][schema['$ref'].rsplit('/', 1)[1]]
    return schema


def branch(schema, value):
    """The alternative of a oneOf that this value follows, by its kind or type."""
    schema = resolve(schema)
    if 'oneOf' not in schema:
        return schema
    for one in schema['oneOf']:
        if jsonschema.Draft202012Validator({**one, '$defs': SCHEMA['$defs']}).is_valid(value):
            return one
    raise ValueError(value)


def pointer(steps):
    return ''.join('/' + str(step) for step in steps)


def path(steps):
    return '$' + ''.join(f'[{s}]' if isinstance(s, int)
                         else f'.{s}' if s.isalnum() else f'["{s}"]' for s in steps)


def case(steps, words, value=None, remove=False, at=None):
    one = {'at': pointer(steps), 'path': path(at or steps), 'words': words}
    one.update({'remove': True} if remove else {'value': value})
    cases.append(one)


def scalar(steps, schema, value):
    kind = schema.get('type')
    if 'enum' in schema:
        case(steps, 'not among the words', 'somethingElse')
        case(steps, 'must be a text', 7)
        return
    if 'const' in schema:
        return
    if isinstance(kind, list):
        kind = kind[0]
    wrong, words = WRONG[kind]
    case(steps, words, wrong)
    if 'minLength' in schema:
        case(steps, 'may not be empty', '')
    if 'pattern' in schema and 'x-' not in schema['pattern']:
        case(steps, ' is not a', 'Not an id!')
    if schema.get('format') == 'date':
        case(steps, 'is not a date', '2026-02-30')
        case(steps, 'is not a date', 'soon')
    if schema.get('format') == 'uri':
        case(steps, 'is not a URI', 'no uri')
    if kind == 'integer':
        case(steps, 'whole number', 1.5)
    if 'minimum' in schema:
        case(steps, 'must be at least', schema['minimum'] - 1)
    if 'exclusiveMinimum' in schema:
        case(steps, 'must be more than', schema['exclusiveMinimum'])
    if 'maximum' in schema:
        case(steps, 'must be at most', schema['maximum'] + 1)
    if not isinstance(schema.get('type'), list):
        case(steps, words, None)


def walk(steps, schema, value):
    schema = branch(schema, value)
    if isinstance(value, dict):
        case(steps, WRONG['object'][1], WRONG['object'][0])
        for name in schema.get('required', []):
            case(steps + [name], 'is missing', remove=True)
        if schema.get('additionalProperties') is False:
            case(steps + ['surplus'], 'is not known here', 1)
        for name, child in value.items():
            if name in schema['properties']:
                walk(steps + [name], schema['properties'][name], child)
    elif isinstance(value, list):
        case(steps, WRONG['array'][1], WRONG['array'][0])
        if schema.get('minItems', 0) >= 1:
            case(steps, 'may not be empty', [])
        if schema.get('minItems') == 2:
            case(steps, 'at least two', value[:1])
        if schema.get('uniqueItems') and value:
            case(steps, 'stands twice', value + value[:1], at=steps + [len(value)])
        for i, child in enumerate(value):
            walk(steps + [i], schema['items'], child)
    else:
        scalar(steps, schema, value)


def apply(one):
    changed = copy.deepcopy(GOOD)
    steps = [int(s) if s.isdigit() else s for s in one['at'].split('/')[1:]]
    if not steps:
        return one['value']
    around = changed
    for step in steps[:-1]:
        around = around[step]
    if one.get('remove'):
        del around[steps[-1]]
    else:
        around[steps[-1]] = one['value']
    return changed


# The relations: where, what, which place is named, with which words.
PLAN, DO = '/parts/0', '/parts/1'
GOAL, SHEET, BACK, LESSON, WORK = (PLAN + '/prompts/0', PLAN + '/evidence/0', DO + '/prompts/0',
                                   DO + '/evidence/0', DO + '/evidence/1')
RELATIONS = [
    # One space of names.
    ('/parts/1/id', 'part-plan', '$.parts[1].id', 'already used at $.parts[0].id'),
    (GOAL + '/id', 'part-do', '$.parts[1].id', 'already used at $.parts[0].prompts[0].id'),
    (BACK + '/id', 'lesson', '$.parts[1].evidence[0].id', 'already used'),
    (PLAN + '/choices/0/id', 'goal', '$.parts[0].choices[0].id', 'already used'),
    (PLAN + '/choices/0/options/0/id', 'how', '$.parts[0].choices[0].options[0].id', 'already'),
    ('/selfAssessment/prompts/0/id', 'goal', '$.selfAssessment.prompts[0].id', 'already used'),
    ('/rubric/criteria/1/id', 'planning', '$.rubric.criteria[1].id', 'already used'),
    ('/rubric/criteria/1/id', 'lesson', '$.rubric.criteria[1].id', 'already used'),
    ('/resources/1/id', 'r-sheet', '$.resources[1].id', 'already used'),
    ('/resources/1/id', 'work', '$.resources[1].id', 'already used'),
    ('/attestations/0/id', 'r-form', '$.attestations[0].id', 'already used'),
    ('/rubric/scales/1/id', 'threeLevel', '$.rubric.scales[1].id', 'already'),
    ('/rubric/scales/0/levels/1/id', 'notYet', '$.rubric.scales[0].levels[1].id', 'already'),
    # What is referred to exists and is of the right sort.
    (GOAL + '/criteria/0', 'recap', '$.parts[0].prompts[0].criteria[0]', 'no criterion “recap”'),
    (GOAL + '/criteria/0', 'lesson', '$.parts[0].prompts[0].criteria[0]',
     'is an evidence entry, not a criterion'),
    (LESSON + '/criteria/0', 'part-do', '$.parts[1].evidence[0].criteria[0]', 'is a part, not'),
    (DO + '/dependsOn/0', 'nowhere', '$.parts[1].dependsOn[0]', 'no part “nowhere”'),
    (DO + '/dependsOn/0', 'goal', '$.parts[1].dependsOn[0]', 'is a prompt, not a part'),
    (PLAN + '/choices/0/options/0/members/0', 'nothing',
     '$.parts[0].choices[0].options[0].members[0]', 'no prompt or evidence entry'),
    (PLAN + '/choices/0/options/0/members/0', 'how',
     '$.parts[0].choices[0].options[0].members[0]', 'is a choice, not'),
    (PLAN + '/choices/0/options/0/members/0', 'lesson',
     '$.parts[0].choices[0].options[0].members[0]', 'in another part'),
    (PLAN + '/choices/0/options/0/members/0', 'self-why',
     '$.parts[0].choices[0].options[0].members[0]', 'is a prompt of the self-assessment, not'),
    (BACK + '/constraints/0/targets/1', 'video', '$.parts[1].prompts[0].constraints[0].targets[1]',
     'no prompt or evidence entry “video”'),
    (BACK + '/constraints/0/targets/1', 'planning',
     '$.parts[1].prompts[0].constraints[0].targets[1]', 'is a criterion, not'),
    (SHEET + '/constraints/3/resource', 'r-none', '$.parts[0].evidence[0].constraints[3].resource',
     'no resource “r-none”'),
    (SHEET + '/constraints/3/resource', 'own-work',
     '$.parts[0].evidence[0].constraints[3].resource', 'is an attestation, not a resource'),
    (LESSON + '/constraints/7/criteria/0', 'none', '$.parts[1].evidence[0].constraints[7].criteria[0]',
     'no criterion'),
    (LESSON + '/constraints/8/formResource', 'r-none',
     '$.parts[1].evidence[0].constraints[8].formResource', 'no resource'),
    (WORK + '/constraints/0/across/1', 'none', '$.parts[1].evidence[1].constraints[0].across[1]',
     'no prompt or evidence'),
    (WORK + '/constraints/1/with/0', 'part-do', '$.parts[1].evidence[1].constraints[1].with[0]',
     'is a part, not'),
    (WORK + '/constraints/4/from', 'none', '$.parts[1].evidence[1].constraints[4].from',
     'no prompt or evidence'),
    (WORK + '/constraints/4/to', 'by-goal', '$.parts[1].evidence[1].constraints[4].to',
     'is an option, not'),
    (WORK + '/constraints/5/after/0', 'none', '$.parts[1].evidence[1].constraints[5].after[0]',
     'no prompt or evidence'),
    (WORK + '/constraints/5/before/0', 'none', '$.parts[1].evidence[1].constraints[5].before[0]',
     'no prompt or evidence'),
    ('/globalConstraints/1', {'kind': 'template', 'severity': 'advised', 'resource': 'r-none'},
     '$.globalConstraints[1].resource', 'no resource'),
    ('/rubric/criteria/0/part', 'part-none', '$.rubric.criteria[0].part', 'no part'),
    ('/rubric/criteria/0/part', 'goal', '$.rubric.criteria[0].part', 'is a prompt, not a part'),
    ('/rubric/criteria/0/resources/0', 'r-none', '$.rubric.criteria[0].resources[0]', 'no resource'),
    ('/rubric/criteria/0/scale', 'fiveLevel', '$.rubric.criteria[0].scale', 'no scale “fiveLevel”'),
    ('/rubric/criteria/0/evidenceFrom/0', 'none', '$.rubric.criteria[0].evidenceFrom[0]',
     'no prompt or evidence', 1),
    ('/resources/0/supports/0', 'none', '$.resources[0].supports[0]', 'no criterion'),
    ('/passingRule/rules/3/criteria/0', 'none', '$.passingRule.rules[3].criteria[0]',
     'no criterion'),
    ('/passingRule/rules/3/criteria/0', 'goal', '$.passingRule.rules[3].criteria[0]',
     'is a prompt, not a criterion'),
    # No minimum is above its maximum.
    ('/estimatedHours/min', 9, '$.estimatedHours.max', 'less than min'),
    ('/availability/validFrom', '2028-01-01', '$.availability.validUntil', 'before validFrom'),
    ('/submissionPolicy/windows/0/opens', '2026-07-01', '$.submissionPolicy.windows[0].closes',
     'before opens'),
    (GOAL + '/responses/min', 3, '$.parts[0].prompts[0].responses.max', 'less than min'),
    (WORK + '/quantity/min', 7, '$.parts[1].evidence[1].quantity.max', 'less than min'),
    (PLAN + '/choices/0/minOptions', 3, '$.parts[0].choices[0].maxOptions', 'less than minOptions'),
    (GOAL + '/constraints/0/min', 201, '$.parts[0].prompts[0].constraints[0].max', 'less than'),
    (GOAL + '/constraints/1/min', 2001, '$.parts[0].prompts[0].constraints[1].max', 'less than'),
    (GOAL + '/constraints/2/min', 3, '$.parts[0].prompts[0].constraints[2].max', 'less than'),
    (SHEET + '/constraints/1/minBytes', 5000001, '$.parts[0].evidence[0].constraints[1].maxBytes',
     'less than minBytes'),
    (SHEET + '/constraints/5/notBefore', '2027-07-01',
     '$.parts[0].evidence[0].constraints[5].notAfter', 'before notBefore'),
    (LESSON + '/constraints/0/minSeconds', 901, '$.parts[1].evidence[0].constraints[0].maxSeconds',
     'less than minSeconds'),
    (LESSON + '/constraints/4/minStudents', 31,
     '$.parts[1].evidence[0].constraints[4].maxStudents', 'less than minStudents'),
    (WORK + '/constraints/4/minDays', 91, '$.parts[1].evidence[1].constraints[4].maxDays',
     'less than minDays'),
    ('/globalConstraints/1', {'kind': 'words', 'severity': 'advised', 'min': 5, 'max': 4},
     '$.globalConstraints[1].max', 'less than min'),
    # Choices, order, levels, counts, the stack.
    (PLAN + '/choices/0/maxOptions', 3, '$.parts[0].choices[0].maxOptions', 'number of options (2)'),
    ('/parts/0/position', 2, '$.parts[1].dependsOn[0]', 'earlier position'),
    ('/parts/0/dependsOn', ['part-plan'], '$.parts[0].dependsOn[0]', 'earlier position'),
    ('/parts/0/dependsOn', ['part-do'], '$.parts[0].dependsOn[0]', 'earlier position'),
    ('/rubric/scales/0/levels/1/position', 1, '$.rubric.scales[0].levels[1].position', 'lowest up'),
    ('/rubric/scales/0/levels/0/position', 9, '$.rubric.scales[0].levels[1].position', 'lowest up'),
    ('/rubric/criteria/0/levels/1/level', 'shown', '$.rubric.criteria[0].levels[1].level',
     'the level “developing” at this place'),
    ('/rubric/criteria/0/levels/0/level', 'none', '$.rubric.criteria[0].levels[0].level', 'none'),
    ('/rubric/criteria/0/scale', 'yesNo', '$.rubric.criteria[0].levels', 'levels is 3, but'),
    ('/passingRule/rules/0/rules/0/level', 'yes', '$.passingRule.rules[0].rules[0].level',
     'criterion “planning” has no level “yes”'),
    ('/passingRule/rules/0/rules/1/level', 'notYet', '$.passingRule.rules[0].rules[1].level',
     'criterion “teaching” has no level'),
    ('/passingRule/rules/1/criteria', ['*'], '$.passingRule.rules[1].level',
     'criterion “planning” has no level “yes”'),
    ('/passingRule/rules/1/min', 2, '$.passingRule.rules[1].min', 'than the rule speaks of (1)'),
    ('/passingRule/rules/2/criteria', ['*', 'planning'], '$.passingRule.rules[2].criteria[0]',
     'must stand alone'),
    ('/stack/members/1/id', 'https://example.org/x', '$.stack.members', 'itself is not among'),
    ('/id', 'https://example.org/x', '$.stack.members', 'itself is not among'),
    ('/stack/completionRule/min', 3, '$.stack.completionRule.min', 'number of members (2)'),
    # criteria and evidenceFrom agree.
    (GOAL + '/criteria', [], '$.rubric.criteria[0].evidenceFrom[0]', '“goal” does not name'),
    (WORK + '/criteria', ['teaching'], '$.parts[1].evidence[1].criteria[0]',
     '“teaching” does not name “work”'),
    ('/rubric/criteria/1/evidenceFrom', ['lesson'], '$.parts[1].prompts[0].criteria[0]',
     'does not name “look-back”'),
    ('/rubric/criteria/1/evidenceFrom', ['look-back', 'lesson', 'work'],
     '$.rubric.criteria[1].evidenceFrom[2]', '“work” does not name'),
]
# What the schema cannot say in one word, or says with a constant.
SHAPES = [
    ('/formatVersion', '1', '$.formatVersion', 'is not a version'),
    ('/formatVersion', '1.00', '$.formatVersion', 'is not a version'),
    ('/formatVersion', '0.9', '$.formatVersion', 'is not a version'),
    ('/formatVersion', '1.0.1', '$.formatVersion', 'is not a version'),
    ('/formatVersion', 'one', '$.formatVersion', 'is not a version'),
    ('/formatVersion', 1.0, '$.formatVersion', 'must be a text'),
    ('/formatVersion', '2.0', '$.formatVersion', 'Please update Vouch'),
    ('/formatVersion', '10.3', '$.formatVersion', 'Please update Vouch'),
    ('/type', ['MicroCredential'], '$.type', 'must contain “Achievement”'),
    ('/type', [], '$.type', 'may not be empty'),
    (SHEET + '/constraints/0/kind', 'fileColour', '$.parts[0].evidence[0].constraints[0].kind',
     'no kind of constraint “fileColour”'),
    (SHEET + '/constraints/0/kind', 'quantity', '$.parts[0].evidence[0].constraints[0].kind',
     'no kind of constraint'),
    (SHEET + '/constraints/0/kind', 'X-colour', '$.parts[0].evidence[0].constraints[0].kind',
     'no kind of constraint'),
    (SHEET + '/constraints/0/kind', 'x-', '$.parts[0].evidence[0].constraints[0].kind',
     'no kind of constraint'),
    (SHEET + '/constraints/0/kind', 7, '$.parts[0].evidence[0].constraints[0].kind',
     'must be a text'),
    ('/passingRule/rules/0/type', 'most', '$.passingRule.rules[0].type', 'not among the words'),
    ('/passingRule/rules/3/weighted', 'yes', '$.passingRule.rules[3].weighted', 'true or false'),
    ('/passingRule/rules/1/weighted', True, '$.passingRule.rules[1].weighted', 'not known here'),
    ('/stack/completionRule/type', 'most', '$.stack.completionRule.type', 'not among the words'),
    ('/stack/completionRule/type', 'allMembers', '$.stack.completionRule.min', 'not known here'),
]


def main():
    walk([], SCHEMA, GOOD)
    # A list of texts with a wrong one inside, or a word of an enumeration, is walked above; the
    # same change twice is one case.
    unique = {json.dumps(one, sort_keys=True): one for one in cases}
    shapes = list(unique.values())
    for at, value, place, words in SHAPES:
        shapes.append({'at': at, 'path': place, 'words': words, 'value': value})
    relations = []
    for at, value, place, words, *later in RELATIONS:
        one = {'at': at, 'path': place, 'words': words, 'value': value}
        if later:
            one['anywhere'] = True  # the other half of the broken pair is named first
        relations.append(one)
    for one in shapes:
        # The format "uri" is checked by Vouch, not by jsonschema.
        assert 'URI' in one['words'] or not VALIDATOR.is_valid(apply(one)), one
    for one in relations:
        if not one['words'] == 'must stand alone':
            assert VALIDATOR.is_valid(apply(one)), one
    with open(HERE / 'data/definition-cases.json', 'w') as out:
        lines = [json.dumps(one, ensure_ascii=False) for one in shapes + relations]
        out.write('[\n' + ',\n'.join(lines) + '\n]\n')
    print(len(shapes), 'of the shape,', len(relations), 'of the relations')


main()

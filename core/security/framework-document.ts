import { InvalidInput, type Violation } from '../errors.ts';
import { type DocumentViolation, type ReadDocument, readYaml } from '../yaml/yaml-document.ts';
import type { Framework, Requirement } from './compliance.ts';
import { partOf, partsOf, textOf, textsOf } from './properties.ts';

const NAME = /^[a-z0-9][a-z0-9.-]{0,62}$/;
const MEMBERS = ['name', 'title', 'requirements'];
const OF_REQUIREMENT = ['id', 'title', 'rules'];
const MOST_REQUIREMENTS = 500;

/**
 * Reads a framework of the account's own from YAML: `name`, `title`, and `requirements` with `id`, `title` and
 * `rules`, which may be empty for what people look at.
 * @param known names of the rules
 * @throws InvalidInput with every violation and where it is
 */
export function readFramework(document: string, known: readonly string[]): Framework {
  const read = readYaml(document);
  if (!('value' in read)) throw refusal(read);
  const violations = [...violationsOf(read, known)];
  if (violations.length > 0) throw refusal(violations);
  const { name, title, requirements } = partOf(read.value);
  return {
    name: textOf(name),
    title: textOf(title),
    requirements: partsOf(requirements).map(
      (one): Requirement => ({
        id: String(one['id']),
        title: textOf(one['title']),
        rules: textsOf(one['rules']),
      }),
    ),
  };
}

function* violationsOf({ value, at }: ReadDocument, known: readonly string[]): Generator<DocumentViolation> {
  const { name, title, requirements } = partOf(value);
  for (const member of Object.keys(partOf(value)))
    if (!MEMBERS.includes(member)) yield at([member], 'is not known', MEMBERS.join(', '));
  if (!NAME.test(textOf(name)))
    yield at(['name'], 'is no name', 'lower-case letters, digits, dots and dashes');
  if (textOf(title) === '') yield at(['title'], 'is missing', 'a text');
  const count = Array.isArray(requirements) ? requirements.length : 0;
  if (count === 0 || count > MOST_REQUIREMENTS)
    yield at(['requirements'], `has ${count} entries`, `1 to ${MOST_REQUIREMENTS} requirements`);
  const ids = new Set<string>();
  for (const [index, one] of partsOf(requirements).entries()) {
    const id = String(one['id'] ?? '');
    const path = ['requirements', index];
    for (const member of Object.keys(one))
      if (!OF_REQUIREMENT.includes(member))
        yield at([...path, member], 'is not known', OF_REQUIREMENT.join(', '));
    if (id === '' || ids.has(id))
      yield at([...path, 'id'], id === '' ? 'is missing' : `repeats ${id}`, 'an id of its own');
    ids.add(id);
    if (textOf(one['title']) === '') yield at([...path, 'title'], 'is missing', 'a text');
    if (!Array.isArray(one['rules']))
      yield at([...path, 'rules'], 'is no list', 'names of rules; empty for what people look at');
    const stranger = textsOf(one['rules']).find((rule) => !known.includes(rule));
    if (stranger !== undefined)
      yield at([...path, 'rules'], `names ${stranger}, which is no rule`, 'names of rules');
  }
}

function refusal(violations: readonly DocumentViolation[]): InvalidInput {
  const shown = violations.map(
    ({ line, column, field, problem, allowed }): Violation => ({
      field: `document:${line}:${column}${field === 'document' ? '' : ` ${field}`}`,
      problem,
      allowed,
    }),
  );
  return new InvalidInput('document is no framework.', { violations: shown });
}

import { isObject, type Report, refusal, reportOn, unreadable } from '../../alerting/shape.ts';
import type { Violation } from '../../errors.ts';
import { type Path, readYamlDocuments } from '../../yaml/yaml-document.ts';

/** A value of a document that was read, with its place. */
export interface Placed {
  readonly value: Readonly<Record<string, unknown>>;
  readonly path: Path;
  readonly report: Report;
}

/** One document of a text. */
export interface Entry extends Placed {
  readonly kind: string;
  readonly name: string;
}

/** What a text of documents holds, by kind and name. */
export interface Library {
  readonly entries: readonly Entry[];
  find(kind: string, name: unknown): Entry | undefined;
  /** Everything that was found wrong so far. */
  violations(): Violation[];
}

const DIALECTS: Readonly<Record<string, readonly string[]>> = {
  'openslo/v1': [
    'SLO',
    'SLI',
    'AlertPolicy',
    'AlertCondition',
    'AlertNotificationTarget',
    'DataSource',
    'Service',
  ],
  'operate/v1': ['BudgetPolicy', 'SLA'],
  'sloth.slok.dev/v1': ['PrometheusServiceLevel'],
  'pyrra.dev/v1alpha1': ['ServiceLevelObjective'],
};
/** What Sloth's own files say instead. */
const SLOTH_FILE = 'prometheus/v1';

/** @throws InvalidInput for a text that is no YAML, or is of documents of another kind */
export function readLibrary(text: string): Library {
  const read = readYamlDocuments(text);
  const wrong = read.flatMap((one) => ('line' in one ? [one] : []));
  if (wrong.length > 0) throw unreadable(wrong);
  const reports: Report[] = [];
  const entries = read.flatMap((document) => {
    if ('line' in document) return [];
    const report = reportOn(document);
    reports.push(report);
    return membersOf(document.value).flatMap(({ value, path }) => entryOf(value, path, report));
  });
  checkUnique(entries);
  const violations = () => reports.flatMap((report) => report.violations);
  if (violations().length > 0) throw refusal(violations());
  return {
    entries,
    violations,
    find: (kind, name) => entries.find((entry) => entry.kind === kind && entry.name === name),
  };
}

/** A document may be a list of objects. */
function membersOf(value: unknown): { value: unknown; path: Path }[] {
  if (!Array.isArray(value)) return [{ value, path: [] }];
  return value.map((member: unknown, index) => ({ value: member, path: [index] }));
}

function entryOf(value: unknown, path: Path, report: Report): Entry[] {
  if (!isObject(value)) {
    report.add(path, 'is no object', 'an object with apiVersion and kind');
    return [];
  }
  if (value['version'] === SLOTH_FILE)
    return [{ kind: 'SlothFile', name: String(value['service'] ?? ''), value, path, report }];
  const { apiVersion, kind, metadata } = value;
  const kinds = typeof apiVersion === 'string' ? DIALECTS[apiVersion] : undefined;
  if (!kinds) {
    const allowed = `${Object.keys(DIALECTS).join(', ')}, or version: ${SLOTH_FILE}`;
    report.add([...path, 'apiVersion'], `is ${shown(apiVersion)}, which is not read`, allowed);
    return [];
  }
  if (typeof kind !== 'string' || !kinds.includes(kind)) {
    report.add([...path, 'kind'], `is ${shown(kind)}, which is not read`, kinds.join(', '));
    return [];
  }
  const name = isObject(metadata) ? metadata['name'] : undefined;
  if (typeof name !== 'string' || name === '') {
    report.add([...path, 'metadata', 'name'], 'is missing', 'a name');
    return [];
  }
  return [{ kind, name, value, path, report }];
}

function checkUnique(entries: readonly Entry[]): void {
  for (const [index, { kind, name, path, report }] of entries.entries())
    if (entries.findIndex((one) => one.kind === kind && one.name === name) < index)
      report.add([...path, 'metadata', 'name'], `is that of another ${kind}, ${name}`, 'a name of its own');
}

/** A value of a document in a sentence. */
export function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, 80);
}

/** The object in a field, where it is one. */
export function inside({ value, path, report }: Placed, field: string): Placed | undefined {
  const inner = value[field];
  return isObject(inner) ? { value: inner, path: [...path, field], report } : undefined;
}

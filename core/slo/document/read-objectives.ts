import { isObject, type Report, refusal } from '../../alerting/shape.ts';
import type { Objective } from '../objective.ts';
import { type Entry, inside, type Library, readLibrary } from './library.ts';
import type { Surroundings } from './metric-source.ts';
import { readSlo } from './open-slo.ts';
import { readPyrra } from './pyrra.ts';
import { readSloth } from './sloth.ts';

/** What a text of documents defines. */
export interface ReadObjectives {
  readonly objectives: readonly Objective[];
  /** Documents that are read and say nothing here, such as notification targets. */
  readonly ignored: readonly string[];
}

type Reader = (entry: Entry, library: Library, surroundings: Surroundings) => Objective[];

const READERS: Readonly<Record<string, Reader>> = {
  SLO: readSlo,
  SlothFile: readSloth,
  PrometheusServiceLevel: readSloth,
  ServiceLevelObjective: readPyrra,
};
/** Credentials have no place in a text that is kept: the agent reads by its own role. */
const CREDENTIAL = /key|secret|token|password|credential/i;

/**
 * Reads objectives from documents of OpenSLO v1, Sloth and Pyrra, in one text.
 * @throws InvalidInput that names line, field, what is wrong and what is allowed
 */
export function readObjectives(text: string, surroundings: Surroundings): ReadObjectives {
  const library = readLibrary(text);
  for (const entry of library.entries) if (entry.kind === 'DataSource') checkSource(entry);
  const read = library.entries.map((entry) => ({
    entry,
    made: READERS[entry.kind]?.(entry, library, surroundings) ?? [],
  }));
  checkNames(read);
  const violations = library.violations();
  if (violations.length > 0) throw refusal(violations);
  const objectives = read.flatMap(({ made }) => made);
  const [first] = library.entries;
  if (objectives.length === 0)
    throw refusal([
      {
        field: 'document',
        problem: first ? 'defines no objective' : 'is empty',
        allowed: 'a document of kind SLO, PrometheusServiceLevel or ServiceLevelObjective',
      },
    ]);
  return { objectives, ignored: library.entries.flatMap(ignoredIn) };
}

function checkNames(read: readonly { readonly entry: Entry; readonly made: readonly Objective[] }[]): void {
  const known = new Set<string>();
  for (const { entry, made } of read)
    for (const { name } of made) {
      if (known.has(name))
        entry.report.add(entry.path, `defines ${name}, which another document defines`, 'names of their own');
      known.add(name);
    }
}

function checkSource(entry: Entry): void {
  const details = inside(entry, 'spec')?.value['connectionDetails'];
  if (isObject(details))
    refuseCredentials(details, [...entry.path, 'spec', 'connectionDetails'], entry.report);
}

function refuseCredentials(
  details: Readonly<Record<string, unknown>>,
  path: Entry['path'],
  report: Report,
): void {
  for (const name of Object.keys(details))
    if (CREDENTIAL.test(name))
      report.add([...path, name], 'is a credential', 'nothing: metrics are read by the role of the function');
}

function ignoredIn({ kind, name }: Entry): string[] {
  return kind === 'AlertNotificationTarget' || kind === 'Service' ? [`${kind} ${name}`] : [];
}

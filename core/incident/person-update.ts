import { canonical } from '../canonical.ts';
import { InvalidInput } from '../errors.ts';
import { fingerprintOf } from './fingerprint.ts';
import { withLine } from './line.ts';
import { type Act, conflict } from './person-actions.ts';
import type { IncidentRecord } from './record.ts';
import type { Severity } from './signal.ts';
import { iso } from './source-time.ts';

/** What a person may change. Lists replace what was there, but services with members stay. */
export interface Update {
  readonly title?: string;
  readonly description?: string;
  readonly severity?: Severity;
  readonly assignee?: string;
  readonly updateNotes?: string;
  readonly rootCause?: string;
  readonly preventiveMeasures?: readonly string[];
  readonly affectedServices?: readonly string[];
  readonly tags?: readonly string[];
}

/** What is learnt afterwards; the rest belongs to an incident that is under way. */
const AFTERWARDS: readonly string[] = [
  'description',
  'updateNotes',
  'rootCause',
  'preventiveMeasures',
  'tags',
] satisfies (keyof Update)[];

/**
 * The record with a person's changes, told in one line; the same record where it was all so before.
 * @throws Conflict for what cannot change once it is resolved; InvalidInput when nothing is to change
 */
export function update(record: IncidentRecord, { by, now }: Act, changes: Update): IncidentRecord {
  const given = Object.entries(changes).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  if (given.length === 0) throw nothingToChange();
  refuseTooLate(record, given);
  const { title, description, severity, assignee, affectedServices, rootCause, preventiveMeasures, tags } =
    changes;
  const updated: IncidentRecord = {
    ...record,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(severity !== undefined && severityBy(record, severity, by)),
    ...(assignee !== undefined && { assignee }),
    ...(affectedServices && { services: withMembersServices(record, affectedServices) }),
    ...(rootCause !== undefined && { rootCause }),
    ...(preventiveMeasures && { preventiveMeasures }),
    ...(tags && { tags }),
  };
  const counted = record.members.length > 0 ? updated : { ...updated, fingerprint: fingerprintOf(updated) };
  const words = wordsOf(record, counted, changes);
  return words === '' ? record : withLine(counted, iso(now), by, words);
}

/** Where the fields that are not called the same in the record stand there. */
const FIELDS = { affectedServices: 'services' } as const;

/** Who says what another person has said before changes nothing. */
function severityBy({ severity: before, severitySetBy }: IncidentRecord, severity: Severity, by: string) {
  if (severity === before && severitySetBy !== undefined) return {};
  return { severity, severityReason: 'A person said so.', severitySetBy: by };
}

function refuseTooLate(record: IncidentRecord, fields: readonly string[]): void {
  const { state } = record;
  const tooLate = fields.filter((field) => !AFTERWARDS.includes(field));
  if (state.name === 'RESOLVED' && tooLate.length > 0)
    throw conflict(
      record,
      `It was resolved at ${state.at}: ${tooLate.join(', ')} can no longer change, only ${AFTERWARDS.join(', ')}.`,
    );
}

function withMembersServices({ members }: IncidentRecord, services: readonly string[]): readonly string[] {
  return [...new Set([...services, ...members.flatMap(({ service }) => service ?? [])])];
}

/** What is another one now, and the notes; nothing where all was so before. */
function wordsOf(
  before: IncidentRecord,
  after: IncidentRecord,
  { updateNotes = '', ...changes }: Update,
): string {
  const isNew = (field: string) => {
    const name = (FIELDS as Readonly<Record<string, string>>)[field] ?? field;
    return canonical(entryOf(before, name)) !== canonical(entryOf(after, name));
  };
  const changed = Object.keys(changes).filter(isNew);
  const list = changed.length > 0 ? `Changed ${changed.join(', ')}.` : '';
  const kept = before.severity === after.severity && before.severitySetBy !== after.severitySetBy;
  const pinned = kept ? `It stays ${after.severity}, whatever signals say.` : '';
  return [list, pinned, updateNotes].filter((part) => part !== '').join(' ');
}

function entryOf(record: IncidentRecord, field: string): unknown {
  return (record as unknown as Readonly<Record<string, unknown>>)[field] ?? null;
}

function nothingToChange(): InvalidInput {
  const violation = {
    field: 'updateNotes',
    problem: 'is missing, like all others',
    allowed: 'one of the fields that an update may change',
  };
  return new InvalidInput('The update changes nothing.', { violations: [violation] });
}

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
 * The record with a person's changes, told in one line.
 * @throws Conflict for what cannot change once it is resolved; InvalidInput when nothing is to change
 */
export function update(record: IncidentRecord, { by, now }: Act, changes: Update): IncidentRecord {
  const fields = Object.entries(changes).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  if (fields.length === 0) throw nothingToChange();
  refuseTooLate(record, fields);
  const { title, description, severity, assignee, affectedServices, rootCause, preventiveMeasures, tags } =
    changes;
  const updated: IncidentRecord = {
    ...record,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(severity !== undefined && { severity, severityReason: 'A person said so.', severitySetBy: by }),
    ...(assignee !== undefined && { assignee }),
    ...(affectedServices && { services: withMembersServices(record, affectedServices) }),
    ...(rootCause !== undefined && { rootCause }),
    ...(preventiveMeasures && { preventiveMeasures }),
    ...(tags && { tags }),
  };
  const counted = record.members.length > 0 ? updated : { ...updated, fingerprint: fingerprintOf(updated) };
  return withLine(counted, iso(now), by, wordsOf(fields, changes.updateNotes));
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

function wordsOf(fields: readonly string[], notes: string | undefined): string {
  const changed = fields.filter((field) => field !== 'updateNotes');
  const list = changed.length > 0 ? `Changed ${changed.join(', ')}.` : '';
  return [list, notes ?? ''].filter((part) => part !== '').join(' ');
}

function nothingToChange(): InvalidInput {
  const violation = {
    field: 'updateNotes',
    problem: 'is missing, like all others',
    allowed: 'one of the fields that an update may change',
  };
  return new InvalidInput('The update changes nothing.', { violations: [violation] });
}

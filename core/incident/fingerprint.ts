import { digest } from '../canonical.ts';
import type { IncidentRecord } from './record.ts';
import type { Signal } from './signal.ts';

const LENGTH = 32;
/** What differs from one occurrence to the next: ids in hex, numbers. */
const VARYING = /\b[0-9a-f]{8,}(?:-[0-9a-f]{4,})*\b|\d+/gi;

/** What kind of trouble a signal tells of: its metric, else its title without numbers and ids. */
export function kindOf({ metric, title }: Pick<Signal, 'metric' | 'title'>): string {
  return metric ? `${metric.namespace}/${metric.name}` : skeleton(title);
}

function skeleton(title: string): string {
  return title.toLowerCase().replace(VARYING, '#');
}

/** The record's traits: what of which service went wrong, each once, in order. */
export function traitsOf({ members, services, title }: Traits): readonly string[] {
  const ofMembers = members.map(({ service, kind, title: own }) => trait(service, kind ?? skeleton(own)));
  const told =
    ofMembers.length > 0 ? ofMembers : [...services, undefined].map((name) => trait(name, skeleton(title)));
  return [...new Set(told)].sort();
}

type Traits = Pick<IncidentRecord, 'members' | 'services' | 'title'>;

function trait(service: string | undefined, kind: string): string {
  return `${service ?? ''}:${kind}`;
}

/**
 * What incidents of one kind have in common, in whichever environment: a digest of their traits, without times, ids
 * and the order of events.
 */
export function fingerprintOf(record: Traits): string {
  return digest(traitsOf(record)).slice(0, LENGTH);
}

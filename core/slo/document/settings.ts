import { isObject, oneOf, text } from '../../alerting/shape.ts';
import { KINDS, type Kind, type Objective } from '../objective.ts';
import { DEFAULT_POLICY, type Policy } from '../policy.ts';
import type { Sla } from '../sla.ts';
import type { Library, Placed } from './library.ts';
import { readPolicy, readSla } from './operate-documents.ts';
import { open } from './shapes.ts';

const count = text(/^\d{1,9}$/, 'a whole number, in quotes');
/** What the annotations of an objective may say to us; all others are left alone. */
const KNOWN = {
  'operate/kind': oneOf(KINDS),
  'operate/minimum-bad': count,
  'operate/minimum-events': count,
  'operate/no-data': oneOf(['unknown', 'bad']),
  'operate/windows': oneOf(['google', 'pyrra']),
  'operate/policy': text(/^.{1,253}$/, 'the name of a BudgetPolicy'),
  'operate/sla': text(/^.{1,253}$/, 'the name of an SLA'),
};
const annotationsShape = open(KNOWN);
const PREFIX = 'operate/';

export interface Settings {
  readonly kind?: Kind;
  readonly leastBad?: number;
  readonly leastEvents?: number;
  readonly noData: Objective['noData'];
  readonly windows: 'google' | 'pyrra';
  readonly policy: Policy;
  readonly sla?: Sla;
}

/** What a document's annotations say of how an objective is watched. */
export function readSettings({ value, path, report }: Placed, library: Library): Settings {
  const metadata = isObject(value['metadata']) ? value['metadata'] : {};
  const said = metadata['annotations'];
  const annotations = isObject(said) ? said : {};
  const at = [...path, 'metadata', 'annotations'];
  annotationsShape(annotations, at, report);
  for (const name of Object.keys(annotations))
    if (name.startsWith(PREFIX) && !Object.hasOwn(KNOWN, name))
      report.add([...at, name], 'is not known', Object.keys(KNOWN).join(', '));
  const text = (name: keyof typeof KNOWN) =>
    annotations[name] === undefined ? undefined : String(annotations[name]);
  const [bad, events] = [text('operate/minimum-bad'), text('operate/minimum-events')];
  const kind = text('operate/kind');
  const named = (field: 'operate/policy' | 'operate/sla', of: string) => {
    const name = text(field);
    const found = name === undefined ? undefined : library.find(of, name);
    if (name !== undefined && !found)
      report.add([...at, field], `is '${name}', which no document defines`, `a ${of} in the same text`);
    return found;
  };
  const policy = named('operate/policy', 'BudgetPolicy');
  const sla = named('operate/sla', 'SLA');
  const readSlaOf = sla && readSla(sla);
  return {
    ...(kind !== undefined && { kind: kind as Kind }),
    ...(bad !== undefined && { leastBad: Number(bad) }),
    ...(events !== undefined && { leastEvents: Number(events) }),
    noData: text('operate/no-data') === 'bad' ? 'bad' : 'unknown',
    windows: text('operate/windows') === 'pyrra' ? 'pyrra' : 'google',
    policy: (policy && readPolicy(policy)) ?? DEFAULT_POLICY,
    ...(readSlaOf && { sla: readSlaOf }),
  };
}

import type { Violation } from '../errors.ts';
import { breachStart } from './breach-start.ts';
import { cleanText, TEXT_LIMITS } from './clean-text.ts';
import { type Reading, refused } from './reading.ts';
import type { SignalMetric, SignalState } from './signal.ts';
import { signalKey } from './signal-key.ts';
import { iso, sourceTime } from './source-time.ts';
import { textOf } from './untyped.ts';

/** The parts of a change of state that both of CloudWatch's forms have, as they came. */
export interface AlarmChange {
  readonly arn: unknown;
  readonly name: unknown;
  readonly state: unknown;
  readonly reason: unknown;
  readonly reasonData: unknown;
  readonly at: unknown;
  readonly metric: SignalMetric | undefined;
}

/** Where each part stands in the form, for refusals. */
export type AlarmFields = Readonly<Record<'arn' | 'state' | 'at', string>>;

const STATES: ReadonlyMap<unknown, SignalState> = new Map<unknown, SignalState>([
  ['ALARM', 'FIRING'],
  ['OK', 'RESOLVED'],
  ['INSUFFICIENT_DATA', 'NO_DATA'],
]);
const ALARM_ARN = /^arn:aws[\w-]*:cloudwatch:[\w-]+:\d{12}:alarm:(?<name>.+)$/s;

/** The signal of a change of state. Both forms of one change give the same key, state and time. */
export function alarmSignal(change: AlarmChange, fields: AlarmFields): Reading {
  const arn = textOf(change.arn);
  const nameInArn = ALARM_ARN.exec(arn)?.groups?.['name'];
  const state = STATES.get(change.state);
  const at = sourceTime(change.at);
  if (nameInArn === undefined || state === undefined || at === undefined)
    return refused(...violations(fields, { nameInArn, state, at }));
  const reason = textOf(change.reason);
  const start = state === 'FIRING' ? breachStart(reason, change.reasonData) : undefined;
  return {
    kind: 'signal',
    signal: {
      key: signalKey('cloudwatch', arn),
      source: 'cloudwatch',
      state,
      at: iso(at),
      ...(start !== undefined && start <= at && { breachedAt: iso(start) }),
      title: cleanText(textOf(change.name) || nameInArn, TEXT_LIMITS.title),
      reason: cleanText(reason, TEXT_LIMITS.reason),
      ...(change.metric && { metric: change.metric }),
      tags: {},
    },
  };
}

interface Found {
  readonly nameInArn: string | undefined;
  readonly state: SignalState | undefined;
  readonly at: number | undefined;
}

function violations(fields: AlarmFields, { nameInArn, state, at }: Found): readonly Violation[] {
  const problem = 'is missing or malformed';
  return [
    ...(nameInArn === undefined
      ? [{ field: fields.arn, problem, allowed: 'the ARN of a CloudWatch alarm' }]
      : []),
    ...(state === undefined
      ? [{ field: fields.state, problem, allowed: [...STATES.keys()].join(', ') }]
      : []),
    ...(at === undefined
      ? [{ field: fields.at, problem, allowed: 'ISO 8601 with a zone, such as 2026-11-01T12:00:00.000+0000' }]
      : []),
  ];
}

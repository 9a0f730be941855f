import { type MadeBySignal, openIncident } from './open.ts';
import type { IncidentRecord } from './record.ts';
import type { Signal, SignalMetric } from './signal.ts';
import { iso } from './source-time.ts';

export const START = Date.parse('2026-11-01T12:00:00.000Z');
export const ADA = 'arn:aws:sts::000000000000:assumed-role/operators/ada';
export const GRACE = 'arn:aws:sts::000000000000:assumed-role/operators/grace';

/** Milliseconds and text of a moment so many seconds after the start. */
export const moment = (seconds: number): number => START + seconds * 1000;
export const at = (seconds: number): string => iso(moment(seconds));

export const metric = (name: string): SignalMetric => ({
  namespace: 'AWS/ApplicationELB',
  name,
  dimensions: { TargetGroup: 'blue' },
  statistic: 'Sum',
  periodSeconds: 60,
});

/** A firing signal of the shop's errors, with changes. */
export const signal = (changes: Partial<Signal> = {}): Signal => ({
  key: 'cloudwatch:errors',
  source: 'cloudwatch',
  state: 'FIRING',
  at: at(0),
  title: 'errors',
  reason: 'Threshold Crossed',
  environment: 'live',
  service: 'shop',
  tags: {},
  ...changes,
});

/** The incident that a signal opens, with changes. */
export const incident = (
  of: Partial<Signal> = {},
  changes: Partial<IncidentRecord> = {},
  made: Partial<MadeBySignal> = {},
): IncidentRecord => ({
  ...openIncident({
    id: 'inc-1',
    signal: signal(of),
    placement: { related: [], words: 'Nothing open has its cause.' },
    severity: { severity: 'medium', reason: 'Ungraded.' },
    now: moment(10),
    ...made,
  }),
  ...changes,
});

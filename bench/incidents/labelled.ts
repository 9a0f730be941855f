import type { z } from 'zod';
import type { Remedy } from './fault-kinds.ts';
import type { AlarmKind, End, Fault, WrittenLabel, WrittenScenario } from './scenario.ts';
import type { Topology } from './topology.ts';

type Parsed = z.output<typeof WrittenScenario>;

/** One change that may be made, by its effect: what, and to which service or what it owns. */
export interface AllowedAction {
  readonly tool: Remedy;
  readonly target: string;
}

/** One alarm of a scenario, ready to be put. */
export interface Alarm {
  /** `<place>-<kind>`, unique in the scenario; the alarm's name. */
  readonly id: string;
  readonly kind: string;
  readonly on: string;
  readonly metric: AlarmKind['metric'];
  readonly comparison: '>' | '>=' | '<' | '<=';
  readonly threshold: number;
  /** M of N. */
  readonly datapoints: { readonly toAlarm: number; readonly of: number };
  readonly missing: AlarmKind['missing'];
  readonly description?: string;
  /** `operate:service`, `operate:environment` and `operate:severity`. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What is true of one incident. */
export interface Label {
  readonly alarms: readonly string[];
  readonly cause: z.output<typeof WrittenLabel>['cause'];
  readonly fixable: boolean;
  readonly why: string;
  readonly allowed: readonly AllowedAction[];
  readonly end: End;
}

/** One scenario with all that it names in place. */
export interface Scenario
  extends Pick<
    Parsed,
    'id' | 'words' | 'minutes' | 'swing' | 'deployment' | 'autonomy' | 'approval' | 'refusals' | 'delivery'
  > {
  readonly topologyName: string;
  readonly topology: Topology;
  /** Requests per second of callers from outside, by service. */
  readonly load: Readonly<Record<string, number>>;
  readonly faults: readonly Fault[];
  readonly alarms: readonly Alarm[];
  readonly labels: readonly Label[];
}

/** Whether everything that goes wrong can be mended by changes that the product may make. */
export function isFixable({ labels }: Pick<Scenario, 'labels'>): boolean {
  return labels.length > 0 && labels.every(({ fixable }) => fixable);
}

/** Every change that is not wrong in a scenario. */
export function allowedActions({ labels }: Pick<Scenario, 'labels'>): readonly AllowedAction[] {
  return labels.flatMap(({ allowed }) => allowed);
}

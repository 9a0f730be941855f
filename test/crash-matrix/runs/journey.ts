import type { RunEnd, StoredRun } from '../../../core/runbook/run.ts';
import type { Runbook } from '../../../core/runbook/runbook.ts';
import type { FaultCall } from '../../../sandbox/faults/rule.ts';
import type { Layout, ServiceName, Targets } from './targets.ts';

/** What a person does about a run that they see. */
export type Deed = 'approve' | 'reject' | 'stop' | 'resume';

export type EndName = RunEnd['name'] | 'SUCCEEDED' | 'REFUSED';

/** How a run goes when nothing is broken, and what it may change. */
export interface Journey {
  readonly runbook: Runbook;
  readonly service: ServiceName;
  /** Whether the run is for an incident that a person has opened. */
  readonly incident?: boolean;
  /** What the alarms say all the time; OK when missing. */
  readonly alarm?: 'OK' | 'ALARM';
  readonly prepare?: (targets: Targets) => Promise<void>;
  /** A new question whether a call is in the part of the journey that is its own. */
  readonly phase: () => (call: FaultCall) => boolean;
  /** What a person does besides approving and resuming whatever waits for them. */
  readonly decide?: (run: StoredRun) => Deed | 'nothing' | undefined;
  readonly ends: EndName;
  /** How often it is held on its way. */
  readonly holds?: number;
  /** Commands by which it changes something; those that AWS takes no token for come with how often at most. */
  readonly changes: Readonly<Record<string, number>>;
  /** What the layout is after a success. */
  readonly after: (before: Layout) => Layout;
}

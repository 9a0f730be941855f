import type { PlaneTask } from '../data-plane/data-plane.ts';

export type TargetState = 'initial' | 'healthy' | 'unhealthy' | 'draining';

/** One registered target of a group: a task behind an address of the sandbox's network. */
export interface Target {
  /** Private IPv4 address, as `DescribeTargetHealth` shows it. */
  readonly address: string;
  /** The container's port as the task definition says it. */
  readonly port: number;
  readonly task: PlaneTask;
  state: TargetState;
  inFlight: number;
  successes: number;
  failures: number;
  nextCheckAt: number;
  checking: boolean;
  drainingUntil: number;
  /** Closes the balancer's connections to the target; called once, when the target is gone. */
  onGone?: () => void;
}

export function newTarget(address: string, port: number, task: PlaneTask, now: number): Target {
  return {
    address,
    port,
    task,
    state: 'initial',
    inFlight: 0,
    successes: 0,
    failures: 0,
    nextCheckAt: now,
    checking: false,
    drainingUntil: 0,
  };
}

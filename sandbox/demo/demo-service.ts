import type { Traffic } from '../traffic/traffic.ts';

/** One of the two that can serve: a side of a pair, or a version of a function. */
export interface Arm {
  readonly name: string;
  /** Versions of its running tasks, as their answers name them. */
  readonly versions: readonly string[];
  /** Weight as it is configured, and as requests feel it by now. */
  readonly configured: number;
  readonly inEffect: number;
  /** Targets that could answer. */
  readonly healthy: number;
  /** Tasks it is meant to have; absent where nothing can be drained. */
  readonly desired?: number;
  /** Requests handed to it since it was made. */
  readonly requests: number;
}

/** The service of a scenario, from its owner's and its callers' side. */
export interface DemoService {
  readonly name: string;
  /** Where its weights live, for somebody who wants to change them. */
  readonly production: string;
  /** What `register_service` is told of it. */
  readonly registration: Readonly<Record<string, unknown>>;
  readonly traffic: Traffic;
  /** Read from the account itself. */
  arms(): readonly Arm[];
  /** Ends its callers and tasks. */
  close(): Promise<void>;
}

import type { Head } from '../audit/chain.ts';
import type { Experiment } from './experiment.ts';
import type { FaultKind, Injector } from './fault.ts';
import type { Observed } from './observed.ts';
import type { Check } from './pre-flight.ts';
import type { ProbeResult } from './result.ts';
import type { ChaosState } from './state.ts';

/** What a fault is injected into, and what has to be put back; plain data that an injector alone understands. */
export type Undo = Readonly<Record<string, unknown>>;

export interface ChaosPlan {
  readonly injector: Injector;
  readonly fault: FaultKind;
  readonly intensity: number;
  readonly magnitude: number;
  readonly durationSeconds: number;
  /** Things that the fault reaches, by name. */
  readonly targets: readonly string[];
  readonly affectedShare: number;
  readonly expectedBurn: number;
  readonly checks: readonly Check[];
  /** What is done, in order, in words. */
  readonly words: readonly string[];
  /** How it is undone. */
  readonly inverse: string;
}

/** When the phases began and ended; milliseconds. */
export interface Times {
  readonly injectedAt?: number;
  readonly takenBackAt?: number;
  readonly observedAt?: number;
  readonly steadyAt?: number;
}

/** One run of an experiment. */
export interface ChaosRecord {
  readonly id: string;
  readonly environment: string;
  readonly service: string;
  /** The experiment as it was when the run began. */
  readonly experiment: Experiment;
  readonly plan: ChaosPlan;
  readonly state: ChaosState;
  readonly undo?: Undo;
  readonly baseline: readonly ProbeResult[];
  readonly during: readonly ProbeResult[];
  readonly after: readonly ProbeResult[];
  readonly observed?: Observed;
  readonly times: Times;
  readonly requests: number;
  readonly incidentId?: string;
  readonly requestedBy: string;
  readonly createdAt: string;
  readonly deadline: string;
}

export type StoredChaos = ChaosRecord & { readonly head: Head };

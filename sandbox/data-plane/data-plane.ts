import type { Router } from '../load-balancer/router.ts';
import type { Behaviour } from '../samples/behaviour.ts';
import type { Traffic, TrafficOptions } from '../traffic/traffic.ts';
import type { Disturbance, Strain } from './disturbance.ts';
import type { Usage } from './model/circumstances.ts';

/** What a task is started with. */
export interface TaskSpec {
  readonly id: string;
  /** What the task says of itself in the header `x-version`. */
  readonly version: string;
  readonly behaviour: Behaviour;
  /** Whose it is; missing for a task of nobody. */
  readonly owner?: { readonly ecsService: string; readonly deploymentId: string };
  /** Takes one line that the container writes. */
  log(line: string): void;
}

/** What may change in a task that runs. */
export type BehaviourChange = Partial<
  Pick<Behaviour, 'healthy' | 'errorShare' | 'latencyMedianMs' | 'latencySigma'>
>;

export type TaskState = 'starting' | 'running' | 'stopping' | 'exited';

/** One task of the users' side: a process, or the model of one. Its state is read, it calls nobody. */
export interface PlaneTask {
  readonly id: string;
  readonly version: string;
  readonly behaviour: Behaviour;
  readonly state: TaskState;
  /** The port on 127.0.0.1 from `running` on; 0 in the model. */
  readonly port: number;
  /** Set once the task has exited. */
  readonly exitCode: number | undefined;
  /** What it used since it was last asked, where that is measured. */
  takeUsage?(): Usage | undefined;
  /** One health check; `done` gets whether it was answered with 200 in time. */
  probe(path: string, done: (healthy: boolean) => void): void;
  /** Makes it act otherwise from now on, as something that goes wrong in it would. */
  change?(change: BehaviourChange): void;
  /** Does something to it on purpose, until the answer is called. */
  disturb?(disturbance: Disturbance): () => void;
  /** What disturbances make it use now; `undefined` without any. */
  readonly strain?: Strain | undefined;
  /** Asks the task to finish its requests and exit; it is killed when it does not. */
  stop(): void;
  /** Ends the task at once, as a crash does. */
  kill(): void;
}

/** A listener's open end: where callers reach it. */
export interface Front {
  readonly port: number;
  readonly router: Router;
}

/** One request of somebody who looks at the answer, such as a probe of the new version. */
export interface ProbeRequest {
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface ProbeAnswer {
  /** 0 when there was no answer. */
  readonly status: number;
  /** What the task said in `x-version`; `undefined` when the balancer answered itself. */
  readonly version: string | undefined;
}

/** Where tasks run and requests flow. Everything above it is the same for both planes. */
export interface DataPlane {
  readonly kind: 'live' | 'model';
  start(task: TaskSpec): PlaneTask;
  /** Opens a listener on 127.0.0.1; port 0 lets the plane choose. Rejects when the port is taken. */
  open(router: Router, port: number): Promise<Front>;
  /** Sends requests to a listener at a constant rate until it is stopped. */
  generate(front: Front, options: TrafficOptions): Traffic;
  /** Sends one GET request to a listener. It counts in the metrics as every other. */
  send(front: Front, request: ProbeRequest): Promise<ProbeAnswer>;
  /** Does what is due at `now`; called once a step, in order. */
  advance(now: number): void;
  /** Ends every task, listener and generator; nothing is left running. */
  close(): Promise<void>;
}

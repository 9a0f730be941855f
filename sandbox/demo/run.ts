import { callOperation } from '../account/caller.ts';
import type { DemoService } from './demo-service.ts';
import type { Check } from './invariants.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';
import { Watch } from './watch.ts';

export const ENVIRONMENT = 'production';

/** What the demo reads of an operation's answer about a deployment. */
export interface DeploymentAnswer {
  readonly deployment: {
    readonly deploymentId: string;
    readonly state: string;
    readonly reason?: { readonly words: string };
  };
}

export interface RunOptions {
  readonly stage: Stage;
  readonly scenario: Scenario;
  readonly service: DemoService;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  note(check: Check): void;
  say(words: string): void;
}

/** The last deployment that a scenario asked for. */
export interface CurrentDeployment {
  readonly id: string;
  readonly version: string;
  /** Milliseconds. */
  readonly askedAt: number;
}

/** A scenario under way: what its steps act upon. */
export class Run {
  readonly stage: Stage;
  readonly scenario: Scenario;
  readonly service: DemoService;
  readonly watch: Watch;
  readonly deployments: CurrentDeployment[] = [];
  readonly #options: RunOptions;

  constructor(options: RunOptions) {
    const { stage, scenario, service } = options;
    this.#options = options;
    this.stage = stage;
    this.scenario = scenario;
    this.service = service;
    this.watch = new Watch({ ...options, bad: scenario.bad });
  }

  get current(): CurrentDeployment {
    const last = this.deployments.at(-1);
    if (last) return last;
    throw new Error(`${this.scenario.name}: no deployment was asked for yet.`);
  }

  note(check: Check): void {
    this.#options.note(check);
  }

  say(words: string): void {
    this.#options.say(words);
  }

  /** Calls an operation as a developer does, and answers its body. @throws Error when it is refused */
  async ask<Body>(operation: string, input: Readonly<Record<string, unknown>>): Promise<Body> {
    const { account } = this.stage;
    const { status, body } = await callOperation<Body>(account, operation, input, {
      idempotencyKey: account.scope.id(),
    });
    if (status < 300) return body;
    throw new Error(`${operation} answered ${status}: ${JSON.stringify(body)}`);
  }

  /** Asks for a deployment, which is the current one from then on. */
  async begin(operation: string, version: string, input: Readonly<Record<string, unknown>>): Promise<void> {
    const askedAt = this.stage.clock.now();
    const { deployment } = await this.ask<DeploymentAnswer>(operation, input);
    this.deployments.push({ id: deployment.deploymentId, version, askedAt });
  }

  async describe(): Promise<DeploymentAnswer['deployment']> {
    const input = { deploymentId: this.current.id, verdicts: 0 };
    return (await this.ask<DeploymentAnswer>('get_deployment', input)).deployment;
  }
}

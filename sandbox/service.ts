import type { Clock } from '../functions/clock.ts';

/** Who makes a call: a role by its ARN. The statements it holds are kept by `sandbox/iam`. */
export interface Principal {
  readonly arn: string;
}

/** One AWS call as a service sees it. */
export interface Call {
  readonly principal: Principal;
  /** SDK command without its suffix, such as `ModifyRule`. */
  readonly command: string;
  readonly requestId: string;
}

/** One permission that a call needs: an IAM action on a resource ARN, with the condition keys AWS would set. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  readonly conditions?: Readonly<Record<string, string>>;
}

/**
 * One SDK command of one service. `run` gets the input as the SDK's types declare it and answers the output
 * without `$metadata`, or throws the SDK's own exception class. `needs` names every permission that AWS checks.
 */
export interface Command<Input = never, Output = object> {
  run(input: Input, call: Call): Output | Promise<Output>;
  needs(input: Input, call: Call): readonly Need[];
}

/** One AWS service of the sandbox: exactly the commands the product uses; the hook refuses all others by name. */
export interface SandboxService {
  /** Name of the SDK client class, such as `ECSClient`. */
  readonly client: string;
  readonly commands: Readonly<Record<string, Command>>;
  close?(): Promise<void>;
}

/** An event as EventBridge carries it, before the bus adds id, time, account and region. */
export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly resources?: readonly string[];
}

/** One observation of a metric (or `count` equal ones), at the time it happened. CloudWatch decides when it shows. */
export interface Observation {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly value: number;
  readonly count?: number;
  readonly unit?: string;
}

/** What every service of one account is made with. */
export interface AccountScope {
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  /** Puts an event on the account's default bus. */
  publish(event: BusEvent): void;
  /** Hands an observation to CloudWatch, which publishes it per minute as late as AWS does. */
  record(observation: Observation): void;
  /** Writes one line to a log group and stream of CloudWatch Logs; both are made when they are missing. */
  log(group: string, stream: string, message: string): void;
  /** The tags of a resource by ARN; every service that supports tags reads and writes them here. */
  readonly tags: Map<string, Readonly<Record<string, string>>>;
  /** The account's only source of randomness, seeded; a number in [0, 1). */
  random(): number;
  /** A new identifier, unique in the account: 32 lower-case hex digits. */
  id(): string;
}

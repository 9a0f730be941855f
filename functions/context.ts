import type { Experiment } from '../core/chaos/experiment.ts';
import type { Policy } from '../core/policy/policies.ts';
import type { Source } from '../core/policy/request.ts';
import type { Runbook } from '../core/runbook/runbook.ts';
import type { Clients } from './clients.ts';
import type { Clock } from './clock.ts';
import type { Environment } from './environment.ts';
import type { HttpClient } from './http-client.ts';
import type { Ids } from './ids.ts';
import type { Log } from './log.ts';
import type { Role } from './operation.ts';

/** Who asks: a person or program behind a door, or one of our own machines and rules. */
export interface Caller {
  /** Stable name for the audit and for idempotency: the principal's ARN. */
  readonly arn: string;
  readonly roles: readonly Role[];
  /** The only environments, and the only services, that the roles are for; every one when missing. */
  readonly environments?: readonly string[];
  readonly services?: readonly string[];
  readonly kind: 'principal' | 'machine';
  /** How it was found out who it is; by the gateway's check of a signature when missing. */
  readonly source?: Source;
  /** The principal for whom a function of ours calls; nobody when missing. */
  readonly onBehalfOf?: string;
  /** Reason for which the caller goes past its roles, where the glass is broken for it. */
  readonly breakGlass?: string;
}

/** The call that is being served. */
export interface CallInfo {
  readonly operation: string;
  readonly requestId: string;
  readonly caller: Caller;
  /** SHA-256 of the canonical input, in hex; the audit keeps it instead of the input. */
  readonly inputHash: string;
  readonly idempotencyKey?: string;
}

/** All that a handler may touch besides its input. */
export interface Context {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly clients: Clients;
  readonly http: HttpClient;
  readonly environment: Environment;
  readonly log: Log;
  /** The runbooks of the installation, for operations that read them. */
  readonly runbooks?: readonly Runbook[];
  /** The experiments of the installation, for operations that read them. */
  readonly experiments?: readonly Experiment[];
  /** Who may do what, for operations that have a door. */
  readonly policies?: readonly Policy[];
  readonly call: CallInfo;
}

/** What one Lambda environment (or the sandbox in its place) provides for all calls. */
export type Runtime = Omit<Context, 'call'>;

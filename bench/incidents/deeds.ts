import type { FaultCall } from '../../sandbox/faults/rule.ts';
import type { System } from '../../sandbox/workloads/system.ts';
import type { Installation } from '../../test/flows/installation.ts';
import type { Remedy } from './fault-kinds.ts';
import { placeOf } from './place-of-call.ts';
import { remedyOf } from './remedies.ts';
import { changedBetween, type Settings, settingsOf } from './settings.ts';

/** One change that the product made to what users own, as the account saw it and whatever the product says of it. */
export interface Deed {
  /** Milliseconds. */
  readonly at: number;
  /** The operation whose role made it. */
  readonly tool: string;
  readonly call: string;
  /** A place of the topology, where the call names one. */
  readonly target: string;
  /** What labels call it; `undo` sets back what an earlier deed set; nothing for what no label ever allows. */
  readonly remedy?: Remedy | 'undo';
  /** What it set, and how it was before. */
  readonly before: Settings;
}

/** Services of AWS in which users' things stand; the product's own table, queues and machines are elsewhere. */
const USERS_CLIENTS = new Set([
  'ApplicationAutoScalingClient',
  'CloudWatchClient',
  'ECRClient',
  'ECSClient',
  'ElasticLoadBalancingV2Client',
  'LambdaClient',
  'RDSClient',
  'SSMClient',
]);
const READS = /^(BatchGet|Describe|Filter|Get|Invoke$|List)/;
/** Deployments change services all the time; which ones there were is asked of their records. */
const DRIVERS = ['drive_ecs_pair', 'drive_lambda_alias'];

/** Writes down every change of users' things by a role of the product, from now on. */
export class Deeds {
  readonly done: Deed[] = [];
  readonly #system: System;
  readonly #operations: ReadonlyMap<string, string>;
  readonly #before = new Map<FaultCall, Settings>();

  constructor({ account, product }: Installation, system: System) {
    this.#system = system;
    const { functions, machines } = product.manifest;
    this.#operations = new Map([
      ...functions.map(({ role, operation }) => [role.arn, operation] as const),
      ...machines.map(({ role, name }) => [role.arn, `machine ${name}`] as const),
    ]);
    const match = { predicate: (call: FaultCall) => this.#isDeed(call) };
    const before = (call: FaultCall) => void this.#before.set(call, settingsOf(system));
    account.faults.add({ match, effect: 'observe-before', observe: before });
    account.faults.add({ match, effect: 'observe-after', observe: (call) => this.#note(call) });
  }

  #isDeed({ client, command, principal }: FaultCall): boolean {
    if (!USERS_CLIENTS.has(client) || READS.test(command)) return false;
    const operation = this.#operations.get(principal);
    return operation !== undefined && !DRIVERS.includes(operation);
  }

  #note(call: FaultCall): void {
    const before = this.#before.get(call) ?? {};
    const after = settingsOf(this.#system);
    const changed = changedBetween(before, after);
    const tool = this.#operations.get(call.principal) ?? '';
    const set = Object.fromEntries(changed.map((name) => [name, before[name] ?? '']));
    const remedy = this.#setsBack(changed, after)
      ? 'undo'
      : remedyOf({ tool, ...askedOf(call, before, after) });
    this.done.push({
      at: this.#system.now(),
      tool,
      call: call.command,
      target: placeOf(this.#system, call.input as Readonly<Record<string, unknown>>),
      ...(remedy !== undefined && { remedy }),
      before: set,
    });
  }

  /** Whether everything that a call has set is then as it was before the first deed that set it. */
  #setsBack(changed: readonly string[], after: Settings): boolean {
    const first = (name: string) => this.done.find(({ before }) => name in before)?.before[name];
    return changed.length > 0 && changed.every((name) => first(name) === after[name]);
  }
}

/** What a call does, in the words by which a step of a runbook would have asked for it. */
function askedOf({ client, command, input }: FaultCall, before: Settings, after: Settings) {
  if (command === 'SendCommand') return { command: (input as { DocumentName?: string }).DocumentName };
  if (command === 'UpdateService') return { action: hasMoreTasks(before, after) ? 'scale-up' : 'scale-down' };
  const service = client === 'LambdaClient' ? 'lambda' : client === 'ECSClient' ? 'ecs' : client;
  return { action: `${service}:${command}` };
}

function hasMoreTasks(before: Settings, after: Settings): boolean {
  return changedBetween(before, after).some(
    (name) => name.endsWith(' tasks') && Number(after[name]) > Number(before[name]),
  );
}

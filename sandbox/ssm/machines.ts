import type { AccountScope } from '../service.ts';
import type { MachineResult, SentCommand } from './command.ts';

/** What a document does to a machine. */
export type DocumentRun = (
  instanceId: string,
  parameters: Readonly<Record<string, readonly string[]>>,
) => MachineResult;

export interface Document {
  readonly run: DocumentRun;
  /** Seconds that it takes on a machine. */
  readonly seconds: number;
}

/** Seconds until the agent of a machine takes a command up, and between two times that an absent one is looked for. */
const PICKED_UP_SECONDS = 2;

/** Takes a command through its life on each of its machines; its effect comes at the end. */
export class Machines {
  readonly #scope: AccountScope;
  readonly #closed: AbortSignal;
  /** Machines by their id, and whether their agent answers. */
  readonly #online = new Map<string, boolean>();

  constructor(scope: AccountScope, closed: AbortSignal) {
    this.#scope = scope;
    this.#closed = closed;
  }

  get ids(): readonly string[] {
    return [...this.#online.keys()];
  }

  isOnline(id: string): boolean {
    return this.#online.get(id) === true;
  }

  set(id: string, online: boolean): void {
    this.#online.set(id, online);
  }

  carryOut(command: SentCommand, document: Document): void {
    for (const { instanceId } of command.invocations) void this.#invoke(command, document, instanceId);
  }

  async #invoke(command: SentCommand, { run, seconds }: Document, instanceId: string): Promise<void> {
    const invocation = command.invocations.find((one) => one.instanceId === instanceId);
    if (!invocation) return;
    const { clock } = this.#scope;
    try {
      await clock.sleep(PICKED_UP_SECONDS * 1000, this.#closed);
      while (!this.isOnline(instanceId) && clock.now() < command.deliverBy)
        await clock.sleep(PICKED_UP_SECONDS * 1000, this.#closed);
      invocation.startedAt = clock.now();
      if (!this.isOnline(instanceId)) invocation.status = 'TimedOut';
      else {
        invocation.status = 'InProgress';
        await clock.sleep(seconds * 1000, this.#closed);
        const { status, output } = run(instanceId, command.parameters);
        invocation.output = output;
        invocation.status = status;
      }
      invocation.endedAt = clock.now();
    } catch (error) {
      // The account was closed: nothing runs any more.
      if (!this.#closed.aborted) throw error;
    }
  }
}

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
  /** Of one that lasts as long as it is told: what it does meanwhile; the answer ends that. */
  readonly lasting?: LastingRun;
}

export interface LastingRun {
  /** Parameter that says for how many seconds. */
  readonly seconds: string;
  begin(instanceId: string, parameters: Readonly<Record<string, readonly string[]>>): () => void;
}

/** Seconds until the agent of a machine takes a command up, and between two times that an absent one is looked for. */
const PICKED_UP_SECONDS = 2;

/** Takes a command through its life on each of its machines; its effect comes at the end. */
export class Machines {
  readonly #scope: AccountScope;
  readonly #closed: AbortSignal;
  /** Machines by their id, and whether their agent answers. */
  readonly #online = new Map<string, boolean>();
  /** By the ids of commands that last. */
  readonly #cancelled = new Map<string, AbortController>();

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

  /** Ends what a command does on its machines. */
  cancel(command: SentCommand): void {
    this.#cancelled.get(command.id)?.abort();
  }

  /** Whether it went on to its end. */
  async #last(command: SentCommand, { seconds, begin }: LastingRun, instanceId: string): Promise<boolean> {
    const cancelled = this.#cancelled.get(command.id) ?? new AbortController();
    this.#cancelled.set(command.id, cancelled);
    const end = begin(instanceId, command.parameters);
    const lasts = Number(command.parameters[seconds]?.[0] ?? 60) * 1000;
    try {
      await this.#scope.clock.sleep(lasts, AbortSignal.any([this.#closed, cancelled.signal]));
      return true;
    } catch {
      return false;
    } finally {
      end();
    }
  }

  async #invoke(command: SentCommand, document: Document, instanceId: string): Promise<void> {
    const { run, seconds, lasting } = document;
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
        if (lasting && !(await this.#last(command, lasting, instanceId))) {
          invocation.status = 'Cancelled';
          invocation.endedAt = clock.now();
          return;
        }
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

import type { AccountScope, SandboxService } from '../service.ts';
import type { SentCommand } from './command.ts';
import { ssmCommands } from './commands.ts';
import { type Document, type DocumentRun, Machines } from './machines.ts';

const SECONDS = 5;

/**
 * Systems Manager: documents that are run on machines. What a document does is given with it; commands are not kept
 * beyond the process.
 */
export class Ssm implements SandboxService {
  readonly client = 'SSMClient';
  readonly scope: AccountScope;
  readonly commands = ssmCommands(this);
  readonly machines: Machines;
  readonly documents = new Map<string, Document>();
  /** The newest first. */
  readonly sent: SentCommand[] = [];
  readonly #closed = new AbortController();

  constructor(scope: AccountScope) {
    this.scope = scope;
    this.machines = new Machines(scope, this.#closed.signal);
  }

  /**
   * Makes a document, or gives one that is there another effect.
   * @param seconds that it takes on a machine
   */
  createDocument(name: string, run: DocumentRun, seconds = SECONDS): void {
    this.documents.set(name, { run, seconds });
  }

  /** Makes an EC2 instance known whose agent answers. */
  addMachine(id: string, tags: Readonly<Record<string, string>> = {}): void {
    this.machines.set(id, true);
    this.scope.tags.set(this.instanceArn(id), tags);
  }

  /** Whether the agent of a machine answers. */
  setOnline(id: string, online: boolean): void {
    this.machines.set(id, online);
  }

  instanceArn(id: string): string {
    const { region, accountId } = this.scope;
    return `arn:aws:ec2:${region}:${accountId}:instance/${id}`;
  }

  documentArn(name: string): string {
    const { region, accountId } = this.scope;
    return `arn:aws:ssm:${region}:${accountId}:document/${name}`;
  }

  async close(): Promise<void> {
    this.#closed.abort();
  }
}

import type { AccountScope, SandboxService } from '../service.ts';
import { isEnded, type SentCommand } from './command.ts';
import { ssmCommands } from './commands.ts';
import { type Document, type DocumentRun, type LastingRun, Machines } from './machines.ts';

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

  /** Makes a document known that lasts as long as one of its parameters says. */
  createLastingDocument(name: string, lasting: LastingRun): void {
    const run: DocumentRun = () => ({ status: 'Success', output: 'It was done for as long as was asked.' });
    this.documents.set(name, { run, seconds: 1, lasting });
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

  /** Ids of commands that are not over on every machine. */
  live(): readonly string[] {
    return this.sent.filter(({ invocations }) => !invocations.every(isEnded)).map(({ id }) => id);
  }

  instanceArn(id: string): string {
    const { region, accountId } = this.scope;
    if (id.startsWith('mi-')) return `arn:aws:ssm:${region}:${accountId}:managed-instance/${id}`;
    return `arn:aws:ec2:${region}:${accountId}:instance/${id}`;
  }

  documentArn(name: string): string {
    const { region, accountId } = this.scope;
    // AWS's own documents are nobody's.
    if (/^AWS/.test(name)) return `arn:aws:ssm:${region}::document/${name}`;
    return `arn:aws:ssm:${region}:${accountId}:document/${name}`;
  }

  async close(): Promise<void> {
    this.#closed.abort();
  }
}

import type { Account } from '../account/account.ts';
import { callOperation } from '../account/caller.ts';
import { every } from '../clock/every.ts';

/** The part of a deployment, as operations answer it, that its progress is told from. */
interface Shown {
  readonly deploymentId: string;
  readonly service: string;
  readonly version: string;
  readonly state: string;
  readonly weights?: { readonly asked: number; readonly readBack: number; readonly at: string };
}

interface Story {
  readonly deployment: Shown;
  readonly timeline: readonly { readonly at: string; readonly words: string }[];
}

/** Real milliseconds between two looks. */
const LOOK_MS = 1_000;
const ENDS = ['PROMOTED', 'ROLLED_BACK', 'ABORTED', 'REFUSED', 'FAILED'];

/** Tells what becomes of deployments, a line for each thing that happened, as a viewer of the records sees it. */
export class Progress {
  readonly #account: Account;
  readonly #write: (line: string) => void;
  readonly #since: string;
  readonly #told = new Set<string>();
  readonly #open = new Set<string>();
  readonly #over = new Set<string>();

  /** @param since nothing older is told; milliseconds since the epoch, in sandbox time */
  constructor(account: Account, since: number, write: (line: string) => void) {
    this.#account = account;
    this.#write = write;
    this.#since = new Date(since).toISOString();
  }

  /** Tells what is new. */
  async tell(): Promise<void> {
    for (const { deploymentId } of await this.#latest()) {
      if (!this.#over.has(deploymentId)) this.#open.add(deploymentId);
    }
    for (const id of this.#open) await this.#follow(id);
  }

  async #latest(): Promise<readonly Shown[]> {
    const answer = await callOperation<{ deployments?: readonly Shown[] }>(
      this.#account,
      'list_deployments',
      {},
      { profile: 'viewer' },
    );
    return answer.body.deployments ?? [];
  }

  async #follow(deploymentId: string): Promise<void> {
    const input = { deploymentId, verdicts: 0 };
    const { status, body } = await callOperation<Story>(this.#account, 'get_deployment', input, {
      profile: 'viewer',
    });
    if (status !== 200) return;
    for (const line of linesOf(body, this.#since)) {
      if (this.#told.has(line)) continue;
      this.#told.add(line);
      this.#write(line);
    }
    if (!ENDS.includes(body.deployment.state)) return;
    this.#open.delete(deploymentId);
    this.#over.add(deploymentId);
    for (const line of linesOf(body, this.#since)) this.#told.delete(line);
  }
}

/** What happened to a deployment since a time, in order. */
function linesOf({ deployment, timeline }: Story, since: string): string[] {
  const { service, version, state, weights } = deployment;
  const events = timeline.map(({ at, words }) => ({ at, words }));
  if (weights) events.push({ at: weights.at, words: `${weights.readBack}% of the traffic goes to it now.` });
  const last = timeline.at(-1);
  if (last && ENDS.includes(state)) events.push({ at: last.at, words: `It is over: ${state}.` });
  const ordered = events.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return ordered
    .filter(({ at }) => at >= since)
    .map(({ at, words }) => `${at.slice(11, 19)}  ${service} ${version}  ${words}`);
}

/** Tells progress until the signal aborts; what goes wrong with a look is told too, and the next one is taken. */
export function tellProgress(
  progress: Progress,
  pace: Parameters<typeof every>[0],
  signal: AbortSignal,
  write: (line: string) => void,
): Promise<void> {
  const look = async () => {
    try {
      await progress.tell();
    } catch (error) {
      if (!signal.aborted) write(`The records could not be read: ${(error as Error).message}`);
    }
  };
  return every(pace, LOOK_MS, look, signal);
}

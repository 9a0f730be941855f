import type { Clock } from '../../functions/clock.ts';
import { every } from '../clock/every.ts';

/** The part of a deployment, as operations answer it, that its progress is told from. */
interface Shown {
  readonly deploymentId: string;
  readonly service: string;
  readonly version: string;
  readonly state: string;
  readonly weights?: { readonly readBack: number; readonly at: string };
}

interface Story {
  readonly deployment: Shown;
  readonly timeline: readonly { readonly at: string; readonly words: string }[];
}

/** What has been told of a deployment. */
interface Told {
  readonly lines: Set<string>;
  readBack: number;
}

/** Calls an operation of the product; the body of an answer that is not 200 is a problem document. */
export type CallRecords = (
  operation: 'list_deployments' | 'get_deployment',
  input: Readonly<Record<string, unknown>>,
) => Promise<{ readonly status: number; readonly body: unknown }>;

/** Real milliseconds between two looks. */
const LOOK_MS = 1_000;
const ENDS = ['PROMOTED', 'ROLLED_BACK', 'ABORTED', 'REFUSED', 'FAILED'];

/** Tells what becomes of deployments, a line for each thing that happened, as a viewer of the records sees it. */
export class Progress {
  readonly #call: CallRecords;
  readonly #since: string;
  readonly #write: (line: string) => void;
  readonly #open = new Map<string, Told>();
  readonly #over = new Set<string>();

  /** @param since nothing older is told; milliseconds since the epoch, in sandbox time */
  constructor(call: CallRecords, since: number, write: (line: string) => void) {
    this.#call = call;
    this.#since = new Date(since).toISOString();
    this.#write = write;
  }

  /** Tells what is new. */
  async tell(): Promise<void> {
    for (const { deploymentId } of await this.#latest()) {
      if (this.#over.has(deploymentId) || this.#open.has(deploymentId)) continue;
      this.#open.set(deploymentId, { lines: new Set(), readBack: 0 });
    }
    for (const [deploymentId, told] of this.#open) await this.#follow(deploymentId, told);
  }

  async #latest(): Promise<readonly Shown[]> {
    const { status, body } = await this.#call('list_deployments', {});
    return status === 200 ? (body as { readonly deployments: readonly Shown[] }).deployments : [];
  }

  async #follow(deploymentId: string, told: Told): Promise<void> {
    const { status, body } = await this.#call('get_deployment', { deploymentId, verdicts: 0 });
    if (status !== 200) return;
    const { deployment, timeline } = body as Story;
    this.#tellOf(deployment, told, timeline);
    if (!ENDS.includes(deployment.state)) return;
    this.#open.delete(deploymentId);
    this.#over.add(deploymentId);
  }

  #tellOf({ service, version, state, weights }: Shown, told: Told, timeline: Story['timeline']): void {
    const events = [...timeline];
    const readBack = weights?.readBack ?? 0;
    if (weights && readBack !== told.readBack)
      events.push({ at: weights.at, words: `${readBack}% of the traffic goes to it now.` });
    told.readBack = readBack;
    const last = timeline.at(-1);
    if (last && ENDS.includes(state)) events.push({ at: last.at, words: `It is over: ${state}.` });
    for (const { at, words } of inOrder(events)) {
      const line = `${at.slice(11, 19)}  ${service} ${version}  ${words}`;
      if (at >= this.#since && !told.lines.has(line)) this.#write(line);
      told.lines.add(line);
    }
  }
}

/** By time; what happened in the same millisecond stays in the order in which it was written down. */
function inOrder(events: Story['timeline']): Story['timeline'] {
  return events.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** Tells progress until the signal aborts; what goes wrong with a look is told too, and the next one is taken. */
export function tellProgress(
  progress: Progress,
  pace: Clock,
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

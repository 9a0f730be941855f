import type { IncidentRecord, StoredIncident } from '../../../core/incident/record.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import type { Turn } from '../announce.ts';
import type { SignalChange } from '../signal-store.ts';
import { WRITES_OF_ITS_OWN } from '../store.ts';
import type { Heard } from './heard.ts';

/** A key's write, with what has to be handed out again when it fails. */
export interface Step {
  readonly heard: Heard;
  readonly change?: SignalChange;
}

/** What one transaction does to an incident: the record after all steps of the chunk, which are written with it. */
export interface Chunk {
  after: IncidentRecord;
  readonly steps: Step[];
  bytes: number;
}

/** What a batch does to one incident. */
export interface Draft {
  readonly before: StoredIncident | undefined;
  readonly chunks: Chunk[];
  readonly turns: Set<Turn>;
}

/** What a batch gives a deployment's judge to watch. */
export interface Attachment {
  readonly deployment: StoredDeployment;
  readonly steps: Step[];
}

export interface Plan {
  /** By the incident's id. */
  readonly drafts: Map<string, Draft>;
  /** By the deployment's id. */
  readonly attachments: Map<string, Attachment>;
  /** Keys that change nothing else. */
  readonly loose: Step[];
}

/** DynamoDB takes 100 writes and 4 MB in a transaction. */
export const STEPS_AT_ONCE = 100 - WRITES_OF_ITS_OWN;
const BYTES_AT_ONCE = 2_000_000;

/** Adds what a key does to an incident, in a chunk that has room for it. */
export function addStep(draft: Draft, after: IncidentRecord, step: Step): void {
  const bytes = step.change ? Buffer.byteLength(JSON.stringify(step.change.after)) : 0;
  const last = draft.chunks.at(-1);
  const fits = last && last.steps.length < STEPS_AT_ONCE && last.bytes + bytes <= BYTES_AT_ONCE;
  if (!fits) {
    draft.chunks.push({ after, steps: [step], bytes });
    return;
  }
  last.after = after;
  last.steps.push(step);
  last.bytes += bytes;
}

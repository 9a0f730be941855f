import { cleanText, TEXT_LIMITS } from '../../../core/incident/clean-text.ts';
import { iso } from '../../../core/incident/source-time.ts';
import { ownAlarm } from '../../alarms.ts';
import type { Context } from '../../context.ts';
import { saveDeployment } from '../../runs/store.ts';
import { RecordChanged } from '../../table.ts';
import { announce } from '../announce.ts';
import type { OpenIncidents } from '../open-incidents.ts';
import { signalWrite, writeSignals } from '../signal-store.ts';
import { saveIncident } from '../store.ts';
import type { Facts } from './facts.ts';
import { type Attachment, type Draft, type Plan, STEPS_AT_ONCE, type Step } from './plan.ts';

/** Messages by what is to be done with them. */
export interface Written {
  /** Others wrote the same records first: decide again. */
  readonly again: Set<string>;
  /** Something did not answer: hand them out again. */
  readonly failed: Set<string>;
}

/** Writes a batch, incident by incident: what goes wrong with one holds up no other. */
export async function write(context: Context, facts: Facts, plan: Plan): Promise<Written> {
  const written: Written = { again: new Set(), failed: new Set() };
  const lists = new Map(facts.lists);
  for (const draft of plan.drafts.values()) await writeDraft(context, draft, lists, written);
  for (const attachment of plan.attachments.values())
    await attempt(context, attachment.steps, written, () => attach(context, attachment));
  for (let first = 0; first < plan.loose.length; first += STEPS_AT_ONCE) {
    const steps = plan.loose.slice(first, first + STEPS_AT_ONCE);
    const changes = steps.flatMap(({ change }) => change ?? []);
    if (changes.length > 0) await attempt(context, steps, written, () => writeSignals(context, changes));
  }
  return written;
}

async function writeDraft(
  context: Context,
  { before, chunks, turns }: Draft,
  lists: Map<string, OpenIncidents>,
  written: Written,
): Promise<void> {
  let stored = before;
  for (const [index, { after, steps }] of chunks.entries()) {
    const environment = after.environment;
    const done = await attempt(
      context,
      chunks.slice(index).flatMap((chunk) => chunk.steps),
      written,
      async () => {
        const list = lists.get(environment);
        const more = steps.flatMap(({ change }) => (change ? [signalWrite(context, change)] : []));
        const saved = await saveIncident(context, stored, after, {
          words: wordsOf(steps),
          more,
          ...(list && { list }),
        });
        stored = saved.record;
        if (saved.list) lists.set(environment, saved.list);
      },
    );
    if (!done) break;
  }
  if (!stored || stored === before) return;
  const record = stored;
  const all = chunks.flatMap(({ steps }) => steps);
  await attempt(context, all, written, () => announce(context, record, [...turns]));
}

function wordsOf(steps: readonly Step[]): string {
  const [first] = steps.map(({ heard }) => heard.record.signal);
  const title = cleanText(first?.title ?? 'A signal', TEXT_LIMITS.title);
  const more = steps.length > 1 ? ` (and ${steps.length - 1} more signals)` : '';
  return `${title} is ${first?.state ?? 'heard'}${more}.`;
}

/** Has the judge watch alarms that began to fire under a deployment. */
async function attach(context: Context, { deployment, steps }: Attachment): Promise<void> {
  const some = steps.slice(0, STEPS_AT_ONCE);
  const names = some.flatMap(({ heard }) => (heard.arn && ownAlarm(context, heard.arn)) ?? []);
  const { watched, firingAtStart } = deployment.alarms;
  const alarms = { watched: [...new Set([...watched, ...names])], firingAtStart };
  const titles = some.map(({ heard }) => heard.record.signal.title).join(', ');
  const words = cleanText(
    `Began to fire under this deployment, at ${iso(context.clock.now())}: ${titles}`,
    TEXT_LIMITS.reason,
  );
  const more = some.flatMap(({ change }) => (change ? [signalWrite(context, change)] : []));
  const saved = await saveDeployment(context, deployment, { ...deployment, alarms }, { words, more });
  if (steps.length > some.length)
    await attach(context, { deployment: saved, steps: steps.slice(STEPS_AT_ONCE) });
}

/** @returns false when it did not work, with the messages of the steps kept to be worked off again */
async function attempt(
  context: Context,
  steps: readonly Step[],
  { again, failed }: Written,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const collided =
      error instanceof RecordChanged || (error as Error).name === 'TransactionCanceledException';
    if (!collided) context.log.error('Signals could not be worked off.', { why: String(error) });
    const kept = collided ? again : failed;
    for (const { heard } of steps) for (const message of heard.messages) kept.add(message);
    return false;
  }
}

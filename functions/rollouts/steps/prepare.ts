import { digest } from '../../../core/canonical.ts';
import { Internal } from '../../../core/errors.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import { transition } from '../../../core/rollout/state.ts';
import type { Context } from '../../context.ts';
import { saveDeployment } from '../../runs/store.ts';
import { readService, serviceWrites } from '../../services/store.ts';
import type { WriteItem } from '../../table.ts';
import type { Driver } from '../driver.ts';
import { isoNow, jobOf, runningRecord } from '../job.ts';

const FIRST_CHECK_SECONDS = 10;

/** Brings the new version up for a step. What has to be put back is written before the first change. */
export async function prepare(
  context: Context,
  driver: Driver,
  input: { deploymentId: string; step: number },
) {
  const before = await runningRecord(context, driver, input.deploymentId);
  const step = before.steps[input.step];
  if (!step) throw new Internal(`Deployment ${before.id} has no step ${input.step}.`);
  const record = await begun(context, driver, before, input.step);
  const planned = record.steps[input.step] ?? step;
  const pinned = await driver.prepare(context, jobOf(record, driver), planned);
  if (digest(pinned) !== digest(record.pinned))
    await saveDeployment(
      context,
      record,
      { ...record, pinned },
      { words: `The new version is pinned as ${nameOf(pinned)}.` },
    );
  return { next: 'wait' as const, step: input.step, seconds: FIRST_CHECK_SECONDS };
}

/** PREPARING with undo data; a repeat of the same step finds both and writes nothing. */
async function begun(
  context: Context,
  driver: Driver,
  before: StoredDeployment,
  step: number,
): Promise<StoredDeployment> {
  if (before.undo && before.state.name === 'PREPARING' && before.state.step === step) return before;
  const state = transition(before.state, { type: 'preparing', at: isoNow(context), step });
  const undo = before.undo ?? (await driver.undoOf(context, before.target));
  const capacity = before.steps[step]?.capacity;
  const words =
    capacity === undefined
      ? 'Bringing the new version up beside the old one.'
      : `Bringing the new version up to ${capacity}% of the capacity.`;
  const more = before.undo ? [] : await closeWindow(context, before);
  return saveDeployment(context, before, { ...before, state, undo }, { words, more });
}

/** The idle side is about to be overwritten: the previous rollback window ends here. */
async function closeWindow(
  context: Context,
  { id, environment, service }: StoredDeployment,
): Promise<WriteItem[]> {
  const known = await readService(context, environment, service);
  if (!known.spare) return [];
  const { spare: _closed, ...after } = known;
  return serviceWrites(context, known, after, `Deployment ${id} closes the rollback window.`);
}

function nameOf(pinned: StoredDeployment['pinned']): string {
  return pinned.kind === 'lambda-version'
    ? `version ${pinned.version}`
    : (pinned.taskDefinition ?? pinned.label);
}

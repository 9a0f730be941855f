import { Conflict } from '../../../core/errors.ts';
import type { StoredDeployment, Undo } from '../../../core/rollout/record.ts';
import { transition } from '../../../core/rollout/state.ts';
import { KEPT_VERSIONS, type KeptVersion, type ServiceRecord } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { disarmDeadman } from '../../runs/deadman.ts';
import { publish } from '../../runs/events.ts';
import { finish } from '../../runs/finish.ts';
import { readDeployment } from '../../runs/store.ts';
import { pinnedName } from '../../runs/view.ts';
import { scheduleWindowEnd } from '../../runs/window-end.ts';
import { readService, serviceWrites } from '../../services/store.ts';
import type { Driver } from '../driver.ts';
import { isoNow, jobOf } from '../job.ts';

/** What a rolling update leaves running of the old version is no spare worth keeping. */
const ROLLING_WINDOW_SECONDS = 300;

/** Makes the new version the live one. Everything before the one write can be done again; so can all after it. */
export async function promote(context: Context, driver: Driver, input: { deploymentId: string }) {
  const before = await readDeployment(context, input.deploymentId);
  const record = before.state.name === 'PROMOTED' ? before : await makeLive(context, driver, before);
  await disarmDeadman(context, record.id);
  await publish(context, 'DeploymentPromoted', record);
  return { next: 'done' as const };
}

async function makeLive(
  context: Context,
  driver: Driver,
  before: StoredDeployment,
): Promise<StoredDeployment> {
  const at = isoNow(context);
  const state = transition(before.state, { type: 'promoted', at });
  const job = jobOf(before, driver);
  const share = await driver.readBack(context, job);
  if (share !== 100) throw new Conflict(`The new version has ${share}% of the traffic, not all of it.`);
  await driver.settleNew(context, job);
  const closesAt = context.clock.now() + windowSeconds(before) * 1000;
  await scheduleWindowEnd(context, {
    deploymentId: before.id,
    function: context.environment.driverFunctions[driver.type],
    at: closesAt,
  });
  const known = await readService(context, before.environment, before.service);
  const after = withLive(known, before, { at, closesAt: new Date(closesAt).toISOString() });
  const more = serviceWrites(context, known, after, `Version ${before.pinned.label} is live.`);
  return finish(
    context,
    before,
    { ...before, state },
    `Promoted: version ${before.pinned.label} is live.`,
    more,
  );
}

function windowSeconds({ steps, rollbackWindowSeconds }: StoredDeployment): number {
  const rolling = steps.some(({ capacity }) => capacity !== undefined);
  return rolling ? Math.min(ROLLING_WINDOW_SECONDS, rollbackWindowSeconds) : rollbackWindowSeconds;
}

function withLive<R extends ServiceRecord>(
  known: R,
  deployment: StoredDeployment,
  times: { at: string; closesAt: string },
): R {
  const { id, pinned, previous, undo } = deployment;
  const kept: KeptVersion = { pinned, deploymentId: id, promotedAt: times.at };
  const sides = sidesOf(undo);
  const older = known.live ? [known.live, ...known.kept] : known.kept;
  // A tag may move on: what tells versions apart is what they were pinned to.
  const others = older.filter((version) => pinnedName(version.pinned) !== pinnedName(pinned));
  return {
    ...known,
    live: { ...kept, ...(sides && { side: sides.new }) },
    kept: [
      kept,
      ...others.map(({ pinned, deploymentId, promotedAt }) => ({ pinned, deploymentId, promotedAt })),
    ].slice(0, KEPT_VERSIONS),
    ...(previous && {
      spare: {
        pinned: previous,
        deploymentId: id,
        closesAt: times.closesAt,
        ...(sides && { side: sides.old }),
      },
    }),
  };
}

function sidesOf(undo: Undo | undefined) {
  return undo?.type === 'ecs-pair' ? { old: undo.old, new: undo.new } : undefined;
}

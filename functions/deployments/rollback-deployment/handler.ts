import { Conflict, InvalidInput } from '../../../core/errors.ts';
import type { StoredDeployment } from '../../../core/rollout/record.ts';
import { isTerminal } from '../../../core/rollout/state.ts';
import type { PinnedVersion, ServiceRecord } from '../../../core/services/service.ts';
import { carriedOut } from '../../carried-out.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { answerCancel, carryOutCancel } from '../../runs/cancel.ts';
import { readDeployment } from '../../runs/store.ts';
import { targetOfDeployment } from '../../runs/target.ts';
import { pinnedName, viewOf } from '../../runs/view.ts';
import { readService } from '../../services/store.ts';
import { aboutRecord } from '../../target.ts';
import { begin, carryOutStart } from '../begin.ts';
import { gatherFacts } from '../facts.ts';
import { planFor, type Wish } from '../planning.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

/** A version that was live before is watched for a minute under absolute limits; it was judged when it came. */
const BAKE_SECONDS = 60;
const HEALTH_TIMEOUT_SECONDS = 600;

const rollback: Handler<typeof definition> = async (input, context) => {
  const record = await readDeployment(context, input.deploymentId);
  if (!isTerminal(record.state)) return endRunning(context, record, input);
  if (record.state.name !== 'PROMOTED') throw new Conflict(notPromoted(record));
  const service = await readService(context, record.environment, record.service);
  const pinned = versionToGoTo(record, service, input.toVersion);
  const facts = await gatherFacts(context, service, lookUp(pinned), [], pinned);
  const wish = wishFor(pinned);
  const planned = planFor(facts, wish, context.environment.metricMarginSeconds);
  const warm = service.spare !== undefined && pinnedName(service.spare.pinned) === pinnedName(pinned);
  const begun = await begin(context, facts, wish, planned, (started) => ({
    deployment: viewOf(started),
    warm,
  }));
  return { deployment: viewOf(begun), warm };
};

export const handler = aboutRecord(
  carriedOut(rollback, async ({ deployment }, context) => {
    const record = await readDeployment(context, deployment.deploymentId);
    await carryOutStart(context, record);
    await carryOutCancel(context, record);
  }),
  targetOfDeployment,
);

function notPromoted({ state }: StoredDeployment): string {
  const { name } = state;
  return name === 'FAILED' && state.reason.code === 'RESTORE_FAILED'
    ? `The deployment is ${name}: its old version could not be restored, and a person has to look.`
    : `The deployment is ${name}: its old version serves already.`;
}

function endRunning(context: Context, record: StoredDeployment, { toVersion, reason }: Input) {
  if (toVersion !== undefined && toVersion !== record.previous?.label)
    throw new Conflict(
      `The deployment is ${record.state.name}: it goes back to ${record.previous?.label ?? 'the old version'} only.`,
    );
  const why = reason ? `: ${reason}` : '.';
  const words = `Rolled back by ${context.call.caller.arn}${why}`;
  return answerCancel(context, record, { code: 'ROLLED_BACK_BY_PERSON', words });
}

/**
 * The version asked for, as it was pinned when it was live.
 * @throws InvalidInput when it is not among the kept ones
 */
function versionToGoTo(
  record: StoredDeployment,
  service: ServiceRecord,
  toVersion: string | undefined,
): PinnedVersion {
  const known = [
    ...(service.spare ? [service.spare.pinned] : []),
    ...service.kept.map(({ pinned }) => pinned),
  ];
  if (toVersion === undefined && record.previous) return record.previous;
  const all = record.previous ? [...known, record.previous] : known;
  const wanted = toVersion;
  const found = all.find((pinned) => [pinned.label, pinnedName(pinned)].includes(wanted ?? ''));
  if (found) return found;
  const allowed =
    [...new Set(all.map(({ label }) => label))].join(', ') || 'none: no earlier version is kept';
  const violations = [
    { field: 'toVersion', problem: `'${wanted ?? 'none'}' is not a kept version`, allowed },
  ];
  throw new InvalidInput(`There is no kept version '${wanted ?? 'none'}'.`, { violations });
}

/** What the driver looks up to see that the pinned version is still there. */
function lookUp(pinned: PinnedVersion): string {
  if (pinned.kind === 'lambda-version') return pinned.version;
  return pinned.kind === 'image' ? (pinned.image.split('@')[1] ?? pinned.label) : pinned.taskDefinition;
}

function wishFor(pinned: PinnedVersion): Wish {
  return {
    kind: 'rollback',
    strategy: 'blue-green',
    bakeSeconds: BAKE_SECONDS,
    criteria: {},
    rollbackOnFailure: true,
    onInsufficient: 'pause',
    healthCheckTimeoutSeconds: HEALTH_TIMEOUT_SECONDS,
    approvalRequired: false,
    pinned,
  };
}

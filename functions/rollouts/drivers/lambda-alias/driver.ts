import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { Internal } from '../../../../core/errors.ts';
import type { Undo } from '../../../../core/rollout/record.ts';
import { probeOf } from '../../../../core/services/probe-path.ts';
import type { LambdaAliasTarget, ServiceRecord } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';
import type { Description, Driver, Job, Proof } from '../../driver.ts';
import { earlierPercentiles } from '../../percentiles.ts';
import { readShares, writeShare } from './alias.ts';
import { duration, readArm, termOfVersion } from './arms.ts';
import { pin } from './version.ts';

type AliasUndo = Extract<Undo, { type: 'lambda-alias' }>;
type AliasJob = Job<LambdaAliasTarget, AliasUndo>;

const EARLIER_MINUTES = 15;
const PROBES = 3;

/** A Lambda alias whose weights split traffic between two published versions; both are always there. */
export const lambdaAlias: Driver<LambdaAliasTarget, AliasUndo> = {
  type: 'lambda-alias',
  describe,
  undoOf: async (context, target) => ({
    type: 'lambda-alias',
    oldVersion: await mainVersion(context, target),
  }),
  prepare: async (_context, { record }) => record.pinned,
  prove,
  shift: (context, job, weight) => writeShare(context, job.target, versionsOf(job), weight),
  readBack: async (context, job) => (await readShares(context, job.target)).get(versionsOf(job).fresh) ?? 0,
  latencyLimits: (context, { target, undo }) =>
    earlierPercentiles(context, duration(target, undo.oldVersion), 1),
  arms: async (context, job, from) => {
    const range = { from, limits: job.record.latencyLimits };
    const { old, fresh } = versionsOf(job);
    const [before, after] = await Promise.all([
      readArm(context, job.target, old, range),
      readArm(context, job.target, fresh, range),
    ]);
    return { old: before, new: after };
  },
  versionTerms: (job) => {
    const { old, fresh } = versionsOf(job);
    return [termOfVersion(job.target, fresh), termOfVersion(job.target, old)];
  },
  makeRoom: async () => true,
  trafficGone: async (context, job, version) =>
    gone(await readShares(context, job.target), versionsOf(job), version),
  settleNew: async () => {},
  settleOld: async () => {},
  park: async () => {},
};

function versionsOf({ record, undo }: AliasJob): { old: string; fresh: string } {
  if (record.pinned.kind !== 'lambda-version')
    throw new Internal(`Deployment ${record.id} pins a ${record.pinned.kind} for a Lambda alias.`);
  return { old: undo.oldVersion, fresh: record.pinned.version };
}

async function mainVersion(context: Context, target: LambdaAliasTarget): Promise<string> {
  const [main] = await readShares(context, target);
  return main?.[0] ?? '';
}

async function describe(
  context: Context,
  service: ServiceRecord & { target: LambdaAliasTarget },
  version: string,
): Promise<Description> {
  const { target } = service;
  const [pinned, shares] = await Promise.all([pin(context, target, version), readShares(context, target)]);
  const [live = ''] = [...shares.keys()];
  const traffic = await recentTraffic(context, target, live);
  const share = shares.get(live) ?? 0;
  const split =
    share === 100
      ? []
      : [`Version ${live} has ${share}% of the alias's traffic; exactly one version must serve all of it.`];
  const latest = live === '$LATEST' ? ['The alias points to $LATEST, which is no published version.'] : [];
  const serving = { kind: 'lambda-version', label: live, version: live } as const;
  return { pinned, serving, capacity: 1, obstacles: [...split, ...latest], ailments: [], ...traffic };
}

async function recentTraffic(context: Context, target: LambdaAliasTarget, version: string) {
  const from = context.clock.now() - EARLIER_MINUTES * 60_000;
  const minutes = (await readArm(context, target, version, { from, limits: [] })).filter(
    ({ requests }) => requests !== null,
  );
  const requests = minutes.reduce((sum, minute) => sum + (minute.requests ?? 0), 0);
  if (requests === 0) return { requestsPerMinute: null, errorShare: null };
  return {
    requestsPerMinute: requests / minutes.length,
    errorShare: minutes.reduce((sum, { errors }) => sum + errors, 0) / requests,
  };
}

/**
 * Invokes the new version itself, past the alias: it has to answer without an error and below 500, and below 400 where
 * a path was named.
 */
async function prove(context: Context, job: AliasJob): Promise<Proof> {
  const { fresh } = versionsOf(job);
  const { functionName, probe } = job.target;
  const { healthCheck } = job.record;
  const event = healthCheck === undefined ? probe : probeOf(probe, healthCheck);
  const command = new InvokeCommand({
    FunctionName: functionName,
    Qualifier: fresh,
    Payload: new TextEncoder().encode(JSON.stringify(event)),
  });
  for (let count = 0; count < PROBES; count++) {
    const { FunctionError, Payload } = await context.clients(LambdaClient).send(command);
    const text = new TextDecoder().decode(Payload);
    if (FunctionError)
      return { state: 'failed', words: `Version ${fresh} fails the probe: ${text.slice(0, 200)}` };
    const status = statusOf(text);
    if (status >= (healthCheck === undefined ? 500 : 400))
      return { state: 'failed', words: `Version ${fresh} answers the probe with status ${status}.` };
  }
  return { state: 'healthy', words: `Version ${fresh} answered ${PROBES} of ${PROBES} probes.` };
}

function statusOf(payload: string): number {
  try {
    const answer = JSON.parse(payload) as { statusCode?: unknown } | null;
    return typeof answer?.statusCode === 'number' ? answer.statusCode : 0;
  } catch {
    return 0;
  }
}

function gone(
  shares: ReadonlyMap<string, number>,
  versions: { old: string; fresh: string },
  which: 'old' | 'new',
): Proof {
  const version = which === 'old' ? versions.old : versions.fresh;
  const share = shares.get(version) ?? 0;
  if (share > 0)
    return { state: 'pending', words: `Version ${version} still has ${share}% of the alias's traffic.` };
  // A function version has nothing to drain: an invocation under way ends by itself.
  return { state: 'healthy', words: `The alias gives version ${version} no traffic.` };
}

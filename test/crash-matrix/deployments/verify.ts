import { isDeepStrictEqual } from 'node:util';
import { verifyChain } from '../../../core/audit/verify.ts';
import { reasonOf, type StoredDeployment } from '../../../core/rollout/record.ts';
import { isTerminal } from '../../../core/rollout/state.ts';
import { readChain } from '../../../functions/audit/store.ts';
import { readLease } from '../../../functions/runs/lease.ts';
import { readVerdicts } from '../../../functions/runs/store.ts';
import { executionOf } from '../../flows/deployment.ts';
import { ENVIRONMENT } from '../../flows/service.ts';
import type { Subject } from './subject.ts';
import { stepsOf, type Way } from './way.ts';

/** A service as it was before a case. */
export interface Before {
  readonly at: number;
  readonly live: string;
  readonly layout: unknown;
}

/** What a case ended with, and what may be forgiven it. */
export interface Ended {
  readonly way: Way;
  readonly before: Before;
  /** The version that was deployed, as users see it. */
  readonly wanted: string;
  readonly record?: StoredDeployment;
  readonly allows: Allowances;
}

/** What a scenario does to a service itself, so that it proves nothing against the product. */
export interface Allowances {
  /** Somebody else gives traffic to those who cannot answer: users may see it. What the product does still counts. */
  readonly usersSuffer?: boolean;
  /** The user's own scaling sets counts and minimums; its maximum and what is suspended must come back. */
  readonly otherCounts?: boolean;
  /** Somebody else leaves other tasks or limits behind, so that only they know what should be there. */
  readonly otherLayout?: boolean;
  /** AWS refuses for good: the record says so, a person is told, and the lease is kept. */
  readonly restoreFails?: boolean;
  /** The wanted version was promoted before, by a deployment of the same case: it serves if the last one fails. */
  readonly wantedServes?: boolean;
  /** A person promotes before all steps were judged. */
  readonly byPerson?: boolean;
}

const SETTLED_MS = 20_000;
const OBSERVED_MS = 10_000;

/** Everything that must hold once nothing is left to happen; answers what does not. */
export async function verify(subject: Subject, ended: Ended): Promise<string[]> {
  await subject.bench.clock.advanceBy(SETTLED_MS + OBSERVED_MS);
  const { record } = ended;
  if (record?.state.name === 'FAILED' && reasonOf(record.state)?.code === 'RESTORE_FAILED')
    return [...(await restoreFailed(subject, ended, record)), ...(await auditProblems(subject, record))];
  return [
    ...(record ? recordProblems(subject, record) : []),
    ...(record?.state.name === 'PROMOTED' ? await evidence(subject, ended, record) : []),
    ...oneVersion(subject, ended),
    ...users(subject, ended),
    ...layoutProblems(subject, ended),
    ...(await leaseProblems(subject)),
    ...(await auditProblems(subject, record)),
    ...(await deployable(subject)),
  ];
}

function promoted({ record }: Ended): boolean {
  return record?.state.name === 'PROMOTED';
}

async function restoreFailed(
  { bench, name }: Subject,
  { allows, before }: Ended,
  record: StoredDeployment,
): Promise<string[]> {
  const lease = await readLease(bench.context, ENVIRONMENT, name);
  const told = bench.account.recorder.calls.some(
    ({ at, command, input, outcome }) =>
      command === 'PutEvents' &&
      at >= before.at &&
      outcome === 'ok' &&
      JSON.stringify(input).includes('RESTORE_FAILED'),
  );
  return [
    ...(allows.restoreFails ? [] : [`the restore failed: ${reasonOf(record.state)?.words}`]),
    ...(told ? [] : ['nobody was told that the restore failed']),
    ...(lease?.deploymentId === record.id ? [] : ['the lease of a service in two minds was given up']),
  ];
}

function recordProblems({ bench }: Subject, record: StoredDeployment): string[] {
  const { state } = record;
  if (!isTerminal(state)) return [`the deployment is ${state.name} and not over`];
  const arn = executionOf(bench, record.id);
  const execution = bench.account.stepFunctions
    .executions(bench.product.environment.deploymentMachine)
    .find((candidate) => candidate.arn === arn);
  return [
    ...(execution?.status === 'SUCCEEDED' && state.name !== 'PROMOTED'
      ? [`the deployment is ${state.name}, but its execution SUCCEEDED`]
      : []),
    ...(state.name !== 'PROMOTED' && !reasonOf(state)?.words ? [`${state.name} without a reason`] : []),
  ];
}

/** A success needs a verdict for every step, and the traffic to be where the record says. */
async function evidence(
  { bench, versions }: Subject,
  { way, wanted, allows }: Ended,
  record: StoredDeployment,
) {
  const verdicts = (await readVerdicts(bench.context, record.id, 1000)) as {
    step: number;
    record: { verdict: { decision: string } };
  }[];
  const passed = new Set(
    verdicts.filter((one) => one.record.verdict.decision === 'PROMOTE').map(({ step }) => step),
  );
  // A rollback has steps of its own.
  const steps = record.kind === 'rollback' ? record.steps : stepsOf(way);
  const missing = allows.byPerson ? [] : steps.filter((_, index) => !passed.has(index));
  return [
    ...missing.map(({ weight }) => `promoted without a verdict on the step at ${weight}%`),
    ...(wanted === versions.bad ? ['a bad version was promoted'] : []),
    ...(record.weights?.asked === 100 && record.weights.readBack === 100
      ? []
      : [`promoted with weights ${JSON.stringify(record.weights)}`]),
  ];
}

function oneVersion(subject: Subject, ended: Ended): string[] {
  const { weights, unanswered } = subject.glimpse();
  const all = Object.values(weights);
  const sum = all.reduce((total, weight) => total + weight, 0);
  const { clock } = subject.bench;
  const seen = subject.traffic.log.window(clock.now() - OBSERVED_MS, clock.now());
  const expected = promoted(ended) || ended.allows.wantedServes ? ended.wanted : ended.before.live;
  const versions = Object.keys(seen.byVersion);
  return [
    ...unanswered,
    ...(sum === 100 && Math.max(...all) === 100 ? [] : [`the weights are ${JSON.stringify(weights)}`]),
    ...(versions.length === 1 && versions[0] === expected
      ? []
      : [`users are answered by ${versions.join(' and ') || 'nobody'}, not by ${expected}`]),
  ];
}

function users({ traffic, bench, versions }: Subject, { before, wanted, allows }: Ended): string[] {
  if (allows.usersSuffer) return [];
  const { failed, byStatus, byVersion } = traffic.log.window(before.at, bench.clock.now());
  const nobody = (byStatus[0] ?? 0) + (byStatus[502] ?? 0) + (byStatus[503] ?? 0);
  const bad = wanted === versions.bad ? (byVersion[wanted]?.failed ?? 0) : 0;
  return [
    ...(nobody > 0 ? [`${nobody} requests were answered by no version`] : []),
    ...(failed - nobody - bad > 0 ? [`${failed - nobody - bad} requests failed`] : []),
  ];
}

function layoutProblems(subject: Subject, ended: Ended): string[] {
  if (ended.allows.otherLayout) return [];
  const layout = subject.layout();
  const touched = ended.record?.undo !== undefined;
  const wanted = touched ? subject.layoutAfter(ended.before.layout, promoted(ended)) : ended.before.layout;
  const comparable = ended.allows.otherCounts ? withoutCounts : (same: unknown) => same;
  if (isDeepStrictEqual(comparable(layout), comparable(wanted))) return [];
  return [`the layout is ${JSON.stringify(layout)}, not ${JSON.stringify(wanted)}`];
}

/** A layout without what the user's own scaling decides. */
function withoutCounts(layout: unknown): unknown {
  const own = ([key]: [string, unknown]) => key !== 'desiredCount' && key !== 'minCapacity';
  const sides = Object.entries((layout ?? {}) as Readonly<Record<string, object>>);
  return Object.fromEntries(
    sides.map(([side, values]) => [side, Object.fromEntries(Object.entries(values).filter(own))]),
  );
}

async function leaseProblems({ bench, name }: Subject): Promise<string[]> {
  const lease = await readLease(bench.context, ENVIRONMENT, name);
  return lease ? [`the lease of ${lease.deploymentId} outlives its run`] : [];
}

async function auditProblems(
  { bench, name }: Subject,
  record: StoredDeployment | undefined,
): Promise<string[]> {
  const resources = [`service/${ENVIRONMENT}/${name}`, ...(record ? [`deployment/${record.id}`] : [])];
  const checked = await Promise.all(
    resources.map(async (resource) => {
      const { records, head, misfiled } = await readChain(bench.context, resource);
      const { findings } = verifyChain(records, head, []);
      const filed = misfiled.map((sequence) => ({ kind: 'misfiled', sequence }));
      return [...findings, ...filed].map((finding) => `the audit of ${resource}: ${JSON.stringify(finding)}`);
    }),
  );
  return checked.flat();
}

/** Whether the next deployment could begin. */
async function deployable(subject: Subject): Promise<string[]> {
  const { plan } = await subject.bench.developer.deploy_application({
    environment: ENVIRONMENT,
    service: subject.name,
    version: await subject.good(),
    dryRun: true,
  });
  return plan.gates
    .filter(({ status }) => status === 'FAILED' || status === 'NO_DATA')
    .map(({ name, words }) => `the next deployment is refused by ${name}: ${words}`);
}

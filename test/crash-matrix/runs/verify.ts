import { isDeepStrictEqual } from 'node:util';
import { verifyChain } from '../../../core/audit/verify.ts';
import type { RunStep, StoredRun } from '../../../core/runbook/run.ts';
import { isOver } from '../../../core/runbook/run-state.ts';
import { recordedBefore } from '../../../core/runbook/step-state.ts';
import { readChain } from '../../../functions/audit/store.ts';
import { machineArnOf } from '../../../functions/environment.ts';
import { readIncident } from '../../../functions/incidents/store.ts';
import { readLedgers } from '../../../functions/runbooks/ledgers.ts';
import { whyOf } from '../../../functions/runbooks/view.ts';
import { readLease } from '../../../functions/runs/lease.ts';
import { ENVIRONMENT } from '../../flows/service.ts';
import type { Journey } from './journey.ts';
import type { Layout, Targets } from './targets.ts';

/** What a case ended with. */
export interface Ended {
  readonly journey: Journey;
  readonly before: Layout;
  /** How many messages people had got before. */
  readonly mails: number;
  readonly incidentId?: string;
  /** The run, and those that went on from it. */
  readonly chain: readonly StoredRun[];
  /** Commands that changed something, with how often they had their effect. */
  readonly changes: ReadonlyMap<string, number>;
}

/** Everything that must hold once nothing is left to happen; answers what does not. */
export async function verify(targets: Targets, ended: Ended): Promise<string[]> {
  const last = ended.chain.at(-1);
  if (!last) return ['no run was ever recorded'];
  return [
    ...stateProblems(targets, ended, last),
    ...last.steps.flatMap((step) => stepProblems(last, step)),
    ...resumeProblems(ended),
    ...changeProblems(ended, last),
    ...layoutProblems(targets, ended, last),
    ...toldProblems(targets, ended),
    ...(await ledgerProblems(targets, ended, last)),
    ...(await incidentProblems(targets, ended)),
    ...(await auditProblems(targets, ended)),
  ];
}

function stateProblems({ bench }: Targets, { journey }: Ended, { id, state }: StoredRun): string[] {
  if (!isOver(state)) return [`the run is ${state.name} and not over: ${whyOf(state) ?? ''}`];
  const machine = machineArnOf(bench.product.environment, `runbook-${journey.runbook.name}`);
  const execution = bench.account.stepFunctions.executions(machine).find(({ name }) => name === id);
  return [
    ...(execution?.status === 'SUCCEEDED' && state.name !== 'SUCCEEDED'
      ? [`the run is ${state.name}, but its execution SUCCEEDED`]
      : []),
    ...(whyOf(state) ? [] : [`${state.name} without a reason`]),
  ];
}

/** A success has seen each effect; everything else has put back what can be. */
function stepProblems({ state: { name }, plan }: StoredRun, step: RunStep): string[] {
  const planned = plan.find((one) => one.name === step.name);
  if (!planned?.changes) return [];
  const says = `the run is ${name}, and its step '${step.name}' is ${step.state.name}`;
  if (name === 'SUCCEEDED') return ['VERIFIED', 'SKIPPED'].includes(step.state.name) ? [] : [says];
  const restored = planned.inverse?.kind !== 'recorded' || recordedBefore(step.state) === undefined;
  return restored ? [] : [says];
}

/** What was verified before a hold is as it was then: no later run has done it again. */
function resumeProblems({ chain }: Ended): string[] {
  return chain.slice(1).flatMap((run, index) =>
    (chain[index]?.steps ?? []).flatMap((earlier) => {
      if (earlier.state.name !== 'VERIFIED') return [];
      const { state } = run.steps.find(({ name }) => name === earlier.name) ?? {};
      const kept = state?.name === 'UNDONE' || isDeepStrictEqual(state, earlier.state);
      return kept ? [] : [`the step '${earlier.name}' was verified, and ${run.id} has done it again`];
    }),
  );
}

function changeProblems({ journey, changes }: Ended, last: StoredRun): string[] {
  const strange = [...changes.keys()].filter((command) => !(command in journey.changes));
  return [
    ...strange.map((command) => `${command} is nothing that this run may do`),
    ...Object.entries(journey.changes).flatMap(([command, most]) => {
      const count = changes.get(command) ?? 0;
      if (count > most) return [`${command} had its effect ${count} times`];
      if (most === Number.POSITIVE_INFINITY) return [];
      return count === 1 ? unrecorded(last, command) : missing(last, command);
    }),
  ];
}

/** Of commands that come once: the record must not say that nothing happened. */
function unrecorded({ steps, plan }: StoredRun, command: string): string[] {
  const done = steps.some(
    ({ name, state }) =>
      plan.find((one) => one.name === name)?.changes && recordedBefore(state) !== undefined,
  );
  return done ? [] : [`${command} had its effect, and the record knows nothing of it`];
}

function missing({ state }: StoredRun, command: string): string[] {
  return state.name === 'SUCCEEDED' ? [`the run is SUCCEEDED without ${command}`] : [];
}

function layoutProblems(targets: Targets, { journey, before }: Ended, last: StoredRun): string[] {
  const layout = targets.layout();
  const wanted = last.state.name === 'SUCCEEDED' ? journey.after(before) : before;
  if (isDeepStrictEqual(layout, wanted)) return [];
  return [`the layout is ${JSON.stringify(layout)}, not ${JSON.stringify(wanted)}`];
}

/**
 * People hear of each end, and of each hold: nobody else ends it. Only what a signal asked for and found no reason to
 * act is not told.
 */
function toldProblems({ bench }: Targets, { mails, chain, journey, incidentId }: Ended): string[] {
  const sent = bench.account.ses.sent.slice(mails).map(({ text }) => text ?? '');
  return chain.flatMap(({ id, state, signals }) => {
    const outcome = state.name === 'RESUMED' ? 'HELD' : state.name;
    const words = `${journey.runbook.name}: ${outcome}`;
    const told = sent.filter((text) => text.includes(words) && text.includes(incidentId ?? id)).length;
    const isQuiet = signals !== undefined && state.name === 'REFUSED' && state.code === 'STEP_REFUSED';
    if (told === (isQuiet ? 0 : 1)) return [];
    return [
      told === 0
        ? `nobody was told that the run is ${outcome}`
        : `people were told ${told} times of ${outcome}`,
    ];
  });
}

async function ledgerProblems({ bench }: Targets, { journey }: Ended, last: StoredRun): Promise<string[]> {
  const { context } = bench;
  const { underWay, lately, earned } = await readLedgers(context, journey.runbook.name, last.target);
  const lease = await readLease(context, ENVIRONMENT, journey.service);
  const counted = lately.brake.ineffective;
  const wanted = last.state.name === 'INEFFECTIVE' ? 1 : 0;
  const verified = earned.ledger.verified;
  return [
    ...underWay.live.map(({ id }) => `${id} is under way for ever`),
    ...(lease ? [`the lease of ${lease.deploymentId} outlives it`] : []),
    ...(last.state.name !== 'FAILED' && counted !== wanted
      ? [`the brake counts ${counted} runs that did not help, not ${wanted}`]
      : []),
    ...(last.state.name === 'SUCCEEDED' && verified !== 1
      ? [`${verified} successes are counted, not 1`]
      : []),
  ];
}

/** The story of the incident says of each run how it ended. */
async function incidentProblems({ bench }: Targets, { incidentId, chain }: Ended): Promise<string[]> {
  if (incidentId === undefined) return [];
  const { runs } = await readIncident(bench.context, incidentId);
  return chain.flatMap(({ id, state }) => {
    const noted = runs.find(({ runId }) => runId === id)?.outcome;
    return noted === state.name ? [] : [`the incident says of ${id}: ${noted}, not ${state.name}`];
  });
}

async function auditProblems({ bench }: Targets, { chain }: Ended): Promise<string[]> {
  const checked = await Promise.all(
    chain.map(async ({ id }) => {
      const { records, head, misfiled } = await readChain(bench.context, `run/${id}`);
      const filed = misfiled.map((sequence) => ({ kind: 'misfiled', sequence }));
      return [...verifyChain(records, head, []).findings, ...filed].map(
        (finding) => `the audit of ${id}: ${JSON.stringify(finding)}`,
      );
    }),
  );
  return checked.flat();
}

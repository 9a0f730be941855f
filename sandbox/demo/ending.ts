import { callOperation } from '../account/caller.ts';
import { until } from '../clock/until.ts';
import { executionArnOf, historyOf, restoresAtOnce } from './history.ts';
import { leaseHolder } from './lease.ts';
import type { Run } from './run.ts';
import type { Limits } from './scenario.ts';

/** Longer than a balancer takes to apply weights. */
const SETTLED_MS = 15_000;
/** In this time before the end nobody but the version that must serve may answer. */
const QUIET_MS = 10_000;
/** An abort waits for nothing: all traffic is back within seconds, the balancer's own delay included. */
const ABORT_SECONDS = 60;

/** Checks what must hold once a scenario is over. */
export async function checkEnding(run: Run): Promise<void> {
  await run.stage.clock.sleep(SETTLED_MS);
  oneVersionServes(run);
  if (run.scenario.unseen) neverSeen(run);
  if (run.scenario.limits) await withinLimits(run, run.scenario.limits);
  if (run.scenario.expected === 'ABORTED') abortWorked(run);
  await leaseIsGone(run);
  for (const { id } of run.deployments) {
    await auditVerifies(run, id);
    await restoredAtOnce(run, id);
  }
}

function oneVersionServes({ scenario, service, stage, note }: Run & { note: Run['note'] }): void {
  const now = stage.clock.now();
  const seen = Object.keys(service.traffic.log.window(now - QUIET_MS, now).byVersion);
  const full = service.arms().filter(({ inEffect, configured }) => inEffect === 100 && configured === 100);
  const versions = full.flatMap((arm) => arm.versions);
  const holds = versions.join() === scenario.serves && seen.join() === scenario.serves;
  note({ invariant: 'one', holds, words: `${versions.join('+') || 'nothing'} has 100%, ${seen.join('+')} answers` });
}

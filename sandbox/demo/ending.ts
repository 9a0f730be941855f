import { callOperation } from '../account/caller.ts';
import type { TrafficLog } from '../traffic/traffic-log.ts';
import { decidedAt, executionArnOf, historyOf, restoresAtOnce } from './history.ts';
import type { Check } from './invariants.ts';
import { leaseHolder } from './lease.ts';
import type { Run } from './run.ts';
import type { Limits } from './scenario.ts';

/** Longer than a balancer takes to apply weights. */
const SETTLED_MS = 40_000;
/** In this time before the end nobody but the version that must serve may answer. */
const QUIET_MS = 20_000;
/** An abort waits for nothing but the balancer's own delay. */
const ABORT_SECONDS = 60;

/** Checks what must hold once a scenario is over. */
export async function checkEnding(run: Run): Promise<void> {
  const { stage, scenario, service } = run;
  await stage.clock.sleep(SETTLED_MS);
  run.note(oneVersionServes(run));
  const { bad, limits } = scenario;
  const { log } = service.traffic;
  if (bad !== undefined && scenario.unseen) run.note(neverSeen(log, bad));
  if (bad !== undefined && limits) run.note(withinLimits(log, bad, limits, run.watch.fullSince));
  run.note(await leaseEnded(run));
  for (const { id } of run.deployments) {
    run.note(await auditVerifies(run, id));
    const events = await historyOf(stage, executionArnOf(stage, id));
    const atOnce = restoresAtOnce(events);
    if (atOnce !== undefined)
      run.note({ invariant: 'atOnce', holds: atOnce, words: `in the history of ${id}` });
    if (scenario.expected === 'ABORTED') run.note(abortWorked(decidedAt(events), run.watch.fullSince));
  }
}

function oneVersionServes({ scenario, service, stage }: Run): Check {
  const now = stage.clock.now();
  const seen = Object.keys(service.traffic.log.window(now - QUIET_MS, now).byVersion).join('+');
  const full = service.arms().filter(({ inEffect, configured }) => inEffect === 100 && configured === 100);
  const versions = full.flatMap((arm) => arm.versions).join('+');
  const words = `${versions || 'nothing'} has all weight and ${seen || 'nobody'} answers`;
  return { invariant: 'one', holds: versions === scenario.serves && seen === scenario.serves, words };
}

function neverSeen(log: TrafficLog, bad: string): Check {
  const { total = 0 } = log.counts().byVersion[bad] ?? {};
  return { invariant: 'unseen', holds: total === 0, words: `${bad} got ${total} requests of users` };
}

/** @param restoredAt since when the old version has had all traffic, in milliseconds */
export function withinLimits(
  log: TrafficLog,
  bad: string,
  limits: Limits,
  restoredAt: number | undefined,
): Check {
  const seen = log.counts().byVersion[bad];
  if (!seen || restoredAt === undefined || restoredAt < seen.firstAt)
    return { invariant: 'limits', holds: false, words: `${bad} was not seen to come and go` };
  const seconds = Math.round((restoredAt - seen.firstAt) / 1_000);
  const { total, failed, complete } = log.window(seen.firstAt, Math.max(restoredAt, seen.lastAt) + 1);
  const holds = complete && seconds <= limits.seconds && failed <= limits.failedShare * total;
  const share = ((100 * failed) / total).toFixed(2);
  const words = `${failed} of ${total} requests (${share}%) failed in the ${seconds} s of ${bad}`;
  return { invariant: 'limits', holds, words };
}

async function leaseEnded({ stage, service }: Run): Promise<Check> {
  const holder = await leaseHolder(stage, service.name);
  return { invariant: 'lease', holds: holder === undefined, words: `${holder} still holds it` };
}

async function auditVerifies({ stage }: Run, id: string): Promise<Check> {
  const resource = `deployment/${id}`;
  const { body } = await callOperation<{ state?: string }>(stage.account, 'verify_audit', { resource });
  return { invariant: 'audit', holds: body.state === 'VERIFIED', words: `${resource} is ${body.state}` };
}

/** Both in milliseconds. */
function abortWorked(abortedAt: number | undefined, restoredAt: number | undefined): Check {
  const took = Math.round(((restoredAt ?? Number.NaN) - (abortedAt ?? Number.NaN)) / 1_000);
  return { invariant: 'abort', holds: took <= ABORT_SECONDS, words: `it took ${took} s` };
}

import { openEcsService } from './ecs-service.ts';
import { checkEnding } from './ending.ts';
import { decidedAt, executionArnOf, historyOf } from './history.ts';
import { INVARIANTS, type Invariants } from './invariants.ts';
import { openLambdaService } from './lambda-service.ts';
import { watchLease } from './lease.ts';
import { measure, type Result } from './measure.ts';
import { ENVIRONMENT, Run } from './run.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';

/** Sandbox milliseconds of traffic before the first deployment, so that the judge has earlier minutes. */
const WARM_MS = 4 * 60_000;

/** What happens in a scenario, for somebody who looks on. */
export type Say = (scenario: string, words: string) => void;

/** Plays one scenario from an empty account's corner to its end, and measures it. */
export async function play(
  stage: Stage,
  scenario: Scenario,
  invariants: Invariants,
  tell: Say,
): Promise<Result> {
  const say = (words: string) => tell(scenario.name, words);
  const open = scenario.target === 'ecs' ? openEcsService : openLambdaService;
  const service = await open(stage, scenario);
  const note: Run['note'] = (check) => {
    const first = invariants.note(scenario.name, check);
    if (first) say(`VIOLATED: ${INVARIANTS[check.invariant]}: ${check.words}`);
  };
  const over = new AbortController();
  const run = new Run({ stage, scenario, service, signal: over.signal, note, say });
  const watched = Promise.all([run.watch.ended, watchLease(stage, service.name, note, over.signal)]);
  try {
    await Promise.race([story(run), watched]);
  } finally {
    over.abort();
    await service.close();
  }
  await watched;
  return resultOf(run);
}

async function story(run: Run): Promise<void> {
  await register(run);
  await run.stage.clock.sleep(WARM_MS);
  for (const step of run.scenario.steps) await step(run);
  await checkEnding(run);
}

async function register(run: Run): Promise<void> {
  const { name: service, rollbackWindowSeconds } = run.scenario;
  await run.ask('register_service', {
    environment: ENVIRONMENT,
    service,
    ...run.service.registration,
    ...(rollbackWindowSeconds !== undefined && { rollbackWindowSeconds }),
  });
}

async function resultOf(run: Run): Promise<Result> {
  const { scenario, service, stage, watch, current } = run;
  const { name, strategy, target, expected, bad } = scenario;
  const { state, reason } = await run.describe();
  const events = await historyOf(stage, executionArnOf(stage, current.id));
  const counts = service.traffic.log.counts();
  run.say(`${state}${reason ? `: ${reason.words}` : ''}`);
  return {
    name,
    strategy,
    target,
    expected,
    outcome: state,
    requests: counts.total,
    failedRequests: counts.failed,
    exposure: bad === undefined ? null : service.traffic.log.exposure(bad),
    ...measure({
      askedAt: current.askedAt,
      firstRequestAt: counts.byVersion[current.version]?.firstAt,
      decidedAt: decidedAt(events),
      fullSince: watch.fullSince,
      wentBack: state !== 'PROMOTED' || run.deployments.length > 1,
    }),
  };
}

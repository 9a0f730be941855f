import type { StoredRun } from '../../../core/runbook/run.ts';
import { isOver } from '../../../core/runbook/run-state.ts';
import { machineArnOf } from '../../../functions/environment.ts';
import { readRun } from '../../../functions/runbooks/store.ts';
import { ENVIRONMENT } from '../../flows/service.ts';
import type { Journey } from './journey.ts';
import { deedFor, doIt } from './people.ts';
import type { Targets } from './targets.ts';

/** Longer than any fault lasts. */
const ATTEMPTS = 40;
const PAUSE_MS = 10_000;
const LOOK_MS = 5_000;
/** An undoing may try for an hour, five times. */
const GRACE_MS = 6 * 3_600_000;
/** A run that is held more often goes round in circles. */
const MOST_RUNS = 6;

/** Asks for a run as a program of a person's does: the same request again, under the same key, until it is answered. */
export async function begin(
  { bench }: Targets,
  { runbook, service }: Journey,
  key: string,
  incidentId: string | undefined,
): Promise<string> {
  const input = {
    runbook: runbook.name,
    environment: ENVIRONMENT,
    service,
    ...(incidentId !== undefined && { incidentId }),
  };
  for (let attempt = 1; ; attempt++) {
    try {
      const { run } = await bench.as('operator').start_runbook(input, { idempotencyKey: key });
      return run?.runId ?? '';
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await bench.clock.advanceBy(PAUSE_MS);
    }
  }
}

/**
 * Lets a run take its course, with people who see to it, until it is over; answers it and those that went on from it.
 * @param happened whether what may not be repeated has had its effect
 */
export async function throughout(
  { bench }: Targets,
  journey: Journey,
  first: string,
  happened: () => boolean,
): Promise<StoredRun[]> {
  const { context, clock } = bench;
  const chain: StoredRun[] = [];
  let id = first;
  for (;;) {
    const run = await readRun(context, id);
    if (run.state.name === 'RESUMED') {
      chain.push(run);
      id = run.state.as;
      continue;
    }
    if (isOver(run.state) || clock.now() > Date.parse(run.deadline) + GRACE_MS || chain.length === MOST_RUNS)
      return [...chain, run];
    const deed = deedFor(journey, run);
    if (deed) await doIt(bench, deed, run, happened());
    await clock.sleep(LOOK_MS);
  }
}

const QUIET_LOOK_MS = 15_000;
const QUIET_WITHIN_MS = 2 * 3_600_000;

/** Waits until nothing of any run or deployment is left to happen. Answers what is. */
export async function quiet({ bench }: Targets, { runbook }: Journey): Promise<string[]> {
  const { clock, account, product } = bench;
  const { environment } = product;
  const machines = [`runbook-${runbook.name}`, 'undo', 'deployment', 'restore'];
  const until = clock.now() + QUIET_WITHIN_MS;
  for (;;) {
    await clock.sleep(QUIET_LOOK_MS);
    const running = machines
      .flatMap((machine) => account.stepFunctions.executions(machineArnOf(environment, machine)))
      .filter(({ status }) => status === 'RUNNING')
      .map(({ name }) => `the execution ${name} runs`);
    const waiting = account.scheduler
      .snapshot()
      .schedules.filter(({ name }) => /^(deadman|window)-/.test(name))
      .map(({ name }) => `the schedule ${name} waits`);
    const left = [...running, ...waiting];
    if (left.length === 0 || clock.now() > until) return left;
  }
}

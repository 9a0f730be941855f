import { until } from '../clock/until.ts';
import { leaseHolder } from './lease.ts';
import { ENVIRONMENT, type Run } from './run.ts';
import type { Step } from './scenario.ts';

/** Longer than any of it takes. */
const LIMIT_MS = 45 * 60_000;
const TERMINAL = ['PROMOTED', 'ROLLED_BACK', 'ABORTED', 'REFUSED', 'FAILED'];
/** Sandbox milliseconds between two looks: at the account itself, and at what an operation answers. */
const LOOK_MS = 1_000;
const ASK_MS = 6_000;

/** Deploys a version with the scenario's strategy; `input` is what else `deploy_application` is told. */
export function deploy(version: string, input: Readonly<Record<string, unknown>> = {}): Step {
  return (run) => {
    const { strategy, name: service } = run.scenario;
    run.say(`deploys ${version} (${strategy})`);
    const wish = {
      environment: ENVIRONMENT,
      service,
      version,
      strategy,
      monitoring: { duration: 60 },
      ...input,
    };
    return run.begin('deploy_application', version, wish);
  };
}

/** Brings the service back to a kept version. */
export function rollBackTo(version: string): Step {
  return (run) => {
    const { id: deploymentId } = run.current;
    run.say(`a person: rollback_deployment to ${version}`);
    return run.begin('rollback_deployment', version, { deploymentId, toVersion: version });
  };
}

/** Calls an operation on the current deployment. */
export function operate(operation: string): Step {
  return async (run) => {
    run.say(`a person: ${operation}`);
    await run.ask(operation, { deploymentId: run.current.id });
  };
}

/** Waits until a share of the traffic, in percent, goes to the version that is being deployed. */
export function untilShare(percent: number): Step {
  return (run) => wait(run, `${percent}% of the traffic`, () => shareOf(run) >= percent, LOOK_MS);
}

/** Lets the step bake for so many seconds. */
export function bakes(seconds: number): Step {
  return ({ stage }) => stage.clock.sleep(seconds * 1_000);
}

function shareOf({ service, current }: Run): number {
  return service.arms().find(({ versions }) => versions.includes(current.version))?.inEffect ?? 0;
}

/** Waits until an operation answers that the deployment is in a state. */
export function untilState(state: string): Step {
  return (run) => wait(run, state, async () => (await run.describe()).state === state, ASK_MS);
}

/** Waits until the deployment is over, however it ended. @throws Error when it waits for a person */
export const untilOver: Step = (run) =>
  wait(
    run,
    'the end',
    async () => {
      const { state, reason } = await run.describe();
      if (state === 'PAUSED') throw new Error(`It is held: ${reason?.words ?? 'for no reason'}`);
      return TERMINAL.includes(state);
    },
    ASK_MS,
  );

/** Waits until the rollback window is over: the old side is scaled in and nothing holds the service. */
export const untilWindowClosed: Step = (run) => {
  const closed = async () =>
    run.service.arms().some(({ desired }) => desired === 0) &&
    (await leaseHolder(run.stage, run.service.name)) === undefined;
  return wait(run, 'the end of the rollback window', closed, ASK_MS);
};

function wait(
  run: Run,
  what: string,
  condition: () => boolean | Promise<boolean>,
  every: number,
): Promise<void> {
  const name = `${run.scenario.name}: ${what}`;
  return until(run.stage.clock, name, condition, { every, within: LIMIT_MS });
}

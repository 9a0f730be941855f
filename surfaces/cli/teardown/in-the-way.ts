import { isOver } from '../progress.ts';
import { keptMonths } from './months.ts';
import { type Operations, pages } from './operations.ts';

/** What must come to its end first: without its functions nobody would end it. */
export interface InTheWay {
  /** Deployments that are under way. */
  readonly running: readonly {
    readonly deploymentId: string;
    readonly service: string;
    readonly state: string;
  }[];
  /** Runs of runbooks that are not over: what they did could no longer be undone. */
  readonly runs: readonly {
    readonly runId: string;
    readonly runbook: string;
    readonly service: string;
    readonly state: string;
  }[];
  /** Previous versions that are still warm: nobody would scale them in. */
  readonly windows: readonly {
    readonly environment: string;
    readonly service: string;
    readonly until: string;
  }[];
  /** Dead letters that wait; they expire, and nobody could deliver them. */
  readonly deadLetters: number;
}

/** Looks through every deployment of which there is a record, the services of their environments, and the open runs. */
export async function inTheWay(operations: Operations, now: number): Promise<InTheWay> {
  const deployments = await allDeployments(operations, now);
  const running = deployments
    .filter((deployment) => !isOver(deployment))
    .map(({ deploymentId, service, state }) => ({ deploymentId, service, state }));
  const environments = [...new Set(deployments.map(({ environment }) => environment))].sort();
  const windows = [];
  for (const environment of environments) {
    const { services } = await operations.list_services({ environment });
    for (const { name, spareUntil } of services)
      if (spareUntil !== undefined) windows.push({ environment, service: name, until: spareUntil });
  }
  const { waiting, hidden } = await operations.list_dead_letters({ limit: 1 });
  return { running, runs: await openRuns(operations), windows, deadLetters: waiting + hidden };
}

async function openRuns(operations: Operations) {
  const runs = await pages(
    (more) => operations.list_runbook_runs({ open: true, limit: 100, ...more }),
    (page) => page.runs,
  );
  return runs.map(({ runId, runbook, service, state }) => ({ runId, runbook, service, state }));
}

async function allDeployments(operations: Operations, now: number) {
  const all = [];
  for (const month of keptMonths(now))
    all.push(
      ...(await pages(
        (more) => operations.list_deployments({ month, limit: 100, ...more }),
        ({ deployments }) => deployments,
      )),
    );
  return all;
}

/** Why a teardown has to wait, a sentence each; dead letters alone hold nothing up. */
export function reasonsToWait({ running, runs, windows }: InTheWay): string[] {
  return [
    ...running.map(
      ({ deploymentId, service, state }) =>
        `${deploymentId} of ${service} is ${state}: operate abort-deployment --deployment-id ${deploymentId}, or wait.`,
    ),
    ...runs.map(
      ({ runId, runbook, service, state }) =>
        `${runId} of ${runbook} on ${service} is ${state}: operate stop-runbook-run --run-id ${runId}, or wait.`,
    ),
    ...windows.map(
      ({ environment, service, until }) =>
        `The previous version of ${service} in ${environment} is warm until ${until}, and only Operate scales it in.`,
    ),
  ];
}

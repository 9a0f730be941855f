import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { runbookHash } from '../../core/runbook/plan.ts';
import { STEP_STATES, scale } from '../../core/runbook/run.fixture.ts';
import type { Runbook, RunbookStep } from '../../core/runbook/runbook.ts';
import { TOOLS } from '../../core/runbook/tools.ts';
import { catalog } from '../../functions/catalog.ts';
import { machineArnOf } from '../../functions/environment.ts';
import { readIncident, saveIncident } from '../../functions/incidents/store.ts';
import { ledgerWrites, readLedgers } from '../../functions/runbooks/ledgers.ts';
import { armDeadman } from '../../functions/runbooks/run-schedule.ts';
import { type Seed, seededRun } from '../../functions/runbooks/seeded.fixture.ts';
import { listRuns, readToken } from '../../functions/runbooks/store.ts';
import { documentClient } from '../../functions/table.ts';
import { ownRunbooks } from '../../lib/manifest/runbooks.ts';
import type { Installation } from '../flows/installation.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { runStep } from '../flows/step.ts';

const MINUTE_MS = 60_000;
const ALARM = 'busy';
const common = {
  risk: 'low',
  timeoutSeconds: 3600,
  approvalSeconds: 600,
  limits: { concurrency: 1, perHour: 20, costPerDay: 100 },
  onFailure: 'undo',
  recovery: { withinSeconds: 60, forSeconds: 60 },
} as const;
const trigger = { metric: 'Busy', duration: 120 };

/** One step of every tool, which no service can do all of. */
const everyTool: Runbook = {
  ...common,
  name: 'every-tool',
  summary: 'Asks every tool.',
  triggers: [{ ...trigger, namespace: 'Fares' }],
  steps: TOOLS.filter(({ kind }) => kind === 'call').map(
    ({ name, changes }, index): RunbookStep => ({
      name: `step-${index}`,
      tool: name,
      params: {},
      ...(changes && {
        precondition: 'true',
        verify: { everySeconds: 20, withinSeconds: 60 },
        inverse: { kind: 'none', why: 'It never happens.' },
      }),
    }),
  ),
};
const tellPeople: Runbook = {
  ...common,
  name: 'tell-people',
  summary: 'Tells people.',
  triggers: [trigger],
  steps: [{ name: 'tell', tool: 'notify_people', action: 'Look.', params: {} }],
};

/** The product's own runbooks, and two by which every permission of a run is used. */
export const RUNBOOKS: readonly Runbook[] = [...ownRunbooks(catalog), everyTool, tellPeople];

/** Runs that begin, wait, fail, are held, resumed, stopped and undone, for an incident with more signals than fit. */
export async function runbookRuns(installation: Installation, service: string): Promise<void> {
  const target = { environment: ENVIRONMENT, service };
  const incidentId = await crowded(installation, service);
  const operator = installation.as('operator');
  const seed = (more: Seed) => seededRun(installation, { incidentId, ...more });
  const step = (operation: string, input: object) => runStep(installation, operation, input);
  await operator.start_runbook({ runbook: 'every-tool', ...target, dryRun: true }).catch(() => undefined);
  // Its trigger wants that the signal has fired for a while.
  await installation.clock.advanceBy(5 * MINUTE_MS);
  await asked(installation, service);
  await operator.start_runbook({ runbook: 'tell-people', ...target, incidentId });
  await armDeadman(installation.context, 'run-0000000000', installation.clock.now() + MINUTE_MS);
  await installation.clock.advanceBy(10 * MINUTE_MS);
  await resumed(installation, target, seed);
  // Whatever fails is seen to, also where its deadman has struck already.
  const changed = { step: STEP_STATES.VERIFIED, armed: false };
  const gone = { runbook: 'gone' };
  for (const seeded of [{ ...gone, ...changed }, gone])
    await step('begin_run', { runId: (await seed(seeded)).id });
  const { id: unsuited } = await seed({ runbook: 'every-tool', target });
  await step('begin_run', { runId: unsuited });
  for (const more of [changed, {}]) {
    const { id: runId } = await seed({ in: 'RUNNING', ...more });
    await step('fail_run', { runId, failure: { step: 'scale-out' } });
    await operator.stop_runbook_run({ runId: (await seed({ in: 'RUNNING', ...more })).id });
    const waiting = await seed({ in: 'AWAITING_APPROVAL', ...more });
    await installation.as('approver').reject({ runId: waiting.id, reason: 'no' });
  }
  for (const tool of ['rollback_service', 'call_aws']) {
    const plan = [{ ...scale, tool }];
    const steps = [{ name: scale.name, tool, state: STEP_STATES.VERIFIED }];
    const { id: runId } = await seed({ in: 'RUNNING', plan, steps });
    await step('fail_run', { runId, cause: 'EXECUTION_ENDED' });
  }
  await installation.clock.advanceBy(5 * MINUTE_MS);
  await escalated(installation, seed);
  await proved(installation, target, seed);
}

/** An incident of an alarm whose record says that it has more members than fit. */
async function crowded({ context, clock, as }: Installation, service: string): Promise<string> {
  const cloudWatch = context.clients(CloudWatchClient);
  await cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: ALARM,
      Namespace: 'Fares',
      MetricName: 'Busy',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'ignore',
      Tags: Object.entries({ 'operate:environment': ENVIRONMENT, 'operate:service': service }).map(
        ([Key, Value]) => ({ Key, Value }),
      ),
    }),
  );
  const StateReason = 'Set by hand.';
  await cloudWatch.send(new SetAlarmStateCommand({ AlarmName: ALARM, StateValue: 'ALARM', StateReason }));
  await clock.advanceBy(MINUTE_MS);
  const { incidents } = await as('viewer').list_incidents({ open: true, service });
  const incident = await readIncident(context, incidents[0]?.incidentId ?? '');
  await saveIncident(context, incident, { ...incident, memberCount: 500 }, { words: 'Many more fire.' });
  return incident.id;
}

type Seeding = (more: Seed) => ReturnType<typeof seededRun>;

async function resumed(
  { as }: Installation,
  target: { environment: string; service: string },
  seed: Seeding,
): Promise<void> {
  const steps = ({ steps: own }: Runbook) =>
    own.map(({ name, tool }) => ({ name, tool, state: { name: 'WAITING' } as const }));
  for (const runbook of [everyTool, tellPeople]) {
    const of = { runbook: runbook.name, runbookHash: runbookHash(runbook), steps: steps(runbook) };
    const { id: runId } = await seed({ in: 'HELD', target, ...of });
    await as('operator')
      .resume_runbook_run({ runId })
      .catch(() => undefined);
    await as('operator')
      .stop_runbook_run({ runId })
      .catch(() => undefined);
  }
}

/** The run that the incident was answered with waits for a person: an answer that came before its question, and a no. */
async function asked(installation: Installation, service: string): Promise<void> {
  const { context } = installation;
  const { runs } = await listRuns(context, { environment: ENVIRONMENT, service }, 1);
  const runId = runs[0]?.id ?? '';
  const token = (await readToken(context, runId))?.token ?? '';
  const { id: answered } = await seededRun(installation, { approvalsNeeded: 0 });
  await runStep(installation, 'ask_approval', { runId: answered, token, reminder: 0, timeoutSeconds: 600 });
  await installation.clock.advanceBy(MINUTE_MS);
  await installation.as('viewer').get_runbook_run({ runId });
  await installation.as('viewer').list_runbooks({ environment: ENVIRONMENT });
  await installation.as('viewer').list_runbook_runs({ open: true });
  await installation.as('approver').reject({ runId, reason: 'no' });
  await installation.clock.advanceBy(MINUTE_MS);
}

/** Runs of which one has failed too often, so that whoever is next is told. */
async function escalated(installation: Installation, seed: Seeding): Promise<void> {
  const { context } = installation;
  const undoing = () => seed({ in: 'UNDOING', step: STEP_STATES.NOT_UNDONE });
  const block = async (run: Awaited<ReturnType<typeof undoing>>) => {
    const ledgers = await readLedgers(context, run.runbook, run.target);
    const lately = { ...ledgers.lately, brake: { ineffective: 2 } };
    const TransactItems = ledgerWrites(context, run, ledgers, { ...ledgers, lately });
    await documentClient(context).send(new TransactWriteCommand({ TransactItems }));
    return run.id;
  };
  const one = await block(await undoing());
  await runStep(installation, 'undo_run', { runId: one, last: {} });
  const other = await block(await undoing());
  // Somebody has used up the name of the second attempt.
  const stateMachineArn = machineArnOf(context.environment, 'undo');
  const input = JSON.stringify({ runId: 'run-0000000000' });
  const second = new StartExecutionCommand({ stateMachineArn, name: `${other}.2`, input });
  await context.clients(SFNClient).send(second);
  await runStep(installation, 'fail_run', { undoExecution: `${other}.1`, cause: 'UNDO_ENDED' });
  await runStep(installation, 'fail_run', { undoExecution: `${other}.5`, cause: 'UNDO_ENDED' });
  await runStep(installation, 'fail_run', { runId: (await undoing()).id, cause: 'DEADLINE_PASSED' });
}

async function proved(
  installation: Installation,
  target: { environment: string; service: string },
  seed: Seeding,
): Promise<void> {
  const prove = (runId: string) =>
    runStep(installation, 'prove_recovery', { runId, recovery: { withinSeconds: 60, forSeconds: 60 } });
  await prove((await seed({ in: 'RECOVERING', target })).id);
  await prove((await seed({ in: 'SUCCEEDED', target })).id);
}

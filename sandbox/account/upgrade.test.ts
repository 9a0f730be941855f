import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import type { Definition } from '../../functions/operation.ts';
import type { Trigger } from '../../functions/trigger.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { Account } from './account.ts';
import { installProduct, type Release, upgradeProduct } from './product.ts';

const TESTER = 'arn:aws:iam::000000000000:role/tester';
const STEP = 'record_restore_failure';
const PAYLOAD = { deploymentId: 'dep-0123456789', error: 'E', cause: 'C' };

let folder: string;
let clock: VirtualClock;
let account: Account;
/** Which release's code ran, in order. */
let ran: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'releases-'));
  clock = new VirtualClock();
  account = new Account({ plane: 'model', clock, seed: 1 });
  account.iam.setStatements(TESTER, [{ actions: ['*'], resources: ['*'] }]);
  ran = [];
});
afterEach(async () => {
  await account.close();
  rmSync(folder, { recursive: true });
});

/** A release with one machine, which waits, calls a step and says whose definition it has. */
function release(name: string, triggers?: Record<string, readonly Trigger[]>): Release {
  const task = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: `\${function:${STEP}}`, Payload: PAYLOAD },
    Output: name,
    End: true,
  };
  const machine = {
    QueryLanguage: 'JSONata',
    StartAt: 'Bake',
    States: { Bake: { Type: 'Wait', Seconds: 60, Next: 'Call' }, Call: task },
  };
  writeFileSync(join(folder, 'probe.asl.json'), JSON.stringify(machine));
  const handler = async () => {
    ran.push(name);
    return { next: 'done' };
  };
  const changed = (catalog as readonly Definition[]).map((definition) => {
    const own = triggers?.[definition.name];
    return own ? { ...definition, triggers: own } : definition;
  });
  return { machines: folder, handlers: { [STEP]: handler }, catalog: changed };
}

function clients() {
  const own = account.dispatcher.clientsFor({ arn: TESTER });
  return { lambda: own(LambdaClient), sfn: own(SFNClient), scheduler: own(SchedulerClient) };
}

async function start(name: string): Promise<string> {
  const stateMachineArn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:operate-probe';
  const { executionArn = '' } = await clients().sfn.send(
    new StartExecutionCommand({ stateMachineArn, name, input: '{}' }),
  );
  return executionArn;
}

const output = async (executionArn: string) => (await account.stepFunctions.finished(executionArn)).output;

describe('a second release over a first', () => {
  it('lets executions of the first finish with its definition and its code', async () => {
    const installed = await installProduct(account, { release: release('first') });
    const before = await start('before');
    await upgradeProduct(account, installed, { release: release('second') });
    const after = await start('after');
    await clock.advanceBy(61_000);
    expect(await Promise.all([output(before), output(after)])).toEqual(['"first"', '"second"']);
    expect(ran).toEqual(['first', 'second']);
  });

  it('is what everybody else calls at once', async () => {
    const installed = await installProduct(account, { release: release('first') });
    await upgradeProduct(account, installed, { release: release('second') });
    const FunctionName = 'operate-record-restore-failure';
    const { lambda } = clients();
    await lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(PAYLOAD)) }));
    expect(ran).toEqual(['second']);
    const { Versions = [] } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
    expect(Versions.map(({ Version }) => Version)).toEqual(['$LATEST', '1', '2']);
  });

  it('brings its own rules and schedules, and takes those away that it does not have', async () => {
    const every = (expression: string): Trigger => ({ type: 'schedule', name: 'probe', expression });
    const gone: Trigger = { type: 'schedule', name: 'gone', expression: 'rate(1 hour)' };
    const first = release('first', { anchor_audit: [every('rate(1 hour)'), gone] });
    const installed = await installProduct(account, { release: first });
    const second = release('second', { anchor_audit: [every('rate(2 hours)')], note_outside_change: [] });
    const { manifest } = await upgradeProduct(account, installed, { release: second });
    expect(manifest.rules.map(({ name }) => name)).not.toContain('outside-change');
    const { scheduler } = clients();
    const { Schedules = [] } = await scheduler.send(new ListSchedulesCommand({ GroupName: 'operate' }));
    const names = Schedules.map(({ Name }) => Name);
    expect(names).toContain('probe');
    expect(names).not.toContain('gone');
    const probe = await scheduler.send(new GetScheduleCommand({ GroupName: 'operate', Name: 'probe' }));
    expect(probe.ScheduleExpression).toBe('rate(2 hours)');
    expect(probe.Target?.DeadLetterConfig?.Arn).toBe(manifest.deadLetterQueue.arn);
  });
});

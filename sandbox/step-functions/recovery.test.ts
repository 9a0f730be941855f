import { DescribeExecutionCommand, GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import { machinesAccount, start } from './account.fixture.ts';
import type { ExecutionRecord, Journal } from './execution-record.ts';

/** Keeps executions as a file would: as text. */
function textJournal(): Journal & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    save: async (execution) => void texts.set(execution.arn, JSON.stringify(execution)),
    load: async () => [...texts.values()].map((text) => JSON.parse(text) as ExecutionRecord),
  };
}

it('aborts and publishes after a restart what was running before, and remembers what had ended', async () => {
  const journal = textJournal();
  const before = machinesAccount({ journal });
  const done = await start(before, { Done: { Type: 'Pass', Output: 'yes', End: true } });
  await before.stepFunctions.finished(done);
  const running = await start(before, { Wait: { Type: 'Wait', Seconds: 600, End: true } });
  await before.stepFunctions.close();

  const after = machinesAccount({ journal });
  await after.stepFunctions.recover();
  const describeIt = (executionArn: string) =>
    after.client.send(new DescribeExecutionCommand({ executionArn }));
  expect(await describeIt(done)).toMatchObject({ status: 'SUCCEEDED', output: '"yes"' });
  expect(await describeIt(running)).toMatchObject({ status: 'ABORTED', error: 'Sandbox.Restarted' });
  expect(after.scope.events).toMatchObject([
    {
      detailType: 'Step Functions Execution Status Change',
      detail: { executionArn: running, status: 'ABORTED' },
    },
  ]);
  const { events } = await after.client.send(new GetExecutionHistoryCommand({ executionArn: running }));
  expect(events?.map(({ type }) => type)).toEqual(['ExecutionStarted', 'ExecutionAborted']);

  const later = machinesAccount({ journal });
  await later.stepFunctions.recover();
  expect(later.scope.events).toEqual([]);
});

it('says nothing when it is closed, as a process that dies', async () => {
  const journal = textJournal();
  const account = machinesAccount({ journal });
  const executionArn = await start(account, { Wait: { Type: 'Wait', Seconds: 600, End: true } });
  await account.stepFunctions.close();
  expect(account.scope.events.map(({ detail }) => detail.status)).toEqual(['RUNNING']);
  expect(journal.texts.get(executionArn)).toContain('"status":"RUNNING"');
});

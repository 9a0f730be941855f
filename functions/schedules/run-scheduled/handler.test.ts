import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';

const HOUR_MS = 3_600_000;
const call = (name: string, operation: string, input: object) => ({
  name,
  expression: 'rate(6 hours)',
  operation: 'run_scheduled',
  input: JSON.stringify({ schedule: name, operation, with: input, dueAt: '<aws.scheduler.scheduled-time>' }),
});

let installation: Installation;
beforeAll(async () => {
  const schedules = [
    call('audit', 'verify_audit', { resource: 'service/production/orders' }),
    call('nothing', 'monitor_health', { environment: 'production', service: 'nobody' }),
  ];
  installation = await install({ release: { schedules } });
}, 60_000);
afterAll(() => installation.close());

async function lines(): Promise<Record<string, unknown>[]> {
  const { events = [] } = await installation.context.clients(CloudWatchLogsClient).send(
    new FilterLogEventsCommand({
      logGroupName: '/aws/lambda/operate-run-scheduled',
      filterPattern: '"The schedule"',
    }),
  );
  return events.map(({ message = '{}' }) => JSON.parse(message) as Record<string, unknown>);
}

describe('run_scheduled', () => {
  it('calls the operation when it is due, and says what it was answered', async () => {
    await installation.clock.advanceBy(7 * HOUR_MS);
    const answered = { schedule: 'audit', operation: 'verify_audit', status: 200 };
    expect(await lines()).toMatchObject([answered, answered]);
  });

  it('keeps what was refused as a dead letter', async () => {
    const { letters } = await installation.as('operator').list_dead_letters({});
    expect(letters).toHaveLength(2);
    for (const { error, excerpt } of letters) {
      expect(error).toContain('Refused: monitor_health was answered 400');
      expect(excerpt).toContain('"schedule":"nothing"');
    }
  });
});

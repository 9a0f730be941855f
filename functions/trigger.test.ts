import { describe, expect, it } from 'vitest';
import { checkTriggers, type EventTrigger, type QueueTrigger, type Trigger } from './trigger.ts';

const event: EventTrigger = { type: 'event', name: 'a-b', pattern: { source: ['aws.ecs'] }, input: {} };
const queue: QueueTrigger = {
  type: 'queue',
  name: 'letters',
  batchSize: 10,
  windowSeconds: 0,
  concurrency: 2,
};
const schedule = (expression: string): Trigger => ({ type: 'schedule', name: 'nightly', expression });

describe('triggers', () => {
  it('take what AWS takes', () => {
    const triggers: Trigger[] = [
      event,
      schedule('rate(5 minutes)'),
      schedule('cron(0 3 * * ? *)'),
      { type: 'run-time-schedule' },
      queue,
      { ...queue, batchSize: 10_000, windowSeconds: 300, concurrency: 1_000, topic: true, events: [event] },
    ];
    expect(() => checkTriggers('mow_lawn', triggers)).not.toThrow();
  });

  it.each<[Trigger, string]>([
    [{ ...event, name: 'aB' }, "mow_lawn: the trigger's name 'aB' is not in kebab case."],
    [{ ...queue, name: 'Letters' }, "mow_lawn: the trigger's name 'Letters' is not in kebab case."],
    [{ ...queue, batchSize: 0 }, "the batchSize of 'letters' is 0, not a whole number from 1 to 10000."],
    [{ ...queue, batchSize: 10_001, windowSeconds: 1 }, "the batchSize of 'letters' is 10001"],
    [{ ...queue, batchSize: 1.5 }, "the batchSize of 'letters' is 1.5"],
    [{ ...queue, batchSize: 11 }, "batches of 'letters' above 10 messages need a window"],
    [{ ...queue, windowSeconds: 301 }, "the windowSeconds of 'letters' is 301"],
    [{ ...queue, concurrency: 1 }, "the concurrency of 'letters' is 1, not a whole number from 2 to 1000."],
    [{ ...queue, events: [{ name: 'a-b', pattern: {} }] }, "the pattern of 'a-b' names no source."],
    [{ ...queue, events: [{ ...event, name: 'A' }] }, "the trigger's name 'A' is not in kebab case."],
    [{ ...event, pattern: { detail: {} } }, "mow_lawn: the pattern of 'a-b' names no source."],
    [schedule('every hour'), "mow_lawn: 'every hour' is neither a rate(...) nor a cron(...)."],
  ])('refuse %j', (trigger, message) => {
    expect(() => checkTriggers('mow_lawn', [trigger])).toThrow(message);
  });
});

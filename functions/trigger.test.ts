import { describe, expect, it } from 'vitest';
import { checkTriggers, type EventTrigger, type Trigger } from './trigger.ts';

const event: EventTrigger = { type: 'event', name: 'a-b', pattern: { source: ['aws.ecs'] }, input: {} };
const schedule = (expression: string): Trigger => ({ type: 'schedule', name: 'nightly', expression });

describe('triggers', () => {
  it('take what EventBridge takes', () => {
    const triggers: Trigger[] = [
      event,
      schedule('rate(5 minutes)'),
      schedule('cron(0 3 * * ? *)'),
      { type: 'run-time-schedule' },
    ];
    expect(() => checkTriggers('mow_lawn', triggers)).not.toThrow();
  });

  it.each<[Trigger, string]>([
    [{ ...event, name: 'aB' }, "mow_lawn: the trigger's name 'aB' is not in kebab case."],
    [{ ...event, pattern: { detail: {} } }, "mow_lawn: the pattern of 'a-b' names no source."],
    [schedule('every hour'), "mow_lawn: 'every hour' is neither a rate(...) nor a cron(...)."],
  ])('refuse %j', (trigger, message) => {
    expect(() => checkTriggers('mow_lawn', [trigger])).toThrow(message);
  });
});

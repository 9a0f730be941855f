import { z } from 'zod';
import { type Definition, defineOperation } from '../functions/operation.ts';
import { queueBatch, queueFailures } from '../functions/queue-batch.ts';
import { HOUSES } from '../surfaces/example/operations.ts';

/** An operation that listens to an alarm, is called every hour, and is called when a handler asked for it. */
export const shutWindow = defineOperation({
  name: 'shut_window',
  noun: 'weather',
  summary: 'Shut a window when the weather turns.',
  risk: 'change',
  surfaces: [],
  input: z.strictObject({ window: z.string().optional(), cause: z.string().optional() }),
  output: z.strictObject({}),
  permissions: [],
  timeoutSeconds: 5,
  triggers: [
    {
      type: 'event',
      name: 'storm',
      pattern: {
        source: ['aws.cloudwatch'],
        resources: ['{machine:drying}'],
        detail: { state: { value: ['ALARM'] } },
      },
      input: { window: '$.detail.alarmName', cause: 'a "storm"' },
    },
    { type: 'schedule', name: 'nightfall', expression: 'rate(1 day)', input: { cause: 'night' } },
    { type: 'run-time-schedule' },
  ],
});

/** An operation that works off a queue, into which a rule, a topic and handlers put messages. */
export const sortMail = defineOperation({
  name: 'sort_mail',
  noun: 'post',
  summary: 'Sort what came in the mail.',
  risk: 'change',
  surfaces: [],
  input: queueBatch,
  output: queueFailures,
  permissions: [{ actions: ['sqs:SendMessage'], resources: ['{queue:mail}'] }],
  timeoutSeconds: 20,
  triggers: [
    {
      type: 'queue',
      name: 'mail',
      batchSize: 100,
      windowSeconds: 2,
      concurrency: 2,
      events: [{ name: 'post', pattern: { source: ['aws.ecs'], resources: ['{machine:drying}'] } }],
      topic: true,
    },
  ],
});

/** An operation that knows who bears a key. */
export const checkKey = defineOperation({
  name: 'check_key',
  noun: 'doors',
  summary: 'Say whose key it is.',
  risk: 'read',
  surfaces: [],
  input: z.strictObject({}),
  output: z.strictObject({}),
  permissions: [],
  timeoutSeconds: 5,
  authoriser: true,
});

/** A catalog with everything that the stacks can make. */
export const NEIGHBOURHOOD: readonly Definition[] = [...HOUSES, shutWindow, sortMail, checkKey];

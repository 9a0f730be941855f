import { beforeEach, describe, expect, it } from 'vitest';
import { DependencyFailed } from '../../core/errors.ts';
import type { Contract } from '../contract.ts';
import { queueBatch, queueFailures } from '../queue-batch.ts';
import { fails, type Served, served } from './served.fixture.ts';

/** A contract whose operation works off a queue. */
const validate: Contract['validate'] = (value) => {
  const fits = queueBatch.safeParse(value).success;
  validate.errors = fits ? null : [{ instancePath: '', keyword: 'required', params: {} }];
  return fits;
};
const MAIL: Partial<Contract> = { surfaces: [], batches: true, validate };

const record = (messageId: string, body: string, receives = 1) => ({
  messageId,
  receiptHandle: `${messageId}/${receives}`,
  body,
  attributes: { SentTimestamp: '1767225600123', ApproximateReceiveCount: String(receives) },
  messageAttributes: {},
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:operate-mail',
});
const BATCH = { Records: [record('m-1', '{"a":1}'), record('m-2', 'no JSON\u0007', 3)] };
const MESSAGES = [
  { id: 'm-1', body: '{"a":1}', sentAt: '2026-01-01T00:00:00.123Z', receives: 1 },
  { id: 'm-2', body: 'no JSON\u0007', sentAt: '2026-01-01T00:00:00.123Z', receives: 3 },
];

let mail: Served;
beforeEach(async () => {
  mail = await served();
});

describe('a batch of a queue', () => {
  it('reaches the operation as messages, whatever they hold, from a machine', async () => {
    await mail.invoke(BATCH, MAIL, () => ({ failed: [] }));
    const [{ input, context } = {}] = mail.calls;
    expect(input).toEqual({ messages: MESSAGES });
    expect(queueBatch.parse(input)).toEqual(input);
    expect(context?.call.caller).toEqual({ arn: 'operate:machine', roles: [], kind: 'machine' });
  });

  it.each([[[]], [['m-2']], [['m-1', 'm-2']]])('is answered with what failed: %j', async (failed) => {
    expect(queueFailures.parse({ failed })).toEqual({ failed });
    expect(await mail.invoke(BATCH, MAIL, () => ({ failed }))).toEqual({
      batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })),
    });
  });

  it('fails as a whole where the operation fails', async () => {
    const answer = fails(new DependencyFailed('AWS did not answer.'));
    await expect(mail.invoke(BATCH, MAIL, answer)).rejects.toMatchObject({ name: 'DependencyFailed' });
  });

  it('is for operations of queues only: to others it is an input like any other', async () => {
    await expect(mail.invoke(BATCH, { surfaces: [] })).rejects.toMatchObject({ name: 'InvalidInput' });
  });

  it('is one only if all of it comes from a queue', async () => {
    for (const Records of [[], [{ ...record('m-1', ''), eventSource: 'aws:s3' }]])
      await expect(mail.invoke({ Records }, MAIL)).rejects.toMatchObject({ name: 'InvalidInput' });
    expect(mail.calls).toEqual([]);
  });

  it('may be given directly, and is then answered directly', async () => {
    const direct = await mail.invoke({ messages: MESSAGES }, MAIL, () => ({ failed: ['m-1'] }));
    expect(direct).toEqual({ failed: ['m-1'] });
  });
});

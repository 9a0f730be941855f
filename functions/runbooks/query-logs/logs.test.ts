import type { FilterLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import type { Job } from '../step/tool-work.ts';
import { logs } from './logs.ts';

type Search = Pick<FilterLogEventsCommandInput, 'filterPattern' | 'nextToken'>;

/** CloudWatch answers pages without lines while it searches; of some patterns it never comes to an end. */
function read(endless: string) {
  const send = async ({ input }: { input: Search }) =>
    input.filterPattern === endless ? { nextToken: 'more' } : { events: [{ message: 'ERROR order 7' }] };
  const context = { clock: { now: () => 3_600_000 }, clients: () => ({ send }) } as unknown as Context;
  const job = {
    service: { target: { type: 'lambda-alias', functionName: 'prices' } },
    said: 'ERROR',
    params: { minutes: 5, patterns: { orders: 'order', calls: 'refused' } },
  } as unknown as Job;
  return logs.read(context, job);
}

describe('a search that was given up', () => {
  it('says nothing of how few lines there are of its kind', async () => {
    expect(await read('refused')).toEqual({
      count: 1,
      truncated: true,
      sample: ['ERROR order 7'],
      counts: { orders: 1 },
    });
  });

  it('has counted the lines that it came to', async () => {
    expect(await read('ERROR')).toEqual({
      count: 0,
      truncated: true,
      sample: [],
      counts: { orders: 1, calls: 1 },
    });
  });
});

import type { PutEventsCommandInput, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import type { BusEvent } from '../service.ts';
import { putEvents } from './put-events.ts';

const CALL = { principal: { arn: 'arn:aws:iam::000000000000:role/x' }, command: 'PutEvents', requestId: 'r' };
const GOOD: PutEventsRequestEntry = { Source: 'operate', DetailType: 'Promoted', Detail: '{"id":1}' };

function bench() {
  const taken: { event: BusEvent; bus: string; at: number | undefined }[] = [];
  const command = putEvents({
    ingest: (event, bus, at) => {
      taken.push({ event, bus, at });
      return `id-${taken.length}`;
    },
    busArn: (bus) => `arn:aws:events:eu-west-1:000000000000:event-bus/${bus}`,
  });
  const put = async (entries: PutEventsRequestEntry[]) => command.run({ Entries: entries }, CALL);
  const needs = (input: PutEventsCommandInput) => command.needs(input, CALL);
  return { taken, put, needs };
}

describe('PutEvents', () => {
  it('takes good entries and refuses each bad one by itself', async () => {
    const { taken, put } = bench();
    const output = await put([
      GOOD,
      { ...GOOD, Source: undefined },
      { ...GOOD, Source: 'aws.states' },
      { ...GOOD, Detail: '"text"' },
      {
        ...GOOD,
        EventBusName: 'arn:aws:events:eu-west-1:000000000000:event-bus/custom',
        Time: new Date(5_000),
      },
    ]);
    expect(output).toEqual({
      FailedEntryCount: 3,
      Entries: [
        { EventId: 'id-1' },
        {
          ErrorCode: 'InvalidArgument',
          ErrorMessage: 'Parameter Source is not valid. Reason: Source is a required argument.',
        },
        { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' },
        { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
        { EventId: 'id-2' },
      ],
    });
    expect(taken).toEqual([
      {
        event: { source: 'operate', detailType: 'Promoted', detail: { id: 1 }, resources: [] },
        bus: 'default',
      },
      {
        event: { source: 'operate', detailType: 'Promoted', detail: { id: 1 }, resources: [] },
        bus: 'custom',
        at: 5_000,
      },
    ]);
  });

  it('refuses more than ten entries, none, and more than a mebibyte, to the byte', async () => {
    const { put } = bench();
    await expect(put(Array.from({ length: 11 }, () => GOOD))).rejects.toThrow(/less than or equal to 10/);
    await expect(put([])).rejects.toThrow(/greater than or equal to 1/);
    const overhead = 'operate'.length + 'Promoted'.length + '{"t":""}'.length;
    const sized = (bytes: number) => ({
      ...GOOD,
      Detail: JSON.stringify({ t: 'x'.repeat(bytes - overhead) }),
    });
    await expect(put([sized(1_048_576)])).resolves.toMatchObject({ FailedEntryCount: 0 });
    await expect(put([sized(1_048_577)])).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Total size of the entries in the request is over the limit.',
    });
  });

  it('needs events:PutEvents on every bus it names, once per source and type', () => {
    const { needs } = bench();
    expect(needs({ Entries: [GOOD, GOOD, { ...GOOD, EventBusName: 'custom' }] })).toEqual(
      ['default', 'custom'].map((bus) => ({
        action: 'events:PutEvents',
        resource: `arn:aws:events:eu-west-1:000000000000:event-bus/${bus}`,
        conditions: { 'events:source': 'operate', 'events:detail-type': 'Promoted' },
      })),
    );
  });
});

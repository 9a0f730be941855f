import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signatureOf } from '../../../core/incident/webhook-signature.ts';
import { catalog } from '../../catalog.ts';
import { type House, house, incidentsOf, MINUTE_MS } from '../incidents.fixture.ts';
import { MOST_UNKNOWN } from './secrets.ts';

const SECRET = 'a-secret-of-sixteen-or-more';
const [OLD, NEW] = ['the-secret-before-the-rotation', 'the-secret-after-the-rotation'];

let shop: House;
beforeAll(async () => {
  shop = await house();
  shop.account.secrets.createSecret('operate/webhooks/grafana', SECRET);
  shop.account.secrets.createSecret('operate/webhooks/nagios', OLD);
});
afterAll(() => shop.close());

interface Sent {
  readonly sender?: string;
  readonly secret?: string;
  /** The operation whose function gets it. */
  readonly to?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the HTTP API hands to the function, without any authoriser's word. */
async function post(
  body: string,
  { sender = 'grafana', secret = SECRET, to = 'receive-signal', timestamp, headers }: Sent = {},
) {
  const seconds = String(timestamp ?? Math.floor(shop.clock.now() / 1000));
  const event = {
    rawPath: `/operations/${to}`,
    headers: {
      'content-type': 'application/json',
      'x-operate-source': sender,
      'x-operate-timestamp': seconds,
      'x-operate-signature': signatureOf(secret, seconds, body),
      ...headers,
    },
    body,
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST' }, requestId: 'request-1' },
  };
  const { Payload } = await shop.context.clients(LambdaClient).send(
    new InvokeCommand({
      FunctionName: `operate-${to}`,
      Payload: new TextEncoder().encode(JSON.stringify(event)),
    }),
  );
  const answer = JSON.parse(new TextDecoder().decode(Payload)) as { statusCode: number; body: string };
  return { status: answer.statusCode, body: JSON.parse(answer.body) as Record<string, unknown> };
}

let count = 0;
const said = (fields: object = {}) =>
  JSON.stringify({
    key: `disk-${++count}`,
    state: 'FIRING',
    title: 'Disk is full',
    at: new Date(shop.clock.now()).toISOString(),
    environment: 'production',
    service: `disk-${count}`,
    ...fields,
  });

describe('receive_signal', () => {
  it('takes what a sender has signed, which becomes an incident', async () => {
    const body = said();
    expect(await post(body)).toEqual({ status: 202, body: { key: `webhook:grafana/disk-${count}` } });
    await shop.clock.advanceBy(10_000);
    const [found] = await incidentsOf(shop, `disk-${count}`);
    expect(found?.incident).toMatchObject({ title: 'Disk is full', state: 'TRIGGERED' });
  });

  it('takes the same delivery once, and answers it alike', async () => {
    const body = said();
    const sends = () => shop.account.recorder.calls.filter(({ command }) => command === 'SendMessage').length;
    const before = sends();
    const first = await post(body);
    expect(await post(body)).toEqual(first);
    expect(sends() - before).toBe(1);
  });

  it('takes both secrets while one is rotated, and no longer than that', async () => {
    shop.account.secrets.rotateSecret('operate/webhooks/nagios', NEW);
    await shop.clock.advanceBy(2 * MINUTE_MS);
    expect((await post(said(), { sender: 'nagios', secret: OLD })).status).toBe(202);
    expect((await post(said(), { sender: 'nagios', secret: NEW })).status).toBe(202);
    shop.account.secrets.rotateSecret('operate/webhooks/nagios', `${NEW}-still`);
    await shop.clock.advanceBy(2 * MINUTE_MS);
    expect((await post(said(), { sender: 'nagios', secret: OLD })).status).toBe(401);
  });

  it.each<[string, Sent]>([
    ['with another secret', { secret: 'another-secret-that-is-long' }],
    ['of a sender that nobody knows', { sender: 'nobody' }],
    ['in the name of another sender', { sender: 'nagios' }],
    ['of a name that is none', { sender: '../slack' }],
    ['from too long ago', { timestamp: 1_000_000 }],
    ['without a signature', { headers: { 'x-operate-signature': '' } }],
    [
      'with an identity that no authoriser has checked',
      { secret: 'x'.repeat(20), headers: { authorization: 'Sandbox admin' } },
    ],
  ])('refuses a delivery %s, whatever it says, and does nothing', async (_what, sent) => {
    const sends = () => shop.account.recorder.calls.filter(({ command }) => command === 'SendMessage').length;
    const before = sends();
    const { status, body } = await post('not even JSON', sent);
    expect([status, body['title']]).toEqual([401, 'Unauthenticated']);
    expect(body['detail']).toBe('The delivery carries no valid signature of a known sender.');
    expect(sends()).toBe(before);
  });

  it('counts what is refused, and writes one of it down a minute', async () => {
    const { account, clock, context } = shop;
    const role = '*role/operate-run-receive-signal';
    const writes: string[] = [];
    const forget = account.faults.add({
      match: { client: 'DynamoDBClient', principal: role },
      effect: 'observe-before',
      observe: ({ command }) => void writes.push(command),
    });
    await clock.advanceBy(MINUTE_MS);
    const StartTime = new Date(clock.now());
    for (let n = 0; n < 25; n++) await post(said(), { secret: `forged-${n}-${'x'.repeat(20)}` });
    await clock.advanceBy(3 * MINUTE_MS);
    const Metric = {
      Namespace: 'Operate',
      MetricName: 'refused',
      Dimensions: [{ Name: 'operation', Value: 'receive_signal' }],
    };
    const { MetricDataResults = [] } = await context.clients(CloudWatchClient).send(
      new GetMetricDataCommand({
        MetricDataQueries: [{ Id: 'refused', MetricStat: { Metric, Stat: 'Sum', Period: 60 } }],
        StartTime,
        EndTime: new Date(clock.now()),
      }),
    );
    const counts = MetricDataResults.flatMap(({ Values = [] }) => Values);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(25);
    expect(writes.filter((command) => command === 'TransactWriteItems')).toHaveLength(1);
    expect(writes.length).toBeLessThanOrEqual(2);
    forget();
  });

  it('is the only operation that believes a signature', async () => {
    const input = JSON.stringify({ action: 'create', title: 'Forged', environment: 'production' });
    const { status, body } = await post(input, { to: 'manage-incident' });
    expect([status, body['title']]).toEqual([401, 'Unauthenticated']);
    const { incidents } = await shop.as('viewer').list_incidents({ open: true });
    expect(incidents.filter(({ title }) => title === 'Forged')).toEqual([]);
  });

  it('asks for few made-up senders, and still knows those whom it knew', async () => {
    const asked = () =>
      shop.account.recorder.calls.filter(({ command }) => command === 'GetSecretValue').length;
    await post(said());
    const before = asked();
    for (let n = 0; n < 60; n++) expect((await post('{}', { sender: `made-up-${n}` })).status).toBe(401);
    expect(asked() - before).toBeLessThanOrEqual(2 * MOST_UNKNOWN);
    expect((await post(said())).status).toBe(202);
    await shop.clock.advanceBy(2 * MINUTE_MS);
    expect((await post(said())).status).toBe(202);
    const { records } = await shop.as('admin').list_audit({ outcome: 'Unauthenticated', limit: 100 });
    const told = records.filter(({ action }) => action === 'receive_signal');
    const minutes = new Set(told.map(({ at }) => at.slice(0, 16)));
    expect(told).toHaveLength(minutes.size);
  });

  it.each<[string, () => string, number, string]>([
    ['no JSON', () => '{', 400, 'body'],
    ['a state that is none', () => said({ state: 'BAD' }), 400, 'state'],
    ['a field that is not known', () => said({ colour: 'red' }), 400, 'colour'],
    ['a time without a zone', () => said({ at: '2026-01-01T00:00:00' }), 400, 'at'],
    ['a service that cannot be', () => said({ service: 'a b' }), 400, 'service'],
    ['more than 256 KB', () => said({ reason: 'x'.repeat(270_000) }), 413, 'body'],
  ])('refuses %s by naming the field', async (_what, text, status, field) => {
    const answer = await post(text());
    expect([answer.status, answer.body['violations']]).toEqual([
      status,
      [expect.objectContaining({ field })],
    ]);
  });

  it('cleans text instead of refusing it', async () => {
    expect((await post(said({ title: 'Disk\u0007 \u001b[31mfull' }))).status).toBe(202);
    await shop.clock.advanceBy(10_000);
    const [found] = await incidentsOf(shop, `disk-${count}`);
    expect(found?.incident.title).toBe('Disk [31mfull');
  });

  it('is the only operation that verifies its caller itself', () => {
    expect(catalog.filter((definition) => 'verifiesCaller' in definition).map(({ name }) => name)).toEqual([
      'receive_signal',
    ]);
  });
});

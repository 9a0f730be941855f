import { afterEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../core/alerting/notice.ts';
import { channels, NOTICE } from '../channels.fixture.ts';
import { readDelivery, writeDelivery } from '../deliveries.ts';
import { hanging, hangingUp, status } from '../receiver.fixture.ts';
import { SECRET_AGE_MS } from '../secrets.ts';
import { definition } from './definition.ts';
import { handler } from './handler.ts';

const ALL = ['ops', 'chat', 'pager', 'mail', 'hook', 'phones'];
const SLACK = 'slack.com';
const PAGER = 'events.pagerduty.com';
const open: Awaited<ReturnType<typeof channels>>[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.server.close();
});

async function setUp(document?: string) {
  const made = await channels(document);
  open.push(made);
  return made;
}

describe('deliver_notifications', () => {
  it('reaches every kind of channel in the form that it takes, and uses all that it may', async () => {
    const world = await setUp();
    await world.tell(ALL);
    expect(await world.work()).toBe(0);
    expect(world.server.arrived.map(({ host, method }) => `${method} ${host}`).sort()).toEqual([
      'POST api.telegram.org',
      'POST events.pagerduty.com',
      'POST hooks.example.com',
      'POST slack.com',
    ]);
    expect(world.ses.sent).toMatchObject([
      { from: 'ops@example.com', to: ['ada@example.org'], subject: expect.stringMatching(/^Opened, high/) },
    ]);
    expect(world.sns.phones.sent).toMatchObject([
      { phoneNumber: '+49151123456', type: 'Transactional' },
      { phoneNumber: '+49151123457' },
    ]);
    for (const name of ALL)
      expect(await readDelivery(world.admin, `inc-1/opened@${name}`)).toMatchObject({
        channel: name,
        subject: 'inc-1',
        attempts: 1,
        state: { name: 'SENT' },
      });
    expect(await readDelivery(world.admin, 'inc-1/opened@phones+1')).toMatchObject({
      state: { name: 'SENT' },
    });
    // The fallback needs what telling others needs.
    world.server.answers(status(400));
    await world.tell(['chat'], NOTICE, 'inc-2/opened', 'mail');
    await world.work();
    expect(world.unused(definition)).toEqual([]);
  });

  it('delivers once what is queued or handed out twice', async () => {
    const world = await setUp();
    await world.tell(['ops', 'hook', 'phones']);
    await world.tell(['ops', 'hook', 'phones']);
    expect(await world.work()).toBe(0);
    expect(world.server.arrived).toHaveLength(2);
    expect(world.sns.phones.sent).toHaveLength(2);
  });

  it('tells PagerDuty of states by one key', async () => {
    const world = await setUp();
    const told: Notice[] = [
      NOTICE,
      { ...NOTICE, type: 'acknowledged', by: 'ada' },
      { ...NOTICE, type: 'run-finished', runId: 'r', runbook: 'b', outcome: 'SUCCEEDED', words: '' },
      { ...NOTICE, type: 'resolved', words: 'It is well again.' },
    ];
    for (const notice of told) await world.tell(['pager'], notice, `inc-1/${notice.type}`);
    expect(await world.work()).toBe(0);
    const events = world.arrivedAt(PAGER).map(({ body }) => JSON.parse(body));
    expect(events.map(({ event_action, dedup_key }) => [event_action, dedup_key])).toEqual([
      ['trigger', 'inc-1'],
      ['acknowledge', 'inc-1'],
      ['resolve', 'inc-1'],
    ]);
  });

  it('tries again what was not taken, no sooner than it was asked to', async () => {
    const world = await setUp();
    world.server.answers(status(429, '', { 'retry-after': '120' }));
    await world.tell(['ops']);
    expect(await world.work()).toBe(1);
    world.server.answers(status(200, '{"ok":true}'));
    await world.clock.advanceBy(119_000);
    expect(await world.work(2)).toBe(1);
    expect(world.arrivedAt(SLACK)).toHaveLength(1);
    await world.clock.advanceBy(1_000);
    expect(await world.work(3)).toBe(0);
    expect(world.arrivedAt(SLACK)).toHaveLength(2);
  });

  it.each([
    ['a server that fails', status(500), 'later'],
    ['a gateway that gave up', status(504), 'unknown'],
    ['a word of Slack for the same', status(200, '{"ok":false,"error":"fatal_error"}'), 'unknown'],
    ['a channel that is gone', status(200, '{"ok":false,"error":"channel_not_found"}'), 'refused'],
    ['an answer that is none', status(200, 'ok'), 'refused'],
    ['a redirect', status(302, '', { location: 'http://169.254.169.254/' }), 'refused'],
  ] as const)('takes %s for what it is', async (_what, answering, kind) => {
    const world = await setUp();
    world.server.answers(answering);
    await world.tell(['ops'], NOTICE, 'inc-1/opened', 'mail');
    expect(await world.work()).toBe(kind === 'later' ? 1 : 0);
    const { state } = (await readDelivery(world.admin, 'inc-1/opened@ops')) ?? {};
    expect(state?.name).toBe({ later: 'WAITING', unknown: 'UNKNOWN', refused: 'REFUSED' }[kind]);
    await world.clock.advanceBy(200_000);
    await world.work(2);
    expect(world.arrivedAt(SLACK)).toHaveLength(kind === 'later' ? 2 : 1);
    expect(world.ses.sent).toHaveLength(kind === 'later' ? 0 : 1);
  });

  it('never sends twice what may have arrived, and tells it elsewhere', async () => {
    const world = await setUp();
    world.server.answers(hanging);
    await world.tell(['ops'], NOTICE, 'inc-1/opened', 'mail');
    expect(await world.work()).toBe(0);
    await world.tell(['ops'], NOTICE, 'inc-1/opened', 'mail');
    expect(await world.work()).toBe(0);
    expect(world.arrivedAt(SLACK)).toHaveLength(1);
    expect(world.ses.sent).toMatchObject([
      { text: expect.stringContaining('It may not have arrived on ops: It was sent and never answered.') },
    ]);
  });

  it.each(['pager', 'hook'])('repeats to %s what may have arrived, under the same key', async (name) => {
    const world = await setUp();
    world.server.answers(hanging);
    await world.tell([name], NOTICE, 'inc-1/opened', 'mail');
    expect(await world.work()).toBe(1);
    expect(await world.work(2)).toBe(1);
    const keys = world.server.arrived.map(
      ({ headers, body }) => headers['idempotency-key'] ?? JSON.parse(body).dedup_key,
    );
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(world.ses.sent).toEqual([]);
  });

  it('waits for a channel that is dead once a batch, and not at all for the others', async () => {
    const world = await setUp();
    const answer = status(202);
    world.server.answers((request, response) =>
      (request.host === SLACK ? hangingUp : answer)(request, response),
    );
    for (let index = 0; index < 5; index++) await world.tell(['ops', 'pager'], NOTICE, `inc-${index}/opened`);
    expect(await world.work()).toBe(4);
    expect([world.arrivedAt(SLACK).length, world.arrivedAt(PAGER).length]).toEqual([1, 5]);
  });

  it('begins no more than its time allows', async () => {
    const world = await setUp();
    const taken = status(202);
    world.server.answers((request, response) => {
      void world.clock.advanceBy(16_000).then(() => taken(request, response));
    });
    for (let index = 0; index < 5; index++) await world.tell(['pager'], NOTICE, `inc-${index}/opened`);
    expect(await world.work()).toBe(3);
    expect(world.arrivedAt(PAGER)).toHaveLength(2);
  });

  it('tells the other phones later when one cannot be reached, and none twice', async () => {
    const world = await setUp();
    const error = { name: 'TimeoutError' };
    world.faults.add({ effect: 'error-after', match: { client: 'SNSClient' }, error, times: 1 });
    await world.tell(['phones'], NOTICE, 'inc-1/opened', 'mail');
    expect(await world.work()).toBe(1);
    expect(await world.work(2)).toBe(0);
    expect(world.sns.phones.sent.map(({ phoneNumber }) => phoneNumber)).toEqual([
      '+49151123456',
      '+49151123457',
    ]);
    expect(world.ses.sent).toHaveLength(1);
  });

  it('tells it elsewhere when the last attempt fails, too', async () => {
    const world = await setUp();
    world.server.answers(status(503));
    await world.tell(['hook'], NOTICE, 'inc-1/opened', 'mail');
    for (let receives = 1; receives <= 5; receives++) expect(await world.work(receives)).toBe(1);
    await world.work();
    expect(world.ses.sent).toMatchObject([
      { text: expect.stringContaining('arrived on hook: It was answered with 503.') },
    ]);
  });

  it('tells elsewhere what a dead channel was spared the last time, too', async () => {
    const world = await setUp();
    world.server.answers(status(503));
    const incidents = ['inc-1', 'inc-2', 'inc-3'];
    for (const subject of incidents)
      await world.tell(['hook'], { ...NOTICE, subject }, `${subject}/opened`, 'mail');
    for (let receives = 1; receives <= 5; receives++) {
      expect(world.ses.sent).toEqual([]);
      expect(await world.work(receives)).toBe(3);
    }
    expect(world.arrivedAt('hooks.example.com')).toHaveLength(5);
    await world.work();
    expect(world.ses.sent.map(({ text }) => incidents.filter((id) => text?.includes(id)))).toEqual(
      incidents.map((id) => [id]),
    );
  });

  it.each([
    ['slack', 'ops', 'xoxb-two'],
    ['telegram', 'chat', '123456:two-two-two-two'],
    ['hook', 'hook', Buffer.from('signing key two').toString('base64')],
  ] as const)('reads the secret of %s again when it was replaced', async (secret, channel, value) => {
    const world = await setUp();
    await world.tell([channel], NOTICE, 'inc-1/opened');
    expect(await world.work()).toBe(0);
    world.accepted[secret] = value;
    await world.tell([channel], NOTICE, 'inc-2/opened');
    expect(await world.work()).toBe(1);
    world.secrets.rotateSecret(`operate/${secret}`, secret === 'hook' ? `whsec_${value}` : value);
    expect(await world.work(2)).toBe(0);
    expect(world.server.arrived).toHaveLength(4);
  });

  it('keeps a secret for a while, and no longer', async () => {
    const world = await setUp();
    const reads = () => world.recorder.calls.filter(({ command }) => command === 'GetSecretValue').length;
    for (const wait of [0, SECRET_AGE_MS - 1, 1]) {
      await world.clock.advanceBy(wait);
      await world.tell(['pager'], NOTICE, `inc-${wait}/opened`);
      await world.work();
    }
    expect(reads()).toBe(2);
  });

  it('writes no secret anywhere', async () => {
    const world = await setUp();
    for (const answering of [
      status(500, 'xoxb-one'),
      status(200, '{"ok":false,"error":"xoxb-one"}'),
      hanging,
    ]) {
      world.server.answers(answering);
      await world.tell(ALL, NOTICE, `inc-${world.server.arrived.length}/opened`, 'mail');
      await world.work(5);
    }
    const said = JSON.stringify([
      world.lines,
      world.waiting(),
      await Promise.all(ALL.map((name) => readDelivery(world.admin, `inc-0/opened@${name}`))),
    ]);
    for (const secret of Object.values(world.accepted)) expect(said).not.toContain(secret);
    expect(world.lines.join()).toContain('may not have arrived');
  });

  it('leaves alone what somebody is sending, and gives up what was abandoned', async () => {
    const world = await setUp();
    const id = 'inc-1/opened@ops';
    const state = { name: 'SENDING', since: world.clock.now() } as const;
    await writeDelivery(world.admin, undefined, { id, channel: 'ops', subject: 'inc-1', attempts: 1, state });
    await world.tell(['ops'], NOTICE, 'inc-1/opened', 'mail');
    expect(await world.work()).toBe(1);
    await world.clock.advanceBy(90_000);
    expect(await world.work(2)).toBe(0);
    expect(await readDelivery(world.admin, id)).toMatchObject({ attempts: 1, state: { name: 'UNKNOWN' } });
    expect(world.server.arrived).toEqual([]);
    await world.work();
    expect(world.ses.sent).toHaveLength(1);
  });

  it('gathers a storm for people into one message, and tells programs all of it', async () => {
    const world = await setUp();
    const approval: Notice = {
      ...NOTICE,
      type: 'approval-wanted',
      runId: 'r',
      runbook: 'b',
      plan: [],
      approvalsNeeded: 1,
      deadline: '',
    };
    for (let index = 0; index < 40; index++)
      await world.tell(['ops', 'pager'], NOTICE, `inc-${index}/opened`);
    await world.tell(['ops'], approval, 'run-1/approval');
    while (world.waiting().some(({ visibleAt }) => visibleAt <= world.clock.now())) await world.work();
    expect([world.arrivedAt(SLACK).length, world.arrivedAt(PAGER).length]).toEqual([6, 40]);
    await world.clock.advanceBy(90_000);
    expect(await world.work()).toBe(0);
    const digest = JSON.parse(world.arrivedAt(SLACK).at(-1)?.body ?? '{}');
    expect(world.arrivedAt(SLACK)).toHaveLength(7);
    expect(digest.text).toContain('35 further messages in a short time');
    expect(world.waiting()).toEqual([]);
  });

  it('hands back what is no notification, and delivers the rest', async () => {
    const world = await setUp();
    await world.tell(['hook']);
    const [real] = world.waiting();
    const bodies = [
      '',
      'null',
      '[]',
      '{"kind":"notification"}',
      '{"kind":"digest","window":{}}',
      real?.body ?? '',
    ];
    const messages = bodies.map((body, index) => ({ id: String(index), body, sentAt: '', receives: 1 }));
    expect(await handler({ messages }, world.deliverer)).toEqual({ failed: ['0', '1', '2', '3', '4'] });
    expect(world.server.arrived).toHaveLength(1);
  });

  it('has done with a channel that is gone', async () => {
    const world = await setUp();
    await world.tell(['nobody'], NOTICE, 'inc-1/opened', 'mail');
    expect(await world.work()).toBe(0);
    await world.work();
    expect(world.ses.sent).toMatchObject([
      { text: expect.stringContaining('There is no such channel any more.') },
    ]);
  });
});

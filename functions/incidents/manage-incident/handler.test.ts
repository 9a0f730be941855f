import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, house, incidentsOf, MINUTE_MS } from '../incidents.fixture.ts';

let shop: House;
beforeAll(async () => {
  shop = await house();
});
afterAll(() => shop.close());

const operator = () => shop.as('operator').manage_incident;
const create = async (title: string, more: object = {}) => {
  const { incident } = await operator()({ action: 'create', title, environment: 'production', ...more });
  await shop.clock.advanceBy(5_000);
  return incident.incidentId;
};
const get = (incidentId: string) => shop.as('viewer').get_incident({ incidentId });
const events = (id: string) =>
  shop.account.recorder.calls
    .filter(({ command, input }) => command === 'PutEvents' && JSON.stringify(input).includes(id))
    .flatMap(({ input }) => (input as { Entries: { DetailType: string }[] }).Entries)
    .map(({ DetailType }) => DetailType);
const mailed = (title: string) =>
  shop.account.ses.sent
    .filter(({ subject }) => subject.includes(title))
    .map(({ subject }) => subject.split(',')[0]);

describe('the life of an incident that a person opened', () => {
  it('is created, noted, escalated, taken on and resolved, and each is told', async () => {
    const id = await create('Orders lost', {
      severity: 'high',
      affectedServices: ['orders'],
      tags: ['money'],
    });
    await operator()({ action: 'update', incidentId: id, updateNotes: 'Looking at it.', assignee: 'grace' });
    const escalated = await operator()({ action: 'escalate', incidentId: id });
    expect(escalated.incident.escalation).toEqual({ policy: 'default', level: 2 });
    await shop.clock.advanceBy(5_000);
    expect(shop.account.sns.phones.sent).toHaveLength(1);
    await operator()({ action: 'acknowledge', incidentId: id });
    await shop.clock.advanceBy(30 * MINUTE_MS);
    const resolution = {
      resolution: 'Restarted the queue.',
      rootCause: 'A leak.',
      preventiveMeasures: ['Test it.'],
    };
    const { incident } = await operator()({ action: 'resolve', incidentId: id, ...resolution });
    expect(incident).toMatchObject({
      state: 'RESOLVED',
      resolution: 'Restarted the queue.',
      rootCause: 'A leak.',
    });
    await shop.clock.advanceBy(10_000);
    const { timeline } = await get(id);
    expect(timeline.map(({ words }) => words)).toEqual([
      'Opened by a person.',
      "Level 1 of 'default' is told.",
      'Changed assignee. Looking at it.',
      "Escalated: Level 2 of 'default' is told.",
      'Acknowledged.',
      'Resolved: Restarted the queue.',
    ]);
    expect(mailed('Orders lost')).toEqual(['Opened', 'Acknowledged', 'Resolved']);
    expect(shop.account.sns.phones.sent).toHaveLength(3);
    expect([...new Set(events(id))]).toEqual([
      'IncidentOpened',
      'IncidentUpdated',
      'IncidentEscalated',
      'IncidentAcknowledged',
      'IncidentResolved',
    ]);
    const running = shop.account.stepFunctions.executions(shop.product.environment.escalationMachine);
    expect(running.filter(({ name }) => name.startsWith(id)).map(({ status }) => status)).toEqual([
      'SUCCEEDED',
    ]);
  });

  it('is told to the next level when nobody takes it on, until all were told', async () => {
    const id = await create('Nobody cares');
    const phones = shop.account.sns.phones.sent.length;
    await shop.clock.advanceBy(6 * MINUTE_MS);
    expect(shop.account.sns.phones.sent.length - phones).toBe(1);
    await shop.clock.advanceBy(11 * MINUTE_MS);
    const { timeline, incident } = await get(id);
    expect(timeline.at(-1)?.words).toBe(
      "Every level of 'default' has had its turn, and nobody acknowledged.",
    );
    expect(incident).toMatchObject({ state: 'TRIGGERED', escalation: { level: 2 } });
    await expect(operator()({ action: 'escalate', incidentId: id })).rejects.toMatchObject({
      name: 'Conflict',
    });
  });

  it('an acknowledgement that comes before the escalation waits ends it all the same', async () => {
    const { account } = shop;
    account.faults.add({
      match: { command: 'BatchGetItem', principal: '*await-acknowledgement' },
      effect: 'latency',
      milliseconds: 8_000,
      times: 1,
    });
    const { incident } = await operator()({ action: 'create', title: 'Early bird' });
    await shop.clock.advanceBy(2_000);
    await operator()({ action: 'acknowledge', incidentId: incident.incidentId });
    await shop.clock.advanceBy(30 * MINUTE_MS);
    const executions = account.stepFunctions.executions(shop.product.environment.escalationMachine);
    const own = executions.find(({ name }) => name.startsWith(incident.incidentId));
    expect(own?.status).toBe('SUCCEEDED');
    expect((await get(incident.incidentId)).incident.escalation?.level).toBe(1);
  });
});

describe('manage_incident', () => {
  it('does the same call with one key once', async () => {
    const made = () =>
      shop
        .as('operator')
        .manage_incident({ action: 'create', title: 'Twice' }, { idempotencyKey: 'twice-1' });
    const [first, second] = [await made(), await made()];
    expect(second).toEqual(first);
  });

  it('lets one of two people have it, and tells the other who does', async () => {
    const incidentId = await create('Contested');
    const answers = await Promise.allSettled(
      ['operator', 'developer'].map((who) =>
        shop.as(who).manage_incident({ action: 'acknowledge', incidentId }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { incident } = await get(incidentId);
    await expect(
      shop.as(incident.acknowledgedBy?.endsWith('operator') ? 'developer' : 'operator').manage_incident({
        action: 'acknowledge',
        incidentId,
      }),
    ).rejects.toMatchObject({ name: 'Conflict', detail: { conflictsWith: incidentId } });
  });

  it.each<[object, string]>([
    [{ action: 'create' }, 'title'],
    [{ action: 'create', title: 'x', incidentId: 'inc-0123456789ab' }, 'incidentId'],
    [{ action: 'update' }, 'incidentId'],
    [{ action: 'resolve', incidentId: 'inc-0123456789ab' }, 'resolution'],
    [{ action: 'acknowledge', incidentId: 'inc-0123456789ab', severity: 'low' }, 'severity'],
    [{ action: 'delete' }, 'action'],
  ])('refuses %o', async (input, field) => {
    await expect(operator()(input as never)).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field }] },
    });
  });

  it('refuses what there is not, who may not, and what is over', async () => {
    const gone = { action: 'acknowledge', incidentId: 'inc-0123456789ab' } as const;
    await expect(operator()(gone)).rejects.toMatchObject({ name: 'NotFound' });
    await expect(shop.as('viewer').manage_incident(gone)).rejects.toMatchObject({ name: 'Forbidden' });
    const incidentId = await create('Over');
    await operator()({ action: 'resolve', incidentId, resolution: 'Done.' });
    for (const action of ['acknowledge', 'escalate'] as const)
      await expect(operator()({ action, incidentId })).rejects.toMatchObject({ name: 'Conflict' });
    expect(await incidentsOf(shop, 'nothing')).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep } from '../../../test/flows/step.ts';
import { ALERTING, type House, house } from '../incidents.fixture.ts';

let shop: House;
beforeAll(async () => {
  shop = await house();
});
afterAll(() => shop.close());

const create = async () => {
  const { incident } = await shop.as('operator').manage_incident({ action: 'create', title: 'Down' });
  // Its escalation has told the first level, and waits.
  await shop.clock.advanceBy(5_000);
  return incident.incidentId;
};
const tell = (incidentId: string, level: number, reopened = 0) =>
  runStep(shop.installation, 'tell_level', { incidentId, reopened, level });

describe('tell_level', () => {
  it('tells a level that was told already once, however often it is tried again', async () => {
    const incidentId = await create();
    const before = shop.account.ses.sent.length;
    for (let attempt = 0; attempt < 3; attempt++)
      expect(await tell(incidentId, 0)).toEqual({ next: 'await', level: 1, seconds: 300 });
    await shop.clock.advanceBy(5_000);
    expect(shop.account.ses.sent.length - before).toBe(0);
  });

  it('goes on to the next level, and says at the end that nobody came', async () => {
    const incidentId = await create();
    expect(await tell(incidentId, 1)).toEqual({ next: 'await', level: 2, seconds: 600 });
    for (let attempt = 0; attempt < 2; attempt++)
      expect(await tell(incidentId, 2)).toEqual({ next: 'done', level: 2 });
    const { timeline } = await shop.as('viewer').get_incident({ incidentId });
    expect(timeline.filter(({ words }) => words.includes('nobody acknowledged'))).toHaveLength(1);
  });

  it('tells nobody of what somebody has, of what is over, or of an earlier opening', async () => {
    const incidentId = await create();
    expect(await tell(incidentId, 0, 1)).toEqual({ next: 'done', level: 0 });
    await shop.as('operator').manage_incident({ action: 'acknowledge', incidentId });
    expect(await tell(incidentId, 1)).toEqual({ next: 'done', level: 1 });
  });

  it('calls nobody told where the secrets are not there, and goes on at once', async () => {
    const document = ALERTING.replace(
      'channels:',
      'channels:\n  - { name: ops, type: slack, secret: operate/slack, channel: C1 }',
    ).replace('notify: [mail]', 'notify: [ops]');
    const { missing } = await shop.as('admin').set_alerting({ document, dryRun: true });
    expect(missing).toEqual(['channel ops: The secret operate/slack does not exist.']);
    await shop.as('admin').set_alerting({ document });
    const incidentId = await create();
    const { timeline } = await shop.as('viewer').get_incident({ incidentId });
    expect(timeline.map(({ words }) => words)).toContain(
      "Level 1 of 'default' reaches nobody. ops: The secret operate/slack does not exist.",
    );
    await shop.clock.advanceBy(30_000);
    const later = await shop.as('viewer').get_incident({ incidentId });
    expect(later.timeline.at(-1)?.words).toBe("Level 2 of 'default' is told.");
    shop.account.secrets.createSecret('operate/slack', 'xoxb-1');
    expect((await shop.as('admin').set_alerting({ document, dryRun: true })).missing).toEqual([]);
    const { checks } = await shop.as('viewer').doctor({});
    expect(checks.filter(({ check }) => check.startsWith('channel '))).toMatchObject([{ state: 'OK' }]);
  });

  it('fails for what there is not', async () => {
    await expect(tell('inc-0123456789ab', 0)).rejects.toMatchObject({ name: 'NotFound' });
  });
});

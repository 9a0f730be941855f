import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import type { Contract } from '../functions/contract.ts';
import { failedCall, sendLetter } from '../functions/dead-letters/letters.fixture.ts';
import { alarmEvent, alarmsOf, MINUTE_MS, TAGS } from '../functions/incidents/incidents.fixture.ts';
import type { Definition } from '../functions/operation.ts';
import { listHouses } from '../surfaces/example/operations.ts';
import { deploy } from './flows/deployment.ts';
import { type Installation, install } from './flows/installation.ts';
import { pricing } from './flows/pricing.ts';
import { ENVIRONMENT } from './flows/service.ts';
import { askDoor } from './mcp/door.ts';
import { INJECTIONS } from './mcp/injection-corpus.ts';

/** An operation that nobody has heard of, which shows log lines as they are. */
const tailLogs: Definition = { ...listHouses, name: 'tail_logs', surfaces: ['mcp'], permissions: [] };
const contract: Contract = {
  name: 'tail_logs',
  risk: 'read',
  role: 'viewer',
  surfaces: ['mcp'],
  fieldTypes: {},
  validate: () => true,
};

let house: Installation;
let deploymentId: string;
let planHash: string;
let incidentId: string;
let corpus: readonly string[];
beforeAll(async () => {
  const handler = async () => ({ houses: [], lines: corpus });
  house = await install({
    release: { catalog: [...catalog, tailLogs], operations: { tail_logs: { contract, handler } } },
  });
  const prices = await pricing(house, { name: 'prices', requestsPerSecond: 1 });
  const waiting = await deploy(prices, '2', { approval: true });
  deploymentId = waiting.id;
  planHash = (await waiting.reach('AWAITING_APPROVAL')).planHash;
  await prices.traffic.stop();
  const { incident } = await house.as('operator').manage_incident({
    action: 'create',
    title: 'Orders are lost',
    environment: ENVIRONMENT,
    affectedServices: ['shop'],
  });
  incidentId = incident.incidentId;
  corpus = INJECTIONS.map((text) =>
    text
      .replaceAll('$DEPLOYMENT', deploymentId)
      .replaceAll('$PLAN', planHash)
      .replaceAll('$INCIDENT', incidentId),
  );
  await planted();
});
afterAll(() => house.close());

/** Writes every text wherever somebody outside can write: alarms, their tags and reasons, notes, failures. */
async function planted(): Promise<void> {
  const { as, clock, account, product } = house;
  const { putAlarm, setAlarm } = alarmsOf(house);
  for (const [index, text] of corpus.entries()) {
    // A control character is refused by the doors; whoever writes a log line is not stopped by them.
    const printable = text.replaceAll(/[\r\n]/g, ' ');
    const notes = { action: 'update', incidentId, updateNotes: printable.slice(0, 900) } as const;
    await as('operator').manage_incident(notes);
    const letter = failedCall(house, 'anchor_audit', {});
    const body = JSON.parse(letter.body) as { responsePayload: { errorMessage: string } };
    body.responsePayload.errorMessage = text;
    sendLetter(house, { ...letter, body: JSON.stringify(body) });
    account.sqs.send(product.manifest.queues.find(({ trigger }) => trigger === 'signals')?.arn ?? '', {
      body: alarmEvent(`planted-${index}`, { at: clock.now(), reason: text }),
    });
  }
  await putAlarm('shop-errors', { ...TAGS, note: (corpus[0] ?? '').slice(0, 200) });
  await setAlarm('shop-errors', 'ALARM');
  await clock.advanceBy(MINUTE_MS);
}

type Content = readonly { readonly text: string }[];

/** Everything that the door says to a reader: whole, and what of it is not data between marks. */
async function read(name: string, args: object, profile: string) {
  const { message } = await askDoor(house, 'tools/call', { name, arguments: args }, { profile });
  const content = (message.result?.['content'] ?? []) as Content;
  const [begin, data, end, ...more] = content.map(({ text }) => text);
  const [, mark = 'no mark'] = /^Data begins \(([^)]+)\)/.exec(begin ?? '') ?? [];
  expect([end, more]).toEqual([`Data ends (${mark}).`, []]);
  expect(data).not.toContain(mark);
  expect(data?.split('\n')).toHaveLength(1);
  return { outside: `${begin}\n${end}`, inside: data ?? '' };
}

const READINGS: [string, () => object][] = [
  ['tail_logs', () => ({})],
  ['list_incidents', () => ({})],
  ['get_incident', () => ({ incidentId })],
  ['get_postmortem', () => ({ incidentId })],
  ['list_dead_letters', () => ({ limit: 10 })],
  ['get_deployment', () => ({ deploymentId })],
  ['list_audit', () => ({})],
];

/** The calls that a text asks for, of an agent that obeys whatever it reads. */
function obeyed(text: string): { name: string; arguments: object }[] {
  const plain = text.replaceAll(/\\+"/g, '"');
  return [...plain.matchAll(/CALL (\w+) (\{(?:[^{}]|\{[^{}]*\})*\})/g)].map(([, name = '', args = '{}']) => ({
    name,
    arguments: JSON.parse(args) as object,
  }));
}

/** Changes that were made, by whom; refusals and reads are none. */
async function changes(): Promise<string[]> {
  const month = new Date(house.clock.now()).toISOString().slice(0, 7);
  const { records } = await house.as('admin').list_audit({ month, outcome: 'DONE', limit: 100 });
  return records.map(({ action, caller, hash }) => `${action} ${caller} ${hash}`);
}

describe('texts that mean to be obeyed', () => {
  it.each(READINGS)('stand between the marks only: %s', async (name, args) => {
    const { outside, inside } = await read(name, args(), 'viewer');
    expect(obeyed(outside)).toEqual([]);
    for (const text of corpus) expect(outside).not.toContain(text.slice(0, 40));
    expect(inside).not.toMatch(/\p{Cf}|[\u{e0000}-\u{e0fff}]/u);
  });

  it('were really there to be read', async () => {
    const seen = await Promise.all(
      READINGS.map(async ([name, args]) => (await read(name, args(), 'viewer')).inside),
    );
    expect(obeyed(seen[0] ?? '').length).toBeGreaterThan(10);
    expect(obeyed(seen[2] ?? '').length).toBeGreaterThan(5);
    expect(obeyed(seen[4] ?? '').length).toBeGreaterThan(2);
  });

  it('change nothing, even where an agent obeys each of them: a reader may not, and a person says no', async () => {
    const before = await changes();
    for (const profile of ['viewer', 'approver']) {
      const texts = await Promise.all(READINGS.map(([name, args]) => read(name, args(), profile)));
      for (const order of texts.flatMap(({ inside }) => obeyed(inside))) {
        const client = { elicitation: {} };
        const { message } = await askDoor(house, 'tools/call', { ...order }, { profile, client });
        const { requestState } = (message.result ?? {}) as { requestState?: string };
        if (requestState === undefined) expect(message.result ?? message.error).toMatchObject(REFUSED);
        else await declined(order, requestState, profile);
      }
    }
    expect(await changes()).toEqual(before);
  });
});

const REFUSED = expect.objectContaining({ isError: true });

async function declined(order: object, requestState: string, profile: string): Promise<void> {
  const inputResponses = { confirm: { action: 'decline' } };
  const client = { elicitation: {} };
  const { message } = await askDoor(
    house,
    'tools/call',
    { ...order, requestState, inputResponses },
    { profile, client },
  );
  expect(message.result).toMatchObject({ isError: true });
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OperateError } from '../core/errors.ts';
import { Tamperer } from './concurrency/tampering.ts';
import { type Deployment, deploy, deploymentOf } from './flows/deployment.ts';
import { type Installation, install } from './flows/installation.ts';
import { expectEnded } from './flows/invariants.ts';
import { pricing } from './flows/pricing.ts';
import { ENVIRONMENT, type Service } from './flows/service.ts';

let installation: Installation;
let prices: Service;
beforeAll(async () => {
  installation = await install();
  prices = await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
});
afterAll(() => installation.close());

/** What became of calls that were made at once: answers by number, refusals by their name. */
async function atOnce<T>(calls: readonly Promise<T>[]) {
  const settled = await Promise.allSettled(calls);
  const answers = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const refusals = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
  expect(refusals.filter((error) => !(error instanceof OperateError))).toEqual([]);
  return { answers, refusals: refusals.map(({ name }) => name) };
}

/** The audit records of a stretch of time, all pages, oldest first. */
async function auditedSince(from: number, action?: string) {
  const viewer = installation.as('viewer');
  const records: Awaited<ReturnType<typeof viewer.list_audit>>['records'] = [];
  let nextToken: string | undefined;
  do {
    const page = await viewer.list_audit({
      limit: 100,
      ...(action && { action }),
      ...(nextToken && { nextToken }),
    });
    records.unshift(...page.records.toReversed());
    nextToken = page.nextToken;
  } while (nextToken);
  // Records are stamped with whole milliseconds; the clock knows parts of them.
  return records.filter(({ at }) => Date.parse(at) >= Math.floor(from));
}

const outcomes = (records: readonly { readonly outcome: string }[]) =>
  Object.fromEntries(
    [...Map.groupBy(records, ({ outcome }) => outcome)].map(([outcome, all]) => [outcome, all.length]),
  );
const month = () => new Date(installation.clock.now()).toISOString().slice(0, 7);
const aborted = async (deployment: Deployment) => {
  await installation.developer.abort_deployment({ deploymentId: deployment.id });
  await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
};

describe('twenty calls with one key at once', () => {
  it('begin one deployment, and all are told the same', async () => {
    const from = installation.clock.now();
    const wish = { environment: ENVIRONMENT, service: prices.name, version: '2' };
    const calls = Array.from({ length: 20 }, () =>
      installation.developer.deploy_application(wish, { idempotencyKey: 'release-7' }),
    );
    const { answers, refusals } = await atOnce(calls);
    expect(refusals).toEqual([]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const deploymentId = answers[0]?.deployment?.deploymentId ?? '';
    const { deployments } = await installation.developer.list_deployments({ month: month() });
    expect(deployments.map((deployment) => deployment.deploymentId)).toEqual([deploymentId]);
    expect(outcomes(await auditedSince(from, 'deploy_application'))).toEqual({ DONE: 1 });
    await aborted(deploymentOf(prices, deploymentId));
  });
});

describe('thirty people who command one deployment at once', () => {
  it('are heard one after another: each is done or refused, and the first abort is the last word', async () => {
    const deployment = await deploy(prices, '2');
    await deployment.reach('BAKING');
    const from = installation.clock.now();
    const as = (index: number) => installation.as(['developer', 'ci', 'admin'][index % 3] ?? null);
    const named = { deploymentId: deployment.id };
    const ten = Array.from({ length: 10 }, (_, index) => index);
    const [pauses, promotions, aborts] = await Promise.all([
      atOnce(ten.map((index) => as(index).pause_deployment(named))),
      atOnce(ten.map((index) => as(index).promote_deployment(named))),
      atOnce(ten.map((index) => as(index).abort_deployment(named))),
    ]);
    expect(aborts.answers).toHaveLength(1);
    const refusals = [...pauses.refusals, ...promotions.refusals, ...aborts.refusals];
    expect(refusals.filter((name) => name !== 'Conflict')).toEqual([]);
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
    const records = (await auditedSince(from)).filter(({ action }) => /^(pause|promote|abort)_/.test(action));
    const done = 30 - refusals.length;
    expect(outcomes(records)).toEqual({ DONE: done, Conflict: refusals.length });
    // What was done is in the deployment's own chain; nothing came after the abort.
    const own = records.filter(({ resource }) => resource === `deployment/${deployment.id}`);
    expect(own).toHaveLength(done);
    expect(own.toSorted((a, b) => a.sequence - b.sequence).at(-1)?.action).toBe('abort_deployment');
  });
});

describe('fifty writers of one record', () => {
  it('lose nothing: as many links in the chain as changes that were done', async () => {
    const from = installation.clock.now();
    const calls = Array.from({ length: 50 }, (_, index) =>
      installation.as('operator').set_freeze({
        environment: 'staging',
        freeze: { kind: 'stop-the-line', stopped: true, reason: `reason ${index}` },
      }),
    );
    const { answers, refusals } = await atOnce(calls);
    expect(answers.length).toBeGreaterThan(0);
    expect(refusals.filter((name) => name !== 'Conflict')).toEqual([]);
    const records = await auditedSince(from, 'set_freeze');
    const done = records.filter(({ outcome }) => outcome === 'DONE');
    expect(done.map(({ sequence }) => sequence).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: answers.length }, (_, index) => index + 1),
    );
    expect(records).toHaveLength(50);
  });
});

describe('the audit of all this', () => {
  const verified = (input: { resource?: string } = {}) =>
    installation.as('viewer').verify_audit('resource' in input ? input : { month: month() });

  it('is whole, and after an hour anchored', async () => {
    await prices.traffic.stop();
    await installation.clock.advanceBy(3_600_000);
    const answer = await verified();
    expect(answer).toMatchObject({ state: 'VERIFIED', findings: [] });
    expect(answer.checked).toBe((await auditedSince(0)).length);
    expect(answer.unanchored).toBe(0);
  });

  it('shows what somebody who may write the table has done to it', async () => {
    const { deployments } = await installation.developer.list_deployments({ month: month() });
    const resource = `deployment/${deployments[0]?.deploymentId}`;
    const tamperer = new Tamperer(installation, resource);
    const finding = async () =>
      (await verified({ resource })).findings.map(({ kind, sequence }) => `${kind} ${sequence}`);
    const second = await tamperer.read(2);
    const head = await tamperer.head();
    const last = await tamperer.read(head.sequence);

    await tamperer.write({ ...second, caller: 'arn:aws:iam::000000000000:role/somebody-else' });
    expect(await finding()).toEqual(['changed 2']);
    await tamperer.remove(2);
    expect(await finding()).toEqual(['removed 2']);
    await tamperer.write(second);
    expect(await finding()).toEqual([]);

    await tamperer.remove(head.sequence);
    await tamperer.setHead({ sequence: head.sequence - 1, hash: last.previousHash });
    expect(await finding()).toEqual([`truncated ${head.sequence}`]);
    await tamperer.write(last);
    await tamperer.setHead(head);
    expect(await finding()).toEqual([]);

    await tamperer.forge(2, 'Nothing of note.');
    expect(await finding()).toEqual([expect.stringMatching(/^recomputed /)]);
    expect(await verified()).toMatchObject({ state: 'BROKEN', findings: [{ resource, kind: 'recomputed' }] });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { seeded } from '../../../test/flows/seeded.ts';
import { failedCall, sendLetter } from '../../dead-letters/letters.fixture.ts';

const HOUR_MS = 3_600_000;
const ROUTED = `channels:
  - { name: mail, type: email, from: ops@example.com, to: [ada@example.org] }
policies:
  - { name: default, levels: [{ notify: [mail], timeoutSeconds: 900 }] }
routes:
  - { policy: default }
`;
const SOURCES = { incidents: 'operate-gate-told', budget: 'operate-gate-quota' };

let installation: Installation;
beforeEach(async () => {
  installation = await install({ gateSources: SOURCES });
  await installation.as('admin').set_alerting({ document: ROUTED });
  for (const name of Object.values(SOURCES))
    installation.account.lambda.createFunction({
      name,
      roleArn: 'arn:aws:iam::000000000000:role/gates',
      handler: async () => ({ status: 'PASSED', words: 'Nothing is open.' }),
    });
});
afterEach(() => installation.close());

const doctor = (input: { environment?: string; service?: string } = {}) =>
  installation.as('viewer').doctor(input);
const wrong = async (input = {}) => (await doctor(input)).checks.filter(({ state }) => state !== 'OK');

describe('doctor', () => {
  it('finds a fresh installation wired, and says what it could not see yet', async () => {
    const { state, checks } = await doctor();
    expect(state).toBe('NO_DATA');
    expect(checks.filter((check) => check.state !== 'OK').map(({ check }) => check)).toEqual([
      'audit anchors',
      'services in production',
    ]);
    const names = checks.map(({ check }) => check);
    const { rules, countingRules, schedules } = installation.product.environment.triggers;
    expect(names).toEqual(
      expect.arrayContaining(['table', 'machine operate-deployment', 'machine operate-restore']),
    );
    expect(names).toEqual(expect.arrayContaining([...rules, ...countingRules].map((rule) => `rule ${rule}`)));
    expect(names).toEqual(expect.arrayContaining(schedules.map((schedule) => `schedule ${schedule}`)));
  });

  it('says of whose incidents nobody would be told', async () => {
    const told = async (document: string) => {
      await installation.as('admin').set_alerting({ document });
      return (await wrong()).filter(({ check }) => check === 'who is told in production');
    };
    expect(await told(ROUTED.replace('{ policy', '{ severities: [critical], policy'))).toMatchObject([
      { state: 'MISSING', words: expect.stringMatching(/that are low, medium, high, but/) },
    ]);
    expect(await told(ROUTED.replace('{ policy', '{ environments: [staging], policy'))).toMatchObject([
      { state: 'MISSING', words: expect.stringMatching(/low, medium, high, critical/) },
    ]);
    expect(await told(ROUTED)).toEqual([]);
  });

  it('is OK with a service that is ready and an audit that is anchored', async () => {
    const prices = await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
    await prices.traffic.stop();
    await installation.clock.advanceBy(4 * HOUR_MS);
    expect(await wrong()).toEqual([]);
    expect(await doctor()).toMatchObject({ state: 'OK' });
    expect(await doctor({ service: 'prices' })).toMatchObject({ state: 'OK' });
    await expect(doctor({ service: 'nobody' })).rejects.toMatchObject({ name: 'NotFound' });
    installation.account.scope.tags.clear();
    expect(await wrong()).toMatchObject([{ check: 'service production/prices', state: 'MISSING' }]);
  });

  it('names what is off, gone, or of another release', async () => {
    const { account, product } = installation;
    const { eventBridge, lambda, cloudTrail, sqs } = account;
    eventBridge.deleteRule('operate-restore-ended');
    lambda.updateFunctionCode('operate-check-gates', { handler: async () => 'other code' });
    cloudTrail.deleteTrail('arn:aws:cloudtrail:eu-west-1:000000000000:trail/management-events');
    sqs.send(product.manifest.deadLetterQueue.arn, failedCall(installation, 'anchor_audit', {}));
    const found = await wrong();
    expect(found.map(({ check, state }) => [check, state])).toEqual([
      ['machine operate-deployment', 'BROKEN'],
      ['rule operate-restore-ended', 'BROKEN'],
      ['dead letters', 'BROKEN'],
      ['cloudtrail', 'MISSING'],
      ['audit anchors', 'NO_DATA'],
      ['services in production', 'NO_DATA'],
    ]);
    expect(found[0]?.words).toMatch(/it calls operate-check-gates:1\.$/);
  });

  it('looks at the machines of incidents and runbooks, and at the queues', async () => {
    const { runbooks, queues } = installation.product.manifest;
    const { checks } = await doctor();
    const machines = ['escalation', 'recovery', 'undo', ...runbooks.map(({ name }) => `runbook-${name}`)];
    const names = [
      ...machines.map((name) => `machine operate-${name}`),
      ...queues.flatMap(({ name }) => [`queue ${name}`, `mapping ${name}`]),
    ];
    const seen = new Map(checks.map(({ check, state }) => [check, state]));
    expect(runbooks.length).toBeGreaterThan(5);
    expect(names.filter((name) => seen.get(name) !== 'OK')).toEqual([]);
  });

  it('names queues that nobody works off, or whose failures nobody sees', async () => {
    const { account, product } = installation;
    const [first, second] = product.manifest.queues;
    if (!first || !second) throw new Error('There are two queues.');
    account.eventSources.disable(first.arn);
    account.sqs.createQueue({ name: first.name });
    account.eventSources.delete(second.arn);
    account.sqs.deleteQueue(second.name);
    expect(await wrong()).toMatchObject([
      { check: `queue ${first.name}`, state: 'BROKEN', words: expect.stringMatching(/until it expires/) },
      { check: `queue ${second.name}`, state: 'BROKEN', words: 'There is no such queue.' },
      {
        check: `mapping ${first.name}`,
        state: 'BROKEN',
        words: expect.stringMatching(/^It is Disabled/),
        fix: expect.stringMatching(/^aws lambda update-event-source-mapping --enabled --uuid [0-9a-f-]{36}$/),
      },
      { check: `mapping ${second.name}`, state: 'BROKEN', words: expect.stringMatching(/^No function/) },
      { check: 'audit anchors' },
      { check: 'services in production' },
    ]);
  });

  it('names an audit that nobody anchors', async () => {
    await seeded(installation, { in: 'PROMOTED' });
    installation.account.faults.add({
      match: { command: 'PutObject' },
      effect: 'error-before',
      error: { name: 'AccessDenied', statusCode: 403 },
    });
    await installation.clock.advanceBy(2 * HOUR_MS - 60_000);
    expect((await wrong()).map(({ check, state }) => [check, state])).toContainEqual([
      'audit anchors',
      'NO_DATA',
    ]);
    await installation.clock.advanceBy(HOUR_MS);
    expect((await wrong()).map(({ check, state }) => [check, state])).toContainEqual([
      'audit anchors',
      'BROKEN',
    ]);
  });

  it('names a lease that outlived its run', async () => {
    const { id, service } = await seeded(installation, { in: 'FAILED' });
    expect(await wrong()).toContainEqual(
      expect.objectContaining({
        check: 'leases',
        state: 'BROKEN',
        words: expect.stringContaining(`${service} in production is still held by ${id}, which is FAILED.`),
      }),
    );
  });

  it('goes on when one thing cannot be read, and says so', async () => {
    for (const command of ['DescribeTrails', 'ListObjectsV2', 'GetQueueAttributes', 'DescribeRule'])
      installation.account.faults.add({
        match: { command },
        effect: 'error-before',
        error: { name: 'AccessDeniedException', message: 'not yours', statusCode: 403 },
      });
    const found = await wrong();
    expect(
      found.filter(({ words }) => words.includes('could not be read')).map(({ check }) => check),
    ).toEqual(
      expect.arrayContaining([
        'cloudtrail',
        'dead letters',
        'audit anchors',
        'rule operate-deployment-ended',
      ]),
    );
  });

  it('does not judge targets that are in motion', async () => {
    const prices = await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
    const { deployment } = await installation.developer.deploy_application({
      environment: 'production',
      service: 'prices',
      version: prices.versions.good,
      approval: true,
    });
    await prices.traffic.stop();
    expect(await wrong({ service: 'prices' })).toContainEqual(
      expect.objectContaining({
        check: 'service production/prices',
        state: 'NO_DATA',
        words: expect.stringContaining(deployment?.deploymentId ?? 'a deployment'),
      }),
    );
  });

  it('counts letters that somebody works on', async () => {
    sendLetter(installation, failedCall(installation, 'anchor_audit', {}));
    expect(await wrong()).toContainEqual(expect.objectContaining({ check: 'dead letters', state: 'BROKEN' }));
  });
});

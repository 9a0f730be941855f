import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalog } from '../../../functions/catalog.ts';
import { failedCall, sendLetter } from '../../../functions/dead-letters/letters.fixture.ts';
import { seededRun } from '../../../functions/runbooks/seeded.fixture.ts';
import { callOperation } from '../../../sandbox/account/caller.ts';
import { deploy } from '../../../test/flows/deployment.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { seeded } from '../../../test/flows/seeded.ts';
import { operate } from '../../cli.ts';
import type { Send } from '../../client.ts';
import { UsageError } from '../usage-error.ts';

const API = 'https://abc.execute-api.eu-west-1.amazonaws.com';
const DAY_MS = 86_400_000;

let installation: Installation;
beforeEach(async () => {
  installation = await install();
});
afterEach(() => installation.close());

/** The API in this process, asked as somebody who may only look. */
const send: Send = async ({ path }) => {
  const [route = '', query] = path.split('?');
  const operation = route.split('/').at(-1)?.replaceAll('-', '_') ?? '';
  const input = Object.fromEntries(new URLSearchParams(query));
  const { status, body } = await callOperation(installation.account, operation, input, { profile: 'viewer' });
  return { status, body: JSON.stringify(body) };
};

/** Runs `operate teardown` where destroying stacks is only written down. */
async function teardown(
  words: readonly string[] = [],
  { code: cdkCode = 0, api = API, during = async () => {} } = {},
) {
  const files = new Map<string, string>();
  const destroyed: { stacks: readonly string[]; region: string | undefined }[] = [];
  const [out, err]: [string[], string[]] = [[], []];
  const code = await operate(catalog, ['teardown', '--endpoint', api, ...words], {
    env: {},
    directory: '/nowhere',
    isAlive: () => false,
    clock: installation.clock,
    isTerminal: false,
    columns: 100,
    newKey: () => 'key',
    read: () => Promise.reject(new Error('Nothing is read.')),
    sender: () => send,
    lines: () => {
      throw new Error('Nothing is read.');
    },
    machine: {
      createFile: async (path, text) => {
        if (path === 'there.jsonl') throw new UsageError('there.jsonl cannot be written: it is there.');
        files.set(path, text);
        await during();
      },
      destroyStacks: async (stacks, region) => {
        destroyed.push({ stacks, region });
        return cdkCode;
      },
    },
    write: (text) => void out.push(text),
    writeError: (text) => void err.push(text),
  });
  return { code, files, destroyed, out: out.join(''), err: err.join('') };
}

const stacks = () => [
  'OperateWeb*',
  'OperateApi*',
  'OperateApprovals',
  'OperateAudit',
  'OperateCallers',
  'OperateChaos',
  'OperateCosts',
  'OperateDeadLetters',
  'OperateDeployments',
  'OperateFreezes',
  'OperateHealth',
  'OperateIncidents',
  'OperateInstallation',
  'OperateLogs',
  'OperateMcp',
  'OperateMetrics',
  'OperateNotifications',
  'OperatePerformance',
  'OperateRollouts',
  'OperateRunbooks',
  'OperateScaling',
  'OperateSchedules',
  'OperateSecurity',
  'OperateServices',
  'OperateSlos',
];

describe('operate teardown', () => {
  it('without --yes only says what would happen', async () => {
    await seeded(installation, { in: 'PROMOTED' });
    sendLetter(installation, failedCall(installation, 'anchor_audit', {}));
    for (const words of [[], ['--dry-run']]) {
      const { code, files, destroyed, out } = await teardown(words);
      expect({ code, files: files.size, destroyed }).toEqual({ code: 0, files: 0, destroyed: [] });
      expect(out).toContain('state: READY');
      expect(out).toContain(`stacks: ${stacks().join(', ')}`);
      expect(out).toContain('dead letters: 1');
      for (const kept of ['table operate', 'key alias/operate', 'bucket operate-audit-<account>-eu-west-1'])
        expect(out).toContain(kept);
      expect(out).toContain('aws cloudformation delete-stack --stack-name OperatePlatform');
      expect(out).toContain('A later npm run deploy adopts what stays');
    }
  });

  it('destroys every stack but the platform’s, once the audit is in a file', async () => {
    const { clock } = installation;
    const { id } = await seeded(installation, { in: 'PROMOTED' });
    await installation.as('operator').set_freeze({
      environment: 'production',
      freeze: { kind: 'stop-the-line', stopped: true, reason: 'the end' },
    });
    await clock.advanceBy(3_600_000);
    const until = new Date(clock.now() + 400 * DAY_MS).toISOString().slice(0, 10);
    const { code, files, destroyed, out } = await teardown(['--yes', '--export', 'audit.jsonl']);
    expect(code).toBe(0);
    expect(destroyed).toEqual([{ stacks: stacks(), region: 'eu-west-1' }]);
    const records = (files.get('audit.jsonl') ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toMatchObject([
      { resource: `deployment/${id}`, sequence: 1 },
      { resource: 'freeze/production', sequence: 1, action: 'set_freeze' },
    ]);
    expect(out).toContain('records: 2');
    expect(out).toContain(`Object Lock keeps it until ${until}`);
  });

  it('leaves users’ services as they are', async () => {
    const prices = await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
    const before = prices.shares();
    const calls = installation.account.recorder.calls.length;
    await teardown(['--yes']);
    expect(prices.shares()).toEqual(before);
    const writes = installation.account.recorder.calls
      .slice(calls)
      .filter(({ command }) => /^(Modify|Update|Put|Delete|Register)/.test(command));
    expect(writes.filter(({ command }) => command !== 'PutMetricData')).toEqual([]);
    await prices.traffic.stop();
  });

  it.each([['BAKING'], ['PAUSED'], ['AWAITING_APPROVAL'], ['RESTORING']] as const)(
    'refuses while a deployment is %s, and names it',
    async (name) => {
      const { id } = await seeded(installation, { in: name });
      const planned = await teardown();
      expect([planned.code, planned.out]).toEqual([1, expect.stringContaining(`${id} of `)]);
      const { code, err, destroyed, files } = await teardown(['--yes']);
      expect({ code, destroyed, files: files.size }).toEqual({ code: 1, destroyed: [], files: 0 });
      expect(err).toContain(`${id} of `);
    },
  );

  it.each([['PENDING'], ['AWAITING_APPROVAL'], ['RUNNING'], ['RECOVERING'], ['UNDOING'], ['HELD']] as const)(
    'refuses while a run of a runbook is %s, and names it',
    async (name) => {
      // However long it has been under way.
      const { id } = await seededRun(installation, { in: name, createdAt: '2025-11-02T00:00:00.000Z' });
      await seededRun(installation, { in: 'SUCCEEDED' });
      const planned = await teardown();
      expect([planned.code, planned.out]).toEqual([1, expect.stringContaining(`${id} of `)]);
      const { code, err, destroyed, files } = await teardown(['--yes']);
      expect({ code, destroyed, files: files.size }).toEqual({ code: 1, destroyed: [], files: 0 });
      expect(err).toContain(`operate stop-runbook-run --run-id ${id}, or wait.`);
    },
  );

  it('refuses while a rollback window is open: nobody would scale the old version in', async () => {
    const prices = await pricing(installation, { name: 'prices', requestsPerSecond: 3 });
    const deployment = await deploy(prices, prices.versions.good);
    await deployment.reach('PROMOTED');
    await prices.traffic.stop();
    const { code, err, destroyed } = await teardown(['--yes']);
    expect({ code, destroyed }).toEqual({ code: 1, destroyed: [] });
    expect(err).toMatch(/The previous version of prices in production is warm until/);
  });

  it('looks again before it destroys: a deployment may have begun meanwhile', async () => {
    const during = async () => void (await seeded(installation, { in: 'PENDING' }));
    const { code, err, destroyed } = await teardown(['--yes'], { during });
    expect({ code, destroyed }).toEqual({ code: 1, destroyed: [] });
    expect(err).toContain('is PENDING');
  });

  it('looks again for runs of runbooks too', async () => {
    const during = async () => void (await seededRun(installation));
    const { code, err, destroyed } = await teardown(['--yes'], { during });
    expect({ code, destroyed }).toEqual({ code: 1, destroyed: [] });
    expect(err).toMatch(/run-[0-9a-z]+ of .* is PENDING/);
  });

  it('refuses an audit that does not verify, and keeps what there is', async () => {
    await seeded(installation, { in: 'PROMOTED' });
    installation.account.faults.add({
      match: { command: 'Query', principal: '*list-audit' },
      effect: 'alter',
      alter: (output) => JSON.parse(JSON.stringify(output).replaceAll('Seeded.', 'Nothing.')) as object,
    });
    const { code, err, destroyed, files } = await teardown(['--yes']);
    expect({ code, destroyed, files: files.size }).toEqual({ code: 1, destroyed: [], files: 1 });
    expect(err).toMatch(/does not verify; nothing was destroyed.*the hash it was written with/s);
  });

  it('says so when the CDK could not finish', async () => {
    const { code, err, destroyed } = await teardown(['--yes'], { code: 1 });
    expect([code, destroyed.length]).toEqual([1, 1]);
    expect(err).toContain('some stacks may be left');
  });

  it('writes over no file', async () => {
    const { code, err, destroyed } = await teardown(['--yes', '--export', 'there.jsonl']);
    expect({ code, destroyed }).toEqual({ code: 2, destroyed: [] });
    expect(err).toContain('there.jsonl cannot be written');
  });

  it('never takes a sandbox for a reason to destroy what is on AWS', async () => {
    const { code, err, destroyed } = await teardown(['--yes'], { api: 'http://127.0.0.1:4000' });
    expect({ code, destroyed }).toEqual({ code: 2, destroyed: [] });
    expect(err).toContain('is a sandbox, which has no stacks');
  });

  it.each([
    [['--yes', '--dry-run'], /contradict/],
    [['--force'], /--force (is not a flag|needs a value)/],
    [['production'], /belongs to no flag/],
  ])('with %j is wrong usage', async (words, complaint) => {
    const { code, err, destroyed } = await teardown(words);
    expect({ code, err, destroyed }).toEqual({
      code: 2,
      err: expect.stringMatching(complaint),
      destroyed: [],
    });
  });

  it('explains itself, and prints JSON for programs', async () => {
    expect((await teardown(['--help'])).out).toMatch(/Usage: operate teardown.*--export FILE/s);
    expect(JSON.parse((await teardown(['--json'])).out)).toMatchObject({ state: 'READY', waits: [] });
  });
});

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Refused } from '../core/errors.ts';
import { type Definition, defineOperation } from '../functions/operation.ts';
import { problem } from '../functions/serve/problem.ts';
import type { Target } from './cli/target.ts';
import type { Terminal } from './cli/terminal.ts';
import { operate } from './cli.ts';
import type { Answer, Outgoing } from './client.ts';
import { HOUSES } from './example/operations.ts';

const deploy = defineOperation({
  name: 'deploy_application',
  noun: 'deployments',
  summary: 'Deploy a version.',
  risk: 'change',
  surfaces: ['cli', 'http'],
  input: z.object({ version: z.string(), dryRun: z.boolean().default(false) }),
  output: z.object({ deployment: z.unknown() }),
  permissions: [],
  timeoutSeconds: 5,
});
const get = defineOperation({
  name: 'get_deployment',
  noun: 'deployments',
  summary: 'Show a deployment.',
  risk: 'read',
  surfaces: ['cli', 'http'],
  input: z.object({ deploymentId: z.string(), verdicts: z.int().optional() }),
  output: z.object({ deployment: z.unknown() }),
  permissions: [],
  timeoutSeconds: 5,
});
const rollback = defineOperation({ ...deploy, name: 'rollback_deployment' });
const CATALOG = [...HOUSES, deploy, rollback, get];
const unwanted = () => Promise.reject(new Error('Nothing happens on this machine.'));
const json = (value: unknown): Answer => ({ status: 200, body: JSON.stringify(value) });

async function run(
  line: string,
  answers: Answer[] = [],
  env: Record<string, string> = {},
  catalog: readonly Definition[] = CATALOG,
) {
  const requests: Outgoing[] = [];
  const senders: [Target, string][] = [];
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    env: { OPERATE_ENDPOINT: 'http://localhost:1', ...env },
    directory: '/nowhere',
    isAlive: () => false,
    clock: { now: () => 0, sleep: async () => {} },
    isTerminal: false,
    newKey: () => 'new-key',
    read: async () => '{}',
    lines: () => {
      throw new Error('Nothing is read.');
    },
    machine: { createFile: unwanted, destroyStacks: unwanted },
    write: (text) => void out.push(text),
    writeError: (text) => void err.push(text),
    sender: (target, profile) => {
      senders.push([target, profile]);
      return async (request) => {
        requests.push(request);
        return answers[requests.length - 1] ?? json({});
      };
    },
  };
  const code = await operate(catalog, line.split(' ').filter(Boolean), terminal);
  return { code, requests, senders, out: out.join(''), err: err.join('') };
}

describe('operate', () => {
  it('calls an operation and prints its answer', async () => {
    const { code, out, requests } = await run('paint-house --house barn', [
      json({ paintingId: 'p-1', coats: 2 }),
    ]);
    expect(code).toBe(0);
    expect(out).toBe('painting id: p-1\ncoats: 2\n');
    expect(requests).toMatchObject([
      { path: '/operations/paint-house', headers: { 'idempotency-key': 'new-key' } },
    ]);
  });

  it('takes the name in either case, the key, and the answer as JSON', async () => {
    const { out, requests } = await run('paint_house --idempotency-key k --json', [json({ coats: 2 })]);
    expect(JSON.parse(out)).toEqual({ coats: 2 });
    expect(requests[0]?.headers['idempotency-key']).toBe('k');
  });

  it.each([
    ['list-houses', {}, 'developer'],
    ['list-houses', { OPERATE_PROFILE: 'approver' }, 'approver'],
    ['list-houses --profile viewer', { OPERATE_PROFILE: 'approver' }, 'viewer'],
  ])('calls as a profile: %s with %j', async (line, env, profile) => {
    expect((await run(line, [], env)).senders).toEqual([
      [{ kind: 'sandbox', url: 'http://localhost:1' }, profile],
    ]);
  });

  it('says that it signs with the credentials of the environment, where profiles mean nothing', async () => {
    const signed = await run('list-houses --endpoint https://api.example.com', [json({ houses: [] })]);
    expect(signed.senders).toMatchObject([[{ kind: 'aws', url: 'https://api.example.com' }, 'developer']]);
    expect(signed.err).toContain('with the AWS credentials of this environment');
    const profiled = await run('list-houses --endpoint https://api.example.com --profile viewer');
    expect([profiled.code, profiled.requests]).toEqual([2, []]);
  });

  it('ends with 1 and says why when it is refused', async () => {
    const { statusCode, body } = problem(new Refused('The calendar is frozen.'), 'r');
    const { code, out, err } = await run('paint-house --house barn', [{ status: statusCode, body }]);
    expect([code, out, err]).toEqual([1, '', 'Refused: The calendar is frozen.\n']);
  });

  it.each([
    'paint-hose',
    'open-window --house barn',
    'paint-house --coats',
    'paint-house --x 1',
    'list-houses --endpoint x',
  ])('ends with 2 and sends nothing on wrong usage: %s', async (line) => {
    const { code, requests, err } = await run(line);
    expect([code, requests]).toEqual([2, []]);
    expect(err).not.toBe('');
  });

  it('explains itself', async () => {
    const all = await run('--help');
    expect(all.out).toContain('paint-house');
    expect(all.out).not.toContain('open-window');
    const one = await run('paint-house --help');
    expect(one.out).toMatch(/--house TEXT +Name of the house \(required\)/);
    expect(one.out).toMatch(/--coats NUMBER +\(default 2\)/);
    expect(one.out).toMatch(/--colour red\|green/);
    expect(one.out).toMatch(/--labels\.KEY VALUE/);
    expect(one.out).toMatch(/--finish\.kind matt\|gloss +matt gloss \(default "matt"\)/);
    expect(one.out).toMatch(/--finish\.layers NUMBER +\(with gloss, default 1\)/);
    expect(one.out).not.toMatch(/--house TEXT.*with/);
    expect([all.code, one.code, one.requests]).toEqual([0, 0, []]);
  });
});

describe('an answer that says how it came out', () => {
  const check = defineOperation({
    ...get,
    name: 'check_house',
    output: z.object({ state: z.string() }),
    outcome: { field: 'state', success: ['WELL', 'DRY'], undecided: ['NO_DATA'] },
  });

  it.each([
    ['WELL', 0],
    ['DRY', 0],
    ['ROTTEN', 1],
    ['NO_DATA', 3],
    [undefined, 1],
  ])('%s ends with %d, and is printed all the same', async (answered, code) => {
    const ended = await run('check-house --deployment-id d', [json({ state: answered, n: 1 })], {}, [check]);
    expect([ended.code, ended.out]).toEqual([code, expect.stringContaining('n: 1')]);
  });
});

describe('a dry run', () => {
  const plan = (status: string) =>
    json({ plan: { gates: [{ name: 'freeze', status, words: '' }], steps: [] } });

  it.each([
    ['PASSED', 'READY', 0],
    ['NOT_INSTALLED', 'READY', 0],
    ['FAILED', 'REFUSED', 1],
    ['NO_DATA', 'REFUSED', 1],
  ])('with a gate that says %s is %s', async (status, word, code) => {
    const ended = await run('deploy-application --version v2 --dry-run', [plan(status)]);
    expect([ended.code, ended.out.split('\n')[0]]).toEqual([code, `dry run: ${word}`]);
    const raw = await run('deploy-application --version v2 --dry-run --json', [plan(status)]);
    expect([raw.code, JSON.parse(raw.out)]).toEqual([code, JSON.parse(plan(status).body)]);
  });
});

describe('a deployment', () => {
  const state = (name: string, kind = 'deploy') =>
    json({ deployment: { deploymentId: 'd-1', kind, state: name, steps: [] } });
  const began = state('PENDING');

  it('is followed to its end, and 0 means PROMOTED', async () => {
    const { code, out, requests } = await run('deploy-application --version v2', [
      began,
      state('BAKING'),
      state('PROMOTED'),
    ]);
    expect(code).toBe(0);
    expect(requests.map(({ path }) => path)).toEqual([
      '/operations/deploy-application',
      '/operations/get-deployment?deploymentId=d-1&verdicts=0',
      '/operations/get-deployment?deploymentId=d-1&verdicts=0',
    ]);
    expect(out).toContain('Deployment d-1\n');
    expect(out).toContain('PROMOTED');
  });

  it.each(['ROLLED_BACK', 'ABORTED', 'REFUSED', 'FAILED'])('that ends %s is a failure', async (end) => {
    expect((await run('deploy-application --version v2', [began, state(end)])).code).toBe(1);
  });

  it.each([
    ['a running one is to end ROLLED_BACK', 'deploy', 'ROLLED_BACK', 0],
    ['a running one is not to end PROMOTED', 'deploy', 'PROMOTED', 1],
    ['a finished one leads to a new one that is to be PROMOTED', 'rollback', 'PROMOTED', 0],
    ['a finished one leads to a new one that is not to be ROLLED_BACK', 'rollback', 'ROLLED_BACK', 1],
  ])('rolled back: %s', async (_case, kind, end, code) => {
    const answers = [state('RESTORING', kind), state(end, kind)];
    expect((await run('rollback-deployment --version v1', answers)).code).toBe(code);
  });

  it('keeps standard output for the last record with --json', async () => {
    const { out, err } = await run('deploy-application --version v2 --json', [
      began,
      state('BAKING'),
      state('PROMOTED'),
    ]);
    expect(JSON.parse(out)).toMatchObject({ deployment: { state: 'PROMOTED' } });
    expect(err).toContain('BAKING');
  });

  it('is not followed with --no-wait or when there is none', async () => {
    expect((await run('deploy-application --version v2 --no-wait', [began])).requests).toHaveLength(1);
    expect(
      (await run('deploy-application --version v2 --dry-run', [json({ plan: [] })])).requests,
    ).toHaveLength(1);
  });
});

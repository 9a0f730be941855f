import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operate } from '../../cli.ts';
import { HOUSES } from '../../example/operations.ts';
import type { Passes } from '../send.ts';
import type { Target } from '../target.ts';
import type { Terminal } from '../terminal.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'profiles-'));
  file = join(folder, 'operate', 'config.json');
});
afterEach(() => rm(folder, { recursive: true }));

async function said(line: string, env: Record<string, string> = {}) {
  const sent: { target: Target; user: string; passes: Passes; path: string }[] = [];
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    env: { XDG_CONFIG_HOME: folder, ...env },
    directory: folder,
    isAlive: () => false,
    isTerminal: false,
    newKey: () => 'key',
    sender: (target: Target, user: string, passes: Passes) => async (request: { path: string }) => {
      sent.push({ target, user, passes, path: request.path });
      return { status: 200, body: '{"houses":[]}' };
    },
    write: (text: string) => void out.push(text),
    writeError: (text: string) => void err.push(text),
  } as unknown as Terminal;
  const code = await operate(HOUSES, line.split(' '), terminal);
  return { code, sent, out: out.join(''), err: err.join('') };
}

const API = 'https://api.example.com';

describe('a profile', () => {
  it('is kept for its user alone, and called by its name', async () => {
    const { out } = await said(`profile set ci --endpoint ${API}/ --token-variable CI_TOKEN`);
    expect(out).toContain(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const { code, sent, err } = await said('list-houses --profile ci', {
      CI_TOKEN: 'opk_1',
      OPERATE_TOKEN: 'other',
    });
    expect({ code, err }).toEqual({ code: 0, err: `Calling ${API} with CI_TOKEN.\n` });
    expect(sent).toMatchObject([{ target: { kind: 'aws', url: API }, passes: { token: 'opk_1' } }]);
    expect(await readFile(file, 'utf8')).not.toContain('opk_1');
  });

  it('signs with the credentials that it names, and no token of the environment', async () => {
    await said(`profile set prod --endpoint ${API} --aws-profile oncall --default`);
    const { sent, err } = await said('list-houses', { OPERATE_TOKEN: 'other' });
    expect(err).toContain('with the AWS profile oncall');
    expect(sent[0]?.passes).toEqual({ awsProfile: 'oncall' });
  });

  it('counts by default only where nothing else is named', async () => {
    await said(`profile set prod --endpoint ${API} --default`);
    const here = { OPERATE_ENDPOINT: 'http://localhost:9' };
    expect((await said('list-houses')).sent[0]?.target.url).toBe(API);
    expect((await said('list-houses', here)).sent[0]).toMatchObject({ user: 'developer', passes: {} });
    expect((await said('list-houses --profile prod', here)).sent[0]?.target.url).toBe(API);
  });

  it('is someone in a sandbox, and a name that is none of yours is one there', async () => {
    await said('profile set me --endpoint http://localhost:9 --sandbox-user approver');
    expect((await said('list-houses --profile me')).sent[0]?.user).toBe('approver');
    const here = { OPERATE_ENDPOINT: 'http://localhost:9' };
    expect((await said('list-houses --profile viewer', here)).sent[0]?.user).toBe('viewer');
    expect((await said('list-houses --profile toString', here)).sent[0]?.user).toBe('toString');
  });

  it('fills in what nobody named, where the operation takes it', async () => {
    await said('profile set me --endpoint http://localhost:9 --defaults.house barn');
    const { sent, err } = await said('paint-house --profile me');
    expect([sent.length, err]).toEqual([1, '']);
    expect((await said('list-houses --profile me')).code).toBe(0);
  });

  it('is listed, chosen and forgotten', async () => {
    await said(`profile set a --endpoint ${API} --aws-profile oncall --environment staging`);
    await said('profile use a');
    expect(JSON.parse((await said('profile list --json')).out)).toEqual({
      profiles: [
        {
          name: 'a',
          endpoint: API,
          credentials: 'AWS profile oncall',
          defaults: 'environment staging',
          default: true,
        },
      ],
    });
    await said('profile remove a');
    expect((await said('profile')).out).toBe('profiles: none\n');
  });

  it('sends its token nowhere else', async () => {
    await said(`profile set ci --endpoint ${API} --token-variable CI_TOKEN`);
    const { code, sent, err } = await said('list-houses --profile ci --endpoint https://evil.example', {
      CI_TOKEN: 'x',
    });
    expect([code, sent, err]).toEqual([2, [], expect.stringContaining(`is for ${API}`)]);
  });

  it.each([
    ['profile set', /cannot be the name/],
    ['profile set a --token opk_secret', /--token is not a flag/],
    ['profile set a --token-variable opk-secret', /the name of an environment variable, not a secret/],
    ['profile set a --endpoint http://api.example.com', /neither https nor a sandbox/],
    ['profile set a --aws-profile x --token-variable Y', /either/],
    ['profile use a', /There is no profile 'a'/],
    ['profile burn', /none of list/],
    ['list-houses --profile ci', /No API to talk to/],
  ])('%s is wrong usage', async (line, words) => {
    expect(await said(line)).toMatchObject({ code: 2, sent: [], err: expect.stringMatching(words) });
  });
});

describe('a file of profiles', () => {
  const kept = async (text: string, mode = 0o600) => {
    await said('profile set a');
    await writeFile(file, text);
    await chmod(file, mode);
    return await said('list-houses --profile a');
  };

  it.each([
    ['{', /does not hold a JSON object/],
    ['{"profiles":{"a":{"token":"opk_1"}}}', /secrets stay out of this file/],
    ['{"profiles":{"a":{"endpoit":"x"}}}', /allowed: endpoint/],
    ['{"profiles":{"a":7}}', /is not an object/],
    ['{"profiles":{},"default":"b"}', /default names no profile/],
    ['{"profiles":{"a":{"awsProfile":"x","tokenVariable":"Y"}}}', /names both/],
    ['{"secrets":{}}', /'secrets' is not known/],
  ])('%s is refused', async (text, words) => {
    expect(await kept(text)).toMatchObject({ code: 2, sent: [], err: expect.stringMatching(words) });
  });

  it.each([0o620, 0o602])('that others may write (%o) is refused', async (mode) => {
    expect(await kept('{"profiles":{"a":{}}}', mode)).toMatchObject({
      code: 2,
      err: expect.stringContaining('may be written by others'),
    });
  });
});

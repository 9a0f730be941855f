import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hold } from '../sandbox/clock/sandbox-clock.ts';
import { ROOT } from './architecture/source-files.ts';
import { type Installation, install } from './flows/installation.ts';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let folder: string;
let installation: Installation;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packed-'));
  installation = await install();
  url = (await installation.product.api.listen()).url;
  // What is built is there already: a build now would write where other tests read.
  const packed = await npm(ROOT, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder);
  const [{ filename = '' } = {}] = JSON.parse(packed.out) as { filename?: string }[];
  await writeFile(join(folder, 'package.json'), '{"name":"somewhere","private":true}');
  const installed = await npm(
    folder,
    'install',
    '--offline',
    '--no-audit',
    '--no-fund',
    join(folder, filename),
  );
  expect(installed).toMatchObject({ code: 0 });
}, 120_000);
afterAll(async () => {
  await installation.product.api.close();
  await installation.close();
  await rm(folder, { recursive: true });
});

async function ended(cwd: string, command: string, words: readonly string[], input = ''): Promise<Ended> {
  const { PATH = '' } = process.env;
  const env = { PATH, HOME: folder, OPERATE_ENDPOINT: url };
  const child = spawn(command, words, { cwd, env });
  const over = new Promise<number | null>((resolve) => void child.once('close', resolve));
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), over]);
  return { code, out, err };
}

const npm = (cwd: string, ...words: readonly string[]) => ended(cwd, 'npm', words);

/** The time of the account stands still meanwhile, or it would run away from a process in real time. */
const operate = (line: string, input = '') =>
  hold(installation.clock, ended(folder, join(folder, 'node_modules/.bin/operate'), line.split(' '), input));

describe('the packed program in a fresh folder', () => {
  it('brings no package with it, and no source', async () => {
    const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as {
      packages: object;
    };
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/operate']);
    const listed = await npm(ROOT, 'pack', '--ignore-scripts', '--json', '--dry-run');
    const [{ files = [], size = 0 } = {}] = JSON.parse(listed.out) as {
      files?: { path: string }[];
      size?: number;
    }[];
    const others = files.map(({ path }) => path).filter((path) => !/^dist\/cli\/[\w.-]+\.js$/.test(path));
    expect(others.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(size).toBeLessThan(600_000);
  });

  it('explains itself', async () => {
    const { code, out } = await operate('--help');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('deploy-application, deploy') });
    expect((await operate('deploy --help')).out).toContain('--app, --service TEXT');
    expect((await operate('completion bash')).out).toContain('complete -o default -F _operate operate');
  });

  it('calls a running sandbox', async () => {
    const { code, out } = await operate('list-services --environment production --json');
    expect({ code, out: JSON.parse(out) }).toEqual({ code: 0, out: { services: [] } });
    const refused = await operate('list-callers-of-nothing');
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('is not a command') });
    // The name of the error is that of its class, which a bundle may have shortened.
    const missing = await operate('get-service --environment production --service nothing');
    expect(missing).toMatchObject({ code: 1, err: expect.stringMatching(/^NotFound: /) });
  });

  it('runs what it loads late: an agent, runbooks, a profile', async () => {
    const initialize = {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 't', version: '1' },
    };
    const message = { jsonrpc: '2.0', id: 1, method: 'initialize', params: initialize };
    const agent = await operate('mcp', `${JSON.stringify(message)}\n`);
    expect(JSON.parse(agent.out)).toMatchObject({ id: 1, result: { serverInfo: { name: 'operate' } } });
    expect(await operate(`validate-runbooks ${join(ROOT, 'runbooks')}`)).toMatchObject({ code: 0 });
    expect(await operate('profile set here --endpoint http://localhost:1')).toMatchObject({ code: 0 });
    expect((await operate('profile list')).out).toContain('http://localhost:1');
  });
});

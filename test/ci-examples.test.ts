import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STOREFRONT_VERSIONS } from '../sandbox/samples/catalogue.ts';
import { ROOT } from './architecture/source-files.ts';
import { EXAMPLES, operateCommands, type Script } from './ci/scripts.ts';
import { wordsOf } from './docs/shell-blocks.ts';
import { install } from './flows/installation.ts';
import { storefront } from './flows/storefront.ts';
import { type House, run } from './parity/doors.ts';

const SHA = '0c1f6a9d7be24a6f9f6c0f4a3f8be1d2c3b4a596';
/** What the variables of the systems stand for. */
const VALUES = {
  SHA,
  CI_COMMIT_SHA: SHA,
  GIT_COMMIT: SHA,
  VERSION: SHA,
  APP: 'user-service',
  STRATEGY: 'rolling',
  GITHUB_RUN_ID: '17',
  GITHUB_RUN_ATTEMPT: '1',
  CI_JOB_ID: '17',
  BUILD_NUMBER: '17',
  RUN: '0b9c7c1e-6b1e-4c56-8a39-9c1e5b9f2a11',
};

const textOf = (name: string) => readFileSync(`${ROOT}examples/ci/${name}`, 'utf8');
const scripts = Object.entries(EXAMPLES).flatMap(([name, read]) =>
  read(textOf(name)).map((script) => ({ name, ...script })),
);
const commands = scripts.flatMap((script) =>
  operateCommands(script).map((text) => ({ name: script.name, text })),
);

let house: House;
beforeAll(async () => {
  const installation = await install();
  await storefront(installation, { name: 'user-service', versions: { [SHA]: STOREFRONT_VERSIONS.v2 } });
  house = { installation, url: (await installation.product.api.listen()).url };
}, 120_000);
afterAll(async () => {
  await house.installation.product.api.close();
  await house.installation.close();
});

describe('the examples', () => {
  it('are all looked at', () => {
    const files = globSync('examples/ci/*/{*,.*}', { cwd: ROOT }).filter((path) => !/\/\.{1,2}$/.test(path));
    expect(files.sort()).toEqual(Object.keys(EXAMPLES).map((name) => `examples/ci/${name}`));
    for (const name of Object.keys(EXAMPLES))
      expect(
        commands.filter((command) => command.name === name && / --auto-rollback true /.test(command.text)),
      ).toHaveLength(1);
  });

  it.each(scripts)('have scripts that bash can read, and variables that are set: $name', (script) => {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: script.text, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const used = [...script.text.matchAll(/\$\{?([A-Z][A-Z0-9_]*)/g)].map(([, name = '']) => name);
    expect(used.filter((name) => !script.variables.includes(name))).toEqual([]);
  });

  it.each(commands)('$name: $text', async ({ text }) => {
    const [, ...words] = wordsOf(text.replace(/ > \S+$/, ''), VALUES);
    // Nothing needs to be deployed to see that the command is understood, by the program and by the operation.
    const dry = words[0] === 'deploy' && !words.includes('--dry-run') ? [...words, '--dry-run'] : words;
    const { code, out, err } = await run(house, dry);
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringMatching(/^(environment: production, .*\n)?$/),
    });
    expect(out).not.toBe('');
  });
});

describe('an example that is wrong', () => {
  const wrong = (name: string, from: string, to: string): readonly Script[] => {
    const text = textOf(name);
    expect(text).toContain(from);
    return EXAMPLES[name]?.(text.replace(from, to)) ?? [];
  };

  it.each([
    ['github/deploy.yml', 'id-token: write', 'id-tokens: write'],
    ['github/deploy.yml', '    steps:', '    step:'],
    ['gitlab/.gitlab-ci.yml', 'stage: deploy', 'stage: deployment'],
    ['gitlab/.gitlab-ci.yml', 'aud: operate', 'audience: operate'],
    ['jenkins/Jenkinsfile', "stage('Plan') {", "stage('Plan')"],
    ['jenkins/Jenkinsfile', "sh '''", 'sh """'],
    ['tekton/deploy.yaml', '$(params.app)', '$(params.name)'],
    ['tekton/deploy.yaml', 'expirationSeconds: 7200', 'expirationSeconds: 60'],
    [
      'tekton/deploy.yaml',
      '        - name: version\n          value',
      '        - name: revision\n          value',
    ],
  ])('%s with %j as %j is found', (name, from, to) => {
    expect(() => wrong(name, from, to)).toThrow();
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aws_lambda as lambda } from 'aws-cdk-lib';
import { expect, it, vi } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import { makeApp } from './app.ts';
import { queueApp } from './queue-app.fixture.ts';

/** CDK writes a dependency on a function's role beside the reference to it. */
const IGNORED = ['W3005'];

/**
 * A level's time in an escalation. In JSONata a heartbeat may be an expression (CDK offers it as `Timeout.jsonata`);
 * cfn-lint knows only numbers.
 */
const HEARTBEAT =
  /^E3601 '\{% \$states\.input\.seconds %\}' is not of type 'number' at 'States\/AwaitAcknowledgement\/HeartbeatSeconds'\n\S+\/OperateIncidents\.template\.json:\d+:\d+\n\n/m;
/** What cfn-lint ends with when it found errors and nothing else. */
const ONLY_ERRORS = 2;

const { status: version } = spawnSync('cfn-lint', ['--version']);
const missing = version !== 0;
if (missing && process.env['CI'])
  throw new Error("CI needs cfn-lint: 'pip install cfn-lint'. Elsewhere its test is left out.");
if (missing) console.warn("cfn-lint is not installed, so its test is left out: 'pip install cfn-lint'.");

it.skipIf(missing)(
  'cfn-lint finds nothing in the templates, nor in the machines in them',
  () => {
    vi.stubEnv('CDK_VALIDATION', 'false');
    const outdir = mkdtempSync(join(tmpdir(), 'operate-lint-'));
    const code = () => lambda.Code.fromInline('exports.handler = async () => ({})');
    const apps = [makeApp(catalog, { code, outdir }), queueApp({ outdir: join(outdir, 'queue') })];
    const files = apps.flatMap((app) => app.synth().stacks.map(({ templateFullPath }) => templateFullPath));
    const { status, stdout, stderr } = spawnSync(
      'cfn-lint',
      ['--ignore-checks', ...IGNORED, '--template', ...files],
      { encoding: 'utf8' },
    );
    rmSync(outdir, { recursive: true });
    vi.unstubAllEnvs();
    expect(files.length).toBeGreaterThan(2);
    const found = stdout.replace(HEARTBEAT, '');
    expect(`${found}${stderr}`).toBe('');
    expect(status).toBe(found === stdout ? 0 : ONLY_ERRORS);
  },
  120_000,
);

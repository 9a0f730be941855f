import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CLI = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');

/** Synthesises the product into a directory, as `npm run synth` does. */
export async function synthesise(directory: string): Promise<void> {
  await run(['bin/app.ts'], { CDK_OUTDIR: directory });
}

/** Runs a command of the CDK's own program against a server that stands for AWS. */
export async function cdk(endpoint: string, directory: string, ...args: readonly string[]): Promise<void> {
  const flags = ['--app', directory, '--ci', '--no-notices', '--no-color', '--require-approval', 'never'];
  await run([CLI, ...args, ...flags], {
    AWS_ENDPOINT_URL: endpoint,
    // Buckets are part of the path, which the program only does where S3 has an endpoint of its own.
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ACCESS_KEY_ID: 'contract',
    AWS_SECRET_ACCESS_KEY: 'contract',
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  });
}

/** @throws Error with everything that the program said when it fails */
async function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${said}`);
}

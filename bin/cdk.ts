import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { CDK_CLI, cdkArguments, explainCredentials } from '../lib/cdk-command.ts';

/** `node bin/cdk.ts deploy|diff|destroy [arguments of the CDK's CLI]`: builds, then lets the CLI synthesise and act. */
const [verb, ...asked] = process.argv.slice(2);
if (verb !== 'deploy' && verb !== 'diff' && verb !== 'destroy')
  throw new Error(`There is no 'cdk.ts ${verb}', only deploy, diff and destroy.`);

const profile = asked[asked.indexOf('--profile') + 1];
if (asked.includes('--profile') && profile !== undefined) process.env['AWS_PROFILE'] = profile;

const missing = await missingCredentials();
if (missing === undefined) {
  await import('./build.ts');
  const root = fileURLToPath(new URL('..', import.meta.url));
  const args = [CDK_CLI, ...cdkArguments(verb, asked, `"${process.execPath}" --liftoff-only bin/app.ts`)];
  process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
} else {
  process.stderr.write(explainCredentials(verb, missing));
  process.exitCode = 1;
}

/** Why there are no credentials, as the SDK's own search says; nothing is asked of AWS. */
async function missingCredentials(): Promise<string | undefined> {
  const { config } = new LambdaClient({ region: process.env['AWS_REGION'] ?? 'us-east-1' });
  try {
    await config.credentials();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

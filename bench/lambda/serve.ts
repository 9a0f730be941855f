import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definition } from '../../functions/deployments/promote-deployment/definition.ts';
import type { Definition } from '../../functions/operation.ts';
import { bundleFunctions } from '../../lib/bundle.ts';
import { policiesOf } from '../../lib/manifest/policies.ts';
import { writeContracts } from '../../surfaces/contracts.ts';
import { median, rounded } from '../statistics.ts';
import { inProcess } from './process.ts';
import { httpEvent } from './scenarios.ts';

const ROUNDS = 9;
const REQUESTS = 5_000;

/**
 * CPU microseconds that the serve chain takes for a warm request: identity, contract, role, hash of the input, log
 * and metric around a handler that does nothing.
 */
export async function serveMicros(environment: string): Promise<number> {
  const root = await mkdtemp(join(tmpdir(), 'serve-'));
  try {
    const bundle = await bundleWithoutWork(definition, root);
    const event = httpEvent('POST', '/operations/promote-deployment', { deploymentId: 'dep-0123456789' });
    const call = { bundle, event, rounds: ROUNDS, requests: REQUESTS };
    const variables = { AWS_REGION: 'eu-west-1', OPERATE_ENVIRONMENT: environment };
    const { micros, answer } = await inProcess<{ micros: number[]; answer: { statusCode: number } }>(
      'serve-child.cjs',
      call,
      variables,
    );
    if (answer.statusCode !== 200) throw new Error(`The chain answered ${JSON.stringify(answer)}.`);
    return rounded(median(micros), 1);
  } finally {
    await rm(root, { recursive: true });
  }
}

async function bundleWithoutWork(operation: Definition, root: string): Promise<string> {
  const folder = join(root, 'functions/deployments/promote-deployment');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'handler.ts'), 'export const handler = async () => ({ deployment: {} });\n');
  const dist = join(root, 'dist');
  await writeContracts([operation], join(dist, 'contracts'));
  await bundleFunctions([operation], { root, dist, policies: policiesOf([operation]) });
  return join(dist, 'functions/promote-deployment/index.js');
}

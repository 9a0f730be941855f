import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definition } from '../../functions/deployments/get-deployment/definition.ts';
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
 * CPU microseconds that the serve chain takes for a warm read: identity, contract, role, hash of the input and of the
 * answer, log and metric around a handler that does nothing. A change is counted besides, which is a call of AWS.
 */
export async function serveMicros(environment: string): Promise<number> {
  const root = await mkdtemp(join(tmpdir(), 'serve-'));
  try {
    const bundle = await bundleWithoutWork({ ...definition, surfaces: ['http'] }, root);
    const event = httpEvent('GET', '/operations/get-deployment', { deploymentId: 'dep-0123456789' });
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
  const folder = join(root, 'functions/deployments/get-deployment');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'handler.ts'), 'export const handler = async () => ({ deployment: {} });\n');
  const dist = join(root, 'dist');
  await writeContracts([operation], join(dist, 'contracts'));
  await bundleFunctions([operation], { root, dist, policies: policiesOf([operation]) });
  return join(dist, 'functions/get-deployment/index.js');
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Aws } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import { makeManifest } from '../../lib/manifest/manifest.ts';
import { PLATFORM_STACK } from '../../lib/manifest/stack-names.ts';
import { PlatformStack } from '../../lib/platform-stack.ts';
import { FOLDER } from './previous-release.ts';

const NAMING = { account: Aws.ACCOUNT_ID, region: Aws.REGION, prefix: 'operate' };
const kept = JSON.parse(readFileSync(join(FOLDER, 'state.json'), 'utf8')) as Record<string, object>;

beforeAll(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

describe('what holds state in the stack that outlives the others', () => {
  const platform = new PlatformStack(new App(), PLATFORM_STACK, {
    manifest: makeManifest(catalog, NAMING),
    alarmEmails: [],
  });
  const { Resources } = Template.fromStack(platform).toJSON() as { Resources: Record<string, unknown> };

  it.each(Object.entries(kept))('%s keeps its identity: CloudFormation replaces nothing', (id, resource) => {
    expect(platform.stackName).toBe('OperatePlatform');
    expect(Resources[id]).toMatchObject(resource);
  });
});

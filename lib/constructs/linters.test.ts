import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aliasStack, burnAlarmsStack, pairStack } from './users-stack.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'constructs-'));
beforeAll(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const STACKS: readonly (readonly [name: string, stack: () => Stack, ours: string])[] = [
  ['pair', () => pairStack(), 'Users/Shop/'],
  [
    'pair-with-variables',
    () => pairStack({ task: { ...variables(), environment: { MODE: 'x' } } }),
    'Users/Shop/',
  ],
  ['alias', () => aliasStack(), 'Users/PricesAlias/'],
  ['burn-alarms', () => burnAlarmsStack(), 'Users/Burn/'],
];

function variables() {
  const repository = {
    repositoryName: 'shop',
    repositoryArn: 'arn:aws:ecr:eu-west-1:000000000000:repository/shop',
    repositoryUri: '000000000000.dkr.ecr.eu-west-1.amazonaws.com/shop',
  };
  return { repository, image: 'v1', port: 8080 };
}

/** What a pack finds in the part of the stack that is ours. */
function found(pack: NagPack, stack: Stack, ours: string): string[] {
  return pack
    .validateScope(stack)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.flatMap(({ constructPath = '' }) =>
        constructPath.startsWith(ours) ? [`${ruleName} ${constructPath}`] : [],
      ),
    );
}

/** Whether the program is there. */
function installed(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.each(STACKS)('a stack with a %s', (_name, build, ours) => {
  it('leaves cdk-nag nothing to find', () => {
    const stack = build();
    for (const pack of [new AwsSolutionsChecks(), new ServerlessChecks()])
      expect(found(pack, stack, ours)).toEqual([]);
  });
});

describe('the templates', () => {
  it.skipIf(!installed('cfn-lint'))(
    'leave cfn-lint nothing to find',
    () => {
      const files = STACKS.map(([name, build]) => {
        const file = join(folder, `${name}.json`);
        writeFileSync(file, JSON.stringify(Template.fromStack(build()).toJSON()));
        return file;
      });
      // W3005: CDK itself writes that a function depends on its role, which a reference says already.
      const answer = execFileSync('cfn-lint', ['--ignore-checks', 'W3005', '--', ...files], {
        encoding: 'utf8',
      });
      expect(answer).toBe('');
    },
    120_000,
  );
});

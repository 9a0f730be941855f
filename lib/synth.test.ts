import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { costLines, synthesise } from './synth.ts';

let root: string;
beforeEach(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
  root = mkdtempSync(join(tmpdir(), 'synth-'));
  mkdirSync(join(root, 'docs/alarms'), { recursive: true });
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** An app of one stack. */
function appWith(...resources: { type: string; properties?: Record<string, unknown> }[]): App {
  const app = new App();
  const stack = new Stack(app, 'OperateHouses');
  for (const [index, one] of resources.entries()) new CfnResource(stack, `R${index}`, one);
  return app;
}

const alarm = (page: string) => ({
  type: 'AWS::CloudWatch::Alarm',
  properties: { AlarmDescription: `It burns. Runbook: docs/alarms/${page}.md` },
});

describe('synthesis', () => {
  it('tells size and idle cost of every stack, and the sum', () => {
    const reports = synthesise(appWith({ type: 'AWS::KMS::Key' }), root);
    const [stack, sum, ...more] = costLines(reports);
    expect(stack).toMatch(
      /^OperateHouses {2}\$1\.00 a month idle {2}1 resources, \d+ KB; customer key .* \$1\.00$/,
    );
    expect(sum).toMatch(/^Together +\$1\.00 a month idle$/);
    expect(more).toEqual([]);
  });

  it('refuses a stack that is too large', () => {
    const topics = Array.from({ length: 351 }, () => ({ type: 'AWS::SNS::Topic' }));
    expect(() => synthesise(appWith(...topics), root)).toThrow(
      'The stack OperateHouses has 351 resources, more than 350',
    );
  });

  it('refuses an alarm without a page, and a page without an alarm', () => {
    writeFileSync(join(root, 'docs/alarms/flood.md'), '# flood');
    expect(() => synthesise(appWith(alarm('fire')), root)).toThrow(
      "no page for the alarm 'It burns. Runbook: docs/alarms/fire.md'\nno alarm for docs/alarms/flood.md",
    );
    expect(() => synthesise(appWith(alarm('flood')), root)).not.toThrow();
  });
});

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CDK_CLI, cdkArguments, explainCredentials } from './cdk-command.ts';

const APP = 'node bin/app.ts';
const OUTPUTS = ['--outputs-file', 'cdk.out/outputs.json'];

describe('the CLI that is installed with the project', () => {
  it('is there', () => {
    expect(existsSync(CDK_CLI)).toBe(true);
  });

  it('is asked for all stacks, with their outputs in a file', () => {
    expect(cdkArguments('deploy', [], APP)).toEqual(['deploy', '--app', APP, '--all', ...OUTPUTS]);
    expect(cdkArguments('diff', [], APP)).toEqual(['diff', '--app', APP, '--all']);
  });

  it('gets further arguments as they are', () => {
    const asked = ['--require-approval', 'never', '-c', 'metricMarginSeconds=60', '--no-rollback'];
    expect(cdkArguments('deploy', asked, APP)).toEqual([
      'deploy',
      '--app',
      APP,
      '--all',
      ...OUTPUTS,
      ...asked,
    ]);
  });

  it.each([[['OperateApi']], [['--profile', 'p', 'OperateApi', 'OperateAudit']], [['--all']]])(
    'is asked for the stacks that %j names',
    (asked) => {
      expect(cdkArguments('diff', asked, APP)).toEqual(['diff', '--app', APP, ...asked]);
    },
  );

  it('writes the outputs where somebody else wants them', () => {
    const asked = ['--outputs-file', 'o.json'];
    expect(cdkArguments('deploy', asked, APP)).toEqual(['deploy', '--app', APP, '--all', ...asked]);
  });
});

it('without credentials says what is needed, and what works without', () => {
  const words = explainCredentials('deploy', 'Could not load credentials from any providers');
  for (const part of ['AWS_PROFILE', 'AWS_REGION', 'cdk bootstrap', 'npm start', 'Could not load'])
    expect(words).toContain(part);
});

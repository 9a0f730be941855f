import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import validateAsl from 'asl-validator';
import { Aws, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import type { Statement } from '../functions/operation.ts';
import { makeApp } from './app.ts';
import { total } from './idle-cost.ts';
import { makeManifest } from './manifest/manifest.ts';
import { rolePlans } from './manifest/role-plans.ts';
import { UNSCOPED_ACTIONS } from './manifest/unscoped-actions.ts';
import { checkWithNag, type ReasonedPack } from './nag.ts';
import { SUPPRESSIONS } from './nag-suppressions.ts';
import { queueApp } from './queue-app.fixture.ts';
import { type StackReport, synthesise } from './synth.ts';
import { all, statementsOf } from './template.fixture.ts';

const MOST_ALARMS = 7;
const MOST_DOLLARS = 2.5;

/** All stacks of the product, synthesised once. */
const outdir = mkdtempSync(join(tmpdir(), 'operate-synth-'));
let packs: readonly ReasonedPack[];
let reports: readonly StackReport[];
let templates: readonly Template[];
beforeAll(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
  const code = () => lambda.Code.fromInline('exports.handler = async () => ({})');
  const app = makeApp(catalog, { code, outdir });
  const queues = queueApp();
  packs = [...checkWithNag(app), ...checkWithNag(queues)];
  queues.synth();
  reports = synthesise(app, fileURLToPath(new URL('..', import.meta.url)));
  templates = app.node.children.filter(Stack.isStack).map((stack) => Template.fromStack(stack));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(outdir, { recursive: true });
});

const everywhere = (type: string) => templates.flatMap((template) => all(template, type));

/** Tokens of account and region as the templates write them. */
function written(text: string): unknown {
  const parts = text.split(/(\$\{Token\[[^\]]+\]\})/).filter((part) => part !== '');
  const known = parts.map((part) =>
    part === Aws.ACCOUNT_ID ? { Ref: 'AWS::AccountId' } : part === Aws.REGION ? { Ref: 'AWS::Region' } : part,
  );
  return known.length === 1 ? known[0] : { 'Fn::Join': ['', known] };
}

describe('roles', () => {
  const naming = { account: Aws.ACCOUNT_ID, region: Aws.REGION, prefix: 'operate' };
  const asWritten = ({ actions, resources, conditions }: Statement) => ({
    actions,
    resources: resources.map(written),
    ...(conditions && { conditions }),
  });

  it('hold exactly what is declared and the runtime set', () => {
    const plans = rolePlans(makeManifest(catalog, naming));
    for (const { name, declared, runtime } of plans) {
      const template = templates.find((one) =>
        all(one, 'AWS::IAM::Role').some(({ RoleName }) => RoleName === name),
      );
      expect(template, name).toBeDefined();
      const made = template ? statementsOf(template, name) : [];
      expect(made, name).toEqual([...declared, ...runtime].map(asWritten));
    }
    expect(everywhere('AWS::IAM::Role')).toHaveLength(plans.length);
  });

  it('get nothing from anywhere else', () => {
    expect(everywhere('AWS::IAM::Policy')).toEqual([]);
    expect(everywhere('AWS::IAM::ManagedPolicy')).toEqual([]);
    expect(everywhere('AWS::IAM::Role').filter((role) => 'ManagedPolicyArns' in role)).toEqual([]);
  });

  it('hold `*` only for actions that are listed with their reason', () => {
    const open = everywhere('AWS::IAM::Role')
      .flatMap(({ RoleName }) => templates.flatMap((one) => statementsIn(one, String(RoleName))))
      .filter(({ resources }) => resources.includes('*'))
      .flatMap(({ actions }) => actions);
    expect(open.length).toBeGreaterThan(0);
    expect(open.filter((action) => !Object.hasOwn(UNSCOPED_ACTIONS, action))).toEqual([]);
  });

  const statementsIn = (template: Template, name: string): Statement[] =>
    all(template, 'AWS::IAM::Role').some(({ RoleName }) => RoleName === name)
      ? statementsOf(template, name)
      : [];
});

describe('stacks', () => {
  it('know each other by name, never by export', () => {
    for (const template of templates) {
      const text = JSON.stringify(template.toJSON());
      expect(text).not.toContain('Fn::ImportValue');
      expect(text).not.toContain('"Export"');
    }
  });

  it('cost little while nobody calls', () => {
    const dollars = reports.reduce((sum, { cost }) => sum + total(cost), 0);
    expect(dollars).toBeGreaterThan(1);
    expect(dollars).toBeLessThanOrEqual(MOST_DOLLARS);
  });

  it('have few alarms', () => {
    const alarms = everywhere('AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(0);
    expect(alarms.length).toBeLessThanOrEqual(MOST_ALARMS);
  });

  it('have machines that are valid, as they are sent, and call published versions', () => {
    const machines = everywhere('AWS::StepFunctions::StateMachine');
    expect(machines.length).toBeGreaterThan(1);
    const versions = templates.flatMap((one) => Object.keys(one.findResources('AWS::Lambda::Version')));
    for (const { DefinitionString, DefinitionSubstitutions, StateMachineName } of machines) {
      const { isValid, errors } = validateAsl(JSON.parse(String(DefinitionString)));
      expect(errors, String(StateMachineName)).toEqual([]);
      expect(isValid).toBe(true);
      const called = Object.entries(DefinitionSubstitutions as Record<string, { Ref?: string }>).filter(
        ([name]) => name.startsWith('function_'),
      );
      expect(called.length).toBeGreaterThan(0);
      expect(called.filter(([, { Ref = '' }]) => !versions.includes(Ref))).toEqual([]);
    }
  });
});

describe('cdk-nag', () => {
  it('finds nothing that is not suppressed with a reason', () => {
    // A finding would have ended the synthesis above.
    const both = ['cdk-nag AwsSolutions', 'cdk-nag Serverless'];
    expect(packs.map(({ name }) => name)).toEqual([...both, ...both]);
    expect(reports.length).toBeGreaterThan(2);
  });

  it('needs every suppression', () => {
    const used = new Set(packs.flatMap((pack) => [...pack.used]));
    expect(SUPPRESSIONS.filter((one) => !used.has(one))).toEqual([]);
    expect(SUPPRESSIONS.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});

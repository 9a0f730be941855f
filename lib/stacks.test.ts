import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Statement } from '../functions/operation.ts';
import { HOUSES } from '../surfaces/example/operations.ts';
import { DeploymentsStack } from './deployments-stack.ts';
import { environmentOf, type Manifest, makeManifest } from './manifest.ts';
import { OperationsStack } from './operations-stack.ts';
import { PlatformStack } from './platform-stack.ts';

const NAMING = { account: '111122223333', region: 'eu-west-1', prefix: 'operate' };
const placeholder = (name: string) => `\${${name}}`;
const MACHINE = {
  QueryLanguage: 'JSONata',
  StartAt: 'Open',
  States: {
    Open: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: placeholder('function:open_window'), Payload: '{% $states.input %}' },
      End: true,
    },
  },
};

type Properties = Readonly<Record<string, unknown>>;
let manifest: Manifest;
let platform: Template;
let operations: Template;
let deployments: Template;
const folder = mkdtempSync(join(tmpdir(), 'machines-'));

beforeAll(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
  writeFileSync(join(folder, 'drying.asl.json'), JSON.stringify(MACHINE));
  manifest = makeManifest(HOUSES, NAMING, folder);
  const environment = environmentOf(manifest, { metricMarginSeconds: 120, roles: [] });
  const app = new App();
  const code = () => lambda.Code.fromInline('exports.handler = async () => ({})');
  const stacks = [
    new PlatformStack(app, 'P', { manifest }),
    new OperationsStack(app, 'O', { manifest, environment, code }),
    new DeploymentsStack(app, 'D', { manifest }),
  ] as const;
  platform = Template.fromStack(stacks[0]);
  operations = Template.fromStack(stacks[1]);
  deployments = Template.fromStack(stacks[2]);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function all(template: Template, type: string): Properties[] {
  return Object.values(template.findResources(type)).map(({ Properties }) => Properties as Properties);
}

function byName(template: Template, type: string, property: string, name: string): Properties {
  const found = all(template, type).find((properties) => properties[property] === name);
  if (!found) throw new Error(`No ${type} is named ${name}.`);
  return found;
}

/** A role's statements as the manifest writes them; the function's own log is not declared there. */
function statementsOf(template: Template, roleName: string): Statement[] {
  const role = byName(template, 'AWS::IAM::Role', 'RoleName', roleName);
  const [policy] = (role['Policies'] ?? []) as { PolicyDocument: { Statement: Properties[] } }[];
  return (policy?.PolicyDocument.Statement ?? [])
    .map((statement) => ({
      actions: [statement['Action']].flat() as string[],
      resources: [statement['Resource']].flat() as string[],
      ...(statement['Condition']
        ? { conditions: statement['Condition'] as NonNullable<Statement['conditions']> }
        : {}),
    }))
    .filter(({ actions }) => !actions.includes('logs:PutLogEvents'));
}

describe('the stacks agree with the manifest', () => {
  it('on functions', () => {
    const made = all(operations, 'AWS::Lambda::Function').map((properties) => ({
      functionName: properties['FunctionName'],
      timeoutSeconds: properties['Timeout'],
      memoryMegabytes: properties['MemorySize'],
    }));
    const planned = manifest.functions.map(({ functionName, timeoutSeconds, memoryMegabytes }) => ({
      functionName,
      timeoutSeconds,
      memoryMegabytes,
    }));
    expect(made.toSorted(byText)).toEqual(planned.toSorted(byText));
  });

  it('on what each role may do, and nothing else holds a permission', () => {
    for (const { role } of manifest.functions)
      expect(statementsOf(operations, role.name), role.name).toEqual(role.statements);
    for (const { role } of [...manifest.machines, { role: manifest.schedulerRole }])
      expect(statementsOf(deployments, role.name), role.name).toEqual(role.statements);
    operations.resourceCountIs('AWS::IAM::Role', manifest.functions.length);
    operations.resourceCountIs('AWS::IAM::Policy', 0);
    expect(all(operations, 'AWS::IAM::Role').every((role) => role['ManagedPolicyArns'] === undefined)).toBe(
      true,
    );
  });

  it('on routes, each behind IAM', () => {
    const made = all(operations, 'AWS::ApiGatewayV2::Route');
    expect(made.map((route) => route['RouteKey'])).toEqual(
      manifest.routes.map(({ method, path }) => `${method} ${path}`),
    );
    expect(made.every((route) => route['AuthorizationType'] === 'AWS_IAM')).toBe(true);
  });

  it('on machines, rules and schedules', () => {
    const machine = byName(
      deployments,
      'AWS::StepFunctions::StateMachine',
      'StateMachineName',
      'operate-drying',
    );
    expect(machine['DefinitionString']).toBe(manifest.machines[0]?.definition);
    for (const rule of manifest.rules) {
      const made = byName(deployments, 'AWS::Events::Rule', 'Name', `operate-${rule.name}`);
      expect(made['EventPattern']).toEqual(rule.pattern);
    }
    for (const { name, expression } of manifest.schedules)
      expect(byName(deployments, 'AWS::Scheduler::Schedule', 'Name', name)['ScheduleExpression']).toBe(
        expression,
      );
    deployments.resourceCountIs('AWS::Lambda::Permission', manifest.rules.length);
  });

  it('on what holds state', () => {
    platform.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      TableName: manifest.table.name,
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      ],
    });
    platform.hasResourceProperties('AWS::S3::Bucket', {
      BucketName: manifest.auditBucket,
      ObjectLockEnabled: true,
    });
    platform.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });

  it('without exports between stacks', () => {
    for (const template of [platform, operations, deployments]) {
      expect(JSON.stringify(template.toJSON())).not.toContain('Fn::ImportValue');
    }
  });

  it('and every function has an environment that it can parse', async () => {
    const { parseEnvironment } = await import('../functions/environment.ts');
    for (const { Environment } of all(operations, 'AWS::Lambda::Function') as {
      Environment: { Variables: Record<string, string> };
    }[])
      expect(parseEnvironment(Environment.Variables['OPERATE_ENVIRONMENT'])).toMatchObject({
        deploymentMachine: 'arn:aws:states:eu-west-1:111122223333:stateMachine:operate-deployment',
        rolePrefix: 'operate-run-',
      });
  });
});

function byText(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

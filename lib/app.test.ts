import { aws_lambda as lambda, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import { parseEnvironment } from '../functions/environment.ts';
import { makeApp } from './app.ts';

beforeAll(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const code = () => lambda.Code.fromInline('exports.handler = async () => ({})');
const appWith = (taskRoles: unknown) => makeApp(catalog, { code, context: { taskRoles } });

/** A text as it is once the account and the region are known. */
function deployed({ 'Fn::Join': [, parts] }: { 'Fn::Join': [string, unknown[]] }): string {
  return parts.map((part) => (typeof part === 'string' ? part : 'here')).join('');
}

describe('context taskRoles', () => {
  it('is what a driver may pass, and what every function knows of it', () => {
    const roles = ['arn:aws:iam::111122223333:role/shop-*'];
    const stack = appWith(roles).node.findChild('OperateOperations') as Stack;
    const template = Template.fromStack(stack);
    const statement = { Action: 'iam:PassRole', Resource: roles[0] };
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'operate-run-drive-ecs-pair',
      Policies: [{ PolicyDocument: { Statement: Match.arrayWith([Match.objectLike(statement)]) } }],
    });
    const [known] = Object.values(template.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => Properties.Environment.Variables.OPERATE_ENVIRONMENT,
    );
    expect(parseEnvironment(deployed(known)).taskRoles).toEqual(roles);
  });

  it.each(['shop-task', [], ['shop-task'], [5], {}])('is refused as %j', (wrong) => {
    expect(() => appWith(wrong)).toThrow("context 'taskRoles' lists ARN patterns");
  });
});

import { aws_lambda as lambda } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AliasedFunction } from './aliased-function.ts';
import { aliasStack, stackOf } from './users-stack.fixture.ts';

beforeAll(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

describe('AliasedFunction', () => {
  it('keeps every version it publishes, each code a new one', () => {
    const one = Template.fromStack(aliasStack());
    const other = Template.fromStack(aliasStack({ code: 'exports.handler = async () => 2' }));
    const versions = (template: Template) => template.findResources('AWS::Lambda::Version');
    expect(Object.values(versions(one))).toMatchObject([
      { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' },
    ]);
    expect(Object.keys(versions(one))).not.toEqual(Object.keys(versions(other)));
  });

  it('has no alias that CloudFormation could write, and tells its function what to count', () => {
    const template = Template.fromStack(aliasStack());
    template.resourceCountIs('AWS::Lambda::Alias', 0);
    template.hasResourceProperties('Custom::OperateAlias', { Name: 'live' });
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'prices',
      Environment: { Variables: { OPERATE_METRIC_NAMESPACE: 'prices', OPERATE_METRIC_NAME: 'ServerErrors' } },
      Tags: [{ Key: 'operate:service', Value: 'prices' }],
    });
  });

  it('publishes a version of a function by name once, and leaves its variables alone', () => {
    const template = Template.fromStack(
      stackOf((scope) => {
        const made = lambda.Function.fromFunctionName(scope, 'Prices', 'prices');
        const props = { service: 'prices', environment: 'production', function: made };
        new AliasedFunction(scope, 'Live', { ...props, errorMetric: { type: 'lambda-errors' } });
      }),
    );
    template.resourceCountIs('AWS::Lambda::Version', 1);
    expect(JSON.stringify(template.findResources('AWS::Lambda::Version'))).toContain(':function:prices');
    template.hasResourceProperties('Custom::OperateAlias', { Name: 'live' });
    template.resourcePropertiesCountIs('AWS::Lambda::Function', { Environment: Match.anyValue() }, 0);
  });

  it('gives triggers an alias that they can be allowed to invoke', () => {
    const template = Template.fromStack(
      stackOf((scope) => {
        const made = lambda.Function.fromFunctionAttributes(scope, 'Prices', {
          functionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:prices',
          sameEnvironment: true,
        });
        const { alias } = new AliasedFunction(scope, 'Live', {
          service: 'prices',
          environment: 'production',
          function: made,
          errorMetric: { type: 'lambda-errors' },
        });
        expect(alias.functionArn).toMatch(/:prices:live$/);
      }),
    );
    expect(JSON.stringify(template.findOutputs('*'))).toContain('operate register-service');
  });
});

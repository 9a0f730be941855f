import { describe, expect, it } from 'vitest';
import { ALIAS, groupArn, LISTENER, PAIR, route } from './facts.fixture.ts';
import type { EcsPairFacts } from './facts.ts';
import { onboarding } from './onboarding.ts';
import { readiness } from './readiness.ts';

const { ecs: _ecs, targetGroup: _group, ...nothing } = PAIR.sides.green;
const signIn = { Type: 'authenticate-oidc', AuthenticateOidcConfig: { ClientId: "it's me" } };
const alone: EcsPairFacts = {
  ...PAIR,
  sides: { ...PAIR.sides, green: nothing },
  ...(PAIR.loadBalancer && {
    loadBalancer: {
      ...PAIR.loadBalancer,
      routes: [
        route({
          groups: [{ targetGroup: groupArn('blue'), weight: 1 }],
          actions: [signIn, { Type: 'forward', TargetGroupArn: groupArn('blue') }],
        }),
        route({ kind: 'rule', arn: 'api', priority: 1, groups: [] }),
      ],
    },
  }),
};

describe('onboarding', () => {
  it('is nothing where nothing is missing', () => {
    expect(onboarding(PAIR, readiness(PAIR))).toBeUndefined();
  });

  it('adds the second side of an existing service, each step on those before it', () => {
    const cli = onboarding(alone, readiness(alone))?.cli ?? [];
    expect(cli.map((command) => command.match(/aws (\S+ \S+)/)?.[1])).toEqual([
      'elbv2 create-target-group',
      'elbv2 modify-listener',
      'elbv2 create-rule',
      'elbv2 create-rule',
      'ecs create-service',
    ]);
    expect(cli[0]).toMatch(/^NEW_TARGET_GROUP=\$\(.*--health-check-path \/health .*\)$/);
    expect(cli[2]).toContain(`--listener-arn ${LISTENER} --priority 2 `);
    expect(cli[2]).toContain(`TargetGroupArn=${groupArn('blue')}`);
    expect(cli[3]).toContain('--priority 3 ');
    expect(cli[3]).toContain('"HttpHeaderName":"x-operate-test","Values":["green"]');
    expect(cli[4]).toContain('--desired-count 0');
    expect(cli[4]).toContain('targetGroupArn="$NEW_TARGET_GROUP",containerName=app,containerPort=8080');
  });

  it('keeps the sign-in and all traffic on the live side, in a command that a shell reads rightly', () => {
    const command = onboarding(alone, readiness(alone))?.cli[1] ?? '';
    const argument = command.slice(command.indexOf('--default-actions ') + 18);
    const read = argument.replaceAll(`'"$NEW_TARGET_GROUP"'`, 'new').replaceAll(`'\\''`, '’').slice(1, -1);
    expect(JSON.parse(read.replaceAll('’', "'"))).toEqual([
      { ...signIn, AuthenticateOidcConfig: { ClientId: "it's me", UseExistingClientSecret: true } },
      {
        Type: 'forward',
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: groupArn('blue'), Weight: 100 },
            { TargetGroupArn: 'new', Weight: 0 },
          ],
        },
      },
    ]);
  });

  it('prints the constructs that make what is missing, and says what only the owner can change', () => {
    const lines = onboarding(alone, readiness(alone))?.cdk.split('\n') ?? [];
    expect(lines[0]).toBe(
      "// import { aws_ecs as ecs, aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';",
    );
    expect(lines.filter((line) => /^(const|\/\/|\w+\.)/.test(line)).slice(1)).toEqual([
      "const greenTargets = new elbv2.CfnTargetGroup(this, 'ShopGreenTargets', {",
      `// The forward action of ${LISTENER}, where that is declared; its other actions stay.`,
      'const productionForward = {',
      "const blueTestRule = new elbv2.CfnListenerRule(this, 'ShopBlueTestRule', {",
      "const greenTestRule = new elbv2.CfnListenerRule(this, 'ShopGreenTestRule', {",
      "const greenService = new ecs.CfnService(this, 'ShopGreenService', {",
      'greenService.node.addDependency(greenTestRule);',
    ]);
    expect(lines).toContain('      { targetGroupArn: greenTargets.attrTargetGroupArn, weight: 0 },');
  });

  it('keeps words of others within their line of comment', () => {
    const facts = { ...PAIR, missingAlarms: ['x\nprocess.exit();\u2028y'] };
    expect(onboarding(facts, readiness(facts))?.cdk).toMatch(
      /^\/\/ There is no alarm x process.exit\(\); y.*$/,
    );
  });

  it('publishes a version and points the alias to it', () => {
    const { version: _version, ...facts } = ALIAS;
    const { cli = [], cdk } = onboarding(facts, readiness(facts)) ?? {};
    expect(cli).toEqual([
      'aws lambda create-alias --function-name shop-api --name live --function-version "$(aws lambda publish-version --function-name shop-api --query Version --output text)"',
    ]);
    expect(cdk?.split('\n')).toEqual([
      "// import { aws_lambda as lambda } from 'aws-cdk-lib';",
      "const version = new lambda.CfnVersion(this, 'ShopVersion', { functionName: 'shop-api' });",
      "const alias = new lambda.CfnAlias(this, 'ShopAlias', {",
      "  functionName: 'shop-api',",
      "  name: 'live',",
      '  functionVersion: version.attrVersion,',
      '});',
    ]);
  });
});

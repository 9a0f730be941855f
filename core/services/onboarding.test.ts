import { describe, expect, it } from 'vitest';
import { ALIAS, groupArn, LISTENER, PAIR, route } from './facts.fixture.ts';
import type { EcsPairFacts, RouteFacts } from './facts.ts';
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

const withRoutes = (facts: EcsPairFacts, ...routes: RouteFacts[]): EcsPairFacts => ({
  ...facts,
  ...(facts.loadBalancer && { loadBalancer: { ...facts.loadBalancer, routes } }),
});
const cdkOf = (facts: EcsPairFacts) => onboarding(facts, readiness(facts))?.cdk ?? '';

describe('onboarding', () => {
  it('is nothing where nothing is missing', () => {
    expect(onboarding(PAIR, readiness(PAIR))).toBeUndefined();
  });

  it('adds the second side of an existing service, each step on those before it', () => {
    const cli = onboarding(alone, readiness(alone))?.cli ?? [];
    expect(cli.map((command) => command.match(/aws (\S+ \S+)/)?.[1])).toEqual([
      'elbv2 create-target-group',
      'elbv2 modify-target-group-attributes',
      'elbv2 modify-listener',
      'elbv2 create-rule',
      'elbv2 create-rule',
      'ecs create-service',
    ]);
    expect(cli[0]).toMatch(/^NEW_TARGET_GROUP=\$\(.*--health-check-path \/health .*\)$/);
    expect(cli[0]).toContain(
      '--health-check-interval-seconds 10 --health-check-timeout-seconds 5 --healthy-threshold-count 2 --unhealthy-threshold-count 3 --matcher HttpCode=200-299 ',
    );
    expect(cli[1]).toContain(
      '"$NEW_TARGET_GROUP" --attributes Key=deregistration_delay.timeout_seconds,Value=30',
    );
    expect(cli[3]).toContain(`--listener-arn ${LISTENER} --priority 2 `);
    expect(cli[3]).toContain(`TargetGroupArn=${groupArn('blue')}`);
    expect(cli[4]).toContain('--priority 3 ');
    expect(cli[4]).toContain('"HttpHeaderName":"x-operate-test","Values":["green"]');
    expect(cli[5]).toContain('--desired-count 0');
    expect(cli[5]).toContain('targetGroupArn="$NEW_TARGET_GROUP",containerName=app,containerPort=8080');
  });

  it('keeps the sign-in and all traffic on the live side, in a command that a shell reads rightly', () => {
    const command = onboarding(alone, readiness(alone))?.cli[2] ?? '';
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

  it('prints a pair of its own beside a service, as that service is', () => {
    const lines = onboarding(alone, readiness(alone))?.cdk.split('\n') ?? [];
    expect(lines[0]).toBe(
      "// import { BlueGreenService } from 'operate/lib/constructs/blue-green-service.ts';",
    );
    expect(lines[1]).toMatch(/^\/\/ A pair of its own beside shop-blue, which keeps its traffic until/);
    expect(lines[2]).toBe("const pair = new BlueGreenService(this, 'Shop', {");
    expect(lines).toEqual(
      expect.arrayContaining([
        "  prefix: 'shop-pair',",
        "  cluster: { clusterName: 'main' },",
        '  priority: 2,',
        '  desiredCount: 2,',
      ]),
    );
    expect(lines.at(-1)).toBe('});');
  });

  it('leaves the names of the present service to it, and room before its rule', () => {
    const named = { ...alone, sides: { ...alone.sides, blue: { ...alone.sides.blue, service: 'web' } } };
    const rule = (priority: number) => ({
      ...withRoutes(named, route({ kind: 'rule', arn: 'production', priority, paths: ['/shop/*'] })),
      production: 'production',
    });
    expect(cdkOf(rule(4))).toContain("  paths: ['/shop/*'],");
    expect(cdkOf(rule(4))).toContain('  priority: 1,');
    expect(cdkOf(rule(3))).not.toContain('new BlueGreenService');
  });

  it('prints single constructs and words where only little of a pair is missing', () => {
    const scaling = { min: 2, max: 8, policies: [] };
    const facts = {
      ...withRoutes(PAIR, route()),
      sides: { ...PAIR.sides, blue: { ...PAIR.sides.blue, scaling } },
    };
    const lines = cdkOf(facts).split('\n');
    expect(lines.filter((line) => /^(const|\/\/|\w+\.)/.test(line))).toEqual([
      "// import { aws_applicationautoscaling as autoscaling, aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';",
      "const blueTestRule = new elbv2.CfnListenerRule(this, 'ShopBlueTestRule', {",
      "const greenTestRule = new elbv2.CfnListenerRule(this, 'ShopGreenTestRule', {",
      "const greenScaling = new autoscaling.CfnScalableTarget(this, 'ShopGreenScaling', {",
      expect.stringMatching(
        /^\/\/ CloudFormation writes these limits again .* BlueGreenService would not\.$/,
      ),
    ]);
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
      "// import { AliasedFunction } from 'operate/lib/constructs/aliased-function.ts';",
      '// In the stack that declares shop-api, give that function itself instead of its name.',
      "const alias = new AliasedFunction(this, 'ShopAlias', {",
      "  service: 'shop',",
      "  environment: 'production',",
      "  function: lambda.Function.fromFunctionName(this, 'ShopFunction', 'shop-api'),",
      "  alias: 'live',",
      "  probe: { path: '/health' },",
      '  errorMetric: {',
      "    type: 'custom',",
      "    namespace: 'Shop',",
      "    metric: '5xx',",
      "    dimensions: { version: '{version}' },",
      '  },',
      '});',
    ]);
  });
});

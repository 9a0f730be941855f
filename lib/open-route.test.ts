import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { HOUSES } from '../surfaces/example/operations.ts';
import { ApiStack } from './api-stack.ts';
import { NEIGHBOURHOOD } from './houses.fixture.ts';
import { makeManifest } from './manifest/manifest.ts';
import { all } from './template.fixture.ts';

const NAMING = { account: '111122223333', region: 'eu-west-1', prefix: 'operate' };
const OPEN = 'POST /operations/paint-house';

it.each([
  ['iam', HOUSES],
  ['tokens', NEIGHBOURHOOD],
] as const)(
  'an operation that verifies its caller has no authoriser in the API for %s, and a throttle of its own',
  (callers, operations) => {
    const catalog = operations.map((one) =>
      one.name === 'paint_house' ? { ...one, verifiesCaller: true as const } : one,
    );
    const manifest = makeManifest(catalog, NAMING);
    const env = { account: NAMING.account, region: NAMING.region };
    const template = Template.fromStack(new ApiStack(new App(), 'Api', { manifest, env, callers }));
    const routes = all(template, 'AWS::ApiGatewayV2::Route');
    const open = routes.filter(
      ({ AuthorizationType, RouteKey }) =>
        AuthorizationType === 'NONE' && !String(RouteKey).startsWith('GET /.well-known/'),
    );
    expect(open.map(({ RouteKey, AuthorizerId }) => [RouteKey, AuthorizerId])).toEqual([[OPEN, undefined]]);
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      RouteSettings: Match.objectLike({ [OPEN]: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 200 } }),
    });
  },
);

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aws_lambda as lambda, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import { makeApp } from '../app.ts';
import { total } from '../idle-cost.ts';
import { checkWithNag, type ReasonedPack } from '../nag.ts';
import { SUPPRESSIONS } from '../nag-suppressions.ts';
import { type StackReport, synthesise } from '../synth.ts';
import { all } from '../template.fixture.ts';
import { WEB_SUPPRESSIONS } from './nag-suppressions.ts';

const ISSUER = 'https://login.example.com/tenant';
const CONTEXT = {
  tokenIssuers: [
    {
      issuer: ISSUER,
      audience: 'operate',
      people: true,
      grants: [{ claims: { groups: 'ops' }, roles: ['operator'] }],
    },
  ],
  web: { issuer: ISSUER, clientId: 'operate-page', origins: ['https://tokens.example.com'] },
};
const code = () => lambda.Code.fromInline('exports.handler = async () => ({})');

const outdir = mkdtempSync(join(tmpdir(), 'operate-web-'));
const page = mkdtempSync(join(tmpdir(), 'operate-page-'));
let packs: readonly ReasonedPack[];
let report: StackReport | undefined;
let template: Template;
beforeAll(() => {
  vi.stubEnv('CDK_VALIDATION', 'false');
  writeFileSync(join(page, 'index.html'), '<!doctype html>');
  const app = makeApp(catalog, { code, outdir, page, context: CONTEXT });
  packs = checkWithNag(app, [...SUPPRESSIONS, ...WEB_SUPPRESSIONS]);
  report = synthesise(app, fileURLToPath(new URL('../..', import.meta.url))).find(
    ({ name }) => name === 'OperateWeb',
  );
  template = Template.fromStack(app.node.findChild('OperateWeb') as Stack);
}, 120_000);
afterAll(() => {
  vi.unstubAllEnvs();
  for (const folder of [outdir, page]) rmSync(folder, { recursive: true });
});

describe('the page on AWS', () => {
  it('lies in a bucket that only its distribution reads', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    });
    const [policy] = all(template, 'AWS::S3::BucketPolicy');
    const text = JSON.stringify(policy);
    expect(text).toContain('"Service":"cloudfront.amazonaws.com"');
    expect(text).toContain('"Action":"s3:GetObject"');
    template.resourceCountIs('AWS::CloudFront::OriginAccessControl', 1);
  });

  it('calls the API for tokens behind its own name, so that no API opens itself to other pages', () => {
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        DefaultRootObject: 'index.html',
        // What went wrong for one caller is not answered to the next.
        CustomErrorResponses: [403, 404, 500, 502, 503, 504].map((ErrorCode) => ({
          ErrorCode,
          ErrorCachingMinTTL: 0,
        })),
        CacheBehaviors: [
          Match.objectLike({ PathPattern: '/operations/*', ViewerProtocolPolicy: 'https-only' }),
        ],
      }),
    });
    expect(JSON.stringify(template.toJSON())).toContain('token-api');
    const apis = readdirSync(outdir).filter((name) => /^OperateApi.*template\.json$/.test(name));
    expect(apis).toHaveLength(2);
    for (const name of apis)
      expect(readFileSync(join(outdir, name), 'utf8')).not.toContain('CorsConfiguration');
  });

  it('runs no script but its own, and reaches nobody but itself and the issuer', () => {
    const [policy] = all(template, 'AWS::CloudFront::ResponseHeadersPolicy');
    const text = JSON.stringify(policy);
    expect(text).toContain("connect-src 'self' https://login.example.com https://tokens.example.com;");
    expect(text).toContain("script-src 'self';");
    expect(text).not.toContain('unsafe');
    expect(text).toContain('StrictTransportSecurity');
  });

  it('is told its issuer and no secret', () => {
    const written = readdirSync(outdir, { recursive: true, withFileTypes: true })
      .filter(({ name }) => name === 'config.json')
      .map(({ parentPath, name }) => JSON.parse(readFileSync(join(parentPath, name), 'utf8')));
    expect(written).toEqual([
      { issuer: ISSUER, clientId: 'operate-page', scope: 'openid profile', token: 'access_token' },
    ]);
  });

  it('costs nothing while nobody looks', () => {
    expect(total(report?.cost ?? [{ what: 'missing', dollars: 1 }])).toBe(0);
  });

  it('leaves cdk-nag nothing to find but what has a reason', () => {
    const used = new Set(packs.flatMap((pack) => [...pack.used]));
    expect(WEB_SUPPRESSIONS.filter((one) => !used.has(one))).toEqual([]);
  });
});

describe('the context web', () => {
  const made = (context: object) => () =>
    makeApp(catalog, { code, page, context: { ...CONTEXT, ...context } });

  it.each([
    ['without a client', { web: { issuer: ISSUER } }, /clientId/],
    [
      'with an origin that is an address',
      { web: { ...CONTEXT.web, origins: ['https://a.example/x'] } },
      /origins\.0/,
    ],
    [
      'with an issuer nobody takes tokens of',
      { web: { ...CONTEXT.web, issuer: 'https://b.example' } },
      /does not take/,
    ],
    ['that is no object', { web: '[' }, /is an object such as/],
  ])('is refused %s', (_what, context, said) => {
    expect(made(context)).toThrow(said);
  });

  it('is nothing that every installation has', () => {
    const app = makeApp(catalog, { code, page });
    expect(app.node.tryFindChild('OperateWeb')).toBeUndefined();
  });
});

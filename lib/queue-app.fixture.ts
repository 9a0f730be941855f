import { App, type AppProps, Aws, aws_lambda as lambda, type Stack } from 'aws-cdk-lib';
import type { Definition } from '../functions/operation.ts';
import { NEIGHBOURHOOD } from './houses.fixture.ts';
import { makeManifest } from './manifest/manifest.ts';
import type { Naming } from './manifest/resources.ts';
import { environmentOf } from './manifest/settings.ts';
import { PLATFORM_STACK } from './manifest/stack-names.ts';
import { NounStack } from './noun-stack.ts';
import { PlatformStack } from './platform-stack.ts';

interface QueueAppOptions extends AppProps {
  readonly catalog?: readonly Definition[];
  readonly naming?: Naming;
}

const ANYWHERE: Naming = { account: Aws.ACCOUNT_ID, region: Aws.REGION, prefix: 'operate' };

/** The platform, and the stack of an operation that works off a queue. */
export function queueApp({
  catalog = NEIGHBOURHOOD,
  naming = ANYWHERE,
  ...props
}: QueueAppOptions = {}): App {
  const app = new App({ analyticsReporting: false, treeMetadata: false, ...props });
  const manifest = { ...makeManifest(catalog, naming), machines: [] };
  const environment = environmentOf(manifest, { gatewayToken: 'token', metricMarginSeconds: 120, roles: [] });
  const code = () => lambda.Code.fromInline('exports.handler = async () => ({})');
  const platform: Stack = new PlatformStack(app, PLATFORM_STACK, { manifest, alarmEmails: [] });
  const post = new NounStack(app, 'OperatePost', { manifest, noun: 'post', environment, code });
  post.addStackDependency(platform);
  return app;
}

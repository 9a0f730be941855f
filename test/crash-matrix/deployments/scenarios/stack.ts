import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import {
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { SIDES } from '../../../../sandbox/samples/storefront.ts';
import { type Deployment, deploy } from '../../../flows/deployment.ts';
import { outsider } from '../../../flows/service.ts';
import { over, quiet } from '../journey.ts';
import { stepsOf } from '../way.ts';
import type { Scenarios } from './scenario.ts';
import type { Scene } from './scene.ts';

/**
 * The user's stack is deployed again, from a template that knows nothing of what happened since: all traffic to the
 * version it was first deployed with, on the blue side, and no task on the green one.
 */
async function redeploy({ subject }: Scene): Promise<void> {
  const { bench, pair, name } = subject;
  const clients = bench.account.dispatcher.clientsFor({ arn: outsider(bench, 'cloudformation') });
  if (!pair) {
    const routing = { RoutingConfig: { AdditionalVersionWeights: {} } };
    await clients(LambdaClient).send(
      new UpdateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: '1', ...routing }),
    );
    return;
  }
  const TargetGroups = SIDES.map((side) => ({
    TargetGroupArn: pair.sides[side].targetGroupArn,
    Weight: side === 'blue' ? 100 : 0,
  }));
  const DefaultActions = [{ Type: 'forward' as const, ForwardConfig: { TargetGroups } }];
  await clients(ElasticLoadBalancingV2Client).send(
    new ModifyListenerCommand({ ListenerArn: pair.listenerArn, DefaultActions }),
  );
  for (const side of SIDES)
    await clients(ECSClient).send(
      new UpdateServiceCommand({
        cluster: pair.cluster,
        service: pair.sides[side].serviceName,
        taskDefinition: pair.taskDefinitionArn,
        desiredCount: side === 'blue' ? 2 : 0,
      }),
    );
}

async function promoted(scene: Scene): Promise<Deployment> {
  const deployment = await scene.deploy();
  await over(scene.subject, deployment);
  return deployment;
}

/** Deploys a version that does not serve, in the way at hand. */
function next({ subject, way }: Scene, version: string): Promise<Deployment> {
  return deploy(subject, version, { strategy: way.strategy, steps: stepsOf(way) });
}

const HERS = { usersSuffer: true, otherLayout: true };

/** The user's own stack undoes what was deployed, in the midst of it or later. */
export const STACK: Scenarios = {
  'stack-redeployed-in-mid-run': {
    ends: /^ROLLED_BACK EXTERNAL_CHANGE$/,
    allows: HERS,
    async play(scene) {
      const deployment = await scene.deploy();
      await deployment.reach('BAKING');
      await redeploy(scene);
      return deployment;
    },
  },
  'stack-redeployed-over-the-live-side': {
    ends: /^ROLLED_BACK EXTERNAL_CHANGE$/,
    allows: { ...HERS, wantedServes: true },
    async play(scene) {
      const first = await promoted(scene);
      await quiet(scene.subject, first.id);
      // What the template names is what is deployed now, onto the side that the template gives everything to.
      const deployment = await next(scene, scene.subject.kind === 'ecs-pair' ? 'v1' : '1');
      await deployment.reach('BAKING');
      await redeploy(scene);
      return deployment;
    },
  },
  'stack-redeployed-in-the-window': {
    ends: /^PROMOTED$/,
    allows: HERS,
    async play(scene) {
      await promoted(scene);
      await redeploy(scene);
      await scene.subject.bench.clock.advanceBy(20 * 60_000);
      const { unanswered } = scene.subject.glimpse();
      if (unanswered.length > 0) throw new Error(`The window's end drained a side: ${unanswered.join()}`);
      return next(scene, scene.subject.kind === 'ecs-pair' ? 'v2' : '2');
    },
  },
  'stack-redeployed-onto-an-empty-side': {
    ends: /^PROMOTED$/,
    allows: HERS,
    async play(scene) {
      const first = await promoted(scene);
      await quiet(scene.subject, first.id);
      await redeploy(scene);
      await scene.subject.bench.clock.advanceBy(20 * 60_000);
      return next(scene, scene.subject.kind === 'ecs-pair' ? 'v2' : '2');
    },
  },
};

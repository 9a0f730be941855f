import {
  ComputeOptimizerClient,
  GetEBSVolumeRecommendationsCommand,
  GetEC2InstanceRecommendationsCommand,
  GetEnrollmentStatusCommand,
  type InstanceRecommendation,
  type VolumeRecommendation,
} from '@aws-sdk/client-compute-optimizer';
import type { Recommendation } from '../../../core/costs/recommendation.ts';
import type { Context } from '../../context.ts';
import { type Advice, PAGE, readPages } from './pages.ts';

const CONFIDENCE = 0.8;
/** What Compute Optimizer's own scale calls low. */
const LOW_RISK = 2;

/** What Compute Optimizer recommends for instances and volumes; undefined where it is not on. */
export async function fromComputeOptimizer({ clients }: Context): Promise<Advice | undefined> {
  const optimizer = clients(ComputeOptimizerClient);
  const { status } = await optimizer.send(new GetEnrollmentStatusCommand({}));
  if (status !== 'Active') return undefined;
  const instances = await readPages('recommendations for instances', async (at) => {
    const command = new GetEC2InstanceRecommendationsCommand({ maxResults: PAGE, ...at });
    const { instanceRecommendations: items, nextToken } = await optimizer.send(command);
    return { items, nextToken };
  });
  const volumes = await readPages('recommendations for volumes', async (at) => {
    const command = new GetEBSVolumeRecommendationsCommand({ maxResults: PAGE, ...at });
    const { volumeRecommendations: items, nextToken } = await optimizer.send(command);
    return { items, nextToken };
  });
  return {
    recommendations: [...instances.items.flatMap(ofInstance), ...volumes.items.flatMap(ofVolume)],
    cut: [...instances.cut, ...volumes.cut],
  };
}

function ofInstance(one: InstanceRecommendation): Recommendation[] {
  const [best] = one.recommendationOptions ?? [];
  const saving = best?.savingsOpportunity?.estimatedMonthlySavings?.value ?? 0;
  if (!best || saving <= 0) return [];
  return [
    {
      source: 'compute-optimizer',
      rule: one.finding ?? '',
      title: `Compute Optimizer: ${one.finding ?? ''}`,
      type: 'AWS::EC2::Instance',
      arn: one.instanceArn ?? '',
      id: one.instanceArn?.split('/').at(-1) ?? '',
      kind: 'change',
      saving,
      confidence: (best.performanceRisk ?? LOW_RISK) <= LOW_RISK ? CONFIDENCE : CONFIDENCE / 2,
      effort: 'MEDIUM',
      restart: true,
      undo: 'Stop the instance, set the former type and start it.',
      evidence: `${one.currentInstanceType ?? ''} over ${one.lookBackPeriodInDays ?? 0} days: ${(one.findingReasonCodes ?? []).join(', ')}.`,
      action: `Change the type to ${best.instanceType ?? ''}.`,
    },
  ];
}

function ofVolume(one: VolumeRecommendation): Recommendation[] {
  const [best] = one.volumeRecommendationOptions ?? [];
  const saving = best?.savingsOpportunity?.estimatedMonthlySavings?.value ?? 0;
  if (!best || saving <= 0) return [];
  const { volumeType = '', volumeSize = 0 } = best.configuration ?? {};
  return [
    {
      source: 'compute-optimizer',
      rule: one.finding ?? '',
      title: `Compute Optimizer: ${one.finding ?? ''}`,
      type: 'AWS::EC2::Volume',
      arn: one.volumeArn ?? '',
      id: one.volumeArn?.split('/').at(-1) ?? '',
      kind: 'change',
      saving,
      confidence: CONFIDENCE,
      effort: 'LOW',
      restart: false,
      undo: 'Modify the volume back after six hours; a volume never shrinks.',
      evidence: `${one.currentConfiguration?.volumeType ?? ''} over ${one.lookBackPeriodInDays ?? 0} days.`,
      action: `Modify the volume to ${volumeType} of ${volumeSize} GiB.`,
    },
  ];
}

import {
  CostOptimizationHubClient,
  ListEnrollmentStatusesCommand,
  ListRecommendationsCommand,
  type Recommendation as Recommended,
} from '@aws-sdk/client-cost-optimization-hub';
import type { Recommendation } from '../../../core/costs/recommendation.ts';
import { EFFORTS } from '../../../core/costs/rule.ts';
import type { Context } from '../../context.ts';
import { type Advice, PAGE, readPages } from './pages.ts';

const REMOVALS = ['Stop', 'Delete'];
/** As CloudFormation names them, so that both sources mean the same resource. */
const TYPES: Readonly<Record<string, string>> = {
  Ec2Instance: 'AWS::EC2::Instance',
  EbsVolume: 'AWS::EC2::Volume',
  LambdaFunction: 'AWS::Lambda::Function',
  EcsService: 'AWS::ECS::Service',
  RdsDbInstance: 'AWS::RDS::DBInstance',
};

/** What the hub recommends, largest saving first; undefined where it is not on. */
export async function fromHub({ clients }: Context): Promise<Advice | undefined> {
  const hub = clients(CostOptimizationHubClient);
  const { items: accounts = [] } = await hub.send(new ListEnrollmentStatusesCommand({}));
  if (!accounts.some(({ status }) => status === 'Active')) return undefined;
  const orderBy = { dimension: 'EstimatedMonthlySavings', order: 'Desc' } as const;
  const { items, cut } = await readPages('recommendations, the largest savings,', async (at) => {
    const command = new ListRecommendationsCommand({ maxResults: PAGE, orderBy, ...at });
    const { items, nextToken } = await hub.send(command);
    return { items, nextToken };
  });
  return { recommendations: items.map(adviceOf), cut };
}

function adviceOf(one: Recommended): Recommendation {
  const action = one.actionType ?? '';
  return {
    source: 'cost-optimization-hub',
    rule: action,
    title: `Cost Optimization Hub: ${action}`,
    type: TYPES[one.currentResourceType ?? ''] ?? one.currentResourceType ?? '',
    arn: one.resourceArn ?? one.recommendationId ?? '',
    id: one.resourceId ?? '',
    kind: REMOVALS.includes(action) ? 'remove' : 'change',
    saving: one.estimatedMonthlySavings ?? 0,
    cost: one.estimatedMonthlyCost ?? 0,
    effort: effortOf(one.implementationEffort),
    restart: one.restartNeeded ?? true,
    undo: one.rollbackPossible
      ? 'It can be rolled back; the hub says how.'
      : 'The hub knows no way back: keep a copy first.',
    evidence: `AWS looked back ${one.recommendationLookbackPeriodInDays ?? 0} days: ${one.currentResourceSummary ?? ''}`,
    action: `${action}: ${one.recommendedResourceSummary ?? one.currentResourceSummary ?? ''}`,
  };
}

/** `VeryLow` as we write it; the hub has one more, which is as much as ours. */
function effortOf(name = ''): Recommendation['effort'] {
  const ours = name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
  return EFFORTS.find((effort) => effort === ours) ?? 'HIGH';
}

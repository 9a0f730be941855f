import { BudgetsClient, DescribeBudgetsCommand } from '@aws-sdk/client-budgets';
import {
  ComputeOptimizerClient,
  GetEBSVolumeRecommendationsCommand,
  GetEC2InstanceRecommendationsCommand,
  GetEnrollmentStatusCommand,
} from '@aws-sdk/client-compute-optimizer';
import {
  CostExplorerClient,
  GetCostAndUsageCommand,
  GetCostForecastCommand,
} from '@aws-sdk/client-cost-explorer';
import {
  CostOptimizationHubClient,
  ListEnrollmentStatusesCommand,
  ListRecommendationsCommand,
} from '@aws-sdk/client-cost-optimization-hub';
import { type Call, json } from './call.ts';

const TimePeriod = { Start: '2026-01-01', End: '2026-02-01' };
const Amount = { Amount: '12.5', Unit: 'USD' };

/** Of services that answer for the account as a whole. */
export const costCalls: Readonly<Record<string, Call>> = {
  'cost explorer by service': {
    send: (clients) =>
      clients(CostExplorerClient).send(
        new GetCostAndUsageCommand({
          TimePeriod,
          Granularity: 'DAILY',
          Metrics: ['UnblendedCost'],
          GroupBy: [{ Type: 'DIMENSION', Key: 'SERVICE' }],
          Filter: { Not: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Credit'] } } },
        }),
      ),
    answers: [
      json({
        ResultsByTime: [
          { TimePeriod, Groups: [{ Keys: ['AWS Lambda'], Metrics: { UnblendedCost: Amount } }] },
        ],
        NextPageToken: 'more',
      }),
    ],
    expected: {
      ResultsByTime: [{ Groups: [{ Keys: ['AWS Lambda'], Metrics: { UnblendedCost: Amount } }] }],
      NextPageToken: 'more',
    },
  },
  'cost explorer forecast, of a new account': {
    send: (clients) =>
      clients(CostExplorerClient).send(
        new GetCostForecastCommand({ TimePeriod, Metric: 'UNBLENDED_COST', Granularity: 'MONTHLY' }),
      ),
    answers: [json({ __type: 'DataUnavailableException', Message: 'Too little.' }, 400)],
    expected: { name: 'DataUnavailableException', $fault: 'client' },
  },
  budgets: {
    send: (clients) => clients(BudgetsClient).send(new DescribeBudgetsCommand({ AccountId: '000000000000' })),
    answers: [
      json({
        Budgets: [{ BudgetName: 'all', BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: Amount }],
      }),
    ],
    expected: { Budgets: [{ BudgetName: 'all', BudgetLimit: Amount }] },
  },
  'cost optimization hub, whether it is on': {
    send: (clients) => clients(CostOptimizationHubClient).send(new ListEnrollmentStatusesCommand({})),
    answers: [json({ items: [{ accountId: '000000000000', status: 'Active' }] })],
    expected: { items: [{ status: 'Active' }] },
  },
  'cost optimization hub': {
    send: (clients) =>
      clients(CostOptimizationHubClient).send(
        new ListRecommendationsCommand({
          maxResults: 10,
          orderBy: { dimension: 'EstimatedMonthlySavings', order: 'Desc' },
        }),
      ),
    answers: [json({ items: [{ recommendationId: 'r', estimatedMonthlySavings: 72.5 }] })],
    expected: { items: [{ recommendationId: 'r', estimatedMonthlySavings: 72.5 }] },
  },
  'compute optimizer, whether it is on': {
    send: (clients) => clients(ComputeOptimizerClient).send(new GetEnrollmentStatusCommand({})),
    answers: [json({ status: 'Inactive' })],
    expected: { status: 'Inactive' },
  },
  'compute optimizer instances': {
    send: (clients) =>
      clients(ComputeOptimizerClient).send(new GetEC2InstanceRecommendationsCommand({ maxResults: 10 })),
    answers: [json({ instanceRecommendations: [{ finding: 'OVER_PROVISIONED', lookBackPeriodInDays: 14 }] })],
    expected: { instanceRecommendations: [{ finding: 'OVER_PROVISIONED' }] },
  },
  'compute optimizer volumes': {
    send: (clients) =>
      clients(ComputeOptimizerClient).send(new GetEBSVolumeRecommendationsCommand({ maxResults: 10 })),
    answers: [json({ volumeRecommendations: [{ finding: 'NotOptimized' }] })],
    expected: { volumeRecommendations: [{ finding: 'NotOptimized' }] },
  },
};

import { nextCronTime } from '../core/schedule/cron.ts';
import { parseExpression } from '../core/schedule/schedule-expression.ts';
import { inDollars, MONTHLY_DOLLARS } from './manifest/prices.ts';

/** A resource as a template has it. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** What some resources of a stack cost in a month in which nobody calls, in US dollars (us-east-1, no free tier). */
export interface CostLine {
  readonly what: string;
  readonly dollars: number;
}

type Price = (properties: Readonly<Record<string, unknown>>) => CostLine;

const free: Price = () => ({ what: 'nothing', dollars: 0 });
const HOURS = 730;
const DAY_MS = 86_400_000;

/**
 * Every type that the stacks may have. Free means: paid by use, and not used while nobody calls. A stack with another
 * type does not build until its price is known.
 */
const PRICES: Readonly<Record<string, Price>> = {
  'AWS::KMS::Key': () => ({
    what: `customer key (rotation adds ${inDollars(MONTHLY_DOLLARS.keyRotation)} after one year and after two)`,
    dollars: MONTHLY_DOLLARS.key,
  }),
  'AWS::CloudWatch::Alarm': ({ Metrics }) => ({
    what: 'alarm metrics',
    dollars: MONTHLY_DOLLARS.alarmMetric * metricsIn(Metrics),
  }),
  'AWS::SecretsManager::Secret': () => ({ what: 'secrets', dollars: MONTHLY_DOLLARS.secret }),
  'AWS::Scheduler::Schedule': ({ ScheduleExpression }) => scheduled(String(ScheduleExpression)),
  'AWS::Lambda::EventSourceMapping': () => polled(),
  ...Object.fromEntries(
    [
      'AWS::ApiGatewayV2::Api',
      'AWS::ApiGatewayV2::Authorizer',
      'AWS::ApiGatewayV2::Integration',
      'AWS::ApiGatewayV2::Route',
      'AWS::ApiGatewayV2::Stage',
      'AWS::CloudFront::Distribution',
      'AWS::CloudFront::OriginAccessControl',
      'AWS::CloudFront::ResponseHeadersPolicy',
      'AWS::DynamoDB::GlobalTable',
      'AWS::Events::EventBus',
      'AWS::Events::Rule',
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::KMS::Alias',
      'AWS::Lambda::EventInvokeConfig',
      'AWS::Lambda::Function',
      'AWS::Lambda::LayerVersion',
      'AWS::Lambda::Permission',
      'AWS::Lambda::Version',
      'AWS::Logs::LogGroup',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::Subscription',
      'AWS::SNS::Topic',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::Queue',
      'AWS::SQS::QueuePolicy',
      'AWS::SSM::Parameter',
      'AWS::Scheduler::ScheduleGroup',
      'AWS::StepFunctions::StateMachine',
      'Custom::CDKBucketDeployment',
    ].map((type) => [type, free]),
  ),
};

/**
 * The monthly idle cost of a stack by line, largest first; lines of one kind are one.
 * @throws Error for a type without a price
 */
export function idleCost(resources: readonly TemplateResource[]): CostLine[] {
  const lines = new Map<string, number>();
  for (const { Type, Properties = {} } of resources) {
    const price = PRICES[Type];
    if (!price)
      throw new Error(`What ${Type} costs while nobody calls is unknown; add it in lib/idle-cost.ts.`);
    const { what, dollars } = price(Properties);
    if (dollars > 0) lines.set(what, (lines.get(what) ?? 0) + dollars);
  }
  return [...lines].map(([what, dollars]) => ({ what, dollars })).sort((a, b) => b.dollars - a.dollars);
}

export function total(lines: readonly CostLine[]): number {
  return lines.reduce((sum, { dollars }) => sum + dollars, 0);
}

/** An alarm is paid by the metrics that it reads, not by itself; one without an expression reads one. */
function metricsIn(metrics: unknown): number {
  if (!Array.isArray(metrics)) return 1;
  return metrics.filter((metric: object) => 'MetricStat' in metric).length;
}

/** A scheduler's call, and a short run at 512 MB. Steps that schedules call send no metrics of their own. */
const SCHEDULED = { call: 1e-6, run: 2e-7 + 0.5 * 0.3 * 1.33334e-5 };

function scheduled(expression: string): CostLine {
  return { what: 'calls at intervals', dollars: callsInMonth(expression) * (SCHEDULED.call + SCHEDULED.run) };
}

/** A month of some year: how often a cron expression is due differs little from one to the next. */
const MONTH = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 0, 1) + HOURS * 3_600_000 };

function callsInMonth(expression: string): number {
  const parsed = parseExpression(expression);
  if (parsed.kind === 'at') return 0;
  if (parsed.kind === 'rate') return (HOURS * 3_600_000) / parsed.intervalMilliseconds;
  const { hours, minutes } = parsed.cron;
  let days = 0;
  for (let day = MONTH.from; day < MONTH.to; days += 1) {
    const due = nextCronTime(parsed.cron, day - 1, 'UTC') ?? MONTH.to;
    if (due >= MONTH.to) break;
    day = due - (due % DAY_MS) + DAY_MS;
  }
  return days * hours.length * minutes.length;
}

/** Lambda keeps five long polls of 20 s open on a queue in which nothing is, and pays SQS for each from the account. */
const POLLED = { pollers: 5, secondsEach: 20, request: 4e-7 };

function polled(): CostLine {
  const requests = (POLLED.pollers * HOURS * 3600) / POLLED.secondsEach;
  return {
    what: 'polls of queues (the first million requests a month of an account are free)',
    dollars: requests * POLLED.request,
  };
}

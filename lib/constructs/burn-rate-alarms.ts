import { Annotations, aws_cloudwatch as cloudwatch, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PART_TAG } from '../../core/incident/part-of.ts';
import { alarmDollars } from '../../core/slo/cost.ts';
import { readObjectives } from '../../core/slo/document/read-objectives.ts';
import type { BurnAlert, Objective } from '../../core/slo/objective.ts';
import { inDollars } from '../manifest/prices.ts';
import { burnExpression, burnMetrics, refuseUnsuited } from './burn-expression.ts';

export interface BurnRateAlarmsProps {
  /** YAML text of objectives, as `set_slo` takes it, with metrics of CloudWatch. */
  readonly document: string;
  /** Environment in Operate, such as production. */
  readonly environment: string;
  /** ARNs of topics that are told besides Operate, which sees every alarm. */
  readonly actions?: readonly string[];
}

const SEVERITIES = { page: 'critical', ticket: 'medium' } as const;

/**
 * The burn alerts of objectives as alarms of CloudWatch, which look every minute whether Operate runs or not. Each pair
 * of windows is two alarms, each severity a composite one; what they cost a month is said at synthesis.
 * @throws InvalidInput for a document that cannot be read, Error for an objective that metric math cannot count
 */
export class BurnRateAlarms extends Construct {
  /** What all of them cost in a month, in US dollars (us-east-1, without a free tier). */
  readonly monthlyDollars: number;

  constructor(scope: Construct, id: string, props: BurnRateAlarmsProps) {
    super(scope, id);
    const { objectives } = readObjectives(props.document, {
      environment: props.environment,
      region: regionOf(this),
      metricsOf: () => undefined,
    });
    this.monthlyDollars = objectives
      .map(({ indicator, alerts }) => alarmDollars(indicator, alerts))
      .reduce((sum, dollars) => sum + dollars, 0);
    for (const objective of objectives) {
      refuseUnsuited(objective);
      for (const severity of ['page', 'ticket'] as const) makeComposite(this, objective, severity, props);
    }
    Annotations.of(this).addInfo(
      `The burn alarms of ${objectives.map(({ name }) => name).join(', ')} cost ${inDollars(this.monthlyDollars)} a month.`,
    );
  }
}

/** A stack that is for any region reads metrics of its own. */
function regionOf(scope: Construct): string {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) ? '' : region;
}

function makeComposite(
  scope: Construct,
  objective: Objective,
  severity: BurnAlert['severity'],
  { actions = [] }: BurnRateAlarmsProps,
): void {
  const alerts = objective.alerts.filter((alert) => alert.severity === severity);
  if (alerts.length === 0) return;
  const { name, environment, service, title } = objective;
  const parts = alerts.map((alert) => makePair(scope, objective, alert));
  const rule = parts.map((names) => `(${names.map((part) => `ALARM("${part}")`).join(' AND ')})`);
  const composite = new cloudwatch.CfnCompositeAlarm(scope, `${name}-${severity}`, {
    alarmName: `${environment}-${name}-${severity}`,
    alarmDescription: `${title}: its error budget burns too fast (${severity}).`,
    alarmRule: rule.join(' OR '),
    alarmActions: [...actions],
    tags: [
      { key: 'operate:environment', value: environment },
      { key: 'operate:service', value: service },
      { key: 'operate:severity', value: SEVERITIES[severity] },
    ],
  });
  for (const child of scope.node.children)
    if (child instanceof cloudwatch.CfnAlarm) composite.addResourceDependency(child);
}

/** @returns the names of the alarms that have to fire together */
function makePair(scope: Construct, objective: Objective, alert: BurnAlert): string[] {
  const { longSeconds, shortSeconds } = alert;
  const windows =
    longSeconds === shortSeconds ? { long: longSeconds } : { long: longSeconds, short: shortSeconds };
  return Object.entries(windows).map(([which, seconds]) => {
    const alarmName = `${objective.environment}-${objective.name}-${alert.name}-${which}`;
    makeAlarm(scope, objective, alert, alarmName, seconds);
    return alarmName;
  });
}

function makeAlarm(
  scope: Construct,
  objective: Objective,
  { factor }: BurnAlert,
  alarmName: string,
  seconds: number,
): void {
  new cloudwatch.CfnAlarm(scope, alarmName, {
    alarmName,
    alarmDescription: `A part of the burn alarms of ${objective.name}; it opens no incident.`,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: Number((factor * (1 - objective.target)).toPrecision(12)),
    evaluationPeriods: 1,
    // What fires goes on firing when its metrics vanish.
    treatMissingData: 'ignore',
    metrics: [
      { id: 'burn', expression: burnExpression(objective), returnData: true },
      ...burnMetrics(objective, seconds),
    ],
    tags: [{ key: PART_TAG, value: objective.name }],
  });
}

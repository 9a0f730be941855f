import {
  InvalidParameterCombinationException,
  InvalidParameterValueException,
  type MetricDatum,
  MissingRequiredParameterException,
  type PutMetricDataInput,
} from '@aws-sdk/client-cloudwatch';
import type { Clock } from '../../functions/clock.ts';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { Command, Observation } from '../service.ts';
import { dimensionRecord } from './metric.ts';

const TWO_WEEKS = 14 * 24 * 3_600_000;
const TWO_HOURS = 2 * 3_600_000;
const MOST_VALUES = 150;

const invalidValue = (message: string): Error =>
  new InvalidParameterValueException({ message, $metadata: {} });

function weightedValues(datum: MetricDatum, path: string): readonly [value: number, count: number][] {
  const { Value, Values, Counts, StatisticValues } = datum;
  if (StatisticValues) {
    throw new SandboxNotImplemented(
      'StatisticValues of PutMetricData',
      'sandbox/cloudwatch/put-metric-data.ts',
    );
  }
  if (Value !== undefined && Values !== undefined) {
    const message = `The parameters ${path}.Value and ${path}.Values are mutually exclusive and you have specified both.`;
    throw new InvalidParameterCombinationException({ message, $metadata: {} });
  }
  if (Value !== undefined) return [[Value, 1]];
  if (!Values || Values.length === 0) {
    const message = `The parameter ${path}.Value is required.`;
    throw new MissingRequiredParameterException({ message, $metadata: {} });
  }
  if (Values.length > MOST_VALUES || (Counts && Counts.length !== Values.length)) {
    throw invalidValue(
      `The parameters ${path}.Values and ${path}.Counts must be of the same size, at most ${MOST_VALUES}.`,
    );
  }
  return Values.map((value, index) => [value, Counts?.[index] ?? 1]);
}

function timeOf(datum: MetricDatum, path: string, now: number): number {
  const at = datum.Timestamp?.getTime() ?? now;
  if (at < now - TWO_WEEKS || at > now + TWO_HOURS) {
    throw invalidValue(
      `The parameter ${path}.Timestamp must specify a time within the past two weeks and at most two hours ahead.`,
    );
  }
  return at;
}

function observationsOf(namespace: string, datum: MetricDatum, path: string, now: number): Observation[] {
  const at = timeOf(datum, path, now);
  return weightedValues(datum, path).map(([value, count]) => {
    if (!Number.isFinite(value))
      throw invalidValue(`The value ${value} for parameter ${path}.Value is invalid.`);
    const dimensions = dimensionRecord(datum.Dimensions);
    return {
      namespace,
      metric: datum.MetricName ?? '',
      dimensions,
      at,
      value,
      count,
      unit: datum.Unit ?? 'None',
    };
  });
}

/** PutMetricData: all data of a request are checked before the first is recorded. */
export function putMetricData(
  record: (observation: Observation) => void,
  clock: Clock,
): Command<PutMetricDataInput, Record<string, never>> {
  return {
    run: ({ Namespace = '', MetricData = [] }) => {
      if (Namespace.startsWith('AWS/')) {
        throw invalidValue('The value AWS/ for parameter Namespace is invalid.');
      }
      const observations = MetricData.flatMap((datum, index) =>
        observationsOf(Namespace, datum, `MetricData.member.${index + 1}`, clock.now()),
      );
      observations.forEach(record);
      return {};
    },
    needs: ({ Namespace = '' }) => [
      {
        action: 'cloudwatch:PutMetricData',
        resource: '*',
        conditions: { 'cloudwatch:namespace': Namespace },
      },
    ],
  };
}

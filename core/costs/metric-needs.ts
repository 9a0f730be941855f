import { text } from './properties.ts';
import type { MetricNeed } from './rule.ts';

/** A metric of an EC2 instance. */
export function instanceMetric(key: string, metric: string, stat: string, namespace = 'AWS/EC2'): MetricNeed {
  return { key, namespace, metric, stat, dimensions: ({ id }) => ({ InstanceId: id }) };
}

/** A metric of a database. */
export function databaseMetric(key: string, metric: string, stat: string): MetricNeed {
  return {
    key,
    namespace: 'AWS/RDS',
    metric,
    stat,
    dimensions: ({ id }) => ({ DBInstanceIdentifier: id }),
  };
}

/** A metric of an ECS service. */
export function serviceMetric(key: string, metric: string, stat: string): MetricNeed {
  return {
    key,
    namespace: 'AWS/ECS',
    metric,
    stat,
    dimensions: (one) => ({
      ClusterName: text(one, 'clusterArn').split('/').at(-1) ?? '',
      ServiceName: text(one, 'serviceName'),
    }),
  };
}

/** A metric of a table. */
export function tableMetric(key: string, metric: string, stat: string): MetricNeed {
  return { key, namespace: 'AWS/DynamoDB', metric, stat, dimensions: ({ id }) => ({ TableName: id }) };
}

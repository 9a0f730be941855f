import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import type { VersionSource } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { unlessMissing } from './missing.ts';

/** Whether a repository or a family is there; a function's versions are where the function is. */
export async function sourceExists(context: Context, source: VersionSource): Promise<boolean> {
  if (source.type === 'lambda-version') return true;
  if (source.type === 'ecr') {
    const request = new DescribeImagesCommand({ repositoryName: source.repository, maxResults: 1 });
    const found = context.clients(ECRClient).send(request);
    return (await unlessMissing(found, ['RepositoryNotFoundException'], undefined)) !== undefined;
  }
  const request = new DescribeTaskDefinitionCommand({ taskDefinition: source.family });
  const found = context.clients(ECSClient).send(request);
  return (await unlessMissing(found, ['ClientException'], undefined)) !== undefined;
}

/** Which of these alarms do not exist. */
export async function missingAlarms(context: Context, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const { MetricAlarms = [], CompositeAlarms = [] } = await context
    .clients(CloudWatchClient)
    .send(
      new DescribeAlarmsCommand({ AlarmNames: [...names], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }),
    );
  const found = [...MetricAlarms, ...CompositeAlarms].map(({ AlarmName }) => AlarmName);
  return names.filter((name) => !found.includes(name));
}

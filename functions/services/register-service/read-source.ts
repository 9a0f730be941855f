import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import type { VersionSource } from '../../../core/services/service.ts';
import { readAlarms } from '../../alarms.ts';
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
  const found = await readAlarms(context, names);
  return names.filter((name) => !found.has(name));
}

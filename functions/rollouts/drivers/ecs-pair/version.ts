import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { InvalidInput } from '../../../../core/errors.ts';
import type { PinnedVersion, ServiceRecord } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';

/** A tag has no colon: this is a revision of a task definition. */
const REVISION = /^([A-Za-z0-9_-]+):\d+$/;

/**
 * Pins what a user calls a version: a tag to its digest, a task definition to its ARN. Where versions are images, a
 * revision of the family that serves is one as well: the same image with another size.
 * @param live the task definition that serves
 * @throws InvalidInput when there is no such version
 */
export async function pin(
  context: Context,
  service: ServiceRecord,
  version: string,
  live: string,
): Promise<PinnedVersion> {
  const source = service.versionSource;
  const family = REVISION.exec(version)?.[1];
  if (source.type === 'ecr' && family !== undefined && family !== 'sha256' && live.includes(`/${family}:`))
    return pinTaskDefinition(context, family, version);
  if (source.type === 'ecr') return pinImage(context, source.repository, version);
  if (source.type === 'task-definition') return pinTaskDefinition(context, source.family, version);
  throw noSuchVersion(version, 'a version source that fits an ECS service');
}

async function pinImage(context: Context, repository: string, version: string): Promise<PinnedVersion> {
  const imageIds = [version.startsWith('sha256:') ? { imageDigest: version } : { imageTag: version }];
  try {
    const { imageDetails = [] } = await context
      .clients(ECRClient)
      .send(new DescribeImagesCommand({ repositoryName: repository, imageIds }));
    const found = imageDetails[0];
    const uri = `${found?.registryId}.dkr.ecr.${context.environment.region}.amazonaws.com/${repository}`;
    if (found?.imageDigest) return { kind: 'image', label: version, image: `${uri}@${found.imageDigest}` };
  } catch (error) {
    if (!['ImageNotFoundException', 'RepositoryNotFoundException'].includes((error as Error).name))
      throw error;
  }
  throw noSuchVersion(version, `a tag or digest of the ECR repository '${repository}'`);
}

async function pinTaskDefinition(context: Context, family: string, version: string): Promise<PinnedVersion> {
  const taskDefinition = version.includes(':') ? version : `${family}:${version}`;
  try {
    const answer = await context
      .clients(ECSClient)
      .send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    const { taskDefinitionArn, status, ...found } = answer.taskDefinition ?? {};
    if (taskDefinitionArn && status !== 'INACTIVE' && found.family === family)
      return { kind: 'task-definition', label: version, taskDefinition: taskDefinitionArn };
  } catch (error) {
    if ((error as Error).name !== 'ClientException') throw error;
  }
  throw noSuchVersion(version, `an active revision of the task definition family '${family}'`);
}

function noSuchVersion(version: string, allowed: string): InvalidInput {
  const violations = [{ field: 'version', problem: `'${version}' does not exist`, allowed }];
  return new InvalidInput(`The version '${version}' does not exist.`, { violations });
}

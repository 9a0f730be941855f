import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeTasksCommand, ECSClient, ListTasksCommand, type TaskDefinition } from '@aws-sdk/client-ecs';
import type { EcsPairFacts } from '../../../core/services/facts.ts';
import { containerOf, liveSide } from '../../../core/services/pair.ts';
import type { PinnedVersion, VersionSource } from '../../../core/services/service.ts';
import type { Context } from '../../context.ts';
import { unlessMissing } from './missing.ts';

/**
 * What the live side runs, pinned; undefined when no side is live or its image cannot be told.
 * @param definition the live side's task definition
 */
export async function readLiveVersion(
  context: Context,
  facts: EcsPairFacts,
  definition: TaskDefinition | undefined,
): Promise<PinnedVersion | undefined> {
  const side = liveSide(facts);
  const taskDefinition = side && facts.sides[side].ecs?.taskDefinition;
  if (side === undefined || !taskDefinition) return undefined;
  const revision = taskDefinition.split('/').at(-1) ?? taskDefinition;
  if (facts.versionSource.type === 'task-definition')
    return { kind: 'task-definition', label: revision, taskDefinition };
  const image = imageOf(definition, containerOf(facts));
  const [named = '', digest] = image.split('@');
  const running = digest ?? (await runningDigest(context, facts, facts.sides[side].service, taskDefinition));
  if (running === undefined) return undefined;
  const uri = named.replace(/:[^/:]+$/, '');
  const tag = await tagOf(context, facts.versionSource, running);
  return { kind: 'image', label: tag ?? revision, image: `${uri}@${running}`, taskDefinition };
}

/** The tag that people know an image by. */
async function tagOf(
  context: Context,
  source: VersionSource,
  imageDigest: string,
): Promise<string | undefined> {
  if (source.type !== 'ecr') return undefined;
  const request = new DescribeImagesCommand({
    repositoryName: source.repository,
    imageIds: [{ imageDigest }],
  });
  const absent = ['ImageNotFoundException', 'RepositoryNotFoundException'];
  const found = await unlessMissing(context.clients(ECRClient).send(request), absent, undefined);
  return found?.imageDetails?.[0]?.imageTags?.[0];
}

function imageOf(definition: TaskDefinition | undefined, container: string | undefined): string {
  return definition?.containerDefinitions?.find(({ name }) => name === container)?.image ?? '';
}

/** The digest that all running tasks of a definition have: a tag may have moved since they started. */
async function runningDigest(
  context: Context,
  facts: EcsPairFacts,
  serviceName: string,
  taskDefinition: string,
): Promise<string | undefined> {
  const ecs = context.clients(ECSClient);
  const { cluster } = facts;
  const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, serviceName }));
  if (taskArns.length === 0) return undefined;
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  const digests = tasks
    .filter((task) => task.taskDefinitionArn === taskDefinition && task.lastStatus === 'RUNNING')
    .flatMap((task) => task.containers?.find(({ name }) => name === containerOf(facts))?.imageDigest ?? []);
  return new Set(digests).size === 1 ? digests[0] : undefined;
}

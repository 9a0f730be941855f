import {
  DescribeServicesCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
} from '@aws-sdk/client-ecs';
import type { Resource } from '../../../core/inventory/resource.ts';
import type { Context } from '../../context.ts';
import { described } from '../described.ts';
import type { Lister, Spend } from '../lister.ts';
import { withDefinition } from './task-definition.ts';

/** As many as DescribeServices takes. */
const PAGE = 10;

type Listing = Pick<Context, 'clients' | 'environment'>;

/** Where a page begins: a page of clusters, a cluster of it, and a page of that one's services. */
interface Position {
  readonly clusters?: string;
  readonly cluster: number;
  readonly services?: string;
}

/** Services of all clusters, each with its task definition as `TaskDefinition` among its properties. */
export const ecsServices: Lister = {
  type: 'AWS::ECS::Service',
  actions: ['ecs:ListClusters', 'ecs:ListServices', 'ecs:DescribeServices', 'ecs:DescribeTaskDefinition'],
  async list(context, spend, from) {
    const position: Position = from === undefined ? { cluster: 0 } : (JSON.parse(from) as Position);
    spend();
    const { clusterArns = [], nextToken } = await context
      .clients(ECSClient)
      .send(new ListClustersCommand(position.clusters === undefined ? {} : { nextToken: position.clusters }));
    const cluster = clusterArns[position.cluster];
    const { resources, next } =
      cluster === undefined ? { resources: [] } : await inCluster(context, spend, cluster, position.services);
    const following = after(position, { services: next, clusters: clusterArns.length, nextToken });
    return { resources, ...(following && { next: JSON.stringify(following) }) };
  },
};

function after(
  { cluster, clusters }: Position,
  page: { services: string | undefined; clusters: number; nextToken: string | undefined },
): Position | undefined {
  const here = clusters === undefined ? {} : { clusters };
  if (page.services !== undefined) return { ...here, cluster, services: page.services };
  if (cluster + 1 < page.clusters) return { ...here, cluster: cluster + 1 };
  return page.nextToken ? { clusters: page.nextToken, cluster: 0 } : undefined;
}

async function inCluster(
  context: Listing,
  spend: Spend,
  cluster: string,
  from: string | undefined,
): Promise<{ resources: Resource[]; next?: string | undefined }> {
  spend();
  const client = context.clients(ECSClient);
  const { serviceArns = [], nextToken } = await client.send(
    new ListServicesCommand({ cluster, maxResults: PAGE, ...(from && { nextToken: from }) }),
  );
  if (serviceArns.length === 0) return { resources: [], next: nextToken };
  spend();
  const { services = [] } = await client.send(
    new DescribeServicesCommand({ cluster, services: serviceArns, include: ['TAGS'] }),
  );
  const resources: Resource[] = [];
  for (const { tags = [], events: _events, deployments: _deployments, ...service } of services)
    resources.push(
      await withDefinition(context, spend, {
        type: 'AWS::ECS::Service',
        id: (service.serviceArn ?? '').split(':service/')[1] ?? '',
        arn: service.serviceArn ?? '',
        region: context.environment.region,
        tags: Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value])),
        properties: described(service),
      }),
    );
  return { resources, next: nextToken };
}

import type { ListClustersCommandInput, ListServicesCommandInput } from '@aws-sdk/client-ecs';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Need } from '../service.ts';
import { nameOf } from './arns.ts';
import type { Ecs } from './ecs.ts';

const FILE = 'sandbox/ecs/list-commands.ts';
const LARGEST_PAGE = 100;

/** Lists of ARNs, those of the estate included; the token of a page is the position it begins at. */
export function listCommands(ecs: Ecs) {
  return {
    ListClusters: {
      run: (input: ListClustersCommandInput) => {
        refuseOtherMembers('ListClusters', input, ['maxResults', 'nextToken'], FILE);
        const { items, nextToken } = page(clusterArns(ecs), input);
        return { clusterArns: items, nextToken };
      },
      needs: (): readonly Need[] => [{ action: 'ecs:ListClusters', resource: '*' }],
    },
    ListServices: {
      run: (input: ListServicesCommandInput) => {
        refuseOtherMembers('ListServices', input, ['cluster', 'maxResults', 'nextToken'], FILE);
        const { items, nextToken } = page(serviceArns(ecs, nameOf(input.cluster ?? 'default')), input);
        return { serviceArns: items, nextToken };
      },
      needs: (): readonly Need[] => [{ action: 'ecs:ListServices', resource: '*' }],
    },
  };
}

function clusterArns(ecs: Ecs): string[] {
  const here = ecs.clusterNames().map((name) => ecs.arns.cluster(name));
  return [...here, ...ecs.estate.list('AWS::ECS::Cluster').map(({ id }) => id)];
}

function serviceArns(ecs: Ecs, cluster: string): string[] {
  const here = ecs.serviceNames(cluster).map((name) => ecs.arns.service(cluster, name));
  const there = ecs.estate.list('AWS::ECS::Service').map(({ id }) => id);
  return [...here, ...there.filter((arn) => arn.includes(`:service/${cluster}/`))];
}

function page(
  all: readonly string[],
  input: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
): { items: string[]; nextToken: string | undefined } {
  const first = Number(input.nextToken ?? 0);
  const end = first + Math.min(input.maxResults ?? LARGEST_PAGE, LARGEST_PAGE);
  return { items: all.slice(first, end), nextToken: end < all.length ? String(end) : undefined };
}

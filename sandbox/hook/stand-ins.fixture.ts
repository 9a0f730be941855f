import {
  ClusterNotFoundException,
  type DescribeServicesCommandInput,
  UpdateServiceCommand,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import type { Statement } from '../../functions/operation.ts';
import type { Command, SandboxService } from '../service.ts';
import { testAccount } from './account.fixture.ts';

export const SERVICE = 'arn:aws:ecs:eu-west-1:000000000000:service/main/shop';
export const LISTENER = 'arn:aws:elasticloadbalancing:eu-west-1:000000000000:listener/app/shop/1/2';

export function command<Input>(action: string, run: (input: Input) => object): Command {
  return { run, needs: () => [{ action, resource: SERVICE }] } as Command<Input> as Command;
}

/** Stand-ins that remember what they were asked, for the tests of what happens around a service. */
export function account(statements?: readonly Statement[]) {
  const updates: UpdateServiceCommandInput[] = [];
  const ecs: SandboxService = {
    client: 'ECSClient',
    commands: {
      UpdateService: command('ecs:UpdateService', (input: UpdateServiceCommandInput) => {
        updates.push(input);
        return { service: { serviceName: input.service, desiredCount: input.desiredCount } };
      }),
      DescribeServices: command('ecs:DescribeServices', ({ cluster }: DescribeServicesCommandInput) => {
        if (cluster === 'wrong') return { services: [{ serviceNam: 'shop' }] };
        throw new ClusterNotFoundException({ message: 'Cluster not found.', $metadata: {} });
      }),
    },
  };
  const balancer: SandboxService = {
    client: 'ElasticLoadBalancingV2Client',
    commands: {
      ModifyListener: command('elasticloadbalancing:ModifyListener', () => ({})),
    },
  };
  const lambda: SandboxService = {
    client: 'LambdaClient',
    commands: { UpdateAlias: command('lambda:UpdateAlias', () => ({ Name: 'live' })) },
  };
  return { updates, ...testAccount(() => [ecs, balancer, lambda], statements) };
}

export const update = (input: Partial<UpdateServiceCommandInput> = {}) =>
  new UpdateServiceCommand({ service: 'shop', desiredCount: 2, ...input });

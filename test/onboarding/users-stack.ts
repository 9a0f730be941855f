import { Stack } from 'aws-cdk-lib';
import { Template as Synthesised } from 'aws-cdk-lib/assertions';
import { BlueGreenService, type BlueGreenServiceProps } from '../../lib/constructs/blue-green-service.ts';
import { aliasProvider } from '../../lib/constructs/provider/alias/provider.ts';
import {
  type ResourceEvent,
  type ResourceProvider,
  serveResource,
} from '../../lib/constructs/provider/custom-resource.ts';
import { pairProvider } from '../../lib/constructs/provider/pair/provider.ts';
import { CloudFormation } from '../../sandbox/cloudformation/cloudformation.ts';
import type { CodeOf } from '../../sandbox/cloudformation/resource-type.ts';
import type { Template } from '../../sandbox/cloudformation/template.ts';
import { VPC_ID } from '../../sandbox/elbv2/describe.ts';
import { pushStorefront } from '../../sandbox/samples/catalogue.ts';
import type { Installation } from '../flows/installation.ts';
import { outsider } from '../flows/service.ts';
import { shellCommand } from './shell-words.ts';

/** The users' CloudFormation, in whose functions the real providers run. */
export function cloudFormation(installation: Installation, code?: CodeOf): CloudFormation {
  const { account } = installation;
  const providerCode =
    (provider: ResourceProvider): CodeOf =>
    (_logicalId, clients, http) =>
    (event) =>
      serveResource(provider, event as ResourceEvent, { clients, clock: account.scope.clock, http });
  return new CloudFormation(account, outsider(installation, 'cdk-deploy'), (logicalId, clients, http) => {
    const isProvider = logicalId.includes('Provider');
    if (isProvider) return providerCode(code ? aliasProvider : pairProvider)(logicalId, clients, http);
    if (!code) throw new Error(`There is no code of ${logicalId}.`);
    return code(logicalId, clients, http);
  });
}

/** What is there before a user's stack: a cluster, images, and a listener that answers 404. */
export async function surroundings({ account }: Installation, name: string) {
  const { ecs, ecr, elbv2 } = account.users;
  pushStorefront(ecr, name);
  ecs.createCluster(name, {});
  const { arn: loadBalancerArn } = elbv2.createLoadBalancer(name);
  const defaultActions = [{ Type: 'fixed-response' as const, FixedResponseConfig: { StatusCode: '404' } }];
  const listener = await elbv2.createListener({ loadBalancerArn, port: 0, defaultActions });
  const task = (image: string, more: object = {}) => ({
    repository: {
      repositoryName: name,
      repositoryArn: ecr.repositoryArn(name),
      repositoryUri: ecr.repositoryUri(name),
    },
    image,
    port: 8080,
    ...more,
  });
  const props: BlueGreenServiceProps = {
    service: name,
    environment: 'production',
    cluster: { clusterName: name },
    vpc: { vpcId: VPC_ID },
    network: { subnets: ['subnet-a'], securityGroups: ['sg-a'] },
    listener: { listenerArn: listener.arn },
    priority: 10,
    task: task('v1'),
    capacity: { min: 2, max: 6 },
  };
  return { listenerArn: listener.arn, props, task };
}

/** The template of a stack with one pair. */
export function pairTemplate(props: BlueGreenServiceProps): Template {
  const stack = new Stack(undefined, 'Users');
  new BlueGreenService(stack, 'Shop', props);
  return templateOf(stack);
}

export function templateOf(stack: Stack): Template {
  return Synthesised.fromStack(stack).toJSON() as unknown as Template;
}

/** The input of an operation as a printed `operate` command gives it: flags with text or JSON. */
export async function printedInput(outputs: Readonly<Record<string, string>>, name: string) {
  const line = Object.entries(outputs).find(([key]) => key.includes(name))?.[1] ?? '';
  const { words } = await shellCommand(line, {}, () => Promise.reject(new Error('Nothing is substituted.')));
  const [program, operation, ...flags] = words;
  if (program !== 'operate') throw new Error(`'${line}' is no command of operate.`);
  const input = Object.fromEntries(
    flags.flatMap((flag, index) => {
      if (!flag.startsWith('--')) return [];
      const value = flags[index + 1] ?? '';
      const field = flag.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
      return [[field, value.startsWith('{') ? (JSON.parse(value) as unknown) : value]];
    }),
  );
  return { operation, input };
}

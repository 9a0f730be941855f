import type {
  DescribeServicesCommandInput,
  DescribeServicesCommandOutput,
  Failure,
  Service,
  UpdateServiceCommandInput,
  UpdateServiceCommandOutput,
} from '@aws-sdk/client-ecs';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Need } from '../service.ts';
import { nameOf } from './arns.ts';
import { describedService } from './describe-service.ts';
import type { Ecs } from './ecs.ts';
import { invalidParameter } from './refusals.ts';
import { tagsOf } from './tags.ts';

const FILE = 'sandbox/ecs/service-commands.ts';
const MAX_SERVICES = 10;
const UPDATED = [
  'cluster',
  'service',
  'desiredCount',
  'taskDefinition',
  'forceNewDeployment',
  'deploymentConfiguration',
  'healthCheckGracePeriodSeconds',
  'networkConfiguration',
];

type Answer<Output> = Omit<Output, '$metadata'>;

function describeServices(
  ecs: Ecs,
  input: DescribeServicesCommandInput,
): Answer<DescribeServicesCommandOutput> {
  const cluster = ecs.cluster(input.cluster);
  const asked = input.services ?? [];
  if (asked.length === 0) throw invalidParameter('Services cannot be empty.');
  if (asked.length > MAX_SERVICES)
    throw invalidParameter(`Services cannot have more than ${MAX_SERVICES} elements.`);
  const services: Service[] = [];
  const failures: Failure[] = [];
  for (const reference of asked) {
    const service = ecs.find(cluster, reference);
    const arn = ecs.arns.service(cluster, nameOf(reference));
    const listed = ecs.estate.get('AWS::ECS::Service', arn)?.properties;
    if (service === undefined && listed) services.push(listed);
    else if (service === undefined) failures.push({ arn, reason: 'MISSING' });
    else if (input.include?.includes('TAGS')) {
      services.push({ ...describedService(service), tags: tagsOf(ecs, arn) });
    } else services.push(describedService(service));
  }
  return { services, failures };
}

function updateService(ecs: Ecs, input: UpdateServiceCommandInput): Answer<UpdateServiceCommandOutput> {
  refuseOtherMembers('UpdateService', input, UPDATED, FILE);
  const cluster = ecs.cluster(input.cluster);
  return { service: describedService(ecs.updateService(cluster, input.service, input)) };
}

function needs(
  ecs: Ecs,
  action: string,
  cluster: string | undefined,
  services: readonly string[],
): readonly Need[] {
  const clusterName = nameOf(cluster ?? 'default');
  const conditions = { 'ecs:cluster': ecs.arns.cluster(clusterName) };
  return services.map((service) => ({
    action,
    resource: ecs.arns.service(clusterName, nameOf(service)),
    conditions,
  }));
}

export function serviceCommands(ecs: Ecs) {
  return {
    DescribeServices: {
      run: (input: DescribeServicesCommandInput) => describeServices(ecs, input),
      needs: (input: DescribeServicesCommandInput) =>
        needs(ecs, 'ecs:DescribeServices', input.cluster, input.services ?? []),
    },
    UpdateService: {
      run: (input: UpdateServiceCommandInput) => updateService(ecs, input),
      needs: (input: UpdateServiceCommandInput) =>
        needs(ecs, 'ecs:UpdateService', input.cluster, [input.service ?? '']),
    },
  };
}

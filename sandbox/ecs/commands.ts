import type {
  DescribeTaskDefinitionCommandInput,
  DescribeTaskDefinitionCommandOutput,
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  RegisterTaskDefinitionCommandInput,
  RegisterTaskDefinitionCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Call, Need } from '../service.ts';
import type { Ecs } from './ecs.ts';
import { listCommands } from './list-commands.ts';
import { provisionCommands } from './provision-commands.ts';
import { clientError, invalidParameter } from './refusals.ts';
import { serviceCommands } from './service-commands.ts';
import { tagsOf } from './tags.ts';
import { taskCommands } from './task-commands.ts';

type Answer<Output> = Omit<Output, '$metadata'>;

function describeTaskDefinition(
  ecs: Ecs,
  input: DescribeTaskDefinitionCommandInput,
): Answer<DescribeTaskDefinitionCommandOutput> {
  const definition = ecs.definitions.find(input.taskDefinition);
  const listed = ecs.estate.get('AWS::ECS::TaskDefinition', input.taskDefinition ?? '')?.properties;
  const taskDefinition = definition ?? listed;
  if (taskDefinition === undefined) throw clientError('Unable to describe task definition.');
  if (!input.include?.includes('TAGS')) return { taskDefinition };
  return { taskDefinition, tags: definition ? tagsOf(ecs, definition.taskDefinitionArn) : [] };
}

function registerTaskDefinition(
  ecs: Ecs,
  input: RegisterTaskDefinitionCommandInput,
  call: Call,
): Answer<RegisterTaskDefinitionCommandOutput> {
  const taskDefinition = ecs.registerTaskDefinition(input, call.principal.arn);
  return { taskDefinition, tags: tagsOf(ecs, taskDefinition.taskDefinitionArn) };
}

/** Registering hands the definition's roles to ECS, and writes its tags. */
function registerNeeds(ecs: Ecs, input: RegisterTaskDefinitionCommandInput): readonly Need[] {
  const resource = ecs.definitions.nextArn(input.family ?? '');
  const roles = new Set([input.taskRoleArn, input.executionRoleArn]);
  const conditions = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' };
  const needs: Need[] = [{ action: 'ecs:RegisterTaskDefinition', resource }];
  for (const role of roles) {
    if (role !== undefined) needs.push({ action: 'iam:PassRole', resource: role, conditions });
  }
  if (input.tags === undefined || input.tags.length === 0) return needs;
  const createAction = { 'ecs:CreateAction': 'RegisterTaskDefinition' };
  return [...needs, { action: 'ecs:TagResource', resource, conditions: createAction }];
}

function listTags(
  ecs: Ecs,
  { resourceArn }: ListTagsForResourceCommandInput,
): Answer<ListTagsForResourceCommandOutput> {
  if (resourceArn === undefined || !ecs.scope.tags.has(resourceArn)) {
    throw invalidParameter('The specified resource was not found.');
  }
  return { tags: tagsOf(ecs, resourceArn) };
}

/** The commands of ECS that the product uses. */
export function ecsCommands(ecs: Ecs) {
  return {
    ...listCommands(ecs),
    ...serviceCommands(ecs),
    ...provisionCommands(ecs),
    ...taskCommands(ecs),
    DescribeTaskDefinition: {
      run: (input: DescribeTaskDefinitionCommandInput) => describeTaskDefinition(ecs, input),
      needs: (): readonly Need[] => [{ action: 'ecs:DescribeTaskDefinition', resource: '*' }],
    },
    RegisterTaskDefinition: {
      run: (input: RegisterTaskDefinitionCommandInput, call: Call) =>
        registerTaskDefinition(ecs, input, call),
      needs: (input: RegisterTaskDefinitionCommandInput) => registerNeeds(ecs, input),
    },
    ListTagsForResource: {
      run: (input: ListTagsForResourceCommandInput) => listTags(ecs, input),
      needs: (input: ListTagsForResourceCommandInput): readonly Need[] => [
        { action: 'ecs:ListTagsForResource', resource: input.resourceArn ?? '*' },
      ],
    },
  };
}

import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import type {
  MachineFacts,
  MachineFound,
  RuleFacts,
  ScheduleFacts,
} from '../../../core/installation/facts.ts';
import type { Context } from '../../context.ts';
import { machineArnOf } from '../../environment.ts';
import { ruleAddress } from '../../rule-address.ts';
import { knownRunbooks } from '../../runbooks/known-runbooks.ts';
import { unlessMissing } from '../../services/register-service/missing.ts';
import { reading } from '../reading.ts';

/** Published versions that a definition calls. */
const VERSION = /arn:aws[a-z-]*:lambda:[^:"]+:\d{12}:function:([A-Za-z0-9_-]+):(\d+)/g;

export async function gatherMachines(context: Context): Promise<MachineFacts[]> {
  const { environment } = context;
  const { deploymentMachine, restoreMachine, escalationMachine, recoveryMachine } = environment;
  const runbooks = knownRunbooks(context).map(({ name }) => `runbook-${name}`);
  const compiled = runbooks.length > 0 ? [...runbooks, 'undo'] : [];
  const arns = [
    ...[deploymentMachine, restoreMachine, escalationMachine, recoveryMachine],
    ...compiled.map((name) => machineArnOf(environment, name)),
  ];
  // Many machines call the same functions.
  const looked = new Map<string, Promise<boolean>>();
  return Promise.all(
    arns.map(async (arn) => ({
      name: arn.split(':').at(-1) ?? arn,
      found: await reading(() => machine(context, arn, looked)),
    })),
  );
}

async function machine(
  context: Context,
  stateMachineArn: string,
  looked: Map<string, Promise<boolean>>,
): Promise<MachineFound | undefined> {
  const described = await unlessMissing(
    context.clients(SFNClient).send(new DescribeStateMachineCommand({ stateMachineArn })),
    ['StateMachineDoesNotExist'],
    undefined,
  );
  if (!described) return undefined;
  const called = [...(described.definition ?? '').matchAll(VERSION)].map(([, name = '', version = '']) => [
    name,
    version,
  ]);
  const unique = new Map(
    called.map(([name = '', version = '']) => [`${name}:${version}`, { name, version }]),
  );
  const calls = await Promise.all(
    [...unique].map(async ([key, one]) => {
      const known = looked.get(key) ?? isLatest(context, one);
      looked.set(key, known);
      return { version: key, latest: await known };
    }),
  );
  return { calls };
}

/** Whether a published version has the code and the environment that were deployed last. */
async function isLatest(
  context: Context,
  { name, version }: { name: string; version: string },
): Promise<boolean> {
  const [published, latest] = await Promise.all([
    configuration(context, name, version),
    configuration(context, name, '$LATEST'),
  ]);
  return published !== undefined && published === latest;
}

async function configuration(
  context: Context,
  FunctionName: string,
  Qualifier: string,
): Promise<string | undefined> {
  const found = await unlessMissing(
    context.clients(LambdaClient).send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier })),
    ['ResourceNotFoundException'],
    undefined,
  );
  return found && JSON.stringify([found.CodeSha256, found.Environment?.Variables ?? {}]);
}

export async function gatherRules(context: Context): Promise<RuleFacts[]> {
  const { rules, countingRules } = context.environment.triggers;
  return Promise.all(
    [...rules, ...countingRules].map(async (name) => ({
      name,
      ...(countingRules.includes(name) && { counts: true }),
      found: await reading(() =>
        unlessMissing(rule(context, name), ['ResourceNotFoundException'], undefined),
      ),
    })),
  );
}

async function rule({ clients }: Context, path: string) {
  const events = clients(EventBridgeClient);
  const { name, bus } = ruleAddress(path);
  const { State } = await events.send(new DescribeRuleCommand({ Name: name, ...bus }));
  const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: name, ...bus }));
  return { enabled: State === 'ENABLED', targets: Targets.flatMap(({ Arn }) => Arn ?? []) };
}

export async function gatherSchedules(context: Context): Promise<ScheduleFacts[]> {
  return Promise.all(
    context.environment.triggers.schedules.map(async (name) => ({
      name,
      found: await reading(() =>
        unlessMissing(schedule(context, name), ['ResourceNotFoundException'], undefined),
      ),
    })),
  );
}

async function schedule({ clients, environment }: Context, Name: string) {
  const { State } = await clients(SchedulerClient).send(
    new GetScheduleCommand({ Name, GroupName: environment.scheduleGroup }),
  );
  return { enabled: State === 'ENABLED' };
}

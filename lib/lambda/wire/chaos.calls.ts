import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateExperimentTemplateCommand,
  DeleteExperimentTemplateCommand,
  FisClient,
  GetActionCommand,
  GetExperimentCommand,
  paginateListExperimentResolvedTargets,
  paginateListExperiments,
  paginateListExperimentTemplates,
  StartExperimentCommand,
  StopExperimentCommand,
} from '@aws-sdk/client-fis';
import {
  CancelCommandCommand,
  paginateDescribeInstanceInformation,
  paginateListCommands,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { startExperiment } from '../../../functions/chaos/fis/start-experiment.ts';
import { templateOf } from '../../../functions/chaos/fis/template.ts';
import { type Call, collect, json } from './call.ts';

const TASK = 'arn:aws:ecs:eu-west-1:000000000000:task/shop/0123';
const TAGS = { 'operate:experiment': 'exp-0123456789' };
const TEMPLATE = 'EXT123456789';
const ID = 'EXP123456789';
const START = { clientToken: 'exp-0123456789-run', experimentTemplateId: TEMPLATE, tags: TAGS };
const RUNNING = { id: ID, state: { status: 'running', reason: 'Experiment is running.' }, tags: TAGS };

/** What chaos tests ask of AWS FIS, and of the managed instances that tasks are. */
export const chaosCalls: Readonly<Record<string, Call>> = {
  'fis action that this region does not have': {
    send: (clients) => clients(FisClient).send(new GetActionCommand({ id: 'aws:ecs:stop-task' })),
    answers: [
      json({ message: 'Action not found.' }, 404, { 'x-amzn-errortype': 'ResourceNotFoundException' }),
    ],
    expected: { name: 'ResourceNotFoundException', message: 'Action not found.' },
  },
  'fis template': {
    send: (clients) =>
      clients(FisClient).send(
        new CreateExperimentTemplateCommand(
          templateOf({
            id: 'exp-0123456789',
            method: { fault: 'latency', scope: { count: 1 }, intensity: 50, durationSeconds: 120 },
            magnitude: 200,
            targets: [TASK],
            roleArn: 'arn:aws:iam::000000000000:role/r',
            alarms: ['arn:aws:cloudwatch:eu-west-1:000000000000:alarm:shop'],
          }),
        ),
      ),
    answers: [json({ experimentTemplate: { id: TEMPLATE, tags: TAGS, creationTime: 1_767_225_600 } })],
    expected: {
      experimentTemplate: { id: TEMPLATE, tags: TAGS, creationTime: new Date(1_767_225_600_000) },
    },
  },
  'fis template that is gone': {
    send: (clients) => clients(FisClient).send(new DeleteExperimentTemplateCommand({ id: TEMPLATE })),
    answers: [
      json({ message: 'It does not exist.' }, 404, { 'x-amzn-errortype': 'ResourceNotFoundException' }),
    ],
    expected: { name: 'ResourceNotFoundException' },
  },
  'fis templates': {
    send: (clients) => collect(paginateListExperimentTemplates({ client: clients(FisClient) }, {})),
    answers: [
      json({ experimentTemplates: [{ id: TEMPLATE, tags: TAGS }], nextToken: 'more' }),
      json({ experimentTemplates: [] }),
    ],
    expected: [{ experimentTemplates: [{ id: TEMPLATE, tags: TAGS }] }, { experimentTemplates: [] }],
  },
  'fis start': {
    send: (clients) => clients(FisClient).send(new StartExperimentCommand(START)),
    answers: [json({ message: 'Too many.' }, 402, { 'x-amzn-errortype': 'ServiceQuotaExceededException' })],
    expected: { name: 'ServiceQuotaExceededException', message: 'Too many.' },
  },
  'fis start that skips all actions': {
    send: (clients) =>
      startExperiment(clients(FisClient), { ...START, experimentOptions: { actionsMode: 'skip-all' } }),
    answers: [json({ experiment: { id: ID, state: { status: 'initiating' } } })],
    expected: { experiment: { id: ID, state: { status: 'initiating' } } },
  },
  'fis experiment': {
    send: (clients) => clients(FisClient).send(new GetExperimentCommand({ id: ID })),
    answers: [json({ experiment: { ...RUNNING, startTime: 1_767_225_600 } })],
    expected: { experiment: { ...RUNNING, startTime: new Date(1_767_225_600_000) } },
  },
  'fis stop': {
    send: (clients) => clients(FisClient).send(new StopExperimentCommand({ id: ID })),
    answers: [json({ experiment: { id: ID, state: { status: 'stopping' } } })],
    expected: { experiment: { state: { status: 'stopping' } } },
  },
  'fis experiments': {
    send: (clients) => collect(paginateListExperiments({ client: clients(FisClient) }, {})),
    answers: [json({ experiments: [RUNNING], nextToken: 'more' }), json({ experiments: [] })],
    expected: [{ experiments: [RUNNING] }, { experiments: [] }],
  },
  'fis resolved targets': {
    send: (clients) =>
      collect(paginateListExperimentResolvedTargets({ client: clients(FisClient) }, { experimentId: ID })),
    answers: [
      json({
        resolvedTargets: [
          { resourceType: 'aws:ecs:task', targetName: 'targets', targetInformation: { arn: TASK } },
        ],
      }),
    ],
    expected: [{ resolvedTargets: [{ targetInformation: { arn: TASK } }] }],
  },
  'ssm managed instances': {
    send: (clients) =>
      collect(
        paginateDescribeInstanceInformation(
          { client: clients(SSMClient) },
          { Filters: [{ Key: 'tag:ECS_TASK_ARN', Values: [TASK] }] },
        ),
      ),
    answers: [json({ InstanceInformationList: [{ InstanceId: 'mi-1', PingStatus: 'Online' }] })],
    expected: [{ InstanceInformationList: [{ InstanceId: 'mi-1', PingStatus: 'Online' }] }],
  },
  'ssm commands': {
    send: (clients) =>
      collect(
        paginateListCommands(
          { client: clients(SSMClient) },
          { Filters: [{ key: 'DocumentName', value: 'AWSFIS-Run-Memory-Stress' }] },
        ),
      ),
    answers: [
      json({ Commands: [{ CommandId: 'c-1', Status: 'InProgress', Comment: 'Operate' }], NextToken: 'more' }),
      json({ Commands: [] }),
    ],
    expected: [{ Commands: [{ CommandId: 'c-1', Status: 'InProgress' }] }, { Commands: [] }],
  },
  'ssm command that is over': {
    send: (clients) => clients(SSMClient).send(new CancelCommandCommand({ CommandId: 'c-1' })),
    answers: [json({ __type: 'InvalidCommandId' }, 400)],
    expected: { name: 'InvalidCommandId' },
  },
  'log lines, page by page': {
    send: (clients) =>
      collect(
        paginateFilterLogEvents(
          { client: clients(CloudWatchLogsClient) },
          { logGroupName: '/ecs/shop', filterPattern: 'ERROR', startTime: 0, endTime: 60_000 },
        ),
      ),
    answers: [
      json({ events: [{ message: 'ERROR', timestamp: 1 }], nextToken: 'more' }),
      json({ events: [] }),
    ],
    expected: [{ events: [{ message: 'ERROR', timestamp: 1 }] }, { events: [] }],
  },
};

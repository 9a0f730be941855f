import { describe, expect, it } from 'vitest';
import { parseEnvironment } from './environment.ts';

const whole = {
  account: '000000000000',
  region: 'eu-west-1',
  table: 'operate',
  bus: 'operate',
  auditBucket: 'operate-audit',
  deadLetterQueue: 'https://sqs.eu-west-1.amazonaws.com/000000000000/operate-dead-letters',
  deploymentMachine: 'arn:deployment',
  restoreMachine: 'arn:restore',
  startRestoreFunction: 'arn:start-restore',
  checkServicesFunction: 'arn:check-services',
  driverFunctions: { 'ecs-pair': 'arn:a', 'lambda-alias': 'arn:b' },
  escalationMachine: 'arn:aws:states:eu-west-1:000000000000:stateMachine:operate-escalation',
  recoveryMachine: 'arn:aws:states:eu-west-1:000000000000:stateMachine:operate-recovery',
  functionPattern: 'arn:aws:lambda:eu-west-1:000000000000:function:operate-{operation}',
  machinePattern: 'arn:aws:states:eu-west-1:000000000000:stateMachine:operate-{machine}',
  autonomyCeiling: 'act',
  gateSources: {},
  queues: { mail: 'https://sqs.eu-west-1.amazonaws.com/000000000000/operate-mail' },
  rolePrefix: 'operate-run-',
  gatewayToken: 'token-of-the-gateway',
  alarmTopic: 'arn:aws:sns:eu-west-1:000000000000:operate-alarms',
  faultRole: 'arn:aws:iam::000000000000:role/operate-faults',
  scheduleGroup: 'operate',
  schedulerRole: 'arn:scheduler',
  metricMarginSeconds: 120,
  roles: [],
  taskRoles: ['arn:aws:iam::000000000000:role/*-task'],
  triggers: {
    rules: ['operate-ended'],
    countingRules: [],
    schedules: [],
    functions: ['operate-start-restore'],
  },
};

describe('parseEnvironment', () => {
  it('takes what the stacks set', () => {
    expect(parseEnvironment(JSON.stringify(whole))).toEqual(whole);
  });

  it.each(Object.keys(whole))('refuses an environment without %s', (name) => {
    const { [name as keyof typeof whole]: _missing, ...rest } = whole;
    expect(() => parseEnvironment(JSON.stringify(rest))).toThrow(
      `OPERATE_ENVIRONMENT lacks or misstates: ${name}.`,
    );
  });

  it.each([
    ['table', ''],
    ['table', 5],
    ['driverFunctions', null],
    ['gateSources', 'none'],
    ['queues', 'none'],
    ['metricMarginSeconds', '120'],
    ['autonomyCeiling', 'anything'],
    ['roles', {}],
    ['taskRoles', 'arn:a'],
    ['taskRoles', [5]],
    ['triggers', null],
    ['triggers', { rules: [], schedules: [] }],
  ])('refuses %s as %j', (name, value) => {
    expect(() => parseEnvironment(JSON.stringify({ ...whole, [name]: value }))).toThrow(name);
  });

  it('lists everything that is missing', () => {
    expect(() => parseEnvironment(undefined)).toThrow(
      /: alarmTopic, account, region, .*roles, taskRoles, triggers\.$/,
    );
  });
});

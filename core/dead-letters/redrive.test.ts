import { describe, expect, it } from 'vitest';
import {
  EVENT,
  FUNCTION,
  fromInvocation,
  fromRule,
  fromSchedule,
  OURS,
  RULE,
  SCHEDULE,
} from './letter.fixture.ts';
import { type QueueMessage, readLetter } from './letter.ts';
import { type RuleTarget, redrive, ruleOf } from './redrive.ts';

const TARGETS: readonly RuleTarget[] = [
  { arn: 'arn:aws:lambda:eu-west-1:000000000000:function:operate-other', input: '{}' },
  {
    arn: FUNCTION,
    transformer: {
      paths: { id: '$.detail.name' },
      template: '{"deploymentId": <id>, "cause": "EXECUTION_ENDED"}',
    },
  },
];
const OTHER_ACCOUNT = '999999999999';
const plan = (message: QueueMessage, targets: readonly RuleTarget[] | undefined = TARGETS) =>
  redrive(readLetter(message), OURS, targets);

describe('a redrive', () => {
  it('gives the function what the rule would have given it', () => {
    expect(ruleOf(readLetter(fromRule()), OURS)).toBe('operate-deployment-ended');
    expect(plan(fromRule())).toEqual({
      kind: 'invoke',
      functionArn: FUNCTION,
      payload: '{"deploymentId":"dep-1","cause":"EXECUTION_ENDED"}',
    });
  });

  it('gives it what a schedule or an earlier call gave it, and calls it as it is now', () => {
    expect(plan(fromSchedule())).toEqual({
      kind: 'invoke',
      functionArn: FUNCTION,
      payload: '{"deploymentId":"dep-1","cause":"DEADLINE_PASSED"}',
    });
    for (const functionArn of [FUNCTION, `${FUNCTION}:$LATEST`, `${FUNCTION}:7`])
      expect(plan(fromInvocation({ n: 1 }, functionArn))).toEqual({
        kind: 'invoke',
        functionArn: FUNCTION,
        payload: '{"n":1}',
      });
  });

  it.each([
    [
      'a function of users',
      fromRule({ TARGET_ARN: FUNCTION.replace('start-restore', 'shop') }),
      /no function of ours/,
    ],
    [
      'a function with a door',
      fromInvocation({}, FUNCTION.replace('start-restore', 'approve')),
      /no function of ours/,
    ],
    [
      'a function elsewhere',
      fromInvocation({}, FUNCTION.replace('000000000000', OTHER_ACCOUNT)),
      /no function of ours/,
    ],
    [
      'a machine',
      fromSchedule({ TARGET_ARN: 'arn:aws:states:eu-west-1:000000000000:stateMachine:operate-restore' }),
      /no function of ours/,
    ],
    ['a rule of users', fromRule({ RULE_ARN: `${RULE}-not` }), /no rule of ours/],
    [
      'a rule elsewhere',
      fromRule({ RULE_ARN: RULE.replace('000000000000', OTHER_ACCOUNT) }),
      /no rule of ours/,
    ],
    ['a rule of another bus', fromRule({ RULE_ARN: RULE.replace('rule/', 'rule/bus/') }), /no rule of ours/],
    [
      'a schedule of users',
      fromSchedule({ SCHEDULE_ARN: SCHEDULE.replace('/operate/', '/default/') }),
      /no schedule of ours/,
    ],
    ['what is no letter', { ...fromRule(), body: 'hello' }, /not JSON/],
    [
      'an HTTP request in disguise',
      fromInvocation({
        requestContext: { http: { method: 'POST' }, authorizer: { iam: { userArn: 'admin' } } },
      }),
      /HTTP request/,
    ],
  ])('refuses %s by name', (_what, message, words) => {
    expect(plan(message)).toEqual({ kind: 'refuse', words: expect.stringMatching(words) });
  });

  it('refuses a letter whose rule is gone, calls something else now, or asks for what is lost', () => {
    expect(plan(fromRule(), [])).toMatchObject({ words: `${RULE} does not call ${FUNCTION} any more.` });
    expect(redrive(readLetter(fromRule()), OURS)).toMatchObject({ kind: 'refuse' });
    const template = '{"at": <aws.events.event.ingestion-time>}';
    expect(plan(fromRule(), [{ arn: FUNCTION, transformer: { paths: {}, template } }])).toMatchObject({
      kind: 'refuse',
      words: expect.stringContaining('does not carry'),
    });
  });

  it('gives the whole event where the rule does', () => {
    expect(plan(fromRule(), [{ arn: FUNCTION }])).toMatchObject({ payload: JSON.stringify(EVENT) });
  });
});

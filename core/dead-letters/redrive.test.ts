import { describe, expect, it } from 'vitest';
import {
  EVENT,
  FUNCTION,
  fromInvocation,
  fromQueue,
  fromRule,
  fromSchedule,
  MAIL,
  OURS,
  RULE,
  SCHEDULE,
  SENDERS,
  withRule,
} from './letter.fixture.ts';
import { type QueueMessage, readLetter } from './letter.ts';
import { redrive, ruleOf } from './redrive.ts';

const OTHER_ACCOUNT = '999999999999';
const plan = (message: QueueMessage, senders = SENDERS) => redrive(readLetter(message), OURS, senders);
const ENDED = { deploymentId: 'dep-1', cause: 'EXECUTION_ENDED' };
const DRIVER = FUNCTION.replace('start-restore', 'drive-lambda-alias');
const ANCHOR = FUNCTION.replace('start-restore', 'anchor-audit');
const WINDOW = SCHEDULE.replace('deadman-dep-1', 'window-dep-1');
const FAIL_RUN = FUNCTION.replace('start-restore', 'fail-run');
const ANSWER = FUNCTION.replace('start-restore', 'answer-incident');
const NOTE_CAUSE = FUNCTION.replace('start-restore', 'note-cause');
const RECOVER = FUNCTION.replace('start-restore', 'recover-chaos-test');
const APPLY = FUNCTION.replace('start-restore', 'apply-optimization');
const REVISION_DEADMAN = SCHEDULE.replace('dep-1', 'opt-1');
const PUT_BACK = { optimization: 'production/shop/opt-1', step: 'undo' };
const SECOND_LOOK = SCHEDULE.replace('deadman-dep-1', 'cause-inc-1-0');
const RUN_DEADMAN = SCHEDULE.replace('dep-1', 'run-1');
const CHAOS_DEADMAN = SCHEDULE.replace('dep-1', 'exp-1');
const CHAOS_OVER = { experimentId: 'exp-1', cause: 'DEADLINE_PASSED' };
const LATER = SCHEDULE.replace('deadman-dep-1', 'answer-inc-1-1767230720');
const RUN_OVER = { runId: 'run-1', cause: 'DEADLINE_PASSED' };
const PARK = { action: 'park', deploymentId: 'dep-1' };

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
      expect(plan(fromInvocation(ENDED, functionArn))).toEqual({
        kind: 'invoke',
        functionArn: FUNCTION,
        payload: JSON.stringify(ENDED),
      });
  });

  it.each([
    ['a deadman', fromSchedule()],
    ['the end of a window', fromSchedule({ SCHEDULE_ARN: WINDOW, TARGET_ARN: DRIVER }, PARK)],
    [
      'the end of a window of release 0.1.0',
      fromSchedule({ SCHEDULE_ARN: `${WINDOW}-1767230720`, TARGET_ARN: DRIVER }, PARK),
    ],
    [
      'a schedule of the stacks',
      fromSchedule(
        { SCHEDULE_ARN: SCHEDULE.replace('deadman-dep-1', 'anchor-audit'), TARGET_ARN: ANCHOR },
        {},
      ),
    ],
    ['a call of a rule', fromInvocation(ENDED)],
    ['a call of a deadman', fromInvocation({ deploymentId: 'dep-1', cause: 'DEADLINE_PASSED' })],
    ['a call of a window’s end', fromInvocation(PARK, DRIVER)],
    ['a call of a schedule of the stacks', fromInvocation({}, ANCHOR)],
    ['the deadman of a run', fromSchedule({ SCHEDULE_ARN: RUN_DEADMAN, TARGET_ARN: FAIL_RUN }, RUN_OVER)],
    ['a call of the deadman of a run', fromInvocation(RUN_OVER, FAIL_RUN)],
    [
      'the deadman of an experiment',
      fromSchedule({ SCHEDULE_ARN: CHAOS_DEADMAN, TARGET_ARN: RECOVER }, CHAOS_OVER),
    ],
    ['a call of the deadman of an experiment', fromInvocation(CHAOS_OVER, RECOVER)],
    [
      'the deadman of an optimization',
      fromSchedule({ SCHEDULE_ARN: REVISION_DEADMAN, TARGET_ARN: APPLY }, PUT_BACK),
    ],
    ['a call of the deadman of an optimization', fromInvocation(PUT_BACK, APPLY)],
    [
      'a later look at an incident',
      fromSchedule({ SCHEDULE_ARN: LATER, TARGET_ARN: ANSWER }, { incidentId: 'inc-1' }),
    ],
    [
      'the second look at the cause of an incident',
      fromSchedule(
        { SCHEDULE_ARN: SECOND_LOOK, TARGET_ARN: NOTE_CAUSE },
        { incidentId: 'inc-1', look: 'second' },
      ),
    ],
  ])('gives back %s', (_what, message) => {
    expect(plan(message).kind).toBe('invoke');
  });

  it.each([
    [
      'an event that the rule does not ask for',
      fromRule({}, { ...EVENT, source: 'shop' }),
      /does not ask for/,
    ],
    [
      'an event in which what was asked for is missing',
      fromRule({}, { source: 'aws.states', detail: { name: 'dep-1' } }),
      /does not ask for/,
    ],
    ['a deadman with another cause', fromSchedule({}, ENDED), /deadman-dep-1 does not send this/],
    [
      'a deadman of another deployment',
      fromSchedule({}, { deploymentId: 'dep-2', cause: 'DEADLINE_PASSED' }),
      /does not send this/,
    ],
    [
      'a deadman with more to say',
      fromSchedule({}, { deploymentId: 'dep-1', cause: 'DEADLINE_PASSED', attempt: 1 }),
      /does not send this/,
    ],
    ['a deadman that calls a driver', fromSchedule({ TARGET_ARN: DRIVER }), /does not send this/],
    [
      'a window’s end that promotes',
      fromSchedule({ SCHEDULE_ARN: WINDOW, TARGET_ARN: DRIVER }, { ...PARK, action: 'promote' }),
      /does not send/,
    ],
    ['a window’s end that restores', fromSchedule({ SCHEDULE_ARN: WINDOW }, PARK), /does not send/],
    [
      'what a schedule of the stacks gives to another function',
      fromSchedule({ SCHEDULE_ARN: SCHEDULE.replace('deadman-dep-1', 'anchor-audit') }, {}),
      /does not send/,
    ],
    ['what another schedule of the stacks sends', fromSchedule({ TARGET_ARN: ANCHOR }, {}), /does not send/],
    ['nothing', fromSchedule({}, null), /does not send this/],
    [
      'a step of a machine',
      fromInvocation({ action: 'promote', deploymentId: 'dep-1' }, DRIVER),
      /No rule and no schedule of ours sends this to .*drive-lambda-alias\./,
    ],
    ['a call that is a text', fromInvocation('dep-1'), /No rule and no schedule/],
    [
      'a call with a deployment that is none',
      fromInvocation({ deploymentId: 7, cause: 'DEADLINE_PASSED' }),
      /No rule and no schedule/,
    ],
    ['what a rule gives to another function', fromInvocation({}), /No rule and no schedule/],
    ['what a schedule gives, and more', fromInvocation({ n: 1 }, ANCHOR), /No rule and no schedule/],
  ])('refuses %s, which none of ours could have sent', (_what, message, words) => {
    expect(plan(message)).toEqual({ kind: 'refuse', words: expect.stringMatching(words) });
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
  ])('refuses %s by name', (_what, message, words) => {
    expect(plan(message)).toEqual({ kind: 'refuse', words: expect.stringMatching(words) });
  });

  it('refuses a letter whose rule is gone, calls something else now, or asks for what is lost', () => {
    expect(plan(fromRule(), withRule({ targets: [] }))).toMatchObject({
      words: `${RULE} does not call ${FUNCTION} any more.`,
    });
    expect(plan(fromRule(), { ...SENDERS, rules: [] })).toMatchObject({
      words: `${RULE} does not call ${FUNCTION} any more.`,
    });
    const template = '{"at": <aws.events.event.ingestion-time>}';
    expect(
      plan(fromRule(), withRule({ targets: [{ arn: FUNCTION, transformer: { paths: {}, template } }] })),
    ).toMatchObject({
      kind: 'refuse',
      words: expect.stringContaining('does not carry'),
    });
  });

  it('sends back into its queue what was handed out in vain, as it was', () => {
    expect(plan(fromQueue('no JSON'))).toEqual({ kind: 'send', queueArn: MAIL, body: 'no JSON' });
    const foreign = MAIL.replace('operate-mail', 'theirs');
    expect(plan(fromQueue('{}', foreign))).toEqual({
      kind: 'refuse',
      words: `${foreign} is no queue of ours.`,
    });
  });

  it('puts an event into the queue that its rule could not reach, and nothing that no rule puts there', () => {
    const queued = withRule({ targets: [{ arn: MAIL }] });
    const letter = fromRule({ TARGET_ARN: MAIL });
    expect(plan(letter, queued)).toEqual({ kind: 'send', queueArn: MAIL, body: JSON.stringify(EVENT) });
    expect(plan(letter)).toEqual({ kind: 'refuse', words: `${RULE} does not call ${MAIL} any more.` });
    expect(plan(fromRule({ TARGET_ARN: MAIL }, { source: 'shop' }), queued)).toMatchObject({
      words: expect.stringContaining('does not ask for'),
    });
    for (const message of [fromSchedule({ TARGET_ARN: MAIL }), fromInvocation({}, MAIL)])
      expect(plan(message, queued)).toEqual({
        kind: 'refuse',
        words: `Only rules of ours send into ${MAIL}.`,
      });
  });

  it('gives the whole event where the rule does', () => {
    const whole = withRule({ targets: [{ arn: FUNCTION }] });
    expect(plan(fromRule(), whole)).toMatchObject({ payload: JSON.stringify(EVENT) });
    expect(plan(fromInvocation(EVENT), whole)).toMatchObject({ payload: JSON.stringify(EVENT) });
  });

  it('refuses an HTTP request in disguise, even where the rule gives the whole event', () => {
    const requestContext = { http: { method: 'POST' }, authorizer: { iam: { userArn: 'admin' } } };
    const disguised = { ...EVENT, requestContext };
    const whole = withRule({ targets: [{ arn: FUNCTION }] });
    for (const message of [fromRule({}, disguised), fromInvocation(disguised)])
      expect(plan(message, whole)).toMatchObject({ words: expect.stringContaining('HTTP request') });
  });
});

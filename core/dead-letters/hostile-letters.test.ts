import { describe, expect, it } from 'vitest';
import { excerpt, shownText } from './excerpt.ts';
import {
  EVENT,
  FUNCTION,
  fromInvocation,
  fromRule,
  OURS,
  RULE,
  SENDERS,
  withRule,
} from './letter.fixture.ts';
import { readLetter } from './letter.ts';
import { redrive, ruleOf } from './redrive.ts';
import { targetInput } from './target-input.ts';

const bare = (body: unknown, attributes: Readonly<Record<string, string>> = {}) => ({
  id: 'm-1',
  sentAt: 0,
  body: JSON.stringify(body),
  attributes,
});

describe('a letter that says little', () => {
  it('of a rule says so', () => {
    expect(readLetter(bare(EVENT, { RULE_ARN: RULE }))).toEqual({
      id: 'm-1',
      sentAt: 0,
      kind: 'rule',
      from: RULE,
      target: '',
      error: { code: 'Unknown', words: '' },
      attempts: 1,
      event: EVENT,
    });
  });

  it('of a function says so', () => {
    const record = { requestContext: { functionArn: FUNCTION }, requestPayload: 1 };
    expect(readLetter(bare(record))).toMatchObject({
      kind: 'invocation',
      error: { code: 'Unknown', words: '' },
      attempts: 0,
    });
  });

  it.each([
    ['no function', { requestContext: {}, requestPayload: 1 }],
    ['a function that is no text', { requestContext: { functionArn: 7 }, requestPayload: 1 }],
    ['no payload', { requestContext: { functionArn: FUNCTION } }],
  ])('with %s is unknown', (_what, record) => {
    expect(readLetter(bare(record)).kind).toBe('unknown');
  });
});

const ENDED = { deploymentId: 'dep-1', cause: 'EXECUTION_ENDED' };

describe('a letter whose writer chose its target', () => {
  it.each([`x${FUNCTION}`, `https://x/${FUNCTION}`, `${FUNCTION}:live:more`, `${FUNCTION}/x`, ''])(
    'is refused for %s',
    (target) => {
      expect(redrive(readLetter(fromInvocation(ENDED, target)), OURS, SENDERS)).toMatchObject({
        kind: 'refuse',
        words: expect.stringContaining('no function of ours'),
      });
    },
  );

  it('of another kind has no rule, wherever it says it is from', () => {
    const letter = { ...readLetter(fromInvocation({ n: 1 })), from: RULE };
    expect(ruleOf(letter, OURS)).toBeUndefined();
  });

  it('gets the names that the rule’s target asks for', () => {
    const template = '{"rule": <aws.events.rule-name>, "arn": <aws.events.rule-arn>}';
    const senders = withRule({ targets: [{ arn: FUNCTION, transformer: { paths: {}, template } }] });
    expect(redrive(readLetter(fromRule()), OURS, senders)).toMatchObject({
      kind: 'invoke',
      payload: JSON.stringify({ rule: 'operate-deployment-ended', arn: RULE }),
    });
  });
});

describe('a template', () => {
  const filled = (template: string, paths: Readonly<Record<string, string>> = {}) =>
    targetInput({ transformer: { paths, template } }, EVENT, { ruleArn: 'a', ruleName: 'n' });

  it('keeps the quotes of a value within an object, and loses them in a text', () => {
    const paths = { detail: '$.detail' };
    expect(filled('  "is <detail>"  ', paths)).toBe('"is {name:dep-1,status:FAILED}"');
    expect(() => filled('{"is": "<detail>"}', paths)).toThrow('gives no JSON');
  });

  it('has empty text for what it does not know and for what is not there', () => {
    expect(filled('{"a": <unknown>, "b": <deep>, "c": "<unknown>"}', { deep: '$.source.x.y' })).toBe(
      '{"a":"","b":"","c":""}',
    );
  });

  it('of no variable names a list without what is absent', () => {
    expect(filled('[<all>]', { all: '$.detail.*' })).toBe('[["dep-1","FAILED"]]');
    expect(filled('[<all>]', { all: '$.*.status' })).toBe('[["FAILED"]]');
  });

  it('keeps what made it no JSON', () => {
    const thrown = (() => {
      try {
        return filled('{');
      } catch (error) {
        return error;
      }
    })();
    expect((thrown as Error).cause).toBeInstanceOf(SyntaxError);
  });
});

describe('an excerpt', () => {
  it.each(
    ['api', 'access', 'private'].flatMap((kind) =>
      ['', '-', '_', '-_'].flatMap((between) => [`${kind}${between}key`, `X-${kind}${between}Key-2`]),
    ),
  )('hides %s', (name) => {
    expect(excerpt({ [name]: 'hunter2' })).not.toContain('hunter2');
  });

  it('hides credentials after any number of blanks', () => {
    expect(shownText('Basic   abcdefgh12345 Bearer\tabcdefgh12345')).toBe('[redacted] [redacted]');
  });

  it('is cut only when it is too long', () => {
    expect(shownText('x'.repeat(10), 10)).toBe('x'.repeat(10));
    expect(shownText('x'.repeat(11), 10)).toBe(`${'x'.repeat(9)}…`);
  });
});

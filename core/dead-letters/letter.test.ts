import { describe, expect, it } from 'vitest';
import {
  EVENT,
  FUNCTION,
  fromInvocation,
  fromQueue,
  fromRule,
  fromSchedule,
  MAIL,
  RULE,
  SCHEDULE,
} from './letter.fixture.ts';
import { readLetter } from './letter.ts';

const common = { id: 'm-1', sentAt: 1_767_225_600_000 };

describe('a letter', () => {
  it('of a rule holds the event as it was', () => {
    expect(readLetter(fromRule())).toEqual({
      ...common,
      kind: 'rule',
      from: RULE,
      target: FUNCTION,
      error: { code: 'THROTTLING', words: 'Rate exceeded' },
      attempts: 3,
      event: EVENT,
    });
  });

  it('of a schedule holds what its target would have got', () => {
    expect(readLetter(fromSchedule())).toEqual({
      ...common,
      kind: 'schedule',
      from: SCHEDULE,
      target: FUNCTION,
      error: { code: 'AccessDeniedException', words: 'not authorized' },
      attempts: 1,
      payload: { deploymentId: 'dep-1', cause: 'DEADLINE_PASSED' },
    });
  });

  it.each(['{"n":1}', 'no JSON'])('of a queue holds what was sent: %s', (body) => {
    expect(readLetter(fromQueue(body))).toEqual({
      ...common,
      kind: 'queue',
      target: MAIL,
      error: { code: 'ReceivedInVain', words: 'Its function failed at it as often as the queue allows.' },
      body,
    });
  });

  it('of a queue is one whatever its sender wrote on it', () => {
    expect(readLetter({ ...fromRule(), redrivenFrom: MAIL })).toMatchObject({ kind: 'queue', target: MAIL });
  });

  it('of a function holds what it was called with, and how it failed', () => {
    expect(readLetter(fromInvocation({ n: 1 }))).toEqual({
      ...common,
      kind: 'invocation',
      target: `${FUNCTION}:$LATEST`,
      error: { code: 'DependencyFailed', words: 'AWS did not answer' },
      attempts: 3,
      payload: { n: 1 },
    });
  });

  it('of an event that was too old has no answer of the function', () => {
    const { body, ...rest } = fromInvocation({ n: 1 });
    const {
      responsePayload: _none,
      responseContext: _nor,
      ...record
    } = JSON.parse(body) as Record<string, object>;
    const requestContext = {
      ...record['requestContext'],
      condition: 'EventAgeExceeded',
      approximateInvokeCount: 0,
    };
    expect(readLetter({ ...rest, body: JSON.stringify({ ...record, requestContext }) })).toMatchObject({
      error: { code: 'EventAgeExceeded', words: 'EventAgeExceeded' },
      attempts: 0,
    });
  });

  it.each([
    ['no JSON', { ...fromRule(), body: 'hello' }, /not JSON/],
    ['JSON of somebody else', { ...fromRule(), attributes: {} }, /neither what sent it/],
    ['null', { ...fromRule(), body: 'null', attributes: {} }, /neither what sent it/],
    ['what the scheduler cut', fromSchedule({ IS_PAYLOAD_TRUNCATED: 'true' }), /not whole/],
  ])('that is %s is unknown, with the reason', (_what, message, words) => {
    expect(readLetter(message)).toMatchObject({ kind: 'unknown', words: expect.stringMatching(words) });
  });
});

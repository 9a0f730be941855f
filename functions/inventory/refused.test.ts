import { describe, expect, it } from 'vitest';
import { CallBudgetSpent } from './lister.ts';
import { unseenFor } from './refused.ts';

const fromAws = (name: string) => Object.assign(new Error('said'), { name, $metadata: {} });

describe('what is not seen for an error', () => {
  it.each([
    ['AccessDeniedException', 'ACCESS_DENIED'],
    ['UnauthorizedOperation', 'ACCESS_DENIED'],
    ['AuthorizationErrorException', 'ACCESS_DENIED'],
    ['NotAuthorizedException', 'ACCESS_DENIED'],
    ['ThrottlingException', 'THROTTLED'],
    ['SlowDown', 'THROTTLED'],
    ['LimitExceededException', 'THROTTLED'],
    ['InternalFailure', 'FAILED'],
  ])('of the name %s is %s, whoever asks', (name, why) => {
    expect(unseenFor('AWS::EC2::Instance', fromAws(name))).toEqual({
      what: 'AWS::EC2::Instance',
      why,
      detail: `${name}: said`,
    });
  });

  it('is a budget where no call was left, and an error of ours is thrown', () => {
    expect(unseenFor('x', new CallBudgetSpent()).why).toBe('CALL_BUDGET');
    expect(() => unseenFor('x', new TypeError('ours'))).toThrow('ours');
  });
});

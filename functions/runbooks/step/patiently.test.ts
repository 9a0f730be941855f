import { describe, expect, it } from 'vitest';
import { patiently } from './patiently.ts';

const answer = (name: string, httpStatusCode: number) =>
  Object.assign(new Error('no'), {
    name,
    $fault: httpStatusCode < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode },
  });

/** Makes a call that fails as told, and counts attempts and seconds of pauses. */
async function outcome(errors: readonly Error[]) {
  let [attempts, seconds] = [0, 0];
  const clock = {
    now: () => 0,
    sleep: async (milliseconds: number) => {
      seconds += milliseconds / 1000;
    },
  };
  const left = [...errors];
  const call = async () => {
    attempts += 1;
    const error = left.shift();
    if (error) throw error;
    return 'done';
  };
  const ended = await patiently(clock, call).catch((error: Error) => error.name);
  return { ended, attempts, seconds };
}

describe('a call that AWS puts off', () => {
  const throttled = answer('ThrottlingException', 400);
  it('is made again after growing pauses', async () => {
    expect(await outcome([])).toEqual({ ended: 'done', attempts: 1, seconds: 0 });
    expect(await outcome([throttled])).toEqual({ ended: 'done', attempts: 2, seconds: 2 });
    expect(await outcome(Array(4).fill(throttled))).toEqual({ ended: 'done', attempts: 5, seconds: 20 });
  });
  it('is given up in time', async () => {
    expect(await outcome(Array(9).fill(throttled))).toEqual({
      ended: 'ThrottlingException',
      attempts: 5,
      seconds: 20,
    });
  });
  it.each([
    ['is refused', answer('InvalidParameterException', 400)],
    ['may have happened', answer('InternalServerError', 500)],
    ['has no answer', new Error('socket hang up')],
  ])('is made once where it %s', async (_, error) => {
    expect(await outcome([error])).toMatchObject({ attempts: 1, seconds: 0 });
  });
});

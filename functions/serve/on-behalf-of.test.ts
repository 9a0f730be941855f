import { beforeEach, describe, expect, it } from 'vitest';
import { ARN, type Asked, type Served, served } from './served.fixture.ts';

const OURS = 'operate-run-call-operation/run-1';
const PERSON = `${ARN}/deployers/grace`;

let disk: Served;
beforeEach(async () => {
  disk = await served();
});

/** For whom the handler is told that the caller calls. */
async function told(asked: Asked): Promise<unknown> {
  expect((await disk.ask(asked)).status).toBe(200);
  return disk.calls.at(-1)?.context.call.caller.onBehalfOf;
}

describe('on whose behalf somebody calls', () => {
  it('is what a function of ours says', async () => {
    expect(await told({ as: OURS, onBehalfOf: PERSON })).toBe(PERSON);
  });

  it('is nobody where it says nothing', async () => {
    expect(await told({ as: OURS })).toBeUndefined();
  });

  it.each(['deployers/ada', 'deployers/operate-run-call-operation/run-1'])(
    'is nobody where %s says it',
    async (as) => {
      expect(await told({ as, onBehalfOf: PERSON })).toBeUndefined();
    },
  );

  it.each([OURS, 'deployers/ada'])('is not taken from what callers can send, of %s neither', async (as) => {
    const headers = { onbehalfof: PERSON, 'on-behalf-of': PERSON, 'x-operate-on-behalf-of': PERSON };
    const query = { onBehalfOf: PERSON };
    const body = JSON.stringify({
      size: 5,
      onBehalfOf: PERSON,
      requestContext: { authorizer: { onBehalfOf: PERSON } },
    });
    expect(await told({ as, headers, query, body })).toBeUndefined();
  });

  it('is not believed without the token of the gateway', async () => {
    expect((await disk.ask({ as: OURS, onBehalfOf: PERSON, token: 'guessed' })).status).toBe(401);
    expect(disk.calls).toEqual([]);
  });
});

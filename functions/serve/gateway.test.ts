import { beforeEach, describe, expect, it } from 'vitest';
import { type Served, served } from './served.fixture.ts';

let disk: Served;
beforeEach(async () => {
  disk = await served();
});

describe('an event in the form of the gateway', () => {
  it.each([null, '', 'guessed', 'token-of-the-gatewa', 'token-of-the-gateway2'])(
    'is believed nothing of without its token: %j',
    async (token) => {
      const { status, body } = await disk.ask({ token });
      expect([status, body['title']]).toEqual([401, 'Unauthenticated']);
      expect(disk.calls).toEqual([]);
    },
  );

  it('is believed with it, and the token is in nothing that is written or answered', async () => {
    const { status, text } = await disk.ask({});
    expect(status).toBe(200);
    expect([text, ...disk.lines, JSON.stringify(await disk.audited())].join()).not.toContain(
      'token-of-the-gateway',
    );
  });
});

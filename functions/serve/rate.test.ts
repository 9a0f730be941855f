import { beforeEach, describe, expect, it } from 'vitest';
import { changing, type Served, served } from './served.fixture.ts';

let disk: Served;
beforeEach(async () => {
  disk = await served();
});

const statuses = async (count: number, asked: Parameters<Served['ask']>[0] = {}) => {
  const all: number[] = [];
  for (let index = 0; index < count; index += 1) all.push((await disk.ask(asked)).status);
  return all;
};

describe('changes of one caller', () => {
  it('pass by the allowance of a minute, and again in the next', async () => {
    expect(new Set(await statuses(120))).toEqual(new Set([200]));
    await disk.clock.advanceBy(59_999 - (disk.clock.now() % 60_000));
    const { status, headers, body } = await disk.ask({});
    expect(status).toBe(429);
    expect(headers).toMatchObject({ 'retry-after': '1', 'content-type': 'application/problem+json' });
    expect(body).toMatchObject({ title: 'TooManyRequests', retryAfterSeconds: 1 });
    await disk.clock.advanceBy(1);
    expect(new Set(await statuses(120))).toEqual(new Set([200]));
    expect(await statuses(1)).toEqual([429]);
  });

  it('are not those of another, and reads are not counted', async () => {
    await statuses(121);
    expect(await statuses(1, { as: 'deployers/bob' })).toEqual([200]);
    const read = await disk.ask({ method: 'GET', query: { size: '5' } }, undefined, {
      risk: 'read',
      role: 'viewer',
    });
    expect(read.status).toBe(200);
  });

  it('count when they are wrong or forbidden, too, and then cost no more records', async () => {
    expect(new Set(await statuses(120, { as: 'viewers/eve' }))).toEqual(new Set([403]));
    expect(await statuses(3, { as: 'viewers/eve' })).toEqual([429, 429, 429]);
    const outcomes = (await disk.audited(200)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'TooManyRequests')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'Forbidden')).toHaveLength(120);
  }, 30_000);

  it('are counted once each, however many come at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 130 }, () => disk.ask({})));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(120);
    expect(all.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  it('may be repeated with their key once they pass', async () => {
    await disk.ask({ key: 'k' }, changing('a'));
    await statuses(119);
    expect((await disk.ask({ key: 'k' }, changing('a'))).status).toBe(429);
    await disk.clock.advanceBy(60_000);
    expect((await disk.ask({ key: 'k' }, changing('a'))).status).toBe(200);
  });
});

describe('what is not a caller’s change', () => {
  it('is not counted: machines and signed deliveries', async () => {
    for (let index = 0; index < 121; index += 1) await disk.invoke({ size: 5 }, { surfaces: [] });
    expect(disk.calls).toHaveLength(121);
  });
});

describe('a read', () => {
  const read = { risk: 'read', role: 'viewer' } as const;
  const asked = { method: 'GET', query: { size: '5' } };

  it('carries a validator, and is not sent again to who has it', async () => {
    const first = await disk.ask(asked, undefined, read);
    expect(first.headers).toMatchObject({ 'cache-control': 'private, no-cache', vary: 'authorization' });
    const etag = first.headers['etag'] ?? '';
    const again = await disk.ask({ ...asked, headers: { 'if-none-match': etag } }, undefined, read);
    expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', etag]);
    expect(again.headers['x-request-id']).toBe('req-1');
    expect(again.headers['content-type']).toBeUndefined();
    const changed = await disk.ask(
      { ...asked, headers: { 'if-none-match': etag } },
      () => ({ done: false }),
      read,
    );
    expect(changed.status).toBe(200);
  });

  it('that is refused carries none', async () => {
    const refused = await disk.ask(
      { ...asked, as: null, headers: { 'if-none-match': '*' } },
      undefined,
      read,
    );
    expect([refused.status, refused.headers['etag']]).toEqual([401, undefined]);
  });
});

describe('a condition that nobody would check', () => {
  it.each(['if-match', 'if-unmodified-since'])('is refused: %s', async (name) => {
    const { status, body } = await disk.ask({ headers: { [name]: '"x"' } });
    expect([status, body['violations']]).toEqual([400, [expect.objectContaining({ field: name })]]);
    expect(disk.calls).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemHttp } from '../http-client.ts';
import { OsvFailed, vulnerabilitiesOf, vulnerability } from './ask-osv.ts';
import { osvServer } from './osv.fixture.ts';

let osv: Awaited<ReturnType<typeof osvServer>>;
beforeEach(async () => {
  osv = await osvServer();
});
afterEach(() => osv.close());
const one = (name: string) => ({ ecosystem: 'npm', name, version: '4.17.20' });

describe('asking OSV', () => {
  it('asks for packages by name and version, in batches, page by page, and keeps their order', async () => {
    const packages = [...Array.from({ length: 120 }, (_, at) => one(`package-${at}`)), one('lodash')];
    const ids = await vulnerabilitiesOf({ http: systemHttp, url: osv.url }, packages);
    expect(ids).toHaveLength(121);
    expect(ids.findIndex((some) => some.length > 0)).toBe(120);
    expect(ids[120]).toEqual(['GHSA-aaaa-bbbb-cccc']);
    expect(osv.seen.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array.from({ length: 3 }, () => 'POST /v1/querybatch'),
    );
    expect(osv.seen[2]?.body).toEqual({
      queries: [{ package: { ecosystem: 'npm', name: 'lodash' }, version: '4.17.20', page_token: 'more' }],
    });
  });

  it('asks for an entry by its id', async () => {
    const entry = await vulnerability({ http: systemHttp, url: osv.url }, 'GHSA-aaaa-bbbb-cccc');
    expect(entry).toMatchObject({ id: 'GHSA-aaaa-bbbb-cccc' });
    const missing = vulnerability({ http: systemHttp, url: osv.url }, 'GHSA-none');
    await expect(missing).rejects.toThrow(OsvFailed);
  });

  it('asks in halves for what is answered at greater length than is read', async () => {
    const asked: number[] = [];
    const http = async ({ body = '' }: { body?: string }) => {
      const { queries } = JSON.parse(body) as { queries: object[] };
      asked.push(queries.length);
      const text = JSON.stringify({ results: queries.map(() => ({ vulns: [{ id: 'X' }] })) });
      return { status: 200, headers: {}, body: queries.length > 2 ? text.slice(0, 20) : text };
    };
    const ids = await vulnerabilitiesOf({ http }, [one('a'), one('b'), one('c'), one('d'), one('e')]);
    expect(ids).toEqual(Array.from({ length: 5 }, () => ['X']));
    expect(asked).toEqual([5, 3, 2, 1, 2]);
  });
});

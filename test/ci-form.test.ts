import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STOREFRONT_VERSIONS } from '../sandbox/samples/catalogue.ts';
import { install } from './flows/installation.ts';
import { storefront } from './flows/storefront.ts';
import { type House, run } from './parity/doors.ts';

const GOOD = '0c1f6a9d7be24a6f9f6c0f4a3f8be1d2c3b4a596';
const BAD = 'bad0c0de7be24a6f9f6c0f4a3f8be1d2c3b4a596';
/** The form that pipelines know from elsewhere, word for word. */
const FORM = (sha: string) =>
  `deploy --strategy blue-green --app user-service --version ${sha} --health-check /health --auto-rollback true`;

let house: House;
beforeAll(async () => {
  const installation = await install();
  const versions = { [GOOD]: STOREFRONT_VERSIONS.v2, [BAD]: STOREFRONT_VERSIONS.failing };
  await storefront(installation, { name: 'user-service', versions });
  house = { installation, url: (await installation.product.api.listen()).url };
}, 120_000);
afterAll(async () => {
  await house.installation.product.api.close();
  await house.installation.close();
});
const said = (line: string) => run(house, line.split(' '));

describe('the form that pipelines know', () => {
  it('plans what it says, for production, and says that it chose it', async () => {
    const { code, out, err } = await said(`${FORM(GOOD)} --dry-run --json`);
    expect({ code, err }).toEqual({ code: 0, err: 'environment: production, because none was named.\n' });
    expect(JSON.parse(out)).toMatchObject({
      plan: { strategy: 'blue-green', notes: ['The probes of health ask /health.'] },
    });
  });

  it('ends with 1 when the version is worse, and was rolled back', async () => {
    const { code, out } = await said(FORM(BAD));
    expect({ code, last: out.trimEnd().split('\n').at(-1) }).toEqual({
      code: 1,
      last: expect.stringContaining('ROLLED_BACK'),
    });
  }, 60_000);

  it('ends with 0 when the version was promoted; watched, each verdict has its line', async () => {
    const { code, out } = await said(`${FORM(GOOD)} --watch`);
    expect({ code, last: out.trimEnd().split('\n').at(-1) }).toEqual({
      code: 0,
      last: expect.stringContaining('PROMOTED'),
    });
    expect(out).toMatch(/^\d\d:\d\d:\d\d {2}step 1, 10% {2}(CONTINUE|PROMOTE) {2}\S/m);
    expect(out.match(/^\d\d:\d\d:\d\d {2}step 2, 100% {2}PROMOTE /gm)).toHaveLength(1);
  }, 60_000);

  it.each([
    ['//evil.example/health', /healthCheck/],
    ['/health?token=1', /healthCheck/],
    ['https://evil.example/', /healthCheck/],
  ])('takes no other address for a path: %s', async (path, words) => {
    const { code, err } = await said(`deploy --app user-service --version ${BAD} --health-check ${path}`);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(words) });
  });
});

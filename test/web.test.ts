import type { Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, HOW_TO_INSTALL, hasChromium, openBrowser, signIn } from './web/browser.ts';
import { nameless, overflow } from './web/narrow.ts';
import { openWebStage, type WebStage } from './web/stage.ts';

if (!hasChromium()) {
  // A gate that leaves the browser out because it is missing would say nothing of the page.
  if (process.env['CI']) throw new Error(HOW_TO_INSTALL);
  console.warn(`${HOW_TO_INSTALL} The page is not tested here.`);
}

const VIEWS = ['deployments', 'incidents', 'runs', 'approvals', 'objectives', 'health', 'audit', 'search'];

describe.skipIf(!hasChromium())('the page in a browser', { timeout: 180_000 }, () => {
  let stage: WebStage;
  let browser: Browser;
  beforeAll(async () => {
    [stage, browser] = await Promise.all([openWebStage(), openBrowser()]);
    stage.pace.quietWhen(browser.isQuiet);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });
  const page = () => browser.page;
  const main = () => page().getByRole('main');
  const goTo = (view: string) => page().goto(`${stage.url}#/${view}`);
  const saidOnPage = (words: string | RegExp) => main().getByText(words).first().waitFor();
  const passUntilShown = (words: string | RegExp) =>
    stage.pace.passUntil(`the page says ${words}`, () => main().getByText(words).first().isVisible());

  it('shows a bad deployment on its way, its verdicts, and how it is rolled back', async () => {
    await signIn(page(), stage.url, 'developer');
    await page().getByText('Deploy a version…').click();
    await page().getByLabel('Service').fill('shop');
    await page().getByLabel('Version', { exact: true }).fill('failing');
    await page().getByRole('button', { name: 'Show the plan' }).click();
    await saidOnPage(/at least, about \$/);
    await page().getByRole('button', { name: 'Deploy', exact: true }).click();
    await page()
      .getByRole('heading', { name: /Deployments dep-/ })
      .waitFor();
    await passUntilShown('baking');
    await saidOnPage('1 of 4: 5%');
    await passUntilShown('rolled back');
    await saidOnPage('roll back');
    await saidOnPage(/Evidence against the new version/);
    const drawn = await page().evaluate(
      `[...document.querySelector('canvas').getContext('2d').getImageData(0, 0, 400, 200).data].some((value) => value > 0)`,
    );
    expect(drawn).toBe(true);
    expect(await stage.shop.shares()).toMatchObject({ green: 0 });
  });

  it('asks again under the same key where a server failed, and under another after an answer', async () => {
    const keys: (string | undefined)[] = [];
    const statuses = [503, 409, 409];
    await page().route('**/operations/deploy-application', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      const status = statuses[keys.length - 1] ?? 500;
      await route.fulfill({ status, contentType: 'application/json', body: '{"detail":"Not now."}' });
    });
    await goTo('deployments');
    await page().getByText('Deploy a version…').click();
    await page().getByLabel('Service').fill('shop');
    await page().getByLabel('Version', { exact: true }).fill('v2');
    for (const count of [1, 2, 3]) {
      await page().getByRole('button', { name: 'Deploy', exact: true }).click();
      await expect.poll(() => keys.length).toBe(count);
      await page().getByRole('alert').waitFor();
    }
    await page().unroute('**/operations/deploy-application');
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[1]);
    browser.forget(/^(503|409) .*deploy-application/);
  });

  it('asks for what it has with its validator, so that it is not sent again', async () => {
    const asked: string[] = [];
    const listen = async (request: Request) => {
      const { 'if-none-match': validator } = await request.allHeaders();
      if (request.url().includes('/operations/list-deployments') && validator) asked.push(validator);
    };
    page().on('request', listen);
    await goTo('deployments');
    await expect.poll(() => asked.length, { timeout: 20_000 }).toBeGreaterThan(0);
    page().off('request', listen);
    expect(asked[0]).toMatch(/^"[\w-]{27}"$/);
  });

  it('refuses in words what somebody may not do', async () => {
    await page().getByRole('button', { name: 'Sign out' }).click();
    await signIn(page(), stage.url, 'viewer');
    await page().getByText('Deploy a version…').click();
    await page().getByLabel('Version', { exact: true }).fill('v2');
    await page().getByRole('button', { name: 'Deploy', exact: true }).click();
    await page().getByRole('alert').waitFor();
    expect(await page().getByRole('alert').innerText()).toMatch(/deployer|viewer/);
    await page().getByRole('button', { name: 'Sign out' }).click();
  });

  it('lets an approver see what a runbook would change, approve it, and see the incident close', async () => {
    await signIn(page(), stage.url, 'approver');
    await stage.alarm('ALARM');
    await goTo('approvals');
    await passUntilShown('add-task on shop');
    await saidOnPage(/Scales shop-blue from 2 to 3 tasks/);
    await page().getByRole('button', { name: 'Approve' }).click();
    await saidOnPage('Nothing waits for an answer.');
    await goTo('incidents');
    await main().locator('tbody a').first().click();
    await passUntilShown('verified');
    await stage.alarm('OK');
    await passUntilShown('resolved');
    await passUntilShown(/succeeded/);
    expect(stage.shop.tasks('blue')).toBe(3);
  });

  it('checks the chain of the audit and finds what is asked for', async () => {
    await goTo('audit');
    await page().getByRole('button', { name: 'Check the chain' }).click();
    await saidOnPage(/records in \d+ chains/);
    await saidOnPage('verified');
    await goTo('search/failing');
    await page()
      .getByRole('link', { name: /deployments dep-/ })
      .first()
      .click();
    await saidOnPage('rolled back');
  });

  it('is walked through by keys alone', async () => {
    await goTo('deployments');
    await page().getByRole('heading', { name: 'Deployments' }).waitFor();
    await page().keyboard.press('g');
    await page().keyboard.press('i');
    await page().getByRole('heading', { name: 'Incidents' }).waitFor();
    await main().locator('tbody a').first().waitFor();
    await page().keyboard.press('j');
    await page().keyboard.press('Enter');
    await page()
      .getByRole('heading', { name: /Incidents inc-/ })
      .waitFor();
    await page().keyboard.press('?');
    await page().getByRole('dialog').waitFor();
    await page().keyboard.press('Escape');
    await page().keyboard.press('/');
    await page().locator('#words:focus').waitFor();
    await page().keyboard.type('failing');
    await page().waitForURL(/#\/search\/failing$/);
    await page()
      .getByRole('link', { name: /deployments dep-/ })
      .first()
      .waitFor();
    await page().keyboard.press('Tab');
    expect(await page().evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  });

  it.each(VIEWS)('fits 360 pixels, names every control, and has one heading: %s', async (view) => {
    await page().setViewportSize({ width: 360, height: 800 });
    await goTo(view);
    await main().getByText('Loading…').waitFor({ state: 'detached' });
    expect(await overflow(page())).toBeLessThanOrEqual(0);
    expect(await nameless(page())).toEqual([]);
    expect(await page().getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  it('runs no script and shows no element that telemetry brings', async () => {
    const words = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    await stage.as('operator').manage_incident({
      action: 'create',
      title: words,
      environment: 'production',
      affectedServices: ['shop'],
    });
    await goTo('incidents');
    await saidOnPage(words);
    expect(await page().locator('main img, main script').count()).toBe(0);
    expect(await page().title()).toBe('Incidents – Operate');
  });

  it('keeps to its policy: the browser had nothing to complain of but what was refused', () => {
    expect(browser.complaints).toEqual([]);
  });
});

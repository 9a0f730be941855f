/**
 * Makes a picture of each view, of an installation in which something has happened.
 *
 *   npm run screenshots              into docs/screenshots
 *   npm run screenshots -- DIR       into another folder
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, HOW_TO_INSTALL, hasChromium, openBrowser, signIn } from './browser.ts';
import { openWebStage, type WebStage } from './stage.ts';

const [folder = fileURLToPath(new URL('../../docs/screenshots', import.meta.url))] = process.argv.slice(2);
const LISTS = ['deployments', 'incidents', 'objectives', 'health', 'audit', 'search/shop'];

async function deploy({ developer, pace }: WebStage, version: string, end: string): Promise<string> {
  const wish = { environment: 'production', service: 'shop', version };
  const { deployment } = await developer.deploy_application(wish);
  const deploymentId = deployment?.deploymentId ?? '';
  await pace.passUntil(`${version} is ${end}`, async () => {
    const answer = await developer.get_deployment({ deploymentId });
    return answer.deployment.state === end;
  });
  return deploymentId;
}

/** A version that is promoted and one that is rolled back, and an incident with a run that waits for an answer. */
async function happen(stage: WebStage) {
  const { as, pace, alarm } = stage;
  const promotedId = await deploy(stage, 'v2', 'PROMOTED');
  const deploymentId = await deploy(stage, 'failing', 'ROLLED_BACK');
  await alarm('ALARM');
  const waiting = async () => (await as('viewer').list_runbook_runs({ open: true })).runs;
  await pace.passUntil('a run waits', async () =>
    (await waiting()).some(({ state }) => state === 'AWAITING_APPROVAL'),
  );
  const { incidents } = await as('viewer').list_incidents({});
  return {
    promotedId,
    deploymentId,
    incidentId: incidents[0]?.incidentId ?? '',
    runId: (await waiting())[0]?.runId ?? '',
  };
}

/** @param part selector of what is scrolled to */
async function take(
  { page }: Browser,
  url: string,
  view: string,
  name: string,
  part?: string,
): Promise<void> {
  await page.goto(`${url}#/${view}`);
  await page.getByText('Loading…').first().waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
  if (part !== undefined) {
    await page.locator(part).first().waitFor();
    await page.evaluate(`document.querySelector('${part}').scrollIntoView()`);
  }
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`${name}.png`);
}

if (!hasChromium()) throw new Error(HOW_TO_INSTALL);
mkdirSync(folder, { recursive: true });
const stage = await openWebStage();
const browser = await openBrowser({ width: 1000, height: 640 });
try {
  const { promotedId, deploymentId, incidentId, runId } = await happen(stage);
  await signIn(browser.page, stage.url, 'approver');
  for (const view of LISTS) await take(browser, stage.url, view, view.split('/')[0] ?? view);
  await take(browser, stage.url, `deployments/${deploymentId}`, 'deployment');
  await take(browser, stage.url, `incidents/${incidentId}`, 'incident');
  await take(browser, stage.url, `runs/${runId}`, 'run');
  await take(browser, stage.url, 'approvals', 'approvals');
  await take(browser, stage.url, `deployments/${promotedId}`, 'verdicts', 'figure');
  await browser.page.emulateMedia({ colorScheme: 'dark' });
  await take(browser, stage.url, `deployments/${deploymentId}`, 'deployment-dark');
  await browser.page.setViewportSize({ width: 360, height: 760 });
  await take(browser, stage.url, 'approvals', 'approvals-narrow');
} finally {
  await browser.close();
  await stage.close();
}

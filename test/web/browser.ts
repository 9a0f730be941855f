import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** Debian's, of its package `chromium`. */
export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const HOW_TO_INSTALL = 'There is no Chromium: apt-get install chromium.';

export const hasChromium = (): boolean => existsSync(CHROMIUM);

const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A person's browser: an empty profile, and everything that its console said was wrong. */
export interface Browser {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: readonly string[];
  /** Leaves out complaints that a test has brought about. */
  forget(expected: RegExp): void;
  /** Whether no request of the page waits for its answer. */
  isQuiet(): boolean;
  close(): Promise<void>;
}

export async function openBrowser(viewport = { width: 1280, height: 900 }): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: SWITCHES,
    viewport,
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
  });
  const [page = await context.newPage()] = context.pages();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  const waiting = new Set<object>();
  page.on('request', (request) => waiting.add(request));
  page.on('requestfinished', (request) => waiting.delete(request));
  page.on('requestfailed', (request) => waiting.delete(request));
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of')) complaints.push(message.text());
  });
  page.on('response', async (response) => {
    if (response.status() >= 400 && response.status() !== 403)
      complaints.push(`${response.status()} ${response.url()} ${await response.text().catch(() => '')}`);
  });
  return {
    context,
    page,
    complaints,
    forget: (expected) => {
      complaints.splice(0, complaints.length, ...complaints.filter((one) => !expected.test(one)));
    },
    isQuiet: () => waiting.size === 0,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Signs in at the page as one of the sandbox's people. */
export async function signIn(page: Page, url: string, profile: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: profile, exact: true }).click();
  await page.getByRole('navigation').waitFor();
}

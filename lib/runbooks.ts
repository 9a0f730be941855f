import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'docs/alarms';

/** The page that says what to do when an alarm fires. */
export function runbookOf(alarm: string): string {
  return `${FOLDER}/${alarm}.md`;
}

/**
 * Alarms without a page, and pages without an alarm: either is found out when it is needed, at night.
 * @param descriptions of the alarms, which name their pages
 */
export function brokenRunbooks(descriptions: readonly string[], root: string): string[] {
  const pages = readdirSync(join(root, FOLDER)).map((file) => `${FOLDER}/${file}`);
  const named = descriptions.map((text) => /Runbook: (\S+)$/.exec(text)?.[1]);
  return [
    ...descriptions
      .filter((_, index) => !pages.includes(named[index] ?? ''))
      .map((text) => `no page for the alarm '${text}'`),
    ...pages.filter((page) => !named.includes(page)).map((page) => `no alarm for ${page}`),
  ];
}

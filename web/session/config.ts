import type { PageConfig } from '../../surfaces/page/config.ts';

/** What this page was deployed with. @throws Error where nothing was written */
export async function readConfig(): Promise<PageConfig> {
  const response = await fetch('/config.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`config.json was answered ${response.status}.`);
  return (await response.json()) as PageConfig;
}

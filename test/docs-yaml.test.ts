import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAlerting } from '../core/alerting/document.ts';
import { parseExperiment } from '../core/chaos/parse.ts';
import { parseFacts } from '../core/runbook/example/runbook.fixture.ts';
import { isProblems, parseRunbook } from '../core/runbook/parse.ts';
import { readFramework } from '../core/security/framework-document.ts';
import { RULES } from '../core/security/rules.ts';
import { SURROUNDINGS } from '../core/slo/document/documents.fixture.ts';
import { readObjectives } from '../core/slo/document/read-objectives.ts';
import { catalog } from '../functions/catalog.ts';
import { form as experimentForm } from '../functions/chaos/form.ts';
import { installationSchedules } from '../lib/manifest/schedules.ts';
import { ROOT } from './architecture/source-files.ts';

const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: ROOT }).sort()];
const blocks = pages.flatMap((page) =>
  [...readFileSync(`${ROOT}${page}`, 'utf8').matchAll(/^```yaml\n(.*?)^```$/gms)].map(
    ([, text = '']) => [page, text.split('\n', 1)[0] ?? '', text] as const,
  ),
);

function schedulesIn(text: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'schedules-'));
  const file = join(folder, 'schedules.yaml');
  try {
    writeFileSync(file, text);
    installationSchedules(catalog, file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a YAML document of the pages', () => {
  it.each(blocks)('%s: %s', (_page, _first, text) => {
    if (/^apiVersion:/m.test(text)) return void readObjectives(text, SURROUNDINGS);
    if (/^channels:/m.test(text)) return void parseAlerting(text);
    if (/^schedules:/m.test(text)) return void schedulesIn(text);
    if (/^requirements:/m.test(text))
      return void readFramework(
        text,
        RULES.map(({ name }) => name),
      );
    const name = /^name: (\S+)$/m.exec(text)?.[1];
    if (/^hypothesis:/m.test(text)) {
      const read = parseExperiment(text, `${name}.yaml`, experimentForm);
      return void expect('experiment' in read ? [] : read.violations).toEqual([]);
    }
    const runbook = parseRunbook(text, parseFacts(`${name}.yaml`));
    expect(isProblems(runbook) ? runbook : []).toEqual([]);
  });

  it('there is one of each kind', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(2);
  });
});

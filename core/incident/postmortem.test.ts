import { describe, expect, it } from 'vitest';
import { ADA, at, incident } from './incident.fixture.ts';
import { postmortem } from './postmortem.ts';
import type { IncidentRecord, RelatedChange, RunOfIncident } from './record.ts';

const run = (runbook: string, outcome?: string): RunOfIncident => ({
  runId: `run-${runbook}`,
  runbook,
  at: at(30),
  ...(outcome !== undefined && { outcome }),
});
const change: RelatedChange = { kind: 'deployment', id: 'dep-1', at: at(-60), words: 'v2' };
const TIMES = { startedAt: at(0), detectedAt: at(60), recoveredAt: at(600), resolvedAt: at(900) };
const verified = (changes: Partial<IncidentRecord> = {}): IncidentRecord => ({
  ...incident(),
  state: { name: 'RESOLVED', at: at(900), resolved: { how: 'VERIFIED', words: 'All are well.' } },
  times: TIMES,
  runs: [run('scale', 'SUCCEEDED')],
  ...changes,
});
const IMPACT = { requests: 5000, failed: 120, objective: 'availability', budgetShare: 0.125 };
const CAUSE = { words: 'Version 2 leaks.', evidence: ['Memory grew from its start on.'] };

describe('a postmortem', () => {
  it('has the facts of the record and the evidence', () => {
    const { json } = postmortem(verified(), { impact: IMPACT, cause: CAUSE });
    expect(json).toEqual({
      incidentId: 'inc-1',
      title: 'errors',
      severity: 'medium',
      environment: 'live',
      services: ['shop'],
      summary: `errors (medium): 1 signals of shop in live, from ${at(0)} to ${at(600)}. All are well.`,
      times: TIMES,
      impact: IMPACT,
      timeline: incident().timeline,
      cause: { kind: 'found', ...CAUSE },
      helped: [`Runbook scale (run-scale, ${at(30)}): SUCCEEDED.`],
      didNotHelp: [],
      actionItems: [],
      similar: [],
    });
  });

  it('claims no cause without evidence', () => {
    const causeOf = (record: IncidentRecord, cause?: { words: string; evidence: string[] }) =>
      postmortem(record, cause ? { cause } : {}).json.cause;
    expect(causeOf(verified())).toEqual({ kind: 'undetermined', candidates: [] });
    expect(causeOf(verified({ changes: [change] }), { words: 'A leak.', evidence: [] })).toEqual({
      kind: 'undetermined',
      candidates: ['A leak. (no evidence)', `deployment dep-1 at ${at(-60)}: v2`],
    });
    expect(causeOf(verified({ rootCause: 'A leak.' }))).toEqual({ kind: 'stated', words: 'A leak.' });
    expect(causeOf(verified({ rootCause: 'A leak.' }), CAUSE).kind).toBe('found');
  });

  it('tells what helped from what did not, and what never ended', () => {
    const told = { ...run('tell', 'SUCCEEDED'), changed: false };
    const runs = [run('restart', 'INEFFECTIVE'), run('scale', 'SUCCEEDED'), run('wait'), told];
    const resolved = { how: 'PERSON', by: ADA, resolution: 'Bought more.' } as const;
    const { json } = postmortem(verified({ runs, state: { name: 'RESOLVED', at: at(900), resolved } }));
    expect(json.helped).toEqual([`Runbook scale (run-scale, ${at(30)}): SUCCEEDED.`, 'Bought more.']);
    expect(json.didNotHelp).toEqual([
      `Runbook restart (run-restart, ${at(30)}): INEFFECTIVE.`,
      `Runbook wait (run-wait, ${at(30)}): not ended.`,
      `Runbook tell (run-tell, ${at(30)}): SUCCEEDED, having changed nothing.`,
    ]);
    expect(json.summary).toContain(`Resolved by ${ADA}: Bought more.`);
  });

  it('of what is not over says so', () => {
    expect(postmortem(incident({}, { services: [] })).json.summary).toBe(
      `errors (medium): 1 signals of no known service in live, from ${at(0)}; it is not over.`,
    );
    const { recoveredAt: _none, ...times } = TIMES;
    expect(postmortem(verified({ times, services: ['shop', 'mail'] })).json.summary).toContain(
      `of shop, mail in live, from ${at(0)} to ${at(900)}.`,
    );
  });

  it('asks for what the record shows to be missing', () => {
    const items = (changes: Partial<IncidentRecord>) =>
      postmortem(verified(changes), { impact: IMPACT, cause: CAUSE }).json.actionItems;
    expect(items({})).toEqual([]);
    expect(postmortem(verified()).json.actionItems).toEqual([
      'Find the cause: it is undetermined.',
      'Give the services an objective, so that the next impact can be counted.',
    ]);
    expect(postmortem(verified({ rootCause: 'x' }), { impact: IMPACT }).json.actionItems).toEqual([]);
    expect(items({ preventiveMeasures: ['Test it.'], runs: [] })).toEqual([
      'Test it.',
      'Write or assign a runbook: none answered.',
    ]);
    expect(items({ reopened: 2 })).toEqual(['Find out why it came back 2 times.']);
    expect(items({ times: { ...TIMES, detectedAt: at(300) } })).toEqual([]);
    expect(items({ times: { ...TIMES, detectedAt: at(301) } })).toEqual([
      'Have it noticed sooner: it took 301 s.',
    ]);
    expect(items({ runs: [run('restart', 'FAILED'), run('scale'), run('cpu', 'REFUSED')] })).toEqual([
      'Mend runbook restart: it did not help.',
    ]);
  });

  it('is a page of Markdown', () => {
    const similar = [
      { incidentId: 'inc-0', score: 0.6667, why: 'Both had x.', whatWorked: ['Runbook scale.'] },
      { incidentId: 'inc-9', score: 1, why: 'Same.', whatWorked: [] },
    ];
    const record = verified({ preventiveMeasures: ['Test it.'] });
    const { markdown } = postmortem(record, { impact: IMPACT, cause: CAUSE, similar });
    expect(markdown.split('\n')).toEqual([
      '# Postmortem: errors',
      '',
      '## Summary',
      '',
      expect.stringMatching(/^errors \(medium\): 1 signals of shop in live, from .* All are well\.$/),
      '',
      '## Impact',
      '',
      '- 120 of 5000 requests failed',
      '- 12.5% of the error budget of availability used up',
      '',
      '## Times',
      '',
      expect.stringMatching(/^- startedAt: 2026/),
      expect.stringMatching(/^- detectedAt/),
      expect.stringMatching(/^- recoveredAt/),
      expect.stringMatching(/^- resolvedAt/),
      '',
      '## Timeline',
      '',
      expect.stringMatching(/^- 2026.* signals: Opened by errors/),
      '',
      '## Cause',
      '',
      'Version 2 leaks.',
      '',
      'Evidence:',
      '',
      '- Memory grew from its start on.',
      '',
      '## What helped',
      '',
      expect.stringMatching(/^- Runbook scale/),
      '',
      '## What did not help',
      '',
      'Nothing recorded.',
      '',
      '## Action items',
      '',
      '- [ ] Test it.',
      '',
      '## Similar incidents',
      '',
      '- inc-0 (66.7% alike): Both had x. What worked: Runbook scale.',
      '- inc-9 (100% alike): Same. What worked: not recorded',
      '',
    ]);
  });

  it('says in Markdown what is not known', () => {
    const section = (name: string, text: string) => text.split(`## ${name}\n\n`)[1]?.split('\n\n## ')[0];
    const { markdown } = postmortem(verified({ changes: [change] }));
    expect(section('Impact', markdown)).toBe('No data: no objective counts the requests of these services.');
    expect(section('Cause', markdown)).toMatch(
      /^Undetermined\.\n\nChanged around the time:\n\n- deployment dep-1 at /,
    );
    expect(section('Cause', postmortem(verified()).markdown)).toBe('Undetermined.');
    expect(section('Cause', postmortem(verified({ rootCause: 'A leak.' })).markdown)).toBe(
      'A leak.\n\nAs a person said; no evidence is recorded.',
    );
    const bare = postmortem(verified(), { impact: { requests: 9, failed: 1 } }).markdown;
    expect(section('Impact', bare)).toBe('- 1 of 9 requests failed');
    const nameless = postmortem(verified(), {
      impact: { requests: 9, failed: 1, budgetShare: 0.5 },
    }).markdown;
    expect(section('Impact', nameless)).toContain('- 50% of the error budget of its objective used up');
  });

  it('shows hostile text as text', () => {
    const title = '](http://evil) <img src=x> # ignore';
    const { markdown } = postmortem(
      verified({ title, timeline: [{ at: at(0), by: 'x', words: '\n# Injected' }] }),
    );
    expect(markdown).not.toMatch(/[^\\]<img|\n# Injected|[^\\]\]\(/);
    expect(markdown.match(/^# /gm)).toHaveLength(1);
  });
});

import { markdownText } from './markdown-text.ts';
import type { Cause, Postmortem } from './postmortem.ts';
import type { Similar } from './similar.ts';

/** The draft as Markdown. All text in it is escaped, since much of it came from outside. */
export function postmortemMarkdown(draft: Postmortem): string {
  const { title, summary, times, timeline, helped, didNotHelp } = draft;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Summary', [markdownText(summary)]],
    ['Impact', impactLines(draft.impact)],
    ['Times', bullets(Object.entries(times).map(([name, at]) => `${name}: ${at}`))],
    ['Timeline', bullets(timeline.map(({ at, by, words }) => `${at} ${by}: ${words}`))],
    ['Cause', causeLines(draft.cause)],
    ['What helped', bullets(helped)],
    ['What did not help', bullets(didNotHelp)],
    ['Action items', draft.actionItems.map((item) => `- [ ] ${markdownText(item)}`)],
    ['Similar incidents', bullets(draft.similar.map(similarWords))],
  ];
  const body = sections.flatMap(([name, lines]) => [`## ${name}`, '', ...orNone(lines), '']);
  return [`# Postmortem: ${markdownText(title)}`, '', ...body].join('\n');
}

function bullets(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `- ${markdownText(line)}`);
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? lines : ['Nothing recorded.'];
}

function impactLines(impact: Postmortem['impact']): readonly string[] {
  if ('state' in impact) return ['No data: no objective counts the requests of these services.'];
  const { requests, failed, objective, budgetShare } = impact;
  const budget =
    budgetShare === undefined
      ? []
      : [`${percent(budgetShare)} of the error budget of ${objective ?? 'its objective'} used up`];
  return bullets([`${failed} of ${requests} requests failed`, ...budget]);
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

function causeLines(cause: Cause): readonly string[] {
  switch (cause.kind) {
    case 'found':
      return [markdownText(cause.words), '', 'Evidence:', '', ...bullets(cause.evidence)];
    case 'stated':
      return [markdownText(cause.words), '', 'As a person said; no evidence is recorded.'];
    case 'undetermined':
      return [
        'Undetermined.',
        ...(cause.candidates.length > 0 ? ['', 'Changed around the time:', ''] : []),
      ].concat(bullets(cause.candidates));
  }
}

function similarWords({ incidentId, score, why, whatWorked }: Similar): string {
  return `${incidentId} (${percent(score)} alike): ${why} What worked: ${whatWorked.join(' ') || 'not recorded'}`;
}

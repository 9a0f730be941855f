import { describe, expect, it } from 'vitest';
import { EXAMPLES, example, exampleText, parseFacts } from './example/runbook.fixture.ts';
import { isProblems, parseRunbook } from './parse.ts';

const text = exampleText('add-capacity');
/** What is wrong with a text: line, column, field, problem. */
const wrong = (yaml: string, file = 'add-capacity.yaml') => {
  const parsed = parseRunbook(yaml, parseFacts(file));
  if (!isProblems(parsed)) throw new Error('It was parsed.');
  return parsed.map(({ line, column, field, problem }) => [line, column, field, problem]);
};
const changed = (from: string | RegExp, to: string) => {
  const other = text.replace(from, to);
  if (other === text) throw new Error(`There is no ${from}.`);
  return wrong(other);
};
const step = (lines: string) => text.replace('  - name: tell', `${lines}\n  - name: tell`);

describe('parseRunbook', () => {
  it.each(EXAMPLES)('reads %s', (name) => {
    expect(parseRunbook(exampleText(name), parseFacts(`runbooks/${name}.yaml`))).toMatchObject({ name });
    expect(parseRunbook(exampleText(name), parseFacts(`${name}.yml`))).toMatchObject({ name });
  });

  it('fills in what is usual', () => {
    expect(example('free-disk')).toMatchObject({
      limits: { concurrency: 1, perHour: 3, costPerDay: 5 },
      triggers: [{ metric: 'disk_used_percent', threshold: '> 85', duration: 0 }],
    });
    expect(example('add-capacity')).toMatchObject({ approvalSeconds: 3600, steps: [{}, {}, { params: {} }] });
  });

  it.each<[string, string | RegExp, string, unknown[]]>([
    ['no YAML', 'risk: low', 'risk: [low', expect.arrayContaining([[11, 1, 'document', expect.any(String)]])],
    ['an alias', 'risk: low', 'risk: *low', [[10, 7, 'document', expect.stringContaining('low')]]],
    ['an unknown field', 'risk: low', 'risk: low\nowner: me', [[11, 1, 'owner', 'is not a known field']]],
    ['a missing field', 'risk: low\n', '', [[2, 1, 'risk', 'is missing']]],
    ['a wrong value', 'risk: low', 'risk: huge', [[10, 1, 'risk', 'does not fit']]],
    [
      'another name than the file',
      'name: add-capacity',
      'name: other',
      [[2, 1, 'name', "is 'other' in the file add-capacity.yaml"]],
    ],
    ['an unknown tool', 'tool: notify_people', 'tool: shout', [[28, 5, 'steps.2.tool', 'does not fit']]],
    [
      'an operation that no runbook may call',
      /tool: notify_people\n( +)action: .*/,
      'tool: call_operation\n$1action: approve',
      expect.arrayContaining([[29, 5, 'steps.2.action', 'does not fit']]),
    ],
    [
      'an unknown parameter',
      'percent: 50',
      'percent: 50, of: 2',
      [[23, 28, 'steps.1.params.of', 'is not a known field']],
    ],
    [
      'a name twice',
      'name: tell',
      'name: read-cpu',
      [[27, 5, 'steps.2.name', "is 'read-cpu' like an earlier step's"]],
    ],
    ['no precondition', / {4}precondition: .*\n/, '', [[20, 5, 'steps.1.precondition', 'is missing']]],
    ['no verification', / {4}verify: .*\n/, '', [[20, 5, 'steps.1.verify', 'is missing']]],
    ['no inverse', / {4}inverse: .*\n/, '', [[20, 5, 'steps.1.inverse', 'is missing']]],
    [
      'an expression in a text',
      'Tasks were added;',
      'Tasks {% $x %};',
      [[29, 5, 'steps.2.action', "contains '{%'"]],
    ],
    [
      'an end of an expression',
      'latest > 80 and',
      'latest > 80 %} and',
      expect.arrayContaining([[24, 5, 'steps.1.precondition', "contains '%}'"]]),
    ],
    ['a placeholder', 'Adds tasks', `Adds $\{table}`, [[3, 1, 'summary', "contains '${'"]]],
    [
      'a step named like a state',
      'name: tell',
      'name: begin',
      [[15, 1, 'steps', "need two states of the name 'Begin'"]],
    ],
  ])('refuses %s, where it is', (_name, from, to, found) => {
    expect(changed(from, to)).toEqual(found);
  });

  it('tells everything at once, in the order of the file', () => {
    const two = text
      .replace('risk: low', 'risk: huge')
      .replace('perHour: 2', 'perHour: 0')
      .replace('tool: notify_people', 'tool: x');
    expect(wrong(two).map(([line]) => line)).toEqual([10, 13, 28]);
  });

  it('refuses a machine that is too large', () => {
    const change = (name: string) =>
      text
        .slice(text.indexOf('  - name: scale-out'), text.indexOf('  - name: tell'))
        .replace('scale-out', name)
        .trimEnd();
    const more = (count: number) =>
      step(Array.from({ length: count }, (_, index) => change(`more-${index}`)).join('\n'));
    const long = (yaml: string) => yaml.replace('timeoutSeconds: 3600', 'timeoutSeconds: 20000');
    expect(isProblems(parseRunbook(long(more(2)), parseFacts('add-capacity.yaml')))).toBe(false);
    expect(wrong(long(more(3)))).toEqual([[15, 1, 'steps', 'need a machine of 28 states']]);
  });

  it('has a value for a text of any length and kind', () => {
    for (const odd of ['', '[]', '7', 'null', '- a', 'x'.repeat(100_000), '\u0000', '{}'])
      expect(wrong(odd).length).toBeGreaterThan(0);
  });
});

import { expect, it } from 'vitest';
import { withSection } from './results.ts';
import { median, rounded, table } from './statistics.ts';

it('the median is in the middle', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([7])]).toEqual([2, 2.5, 7]);
  expect(() => median([])).toThrow('median');
});

it('a table has as many cells in every line', () => {
  expect(table(['a', 'b'], [[1, rounded(2.345)]])).toBe('| a | b |\n| --- | --- |\n| 1 | 2.35 |');
});

it('a section takes the place of the earlier one and leaves the others', () => {
  const section = (name: string, text: string) => `<!-- ${name} -->\n## ${name}\n\n${text}\n`;
  const one = withSection('# Title\n', 'lambda', section('lambda', 'old'));
  const two = withSection(one, 'judge', section('judge', 'j'));
  expect(withSection(two, 'lambda', section('lambda', 'new'))).toBe(
    '# Title\n\n<!-- judge -->\n## judge\n\nj\n\n<!-- lambda -->\n## lambda\n\nnew\n',
  );
});

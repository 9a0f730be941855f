/**
 * Orders versions of releases: numbers as numbers, a pre-release before its release (Semantic Versioning 2.0.0, item
 * 11), and what is missing as zero, which serves the other ecosystems' ordinary releases as well.
 */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [split(a), split(b)];
  for (let at = 0; at < Math.max(one.numbers.length, other.numbers.length); at++) {
    const difference = (one.numbers[at] ?? 0) - (other.numbers[at] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  if (one.pre === other.pre) return 0;
  if (one.pre === '') return 1;
  if (other.pre === '') return -1;
  return comparePre(one.pre.split('.'), other.pre.split('.'));
}

function split(version: string): { numbers: number[]; pre: string } {
  const [core = '', ...pre] = version.replace(/^v/, '').split('+')[0]?.split('-') ?? [];
  return { numbers: core.split('.').map((part) => Number.parseInt(part, 10) || 0), pre: pre.join('-') };
}

function comparePre(one: readonly string[], other: readonly string[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const [a, b] = [one[at], other[at]];
    if (a === undefined) return -1;
    if (b === undefined) return 1;
    if (a === b) continue;
    const numeric = /^\d+$/;
    if (numeric.test(a) && numeric.test(b)) return Math.sign(Number(a) - Number(b));
    if (numeric.test(a) !== numeric.test(b)) return numeric.test(a) ? -1 : 1;
    return a < b ? -1 : 1;
  }
  return 0;
}

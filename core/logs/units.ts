const UNITS: ReadonlySet<string> = new Set(
  'B KB MB GB TB KiB MiB GiB kB ns us ms s sec secs min mins h hrs Hz MHz GHz'.split(' '),
);
const LONGEST = 4;

/** Whether these characters are the unit of the number before them. */
export function isUnit(line: string, start: number, end: number): boolean {
  return end - start <= LONGEST && UNITS.has(line.slice(start, end));
}

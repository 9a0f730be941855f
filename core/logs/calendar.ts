const NAMES: ReadonlySet<string> = new Set(
  'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun'.split(' '),
);
const LENGTH = 3;

/** Whether these characters are the short name of a month or a weekday: before a number they begin a time. */
export function isCalendarName(line: string, start: number, end: number): boolean {
  return end - start === LENGTH && NAMES.has(line.slice(start, end));
}

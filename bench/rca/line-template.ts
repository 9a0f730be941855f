/** The level and place in the code that a logger writes, as `INFO c.s.ContactsServiceImpl#37`. */
const PLACE = /\b(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\s+(\S+[#:]\d+)/;
const LONGEST = 60;

/**
 * What kind of line it is: where the code wrote it, if the logger tells, else how it begins, without what looks like a
 * value. Enough for sets whose loggers tell their place; the miner of templates serves real logs.
 */
export function templateOf(line: string): string {
  const place = PLACE.exec(line);
  if (place) return `${place[1]} ${place[2]}`;
  return line.replace(/[0-9a-fA-F]{6,}|\d+/g, '*').slice(0, LONGEST);
}

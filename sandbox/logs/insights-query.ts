import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import { isReport, type ReportStatistics, reportStatistics } from './report-statistics.ts';

/** The forms of query that the product sends: filters, then a count by log group; or statistics of REPORT lines. */
export interface InsightsQuery {
  readonly isWanted: (message: string) => boolean;
  readonly limit: number;
  /** What is told of REPORT lines. */
  readonly reports?: ReportStatistics;
}

const FILE = 'sandbox/logs/insights-query.ts';
const TEXT = /^filter @message like "((?:[^"\\]|\\.)*)"$/;
const COUNT = 'stats count(*) as lines by @log';
const REPORTS = 'filter @type = "REPORT"';
const LIMIT = /^limit (\d+)$/;

/**
 * Reads a query of Logs Insights.
 * @throws SandboxNotImplemented that names the command of any other form
 */
export function insightsQuery(queryString: string): InsightsQuery {
  const [first, second, ...rest] = commandsOf(queryString);
  if (first === REPORTS && second !== undefined && rest.length === 0)
    return { isWanted: isReport, limit: 10_000, reports: reportStatistics(second) };
  const texts: string[] = [];
  let [isCount, limit] = [false, 10_000];
  for (const command of commandsOf(queryString)) {
    const [text, most] = [TEXT.exec(command)?.[1], LIMIT.exec(command)?.[1]];
    if (text !== undefined) texts.push(text.replaceAll(/\\(.)/g, '$1'));
    else if (most !== undefined) limit = Number(most);
    else if (command === COUNT && !isCount) isCount = true;
    else throw new SandboxNotImplemented(`Logs Insights' \`${command}\``, FILE);
  }
  if (!isCount) throw new SandboxNotImplemented('a query of Logs Insights without stats', FILE);
  return { isWanted: (message) => texts.every((text) => message.includes(text)), limit };
}

/** Commands are parted by bars; those in quotes are part of what is searched. */
function commandsOf(queryString: string): string[] {
  return (queryString.match(/(?:"(?:[^"\\]|\\.)*"|[^|"])+/g) ?? []).map((command) => command.trim());
}

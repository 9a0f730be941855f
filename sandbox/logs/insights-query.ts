import { SandboxNotImplemented } from '../hook/not-implemented.ts';

/** The one form of query that the product sends: filters, then a count by log group and slot. */
export interface InsightsQuery {
  readonly isWanted: (message: string) => boolean;
  readonly slotSeconds: number;
  readonly limit: number;
}

const FILE = 'sandbox/logs/insights-query.ts';
const TEXT = /^filter @message like "((?:[^"\\]|\\.)*)"$/;
const PATTERN = /^filter @message like \/\(\?i\)((?:[^/\\]|\\.)*)\/$/;
const COUNT = /^stats count\(\*\) as lines by @log, bin\((\d+)s\) as slot$/;
const LIMIT = /^limit (\d+)$/;

/**
 * Reads a query of Logs Insights.
 * @throws SandboxNotImplemented that names the command of any other form
 */
export function insightsQuery(queryString: string): InsightsQuery {
  const filters: ((message: string) => boolean)[] = [];
  let [slotSeconds, limit]: [number | undefined, number] = [undefined, 10_000];
  for (const command of commandsOf(queryString)) {
    const [text, pattern] = [TEXT.exec(command)?.[1], PATTERN.exec(command)?.[1]];
    const [slot, most] = [COUNT.exec(command)?.[1], LIMIT.exec(command)?.[1]];
    if (text !== undefined) {
      const wanted = text.replaceAll(/\\(.)/g, '$1');
      filters.push((message) => message.includes(wanted));
    } else if (pattern !== undefined) {
      const wanted = new RegExp(pattern, 'i');
      filters.push((message) => wanted.test(message));
    } else if (slot !== undefined && slotSeconds === undefined) slotSeconds = Number(slot);
    else if (most !== undefined) limit = Number(most);
    else throw new SandboxNotImplemented(`Logs Insights' \`${command}\``, FILE);
  }
  if (slotSeconds === undefined)
    throw new SandboxNotImplemented('a query of Logs Insights without stats', FILE);
  return { isWanted: (message) => filters.every((filter) => filter(message)), slotSeconds, limit };
}

/** Commands are parted by bars; those in quotes and patterns are part of what is searched. */
function commandsOf(queryString: string): string[] {
  return (queryString.match(/(?:"(?:[^"\\]|\\.)*"|\/(?:[^/\\]|\\.)*\/|[^|"/])+/g) ?? []).map((command) =>
    command.trim(),
  );
}

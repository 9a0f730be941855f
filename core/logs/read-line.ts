import { levelOfText, levelOfValue, type SeenLevel } from './level.ts';
import { traceIdOfFields, traceIdOfText } from './trace-id.ts';

/** What a line of a log says, whatever form it has. */
export interface ReadLine {
  /** What its template is mined from. */
  readonly text: string;
  readonly level: SeenLevel;
  readonly traceId?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const MESSAGES = ['message', 'msg', '@message', 'event', 'log', 'text', 'errorMessage'];
const LEVEL_NAMES = ['level', 'severity', 'lvl', '@level', 'log.level', 'levelname', 'severityText'];
/** Members of a line that are shown in its template by name. */
const MOST_KEYS = 24;

/** Reads a line: of JSON its message and the names of its other members, of text all of it. */
export function readLine(line: string): ReadLine {
  const fields = fieldsOf(line);
  if (fields) return ofFields(fields);
  const text = line.trimEnd();
  const traceId = traceIdOfText(text);
  return { text, level: levelOfText(text), ...(traceId !== undefined && { traceId }) };
}

function ofFields(fields: Fields): ReadLine {
  const name = MESSAGES.find((one) => typeof fields[one] === 'string' && fields[one] !== '');
  const message = name === undefined ? '' : String(fields[name]);
  const told = LEVEL_NAMES.map((one) => levelOfValue(fields[one])).find((level) => level !== 'unknown');
  const traceId = traceIdOfFields(fields) ?? (message === '' ? undefined : traceIdOfText(message));
  return {
    text: name === undefined ? membersOf(fields) : `${message}${keysOf(fields, name)}`,
    level: told ?? (message === '' ? 'unknown' : levelOfText(message)),
    ...(traceId !== undefined && { traceId }),
  };
}

/** The names of the other members are constant in lines of one template, their values are not. */
function keysOf(fields: Fields, message: string): string {
  const keys = Object.keys(fields).filter((key) => key !== message);
  return keys.length === 0 ? '' : ` {${keys.sort().slice(0, MOST_KEYS).join(',')}}`;
}

/** A line without a message: its members are what it says. */
function membersOf(fields: Fields): string {
  const said = Object.keys(fields)
    .sort()
    .slice(0, MOST_KEYS)
    .map((key) => `${key}=${typeof fields[key] === 'object' ? '' : String(fields[key])}`);
  return `{${said.join(', ')}}`;
}

function fieldsOf(line: string): Fields | undefined {
  const start = line.charCodeAt(0) === 123 ? 0 : line.search(/\S/);
  if (start < 0 || line.charCodeAt(start) !== 123) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

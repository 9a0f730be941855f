import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  parseDocument,
  visit,
} from 'yaml';
import type { Violation } from '../errors.ts';

/** Something wrong with a document, and where; lines and columns count from 1. */
export interface DocumentViolation extends Violation {
  readonly line: number;
  readonly column: number;
}

/** Names and positions that lead to a value in a document. */
export type Path = readonly (string | number)[];

/** Bytes that a document may have; a runbook is a page or two, and a record has room for it. */
export const MOST_BYTES = 65_536;

/** A document that could be read. */
export interface ReadDocument {
  readonly value: unknown;
  /** A violation at the name of a value; at what is nearest around it where the value is missing. */
  at(path: Path, problem: string, allowed: string): DocumentViolation;
}

/**
 * Reads one YAML 1.2 document of plain values. Aliases and tags of other languages are refused: an alias may stand
 * for more than memory holds, and a reader sees what is written.
 * @returns the document, or everything that is wrong with it
 */
export function readYaml(text: string): ReadDocument | readonly DocumentViolation[] {
  return withinBounds(text, () => {
    const lines = new LineCounter();
    const document = parseDocument(text, { ...OPTIONS, lineCounter: lines });
    return readOne(document, placeIn(lines));
  });
}

/**
 * Reads a text of several documents, which `---` separates; those that are empty are left out.
 * @returns the documents, or everything that is wrong with any of them
 */
export function readYamlDocuments(text: string): readonly ReadDocument[] | readonly DocumentViolation[] {
  return withinBounds<readonly ReadDocument[]>(text, () => {
    const lines = new LineCounter();
    const parsed = parseAllDocuments(text, { ...OPTIONS, lineCounter: lines });
    if (!Array.isArray(parsed)) return [];
    const read = parsed.map((document) => readOne(document, placeIn(lines)));
    const wrong = read.flatMap((one) => ('value' in one ? [] : one));
    if (wrong.length > 0) return wrong;
    return read.filter((one) => 'value' in one).filter(({ value }) => value !== null);
  });
}

const OPTIONS = { version: '1.2', schema: 'core', prettyErrors: false } as const;

function withinBounds<Read>(
  text: string,
  read: () => Read | readonly DocumentViolation[],
): Read | readonly DocumentViolation[] {
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) return [start(`has ${bytes} bytes`, `at most ${MOST_BYTES} bytes`)];
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return [TOO_DEEP];
    throw error;
  }
}

const TOO_DEEP: DocumentViolation = start('is nested too deeply', 'a few levels');
/** What the parser says of a level that it had no room for, one of many. */
const NO_ROOM = /call stack/;

function placeIn(lines: LineCounter): Place {
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
}

function readOne(document: Document.Parsed, place: Place): ReadDocument | readonly DocumentViolation[] {
  if (document.errors.some(({ message }) => NO_ROOM.test(message))) return [TOO_DEEP];
  const wrong = [...document.errors, ...document.warnings].map(({ message, pos: [offset] }) => ({
    field: 'document',
    problem: message,
    allowed: 'one YAML 1.2 document of plain values',
    ...place(offset),
  }));
  wrong.push(...indirect(document, place));
  if (wrong.length > 0) return wrong;
  return {
    value: document.toJS({ maxAliasCount: 0 }) as unknown,
    at: (path, problem, allowed) => ({
      field: path.join('.') || 'document',
      problem,
      allowed,
      ...place(offsetOf(document, path)),
    }),
  };
}

type Place = (offset: number) => { readonly line: number; readonly column: number };

function indirect(document: Document.Parsed, place: Place): DocumentViolation[] {
  const found: DocumentViolation[] = [];
  const refuse = (offset: number, problem: string, allowed: string) =>
    found.push({ field: 'document', problem, allowed, ...place(offset) });
  visit(document, {
    // What a visitor returns steers the visit: nothing goes on.
    Alias: (_, { source, range }) => {
      refuse(range?.[0] ?? 0, `has the alias *${source}`, 'the value itself');
    },
    Pair: (_, { key }) => {
      if (isNode(key) && typeof key.toJSON() !== 'string')
        refuse(key.range?.[0] ?? 0, 'has a name that is no text', 'a text as name');
    },
  });
  return found;
}

/** Where the name of a value begins, or the value in a list; that of the nearest one around it when it is not there. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const step of path) {
    const pair = isMap<Node, Node>(node) ? node.items.find(({ key }) => names(key, step)) : undefined;
    node = pair ? pair.value : isSeq<Node>(node) ? node.items[Number(step)] : undefined;
    offset = (pair?.key ?? (node as Node | undefined))?.range?.[0] ?? offset;
  }
  return offset;
}

function names(key: Node, step: string | number): boolean {
  return isScalar(key) && key.value === step;
}

function start(problem: string, allowed: string): DocumentViolation {
  return { field: 'document', problem, allowed, line: 1, column: 1 };
}

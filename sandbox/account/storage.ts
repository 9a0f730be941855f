import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutionRecord, Journal } from '../step-functions/execution-record.ts';

/** A directory in which the control plane of a live sandbox survives its process. */
export class Storage {
  readonly directory: string;
  readonly executions: Journal;
  readonly #due = new Map<string, () => unknown>();
  readonly #written = new Map<string, string>();

  constructor(directory: string) {
    this.directory = directory;
    mkdirSync(directory, { recursive: true });
    this.executions = executionJournal(this.path('executions.jsonl'));
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  /** Keeps a part's snapshot as JSON; changes of one turn of the event loop are written once, at its end. */
  save(name: string, snapshot: () => unknown): void {
    if (this.#due.size === 0) queueMicrotask(() => this.#flush());
    this.#due.set(name, snapshot);
  }

  /** What was kept, or undefined. */
  load<T>(name: string): T | undefined {
    const file = this.path(`${name}.json`);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
  }

  #flush(): void {
    for (const [name, snapshot] of this.#due) {
      const text = JSON.stringify(snapshot());
      if (this.#written.get(name) === text) continue;
      const file = this.path(`${name}.json`);
      // Renaming is atomic: a kill leaves the old file or the new one, never half of one.
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
      this.#written.set(name, text);
    }
    this.#due.clear();
  }
}

/** One line for each time an execution was saved; the last line of an execution counts. */
function executionJournal(file: string): Journal {
  return {
    save: (execution) => appendFileSync(file, `${JSON.stringify(execution)}\n`),
    load: () => {
      if (!existsSync(file)) return [];
      const latest = new Map<string, ExecutionRecord>();
      for (const line of readFileSync(file, 'utf8').split('\n')) {
        const record = parsed(line);
        if (record) latest.set(record.arn, record);
      }
      return [...latest.values()];
    },
  };
}

/** A record, or nothing for the half line that a kill left behind. */
function parsed(line: string): ExecutionRecord | undefined {
  try {
    return line === '' ? undefined : (JSON.parse(line) as ExecutionRecord);
  } catch {
    return undefined;
  }
}

import { readFileSync } from 'node:fs';
import jsonata from 'jsonata';
import { form } from '../../../functions/runbooks/form.ts';
import { isProblems, type ParseFacts, parseRunbook } from '../parse.ts';
import type { Runbook } from '../runbook.ts';

export const EXAMPLES = ['add-capacity', 'free-disk'] as const;
export type Example = (typeof EXAMPLES)[number];

/** The text of an example's file. */
export function exampleText(name: Example): string {
  return readFileSync(new URL(`./${name}.yaml`, import.meta.url), 'utf8');
}

/** An installation with one operation that callers see. */
export function parseFacts(file: string): ParseFacts {
  return { form, file, operations: ['set_freeze'], expression: wrongIn };
}

/** What is wrong with a JSONata expression; undefined when it can be read. */
export function wrongIn(text: string): string | undefined {
  try {
    jsonata(text);
    return undefined;
  } catch (error) {
    return (error as { readonly message: string }).message;
  }
}

export function example(name: Example): Runbook {
  const runbook = parseRunbook(exampleText(name), parseFacts(`${name}.yaml`));
  if (isProblems(runbook)) throw new Error(JSON.stringify(runbook));
  return runbook;
}

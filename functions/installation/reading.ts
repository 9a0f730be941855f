import { shownText } from '../../core/dead-letters/excerpt.ts';
import { NotFound } from '../../core/errors.ts';
import type { Reading } from '../../core/installation/check.ts';

const LONGEST = 300;

/**
 * What a read answers, or why it failed: one thing that cannot be read must not hide all others.
 * @throws NotFound, which is the caller's own mistake
 */
export async function reading<T>(read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (error instanceof NotFound) throw error;
    const { name, message } = error as Error;
    return { unreadable: shownText(`${name}: ${message}`, LONGEST) };
  }
}
